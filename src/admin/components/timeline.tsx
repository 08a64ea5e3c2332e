import { eventInWords } from './event-words.js';
import { Some } from './fold.js';
import { usePuente } from './hooks.js';
import { useWhen } from './message-why.js';
import type { Change } from './message-difference.js';
import { Badge, MessageLink } from './ui.js';

export interface TimelineEntry {
  at: string;
  kind: 'received' | 'retry' | 'resend' | 'call' | 'finished';
  message_id: string;
  event_type: string;
  attempt: unknown;
  trigger: string;
  status: string;
  outcome: string | null;
  http_method: string | null;
  url: string | null;
  http_status: unknown;
  duration_ms: unknown;
  error_category: string | null;
  error_message: string | null;
  decision: string | null;
  next_attempt_at: string | null;
  created_by: string | null;
  reason: string | null;
  parent_id: string | null;
  changes: Change[];
}

const FIRST = 100;

interface Of {
  entry: TimelineEntry;
  company: string;
}

/** Everything that happened to a document, oldest first. */
export function Timeline({ entries, current, company }: { entries: TimelineEntry[]; current: string; company: string }) {
  const { say } = usePuente();
  if (entries.length === 0) return <p className="pz-quiet-text">{say('t_empty')}</p>;
  return <ol className="pz-timeline"><Some items={entries} first={FIRST}>{(entry) => <Entry key={`${entry.kind}${entry.message_id}`} entry={entry} current={current} company={company} />}</Some></ol>;
}

function Entry({ entry, current, company }: Of & { current: string }) {
  const { say, time } = usePuente();
  const { kind, outcome, message_id } = entry;
  const bad = (kind === 'finished' && outcome === 'failed') || (kind === 'call' && Number(entry.http_status ?? 0) >= 400);
  return (
    <li className={`pz-entry pz-entry-${kind} ${bad ? 'pz-entry-bad' : ''}`}>
      <time dateTime={entry.at}>{time(entry.at, company)}</time>
      <div>
        <strong>{useTitle(entry)}</strong>{' '}
        {kind === 'finished' && <Ending entry={entry} company={company} />}
        {kind === 'call' && <Call entry={entry} />}
        {entry.reason && kind === 'resend' && <p>{say('reason')}: {entry.reason}</p>}
        {entry.error_message && (kind === 'call' || kind === 'finished') && <p className="pz-error-text">{entry.error_message}</p>}
        {entry.changes.length > 0 && message_id !== current && <p className="pz-quiet-text">{say('t_changes')}: {entry.changes.length}</p>}
        <p className="pz-quiet-text">{message_id === current ? say('this_message') : <MessageLink id={message_id}>{say('open_message')} {message_id.slice(-8)}</MessageLink>}</p>
      </div>
    </li>
  );
}

function useTitle(entry: TimelineEntry): string {
  const { say, value, language } = usePuente();
  const event = eventInWords(entry.event_type, language);
  const who = entry.created_by ?? '?';
  const trigger = value('trigger', entry.trigger);
  switch (entry.kind) {
    case 'received': return say('t_event', { what: entry.created_by ? say('t_received_by', { trigger, who }) : say('t_received', { trigger }), event });
    case 'retry': return say('t_retry', { attempt: entry.attempt });
    case 'resend': return say(entry.changes.length > 0 ? 't_edited' : 't_resend', { who });
    case 'call': return event;
    case 'finished': return say('t_finished', { outcome: '' });
  }
}

/** How an attempt ended: the outcome, the kind of trouble, what the house decided, and when it goes on. */
function Ending({ entry, company }: Of) {
  const { say, decisionInWords } = usePuente();
  const when = useWhen(company);
  return (
    <>
      <Badge column="outcome" value={entry.outcome} /> {entry.error_category && <Badge column="error_category" value={entry.error_category} />}
      {entry.decision && <p className="pz-quiet-text">{say('decision')}: {decisionInWords(entry.decision)}</p>}
      {entry.outcome === 'retry_scheduled' && entry.next_attempt_at && <p className="pz-quiet-text">{say('t_again', { when: when(entry.next_attempt_at) })}</p>}
    </>
  );
}

function Call({ entry }: { entry: TimelineEntry }) {
  const { say } = usePuente();
  const { http_status, http_method, url } = entry;
  const duration = entry.duration_ms === null ? '' : inSeconds(Number(entry.duration_ms));
  const answered = http_status !== null;
  const text = answered ? say('t_answered', { status: http_status, duration }) : entry.status === 'processing' ? say('t_under_way') : say('t_silent', { duration });
  const tone = answered ? (Number(http_status) >= 400 ? 'bad' : 'good') : entry.status === 'processing' ? 'info' : 'bad';
  return <><span className={`pz-badge pz-${tone}`}>{text}</span><p className="pz-call"><code>{http_method} {url}</code></p></>;
}

const inSeconds = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`);
