import { attentionOf } from './home-attention.js';
import type { Figures, Overview, Standing } from './home-data.js';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const days = (count: number) => new Date(NOW + count * 86_400_000).toISOString();

const CREDENTIAL: Standing = {
  id: 7, company: 'acme', name: 'default', environment: 'production', active: true, state: 'open', reason: null, until: null, per_minute: 60, calls_left: 10, last_check_at: null,
  last_check_ok: true, last_check_message: null, session_until: null, certificate_owner: null, certificate_until: null, certificate_problem: null,
};
const SCHEDULE = { name: 'toy.nightly', description: '', paused: false, next_run_at: days(1), late: false, last_state: 'completed', last_error: null, last_run_at: days(-1) };
const figures = (more: Partial<Figures>): Figures => ({
  id: 'toy', label: 'Toy', steps: [], by_outcome: {}, success_rate: null, failed_by_category: [], waiting: 0, processing: 0, retrying: 0, errors: 0, oldest_due: null,
  providers: [], credentials: [], schedules: [], ...more,
});
const overview = (more: Partial<Figures>, rest: Partial<Overview> = {}): Overview => ({
  range: '24h', company: null, timezone: 'UTC', from: days(-1), counted_until: days(0), capped: false, integrations: [figures(more)], schedules: [], ending_keys: [], ...rest,
});
const texts = (given: Overview) => attentionOf(given, NOW).map(({ text, tone }) => [text, tone]);

it('finds nothing where all is well', () => {
  expect(texts(overview({ credentials: [CREDENTIAL], schedules: [SCHEDULE], oldest_due: { message_id: 'm', at: new Date(NOW - 60_000).toISOString(), why: null } }))).toEqual([]);
});

it.each([
  [{ state: 'paused', reason: 'HTTP 401' }, 'a_paused', 'bad'],
  [{ state: 'broken', until: days(0.001) }, 'a_broken', 'wait'],
  [{ state: 'throttled', until: days(0.001) }, 'a_throttled', 'wait'],
  [{ last_check_ok: false, last_check_message: 'no' }, 'a_check', 'bad'],
  [{ certificate_until: days(29) }, 'a_certificate_ends', 'wait'],
  [{ certificate_until: days(-1) }, 'a_certificate_ended', 'bad'],
  [{ certificate_problem: 'PIN' }, 'a_certificate_problem', 'bad'],
] as [Partial<Standing>, string, string][])('tells of a credential that is %o', (more, text, tone) => {
  expect(texts(overview({ credentials: [{ ...CREDENTIAL, ...more }] }))).toEqual([[text, tone]]);
});

it('asks nobody about what a person switched off', () => {
  expect(texts(overview({ credentials: [{ ...CREDENTIAL, active: false, state: 'inactive', last_check_ok: false, certificate_until: days(-1) }], schedules: [{ ...SCHEDULE, paused: true, late: true, last_state: 'failed' }] }))).toEqual([]);
});

it('says that nobody counts', () => {
  expect(texts(overview({}, { counted_until: days(-1) }))).toEqual([['a_stale', 'bad']]);
});

it('puts what is bad before what is only near, and knows schedules, keys and stuck messages', () => {
  const all = texts(overview(
    { credentials: [{ ...CREDENTIAL, certificate_until: days(3) }], schedules: [{ ...SCHEDULE, last_state: 'failed', last_error: 'x' }], oldest_due: { message_id: 'm', at: days(-1), why: null } },
    { schedules: [{ ...SCHEDULE, name: 'core.sweep', late: true }], ending_keys: [{ id: 'k', name: 'erp', expires_at: days(5) }] },
  ));
  expect(all).toEqual([['a_run_failed', 'bad'], ['a_stuck', 'bad'], ['a_late', 'bad'], ['a_certificate_ends', 'wait'], ['a_key_ends', 'wait']]);
});
