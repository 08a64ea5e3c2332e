import { reasonsOf, type MessageFacts } from './whereabouts.js';

const NOW = new Date('2026-03-02T10:00:00Z');
const LATER = new Date('2026-03-02T10:05:00Z');

const facts = (given: Partial<MessageFacts> = {}): MessageFacts => ({
  id: 'm1', status: 'received', outcome: null, error_category: null, error_code: null, next_attempt_at: null, started_at: null, credential_id: 7, credential_name: 'default',
  credential_active: true, paused_at: null, pause_reason: null, paused_by: null, throttled_until: null, breaker: 'closed', breaker_until: null, stopped_by: null, stop_reason: null, ahead_id: null, ahead_reference: null,
  retry_state: null, retry_at: null, retry_count: null, max_retries: null, latest_id: 'm1', latest_outcome: null, ...given,
});
const codes = (given: Partial<MessageFacts>) => reasonsOf(facts(given), NOW).map(({ code }) => code);

it('says that a message simply waits for a worker', () => {
  expect(codes({})).toEqual(['queued']);
  expect(codes({ status: 'processing' })).toEqual(['working']);
});

it('names the earlier document and everything that shuts the credential', () => {
  expect(codes({ ahead_id: 'm0', paused_at: NOW })).toEqual(['ahead', 'paused']);
  expect(codes({ throttled_until: LATER, breaker: 'open', breaker_until: LATER })).toEqual(['throttled', 'breaker_open']);
  expect(codes({ credential_active: false, paused_at: NOW })).toEqual(['credential_inactive']);
  expect(codes({ stopped_by: 'Ana', stop_reason: 'Inventario' })).toEqual(['stopped']);
  expect(codes({ credential_id: null })).toEqual(['no_credential']);
});

it('forgets what is over', () => {
  expect(codes({ throttled_until: NOW, breaker: 'open', breaker_until: NOW })).toEqual(['queued']);
});

it('tells when it is tried again, and which try that is', () => {
  const waiting: Partial<MessageFacts> = { status: 'processed', outcome: 'retry_scheduled', retry_at: LATER, retry_count: 1, max_retries: 2 };
  expect(reasonsOf(facts(waiting), NOW)).toEqual([{ code: 'retry', until: LATER, attempt: 2, attempts: 3 }]);
  expect(codes({ ...waiting, error_category: 'outcome_unknown', paused_at: NOW })).toEqual(['outcome_unknown', 'retry', 'paused']);
});

it('leads from an attempt that was gone on with to where its chain stands', () => {
  expect(reasonsOf(facts({ status: 'processed', outcome: 'failed', latest_id: 'm2', latest_outcome: 'succeeded' }), NOW)).toEqual([{ code: 'went_on', message_id: 'm2', outcome: 'succeeded' }]);
  expect(codes({ status: 'processed', outcome: 'failed' })).toEqual(['ended']);
});
