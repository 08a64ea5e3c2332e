import { Link, useSearchParams } from 'react-router-dom';
import { HaciendaCertificates } from './hacienda-certificates.js';
import { costaRicaDay, documentsOf, duration, percent, retriesOf, STATES, TODAY, type Activity, type Statistics } from './hacienda-panel-data.js';
import { HaciendaToAnswer } from './hacienda-to-answer.js';
import { useApi, usePuente } from './hooks.js';
import { StackedBars } from './stacked-bars.js';
import { Button, Card, Field, Loading, Problem } from './ui.js';
import type { Word } from './words.js';

const EVERY_MS = 30_000;

/** How electronic documents stand: what waits, what Hacienda refused, how the days go. Every number leads to the list behind it. */
export function HaciendaPage() {
  const { say, admin } = usePuente();
  const [address, setAddress] = useSearchParams();
  const company = address.get('company');
  const query = company ? `?${new URLSearchParams({ company }).toString()}` : '';
  const { data, problem, again } = useApi<Statistics>(`/api/hacienda/statistics${query}`, { every: EVERY_MS });
  const { data: activity } = useApi<Activity>(`/api/hacienda/activity${query}`, { every: EVERY_MS });
  const companies = Object.keys(admin?.zones ?? {}).sort();
  return (
    <div className="pz-page pz-home">
      <div className="pz-card-head"><h1>{say('hacienda_title')}</h1><div className="pz-actions"><Exports company={company} /><Button onClick={again}>{say('refresh')}</Button></div></div>
      {companies.length > 1 && (
        <div className="pz-card pz-filters">
          <Field label={say('company')} htmlFor="company">
            <select id="company" value={company ?? ''} onChange={(event) => setAddress(event.target.value ? { company: event.target.value } : {})}>
              <option value="">{say('any')}</option>
              {companies.map((code) => <option key={code} value={code}>{code}</option>)}
            </select>
          </Field>
        </div>
      )}
      <Problem problem={problem} />
      {data ? <Figures data={data} company={company} /> : !problem && <Loading />}
      {activity && <Days days={activity.days} company={company} />}
      <HaciendaToAnswer company={company} />
      {activity && activity.companies.length > 1 && <Companies companies={activity.companies} />}
      <HaciendaCertificates query={query} />
    </div>
  );
}

function Exports({ company }: { company: string | null }) {
  const { say } = usePuente();
  const query = (format: string) => new URLSearchParams({ format, ...(company && { company }) }).toString();
  return <>{['csv', 'xlsx'].map((format) => <a key={format} className="pz-button pz-plain" href={`/api/hacienda/documents/export?${query(format)}`} download>{say('hacienda_export', { format: format.toUpperCase() })}</a>)}</>;
}

function Figures({ data, company }: { data: Statistics; company: string | null }) {
  const { say, value } = usePuente();
  const { by_state, retry_queue, today } = data;
  const day = costaRicaDay(new Date());
  const tile = (key: string, count: number, name: string, to: string, bad = false) => <Link key={key} to={to} className={`pz-tile ${bad && count > 0 ? 'pz-tile-bad' : ''}`}><b>{count}</b><span>{name}</span></Link>;
  return (
    <>
      <div className="pz-tiles pz-tiles-narrow">
        {STATES.map((state) => tile(state, by_state[state] ?? 0, say(`hacienda_n_${state}` as Word), documentsOf({ state, company }), state === 'rejected' || state === 'error'))}
        <Link to={documentsOf({ state: 'accepted', company })} className="pz-tile"><b>{percent(data.acceptance_rate)}</b><span>{say('hacienda_rate')}</span></Link>
        <Link to={documentsOf({ state: 'accepted', company })} className="pz-tile"><b>{duration(data.average_acceptance_seconds)}</b><span>{say('hacienda_average')}</span></Link>
      </div>
      <Card title={say('hacienda_today')}>
        <div className="pz-tiles pz-tiles-narrow">{TODAY.map(({ figure, at }) => tile(figure, today[figure] ?? 0, say(`hacienda_n_${figure}` as Word), documentsOf({ at, day, company }), figure === 'rejected'))}</div>
      </Card>
      <Card title={say('hacienda_retries')} actions={<Link className="pz-link" to={company ? `/admin/resources/retry-queue?filters.integration=hacienda&filters.company=${encodeURIComponent(company)}` : '/admin/resources/retry-queue?filters.integration=hacienda'}>{say('hacienda_see_all')}</Link>}>
        <div className="pz-tiles pz-tiles-narrow">{Object.entries(retry_queue).map(([state, count]) => tile(state, count, value('state', state), retriesOf(state, company), state === 'failed'))}</div>
      </Card>
    </>
  );
}

/** From the ground up. Each part has a list of its own behind it; the colours are three. */
const PARTS = [
  { state: 'accepted', tone: 'good' }, { state: 'rejected', tone: 'bad' }, { state: 'error', tone: 'bad' },
  { state: 'submitted', tone: 'wait' }, { state: 'signed', tone: 'wait' }, { state: 'generated', tone: 'wait' }, { state: 'draft', tone: 'wait' },
] as const;
const LEGEND = [{ tone: 'good', word: 'hacienda_n_accepted' }, { tone: 'bad', word: 'hacienda_n_refused' }, { tone: 'wait', word: 'hacienda_n_open' }] as const;

function Days({ days, company }: { days: Activity['days']; company: string | null }) {
  const { say } = usePuente();
  if (days.length === 0) return null;
  return (
    <Card title={say('hacienda_by_day')} actions={LEGEND.map(({ tone, word }) => <span key={tone} className={`pz-badge pz-${tone}`}>{say(word)}</span>)}>
      <StackedBars label={say('hacienda_chart')} bars={days.map(({ day, by_state }) => ({
        label: day, parts: PARTS.map(({ state, tone }) => ({ name: say(`hacienda_n_${state}`), value: by_state[state] ?? 0, tone, to: documentsOf({ state, day, company }) })),
      }))} />
    </Card>
  );
}

function Companies({ companies }: Pick<Activity, 'companies'>) {
  const { say, column, value } = usePuente();
  const shown = STATES.filter((state) => companies.some(({ by_state }) => (by_state[state] ?? 0) > 0));
  return (
    <Card title={say('hacienda_by_company')}>
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table pz-counts">
          <thead><tr><th>{column('company')}</th>{shown.map((state) => <th key={state} className="pz-number">{value('state', state)}</th>)}</tr></thead>
          <tbody>
            {companies.map(({ company, by_state }) => (
              <tr key={company}>
                <td><Link className="pz-link" to={`/admin/pages/hacienda-panel?company=${encodeURIComponent(company)}`}>{company}</Link></td>
                {shown.map((state) => <td key={state} className="pz-number"><Count state={state} count={by_state[state] ?? 0} company={company} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Count({ state, count, company }: { state: string; count: number; company: string }) {
  if (count === 0) return <span className="pz-quiet-text">0</span>;
  return <Link className="pz-link" to={documentsOf({ state, company })}>{count}</Link>;
}
