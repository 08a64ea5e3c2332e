import { usePuente } from './hooks.js';
import { Badge, MessageLink, reasonOf } from './ui.js';

export interface TimelineEntry {
  at: string;
  kind: 'received' | 'retry' | 'resend' | 'call' | 'finished';
  message_id: string;
  attempt: unknown;
  trigger: string;
  outcome: string | null;
  http_method: string | null;
  url: string | null;
  http_status: unknown;
  duration_ms: unknown;
  error_message: string | null;
  decision: string | null;
  next_attempt_at: string | null;
  created_by: string | null;
  reason: string | null;
  changes: { path: string; before: unknown; after: unknown }[];
}

/** Everything that happened to a document, oldest first. */
export function Timeline({ entries, current, company }: { entries: TimelineEntry[]; current: string; company: string }) {
  return <ol className="pz-timeline">{entries.map((entry) => <Entry key={`${entry.kind}${entry.message_id}${entry.at}`} entry={entry} current={current} company={company} />)}</ol>;
}

function Entry({ entry, current, company }: { entry: TimelineEntry; current: string; company: string }) {
  const { say, time } = usePuente();
  return (
    <li className={`pz-entry pz-entry-${entry.kind} ${entry.outcome === 'failed' || (entry.kind === 'call' && Number(entry.http_status ?? 599) >= 400) ? 'pz-entry-bad' : ''}`}>
      <time dateTime={entry.at}>{time(entry.at, company)}</time>
      <div>
        <strong>{useTitle(entry)}</strong>{' '}
        {entry.kind === 'finished' && <Badge column="outcome" value={entry.outcome} />}
        {entry.kind === 'call' && <Call entry={entry} />}
        {entry.reason && entry.kind === 'resend' && <p>{say('reason')}: {entry.reason}</p>}
        {entry.error_message && entry.kind !== 'received' && <p className="pz-error-text">{entry.error_message}</p>}
        {entry.decision && entry.kind === 'finished' && <p className="pz-quiet-text">{say('decision')}: {reasonOf(entry.decision)}</p>}
        {entry.changes.length > 0 && <Changes changes={entry.changes} />}
        <p className="pz-quiet-text">{entry.message_id === current ? say('this_message') : <MessageLink id={entry.message_id}>{say('open_message')} {entry.message_id.slice(-8)}</MessageLink>}</p>
      </div>
    </li>
  );
}

function useTitle(entry: TimelineEntry): string {
  const { say, value } = usePuente();
  switch (entry.kind) {
    case 'received': return say('t_received', { trigger: value('trigger', entry.trigger) });
    case 'retry': return say('t_retry', { attempt: entry.attempt });
    case 'resend': return say('t_resend', { who: entry.created_by ?? '?' });
    case 'call': return say('t_call');
    case 'finished': return say('t_finished', { outcome: '' });
  }
}

function Call({ entry }: { entry: TimelineEntry }) {
  const { say } = usePuente();
  const status = entry.http_status === null ? say('t_no_answer') : String(entry.http_status);
  const bad = entry.http_status === null || Number(entry.http_status) >= 400;
  return (
    <p className="pz-call">
      <code>{entry.http_method} {entry.url}</code> <span className={`pz-badge pz-${bad ? 'bad' : 'good'}`}>{status}</span>
      {entry.duration_ms !== null && <span className="pz-quiet-text"> {String(entry.duration_ms)} ms</span>}
    </p>
  );
}

const short = (value: unknown): string => (value === null || value === undefined ? '∅' : typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200);

function Changes({ changes }: { changes: TimelineEntry['changes'] }) {
  const { say } = usePuente();
  return (
    <details open className="pz-changes">
      <summary>{say('t_changes')}: {changes.length}</summary>
      <ul>{changes.slice(0, 50).map(({ path, before, after }) => <li key={path}><code>{path || '·'}</code>: <del>{short(before)}</del> → <ins>{short(after)}</ins></li>)}</ul>
    </details>
  );
}
