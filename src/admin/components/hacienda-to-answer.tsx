import { Link } from 'react-router-dom';
import type { Received } from './hacienda-received-data.js';
import { useApi, usePuente } from './hooks.js';
import { Card } from './ui.js';

const MOST = 10;

/** Suppliers' documents that nobody has answered yet. */
export function HaciendaToAnswer({ company }: { company: string | null }) {
  const { say, time, amount } = usePuente();
  const { data } = useApi<{ data: Received[] }>(`/api/hacienda/received?${new URLSearchParams({ state: 'received', limit: '50', ...(company && { company }) }).toString()}`);
  const open = data?.data.filter(({ answer }) => answer === null) ?? [];
  const list = `/admin/resources/hacienda-received?${new URLSearchParams({ 'filters.state': 'received', ...(company && { 'filters.company': company }) }).toString()}`;
  if (!data) return null;
  return (
    <Card title={say('hacienda_to_answer')} actions={<Link className="pz-link" to={list}>{say('hacienda_see_all')}</Link>}>
      {open.length === 0 ? <p className="pz-quiet-text">{say('hacienda_nothing_to_answer')}</p> : (
        <div className="pz-scroll" tabIndex={0}>
          <table className="pz-table">
            <tbody>
              {open.slice(0, MOST).map(({ id, created_at, issuer, currency, total, signature_valid, company: owner }) => (
                <tr key={id}>
                  <td className="pz-nowrap">{time(created_at, owner)}</td>
                  <td><Link className="pz-link" to={`/admin/resources/hacienda-received/records/${id}/show`}>{issuer.name}</Link></td>
                  <td className="pz-number">{currency} {amount(total)}</td>
                  <td>{!signature_valid && <span className="pz-error-text">{say('hacienda_signature_broken')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open.length > MOST && <p>{say('more', { n: open.length - MOST })}</p>}
    </Card>
  );
}
