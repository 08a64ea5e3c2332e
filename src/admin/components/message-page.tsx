import { useEffect, useState } from 'react';
import type { ActionProps } from 'adminjs';
import { rawText } from './api.js';
import { useApi, usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { OpenRetry } from './retry-page.js';
import { Timeline, type TimelineEntry } from './timeline.js';
import { Badge, Card, Facts, Loading, MessageLink, Problem, reasonOf } from './ui.js';
import type { Word } from './words.js';

interface Message {
  id: string;
  company: string;
  integration: string;
  direction: 'inbound' | 'outbound';
  event_type: string;
  status: string;
  outcome: string | null;
  external_reference: string | null;
  correlation_id: string;
  parent_id: string | null;
  attempt: unknown;
  trigger: string;
  http_method: string | null;
  url: string | null;
  http_status: unknown;
  payload: unknown;
  response_payload: unknown;
  request_headers: unknown;
  response_headers: unknown;
  raw_only?: boolean;
  warnings: { code: string; message: string }[];
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  received_at: string;
  finished_at: string | null;
  duration_ms: unknown;
  next_attempt_at: string | null;
  wait_reason: string | null;
  decision: string | null;
  reason: string | null;
  created_by: string | null;
}

// A message that still moves is watched; one at rest is read once.
const moves = ({ status, outcome }: Message): boolean => status === 'received' || status === 'processing' || outcome === 'retry_scheduled';
const EVERY_MS = 3_000;

/** One message: what became of it, why it is where it is, everything that happened, and what it holds. */
export function MessagePage({ record }: ActionProps) {
  const id = String(record!.id);
  const { data: message, problem } = useApi<Message>(`/api/messages/${id}`, { exact: true, every: EVERY_MS, busy: moves });
  const { data: chain, again } = useApi<{ data: TimelineEntry[] }>(`/api/messages/${id}/timeline`, { exact: true });
  useEffect(again, [message, again]);
  if (problem) return <Problem problem={problem} />;
  if (!message) return <Loading />;
  return (
    <div className="pz-page">
      <Head message={message} />
      <Trouble message={message} />
      <OpenRetry correlationId={message.correlation_id} />
      <TimelineCard entries={chain?.data ?? []} message={message} />
      <Bodies message={message} />
    </div>
  );
}

function Head({ message }: { message: Message }) {
  const { value, time, column } = usePuente();
  return (
    <Card title={<>{message.external_reference ?? message.event_type} <Badge column="status" value={message.status} /> <Badge column="outcome" value={message.outcome} /></>}>
      <p className="pz-why" role="status">{useWhy(message)}</p>
      <Facts rows={[
        [column('integration'), message.integration],
        [column('direction'), value('direction', message.direction)],
        [column('event_type'), message.event_type],
        [column('received_at'), time(message.received_at, message.company)],
        [column('finished_at'), message.finished_at && time(message.finished_at, message.company)],
        [column('duration_ms'), message.duration_ms === null ? null : String(message.duration_ms)],
        [column('attempt'), `${String(message.attempt)} · ${value('trigger', message.trigger)}`],
        [column('created_by'), message.created_by],
        [column('reason'), message.reason],
        [column('company'), message.company],
        ['HTTP', message.http_method && <code>{message.http_method} {message.url}{message.http_status !== null && ` → ${String(message.http_status)}`}</code>],
        [column('parent_id'), message.parent_id && <MessageLink id={message.parent_id} />],
        ['UUID', <code>{message.id}</code>],
      ]} />
    </Card>
  );
}

/** The line that answers «why is it where it is». */
function useWhy(message: Message): string {
  const { say, time } = usePuente();
  if (message.status === 'processing') return say('why_processing');
  if (message.wait_reason && moves(message)) return message.next_attempt_at ? `${message.wait_reason} ${say('why_retry', { when: time(message.next_attempt_at, message.company) })}` : message.wait_reason;
  if (message.status === 'received') return say('why_received');
  if (message.outcome === 'retry_scheduled') return message.next_attempt_at ? say('why_retry', { when: time(message.next_attempt_at, message.company) }) : say('why_retry_soon');
  return message.outcome && message.direction === 'inbound' ? say(`why_${message.outcome}` as Word) : '';
}

function Trouble({ message }: { message: Message }) {
  const { say, value } = usePuente();
  return (
    <>
      {message.error_message && (
        <Card title={say('error')}>
          <p className="pz-error-text">{message.error_message}</p>
          <p className="pz-quiet-text">{value('error_category', message.error_category)} · <code>{message.error_code}</code>{message.decision && ` · ${reasonOf(message.decision)}`}</p>
        </Card>
      )}
      {message.warnings.length > 0 && (
        <Card title={say('warnings')}>
          <ul className="pz-warnings">{message.warnings.map(({ code, message: text }) => <li key={code + text}>{text} <code>{code}</code></li>)}</ul>
        </Card>
      )}
    </>
  );
}

function TimelineCard({ entries, message }: { entries: TimelineEntry[]; message: Message }) {
  const { say } = usePuente();
  return <Card title={say('timeline')}><Timeline entries={entries} current={message.id} company={message.company} /></Card>;
}

function Bodies({ message }: { message: Message }) {
  const { say } = usePuente();
  const raw = `/api/messages/${message.id}/raw`;
  const download = <a className="pz-button pz-plain" href={raw} download={`${message.id}.bin`}>{say('download_raw')}</a>;
  const outbound = message.direction === 'outbound';
  return (
    <>
      <Card title={say('payload')} actions={download}>
        {message.payload === null && message.raw_only ? <RawText path={raw} /> : <JsonViewer value={message.payload} label={say('payload')} />}
      </Card>
      {message.response_payload !== null && <Card title={say(outbound ? 'response' : 'summary')}><JsonViewer value={message.response_payload} label={say('response')} /></Card>}
      {message.request_headers !== null && <Card title={say(outbound ? 'sent_headers' : 'request_headers')}><JsonViewer value={message.request_headers} label={say('request_headers')} /></Card>}
      {message.response_headers !== null && <Card title={say('response_headers')}><JsonViewer value={message.response_headers} label={say('response_headers')} /></Card>}
    </>
  );
}

function RawText({ path }: { path: string }) {
  const { say } = usePuente();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => { void rawText(path).then(setText); }, [path]);
  return <><p className="pz-quiet-text">{say('not_json')}</p><pre className="pz-raw" tabIndex={0}>{text ?? say('loading')}</pre></>;
}
