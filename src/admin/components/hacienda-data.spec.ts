import { actionsOf, nextCheck, stationsOf, watchEvery, type Einvoice, type HaciendaMessage, type HaciendaRetry, type Whole } from './hacienda-data.js';

const AT = '2026-11-28T12:00:00.000Z';
const COMPUTED = { lines: [], other_charges: [], references: [], totals: {} };
const POLLING = { auto_polling_enabled: true, polling_interval: 15, polling_max_hours: 24 };

const document = (more: Partial<Einvoice> = {}): Einvoice => ({
  id: 'd1', company: 'default', state: 'generated', document_type: 'FE', environment: 'sandbox', clave: null, consecutive: null, issue_date: null, receiver_name: null, receiver_identification: null,
  receiver_email: null, currency: 'CRC', total: '1130.00000', signed_at: null, submitted_at: null, accepted_at: null, rejected_at: null, checked_at: null, emailed_at: null, rejection: null,
  error_category: null, error_code: null, error_message: null, created_by: null, created_at: AT, updated_at: AT, input: {}, document: COMPUTED, warnings: [], adjustments: [], ...more,
});
const signed = { state: 'signed', clave: '5'.repeat(50), signed_at: AT };
const submitted = { ...signed, state: 'submitted', submitted_at: AT };
const message = (event_type: string, status: string): HaciendaMessage => ({ id: 'm1', event_type, status, outcome: null, trigger: 'api', correlation_id: 'c', wait_reason: null, error_message: null, received_at: AT, created_by: null });
const retry = (operation: string, state = 'pending'): HaciendaRetry => ({ id: 'r1', operation, state, retry_count: 1, max_retries: 5, next_attempt: AT, error_category: 'network', last_error: null, message_id: 'm1' });
const whole = (given: Partial<Einvoice>, more: Partial<Whole> = {}): Whole => ({ document: document(given), answers: [], retries: [], messages: [], settings: POLLING, ...more });

it.each<[string, Whole, string]>([
  ['a draft', whole({ state: 'draft', document: null }), 'done todo todo todo todo'],
  ['generated', whole({}), 'done done todo todo todo'],
  ['being signed', whole({}, { messages: [message('hacienda.sign', 'processing')] }), 'done done running todo todo'],
  ['signed', whole(signed), 'done done done todo todo'],
  ['signed, its submission failed and waits', whole(signed, { retries: [retry('submit')] }), 'done done done waiting todo'],
  ['signed, its submission given up', whole({ ...signed, state: 'error' }, { retries: [retry('submit', 'failed')] }), 'done done done failed todo'],
  ['not signed: the key is wrong', whole({ state: 'error' }), 'done done failed todo todo'],
  ['submitted', whole(submitted), 'done done done done waiting'],
  ['submitted, being asked about', whole(submitted, { messages: [message('hacienda.check_status', 'received')] }), 'done done done done running'],
  ['accepted', whole({ ...submitted, state: 'accepted', accepted_at: AT }), 'done done done done done'],
  ['accepted, its e-mail on the way', whole({ ...submitted, state: 'accepted', accepted_at: AT }, { messages: [message('hacienda.email', 'processing')], retries: [retry('email')] }), 'done done done done done'],
  ['rejected', whole({ ...submitted, state: 'rejected', rejected_at: AT }), 'done done done done failed'],
  ['canceled with its number', whole({ ...signed, state: 'canceled' }), 'undone undone undone todo todo'],
])('%s', (_, given, states) => {
  expect(stationsOf(given).map(({ state }) => state).join(' ')).toBe(states);
});

it('is watched closely while something is done, from afar while something will be, and not at rest', () => {
  expect(watchEvery(whole({}, { messages: [message('hacienda.sign', 'processing')] }))).toBe(1_500);
  expect(watchEvery(whole(submitted))).toBe(5_000);
  expect(watchEvery(whole(signed, { retries: [retry('submit')] }))).toBe(5_000);
  expect(watchEvery(whole({ ...submitted, state: 'accepted' }))).toBeNull();
});

const now = Date.parse(AT);
const MINUTE = 60_000;
it('is asked about two minutes after its submission, then by the interval, and no more when its time is over', () => {
  expect(nextCheck(document(submitted), POLLING, now)).toEqual(new Date(now + 2 * MINUTE));
  expect(nextCheck(document({ ...submitted, checked_at: AT }), POLLING, now)).toEqual(new Date(now + 15 * MINUTE));
  expect(nextCheck(document({ ...submitted, checked_at: AT }), POLLING, now + 20 * MINUTE)).toEqual(new Date(now + 20 * MINUTE));
  expect(nextCheck(document(submitted), POLLING, now + 24 * 60 * MINUTE + 1)).toBe('over');
  expect(nextCheck(document(submitted), { ...POLLING, auto_polling_enabled: false }, now)).toBe('off');
});

it.each<[string, Partial<Einvoice>, string]>([
  ['draft', { state: 'draft', document: null }, 'generate edit cancel delete'],
  ['generated', {}, 'sign edit cancel delete'],
  ['signed', signed, 'submit check-status cancel'],
  ['submitted', submitted, 'check-status submit'],
  ['accepted', { ...submitted, state: 'accepted' }, ''],
  ['rejected', { ...submitted, state: 'rejected' }, 'copy'],
  ['error before its number', { state: 'error' }, 'sign edit cancel delete'],
  ['error after it', { ...signed, state: 'error' }, 'submit check-status cancel'],
  ['canceled without a number', { state: 'canceled' }, 'delete'],
])('%s: what can be done', (_, given, actions) => {
  expect(actionsOf(document(given)).map(({ action }) => action).join(' ')).toBe(actions);
});

it('leaves what cannot be taken back to managers', () => {
  expect(actionsOf(document()).filter(({ role }) => role === 'manager').map(({ action }) => action)).toEqual(['cancel', 'delete']);
});
