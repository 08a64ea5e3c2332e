import { useApi, usePuente } from './hooks.js';
import { relativeTime } from './relative-time.js';
import { ButtonLink, Card, MessageLink } from './ui.js';
import type { Word } from './words.js';

export interface Reason {
  code: 'working' | 'queued' | 'ahead' | 'stopped' | 'paused' | 'no_credential' | 'credential_inactive' | 'throttled' | 'breaker_open' | 'retry' | 'outcome_unknown' | 'went_on' | 'ended';
  until?: string | null;
  message_id?: string;
  reference?: string | null;
  outcome?: string | null;
  credential_id?: number;
  credential?: string | null;
  by?: string | null;
  reason?: string | null;
  attempt?: number;
  attempts?: number;
}

export interface Whereabouts {
  reasons: Reason[];
  links: { label: string; href: string }[];
  environment: string | null;
}

const EVERY_MS = 3_000;
const RESTING: readonly Reason['code'][] = ['ended', 'went_on'];
export const moves = ({ reasons }: Whereabouts): boolean => reasons.some(({ code }) => !RESTING.includes(code));

/** Read anew as long as the message moves. The message itself, which may be large, is not. */
export const useWhereabouts = (id: string) => useApi<Whereabouts>(`/api/messages/${id}/whereabouts`, { every: EVERY_MS, busy: moves });

interface About {
  company: string;
  direction: string;
  outcome: string | null;
  error_category: string | null;
}

/** The lines that answer «why is it where it is» and «what can I do». */
export function WhyLines({ reasons, message }: { reasons: readonly Reason[]; message: About }) {
  return <div role="status">{reasons.map((reason) => <p key={reason.code} className="pz-why"><Why reason={reason} message={message} /></p>)}</div>;
}

function Why({ reason, message }: { reason: Reason; message: About }) {
  const { say, value } = usePuente();
  const when = useWhen(message.company);
  const { code, until } = reason;
  switch (code) {
    case 'ended': return <>{message.outcome && message.direction === 'inbound' ? say(`why_${message.outcome}` as Word) : null} {message.outcome === 'failed' && message.error_category && <b>{say(`do_${message.error_category}` as Word)}</b>}</>;
    case 'ahead': return <>{say('w_ahead')} <MessageLink id={reason.message_id!}>{reason.reference ?? reason.message_id!.slice(-8)}</MessageLink>.</>;
    case 'went_on': return <>{say('w_went_on')} <MessageLink id={reason.message_id!}>{reason.outcome ? value('outcome', reason.outcome) : say('open_message')}</MessageLink>.</>;
    case 'retry': return <>{say('w_retry')} {until ? when(until) : say('w_retry_soon')}{reason.attempts !== undefined && `, ${say('w_retry_try', { ...reason })}`}.</>;
    case 'throttled': case 'breaker_open': return <>{say(`w_${code}`)} {when(until!)}.</>;
    case 'paused': return <>{say('w_paused', { ...reason })} {reason.by ? say('w_paused_by', { by: reason.by }) : say('w_paused_self')} {reason.reason} <CredentialLink id={reason.credential_id!} /></>;
    case 'stopped': return <>{say('w_stopped', { by: reason.by })} {reason.reason}</>;
    case 'credential_inactive': return <>{say('w_credential_inactive', { ...reason })} <CredentialLink id={reason.credential_id!} /></>;
    default: return <>{say(`w_${code}`)}</>;
  }
}

const CredentialLink = ({ id }: { id: number }) => <ButtonLink to={`/admin/resources/credentials/records/${id}/show`}>{usePuente().say('open_credential')}</ButtonLink>;

/** «dentro de 5 minutos (2026-03-02 10:05:00)». */
export function useWhen(company: string): (at: string) => string {
  const { say, language, time } = usePuente();
  return (at) => say('at_time', { relative: relativeTime(at, language), at: time(at, company) });
}

/** Where what the message made can be opened: in the provider's application, or on a page here. */
export function DocumentLinks({ links }: { links: Whereabouts['links'] }) {
  const { say } = usePuente();
  if (links.length === 0) return null;
  return (
    <Card title={say('its_document')}>
      <div className="pz-actions">
        {links.map(({ label, href }) => (href.startsWith('/')
          ? <ButtonLink key={href} to={href}>{say('open_document', { label })}</ButtonLink>
          : <a key={href} className="pz-button pz-plain" href={href} target="_blank" rel="noreferrer">{say('open_document', { label })} <small>{say('opens_elsewhere')}</small></a>))}
      </div>
    </Card>
  );
}
