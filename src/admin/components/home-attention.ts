import type { Figures, Overview, Schedule, Standing } from './home-data.js';
import { credentialAt, messageAt, scheduleAt } from './home-links.js';
import type { Word } from './words.js';

/** One thing that needs a person, in a sentence that leads to it. `bad`: now; `wait`: soon, or it mends itself. */
export interface Attention {
  key: string;
  tone: 'bad' | 'wait';
  text: Word;
  values: Record<string, unknown>;
  /** Values that are instants, shown as the company lives them. */
  at?: { value: string; company?: string };
  to: string;
}

const DAY_MS = 86_400_000;
/** Renewing a certificate takes days. */
const SOON_DAYS = 30;
/** What is older than this in the queue is stuck, not busy. */
const STUCK_MS = 15 * 60_000;

/** Everything that needs somebody, the worst first. Pure. */
export function attentionOf({ integrations, schedules, ending_keys, counted_until }: Overview, now: number): Attention[] {
  return worstFirst([
    ...integrations.flatMap((one) => integrationAttention(one, now)),
    ...schedules.flatMap(scheduleAttention),
    ...staleAttention(counted_until, now),
    ...ending_keys.map(({ id, name, expires_at }): Attention => ({
      key: `key-${id}`, tone: Date.parse(expires_at) < now ? 'bad' : 'wait', text: Date.parse(expires_at) < now ? 'a_key_ended' : 'a_key_ends', values: { name }, at: { value: expires_at },
      to: `/admin/resources/api-keys/records/${id}/show`,
    })),
  ]);
}

const worstFirst = (all: readonly Attention[]): Attention[] => [...all.filter(({ tone }) => tone === 'bad'), ...all.filter(({ tone }) => tone === 'wait')];

/** Figures that nobody counts any more look like an integration that nobody uses. */
function staleAttention(countedUntil: string | null, now: number): Attention[] {
  if (countedUntil === null || now - Date.parse(countedUntil) < STUCK_MS) return [];
  return [{ key: 'stale', tone: 'bad', text: 'a_stale', values: {}, at: { value: countedUntil }, to: scheduleAt('core.count-messages') }];
}

export function integrationAttention({ label, credentials, schedules, oldest_due }: Figures, now: number): Attention[] {
  const stuck: Attention[] = oldest_due && now - Date.parse(oldest_due.at) > STUCK_MS
    ? [{ key: `stuck-${oldest_due.message_id}`, tone: 'bad', text: 'a_stuck', values: { label, why: oldest_due.why ?? '' }, at: { value: oldest_due.at }, to: messageAt(oldest_due.message_id) }]
    : [];
  return worstFirst([...credentials.flatMap((one) => credentialAttention(label, one, now)), ...schedules.flatMap(scheduleAttention), ...stuck]);
}

function credentialAttention(label: string, credential: Standing, now: number): Attention[] {
  const { id, name, company, state, reason, until, last_check_ok, last_check_message, certificate_until, certificate_problem, certificate_owner } = credential;
  if (state === 'inactive') return [];
  const of = (text: Word, tone: Attention['tone'], values: Record<string, unknown> = {}, at: string | null = null): Attention =>
    ({ key: `${text}-${id}`, tone, text, values: { label, name, company, ...values }, to: credentialAt(id), ...(at && { at: { value: at, company } }) });
  const found: Attention[] = [];
  if (state === 'paused') found.push(of('a_paused', 'bad', { reason: reason ?? '' }));
  if (state === 'broken') found.push(of('a_broken', 'wait', {}, until));
  if (state === 'throttled') found.push(of('a_throttled', 'wait', {}, until));
  if (state === 'open' && last_check_ok === false) found.push(of('a_check', 'bad', { reason: last_check_message ?? '' }));
  if (certificate_problem) found.push(of('a_certificate_problem', 'bad', { reason: certificate_problem }));
  else if (certificate_until && Date.parse(certificate_until) < now) found.push(of('a_certificate_ended', 'bad', { owner: certificate_owner }, certificate_until));
  else if (certificate_until && Date.parse(certificate_until) < now + SOON_DAYS * DAY_MS) found.push(of('a_certificate_ends', 'wait', { owner: certificate_owner }, certificate_until));
  return found;
}

function scheduleAttention({ name, description, paused, late, last_state, last_error, next_run_at, last_run_at }: Schedule): Attention[] {
  if (paused) return [];
  const what = { name, description };
  if (late) return [{ key: `late-${name}`, tone: 'bad', text: 'a_late', values: what, at: { value: next_run_at! }, to: scheduleAt(name) }];
  if (last_state === 'failed') return [{ key: `failed-${name}`, tone: 'bad', text: 'a_run_failed', values: { ...what, reason: last_error ?? '' }, at: { value: last_run_at! }, to: scheduleAt(name) }];
  return [];
}
