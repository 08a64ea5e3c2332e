import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { RANGES, type Frame, type Range } from './home-data.js';
import { usePuente } from './hooks.js';
import { Button } from './ui.js';

/** Range and company of the page, kept in its address: a link to it shows the same. */
export function useFrame() {
  const [address, setAddress] = useSearchParams();
  const set = (name: string, value: string) => setAddress((before) => {
    const next = new URLSearchParams(before);
    if (value === '') next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  return { range: (RANGES.find((name) => name === address.get('range')) ?? '24h') as Range, company: address.get('company'), integration: address.get('integration') ?? '', set };
}

/** Title, range switch, company, and until when the figures are counted. */
export function HomeFrame({ title, data, again, children }: { title: ReactNode; data: Frame | null; again: () => void; children: ReactNode }) {
  const { say, time, admin } = usePuente();
  const { range, company, set } = useFrame();
  const companies = Object.keys(admin?.zones ?? {}).sort();
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head">
        <h1>{title}</h1>
        <div className="pz-actions">
          {companies.length > 1 && (
            <select className="pz-home-company" aria-label={say('company')} value={company ?? ''} onChange={(event) => set('company', event.target.value)}>
              <option value="">{say('company')}: {say('any')}</option>
              {companies.map((code) => <option key={code} value={code}>{code}</option>)}
            </select>
          )}
          <div className="pz-switch" role="group" aria-label={say('home_range')}>
            {RANGES.map((name) => <button key={name} type="button" aria-pressed={name === range} onClick={() => set('range', name)}>{say(`home_${name}`)}</button>)}
          </div>
          <Button onClick={again}>{say('refresh')}</Button>
        </div>
      </div>
      {data && <p className="pz-quiet-text pz-home-counted">{data.counted_until ? say('home_counted', { when: time(data.counted_until, data.company) }) : say('home_uncounted')} {data.capped && <b>{say('home_capped')}</b>}</p>}
      {children}
    </div>
  );
}
