/** What the database knows of a message that people ask about. Times are null when they do not apply. */
export interface MessageFacts {
  id: string;
  status: string;
  outcome: string | null;
  error_category: string | null;
  error_code: string | null;
  next_attempt_at: Date | null;
  started_at: Date | null;
  credential_id: number | null;
  credential_name: string | null;
  credential_active: boolean | null;
  paused_at: Date | null;
  pause_reason: string | null;
  paused_by: string | null;
  /** Its integration rests for its company. */
  rests_since?: Date | null;
  rests_by?: string | null;
  rests_why?: string | null;
  throttled_until: Date | null;
  breaker: string | null;
  breaker_until: Date | null;
  /** Of the integration in the message's company: who stopped it, and why. */
  /** The message of the same document that goes before. */
  ahead_id: string | null;
  ahead_reference: string | null;
  /** The open entry of the retry queue of its chain. */
  retry_state: string | null;
  retry_at: Date | null;
  retry_count: number | null;
  max_retries: number | null;
  /** The newest inbound message of its chain. */
  latest_id: string;
  latest_outcome: string | null;
}

export const REASON_CODES = [
  'working', 'queued', 'ahead', 'integration_paused', 'paused', 'no_credential', 'credential_inactive', 'throttled', 'breaker_open', 'retry', 'outcome_unknown', 'went_on', 'ended',
] as const;

/** One reason why a message is where it is. What does not apply is left out. */
export interface Reason {
  code: (typeof REASON_CODES)[number];
  /** When it ends by itself; null = when a person acts. */
  until?: Date | null;
  since?: Date | null;
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

/** Why a message is where it is, the weightiest reason first. Pure. */
export function reasonsOf(m: MessageFacts, now: Date): Reason[] {
  if (m.status === 'processing') return [{ code: 'working', since: m.started_at }];
  if (m.status === 'received') {
    const waits = [...restOf(m), ...aheadOf(m), ...gatesOf(m, now)];
    return waits.length > 0 ? waits : [{ code: 'queued', until: m.next_attempt_at }];
  }
  if (m.latest_id !== m.id) return [{ code: 'went_on', message_id: m.latest_id, outcome: m.latest_outcome }];
  if (m.outcome !== 'retry_scheduled') return [{ code: 'ended', outcome: m.outcome }];
  const unknown: Reason[] = m.error_category === 'outcome_unknown' ? [{ code: 'outcome_unknown' }] : [];
  return [...unknown, { code: 'retry', until: m.retry_at ?? m.next_attempt_at, ...triesOf(m) }, ...restOf(m), ...gatesOf(m, now)];
}

const restOf = ({ rests_since, rests_by, rests_why }: MessageFacts): Reason[] => (rests_since ? [{ code: 'integration_paused', since: rests_since, until: null, by: rests_by, reason: rests_why }] : []);

const aheadOf = ({ ahead_id, ahead_reference }: MessageFacts): Reason[] => (ahead_id ? [{ code: 'ahead', message_id: ahead_id, reference: ahead_reference }] : []);

const triesOf = ({ retry_count, max_retries }: MessageFacts): Partial<Reason> => (retry_count === null || max_retries === null ? {} : { attempt: retry_count + 1, attempts: max_retries + 1 });

/** What keeps its credential from being used now. */
function gatesOf(m: MessageFacts, now: Date): Reason[] {
  if (m.credential_id === null) return [{ code: 'no_credential' }];
  const of = { credential_id: m.credential_id, credential: m.credential_name };
  if (m.credential_active === false) return [{ code: 'credential_inactive', ...of }];
  if (m.paused_at) return [{ code: 'paused', since: m.paused_at, until: null, by: m.paused_by, reason: m.pause_reason, ...of }];
  const gates: Reason[] = [];
  if (m.throttled_until && m.throttled_until > now) gates.push({ code: 'throttled', until: m.throttled_until, ...of });
  if (m.breaker === 'open' && m.breaker_until && m.breaker_until > now) gates.push({ code: 'breaker_open', until: m.breaker_until, ...of });
  return gates;
}
