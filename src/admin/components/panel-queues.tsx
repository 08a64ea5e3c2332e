import { Link } from 'react-router-dom';
import { countOf, type Figures, type Frame } from './home-data.js';
import { errorsOf, messageAt, messagesOf, query, retriesOf } from './home-links.js';
import { useAct, useApi, usePuente } from './hooks.js';
import { Button, Card, Problem } from './ui.js';

interface Entry {
  id: string;
  company: string;
  subject: string | null;
  message_id: string;
  next_attempt_at: string | null;
  retry_count: number;
  max_retries: number;
  last_error: string | null;
}

const MANY = 5;

/** What waits: the counts, and the retries that come next, which need not wait. */
export function PanelQueues({ figures: { id, waiting, processing, retrying, errors }, frame: { company }, again }: { figures: Figures; frame: Frame; again: () => void }) {
  const { say, language } = usePuente();
  const tiles = [
    ['h_waiting', waiting, messagesOf({ integration: id, company, outcome: 'received' })], ['h_processing', processing, messagesOf({ integration: id, company, outcome: 'processing' })],
    ['h_retrying', retrying, retriesOf(id, company)], ['h_errors', errors, errorsOf(id, company)],
  ] as const;
  return (
    <Card title={say('p_queues')}>
      <div className="pz-tiles pz-tiles-narrow">{tiles.map(([name, count, to]) => <Link key={name} to={to} className={`pz-tile ${name === 'h_errors' && count > 0 ? 'pz-tile-bad' : ''}`}><b>{countOf(count, language)}</b><span>{say(name)}</span></Link>)}</div>
      <Retries path={`/api/retry-queue?${query({ state: 'pending', integration: id, company, limit: String(MANY) })}#${retrying}`} again={again} />
    </Card>
  );
}

function Retries({ path, again }: { path: string; again: () => void }) {
  const { say, time, column, may } = usePuente();
  const { data, problem } = useApi<{ data: Entry[] }>(path);
  const { act, busy, problem: refused } = useAct();
  const retry = (id: string) => void act(`/api/retry-queue/${id}/retry-now`, {}, 'retry_started').then(again);
  if (!data || data.data.length === 0) return <><Problem problem={problem} />{data && <p className="pz-quiet-text">{say('p_no_retries')}</p>}</>;
  return (
    <>
      <h3>{say('p_next_retries')}</h3>
      <Problem problem={refused} />
      <div className="pz-scroll" tabIndex={0}>
        <table className="pz-table">
          <thead><tr><th>{column('next_attempt_at')}</th><th>{column('subject')}</th><th>{column('retry_count')}</th><th>{column('last_error')}</th><th /></tr></thead>
          <tbody>
            {data.data.map(({ id, company, subject, message_id, next_attempt_at, retry_count, max_retries, last_error }) => (
              <tr key={id}>
                <td className="pz-nowrap">{time(next_attempt_at, company)}</td>
                <td><Link className="pz-link" to={messageAt(message_id)}>{subject ?? message_id}</Link></td>
                <td className="pz-nowrap">{retry_count} / {max_retries}</td>
                <td className="pz-error-text">{last_error}</td>
                <td>{may('operator') && <Button disabled={busy} onClick={() => retry(id)} label={`${say('retry_now')} ${subject ?? message_id}`}>{say('retry_now')}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
