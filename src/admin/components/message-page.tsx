import { useEffect, useRef, useState } from 'react';
import type { ActionProps } from 'adminjs';
import { rawText } from './api.js';
import { embeddedXml } from './embedded-xml.js';
import { eventInWords } from './event-words.js';
import { LongText } from './fold.js';
import { useApi, usePuente } from './hooks.js';
import { JsonViewer } from './json-viewer.js';
import { Difference } from './message-difference.js';
import { DocumentLinks, useWhereabouts, WhyLines, type Whereabouts } from './message-why.js';
import { OpenRetry } from './retry-page.js';
import { Timeline, type TimelineEntry } from './timeline.js';
import { Badge, Card, Facts, Loading, MessageLink, Problem } from './ui.js';
import { XmlViewer } from './xml-viewer.js';

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

/** One message: what became of it, why it is where it is, everything that happened, and what it holds. */
export function MessagePage({ record }: ActionProps) {
  const { say } = usePuente();
  const id = String(record!.id);
  const { data: place } = useWhereabouts(id);
  const { data: message, problem, again } = useApi<Message>(`/api/messages/${id}`, { exact: true });
  const { data: chain, again: tellAgain } = useApi<{ data: TimelineEntry[] }>(`/api/messages/${id}/timeline`, { exact: true });
  // The message may be large: it is read anew when it has moved, not every time it is looked after.
  const moved = JSON.stringify(place?.reasons.map(({ code, message_id }) => [code, message_id]));
  const seen = useRef(moved);
  useEffect(() => {
    tellAgain();
    if (seen.current !== undefined && seen.current !== moved) again();
    seen.current = moved;
  }, [place, moved, again, tellAgain]);
  if (problem) return <Problem problem={problem} />;
  if (!message) return <Loading />;
  const entries = chain?.data ?? [];
  const resent = entries.find(({ kind, message_id }) => kind === 'resend' && message_id === id);
  return (
    <div className="pz-page">
      <Head message={message} place={place} />
      <Trouble message={message} />
      <OpenRetry correlationId={message.correlation_id} />
      <DocumentLinks links={place?.links ?? []} />
      {resent && message.parent_id && <Difference changes={resent.changes} parent={message.parent_id} />}
      <Card title={say('timeline')}><Timeline entries={entries} current={message.id} company={message.company} /></Card>
      <Bodies message={message} />
    </div>
  );
}

function Head({ message, place }: { message: Message; place: Whereabouts | null }) {
  const { value, time, column, language } = usePuente();
  const event = eventInWords(message.event_type, language);
  return (
    <Card title={<>{message.external_reference ?? event} <Badge column="status" value={message.status} /> <Badge column="outcome" value={message.outcome} /></>}>
      <WhyLines reasons={place?.reasons ?? []} message={message} />
      <Facts rows={[
        [column('integration'), value('integration', message.integration)],
        [column('direction'), value('direction', message.direction)],
        [column('event_type'), event],
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

function Trouble({ message }: { message: Message }) {
  const { say, value, decisionInWords } = usePuente();
  return (
    <>
      {message.error_message && (
        <Card title={say('error')}>
          <p className="pz-error-text">{message.error_message}</p>
          <p className="pz-quiet-text">{value('error_category', message.error_category)} · <code>{message.error_code}</code>{message.decision && ` · ${decisionInWords(message.decision)}`}</p>
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

const RAW_FIRST = 100_000;

function Bodies({ message }: { message: Message }) {
  const { say } = usePuente();
  const raw = `/api/messages/${message.id}/raw`;
  const outbound = message.direction === 'outbound';
  const answer = say(outbound ? 'response' : 'summary');
  return (
    <>
      <Card title={say('payload')} actions={<a className="pz-button pz-plain" href={raw} download={`${message.id}.bin`}>{say('download_raw')}</a>}>
        {message.payload === null && message.raw_only ? <RawText path={raw} name={message.id} /> : <JsonViewer value={message.payload} label={say('payload')} name={message.id} />}
      </Card>
      {message.response_payload !== null && <Card title={answer}><JsonViewer value={message.response_payload} label={answer} name={`${message.id}-respuesta`} /></Card>}
      {message.request_headers !== null && <Card title={say(outbound ? 'sent_headers' : 'request_headers')}><JsonViewer value={message.request_headers} label={say('request_headers')} folded /></Card>}
      {message.response_headers !== null && <Card title={say('response_headers')}><JsonViewer value={message.response_headers} label={say('response_headers')} folded /></Card>}
    </>
  );
}

/** What is no JSON: XML as XML, the rest as it came. */
function RawText({ path, name }: { path: string; name: string }) {
  const { say } = usePuente();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => { void rawText(path).then(setText); }, [path]);
  if (text === null) return <Loading />;
  if (embeddedXml(text)) return <XmlViewer xml={text} label={say('payload')} name={`${name}.xml`} />;
  return <><p className="pz-quiet-text">{say('not_json')}</p><pre className="pz-raw" tabIndex={0}><LongText text={text} first={RAW_FIRST} /></pre></>;
}
