import type { Exchange } from '../../../core/http/exchange.js';
import { readErrorBody } from './erpnext.error-body.js';
import { erpnextFailure } from './erpnext.errors.js';

const CALL = { method: 'PUT', url: 'https://erp.example.com/api/resource/Purchase%20Order/PUR-ORD-2026-00001' };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Exchange => ({ ...CALL, answer: { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) } });
const said = (...messages: object[]) => JSON.stringify(messages.map((message) => JSON.stringify(message)));

describe('readErrorBody', () => {
  it.each<[string, unknown, { type: string | null; message: string | null; foreign?: true }]>([
    ['v15 with a traceback, words encoded twice and with markup',
      { exception: 'frappe.exceptions.LinkExistsError: x', exc_type: 'LinkExistsError', exc: '["Traceback…"]', _server_messages: said({ message: 'Está vinculada con <a href="/app/x">MAT-PRE-1</a> &amp; más', indicator: 'red' }) },
      { type: 'LinkExistsError', message: 'Está vinculada con MAT-PRE-1 & más' }],
    ['several fields missing, after a remark', { exc_type: 'MandatoryError', _server_messages: said({ message: 'Aviso' }, { message: 'Falta Supplier', raise_exception: 1 }, { message: 'Falta Items', raise_exception: 1 }) }, { type: 'MandatoryError', message: 'Falta Supplier; Falta Items' }],
    ['no word marked as thrown: the last', { exc_type: 'ValidationError', _server_messages: said({ message: 'uno' }, { message: 'dos' }) }, { type: 'ValidationError', message: 'dos' }],
    ['v14, raised without words', { exception: 'frappe.exceptions.PermissionError: No puede', exc: '["Traceback\\nfrappe.exceptions.PermissionError: No puede\\n"]' }, { type: 'PermissionError', message: 'No puede' }],
    ['v13, the class in the last line of the traceback alone', { exc: JSON.stringify(['Traceback (most recent call last):\n  File "x"\npymysql.err.OperationalError: (1213, \'Deadlock\')\n']) }, { type: 'OperationalError', message: 'OperationalError' }],
    ['_error_message', { exc_type: 'PermissionError', _error_message: 'Insufficient Permission for Purchase Order (submit)' }, { type: 'PermissionError', message: 'Insufficient Permission for Purchase Order (submit)' }],
    ['a proxy', '<html><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>', { type: null, message: '502 Bad Gateway', foreign: true }],
    ['nothing', '', { type: null, message: null, foreign: true }],
    ['messages that cannot be decoded', { exc_type: 'ValidationError', _server_messages: '{broken' }, { type: 'ValidationError', message: 'ValidationError' }],
  ])('%s', (_, body, expected) => expect(readErrorBody(typeof body === 'string' ? body : JSON.stringify(body))).toEqual(expected));
});

describe('erpnextFailure', () => {
  it.each<[number, string, string, string]>([
    [417, 'ValidationError', 'validation_error', 'erpnext.ValidationError'],
    [417, 'OverAllowanceError', 'validation_error', 'erpnext.OverAllowanceError'],
    [417, 'MandatoryError', 'validation_error', 'erpnext.MandatoryError'],
    [417, 'LinkValidationError', 'validation_error', 'erpnext.LinkValidationError'],
    [417, 'SerialNoDuplicateError', 'validation_error', 'erpnext.SerialNoDuplicateError'],
    [417, 'WorkflowPermissionError', 'validation_error', 'erpnext.WorkflowPermissionError'],
    [417, 'LinkExistsError', 'conflict', 'erpnext.LinkExistsError'],
    [417, 'UniqueValidationError', 'conflict', 'erpnext.UniqueValidationError'],
    [409, 'DuplicateEntryError', 'conflict', 'erpnext.DuplicateEntryError'],
    [417, 'TimestampMismatchError', 'transient_error', 'erpnext.TimestampMismatchError'],
    [417, 'DocumentLockedError', 'transient_error', 'erpnext.DocumentLockedError'],
    [500, 'QueryDeadlockError', 'transient_error', 'erpnext.QueryDeadlockError'],
    [503, 'SessionStopped', 'transient_error', 'erpnext.SessionStopped'],
    [401, 'AuthenticationError', 'authentication_error', 'erpnext.unauthorized'],
    [403, 'PermissionError', 'credential_error', 'erpnext.forbidden'],
    [404, 'DoesNotExistError', 'not_found', 'erpnext.not_found'],
    [429, 'TooManyRequestsError', 'rate_limited', 'erpnext.rate_limited'],
    [500, 'TypeError', 'outcome_unknown', 'erpnext.http_500'],
    [400, 'CSRFTokenError', 'validation_error', 'erpnext.CSRFTokenError'],
  ])('HTTP %s %s, of a write, is %s', (status, exc_type, category, code) => {
    expect(erpnextFailure(answer(status, { exc_type }), { write: true })).toMatchObject({ category, code, httpStatus: status });
  });

  it.each([[413, 'validation_error'], [408, 'outcome_unknown'], [504, 'outcome_unknown'], [404, 'outcome_unknown'], [302, 'credential_error'], [200, 'outcome_unknown']])('HTTP %s without Frappe’s words, of a write, is %s', (status, category) => {
    expect(erpnextFailure(answer(status, '<html><body>x</body></html>'), { write: true }).category).toBe(category);
  });

  it('says what happened, in ERPNext’s own words, once', () => {
    const failure = erpnextFailure(answer(417, { exc_type: 'LinkValidationError', _server_messages: said({ message: 'No se pudo encontrar Supplier: Nadie', raise_exception: 1 }) }), { write: true });
    expect(failure.message).toBe('ERPNext no encuentra algo que el documento nombra. Corrija el dato o créelo en ERPNext. ERPNext dice: «No se pudo encontrar Supplier: Nadie» (HTTP 417, LinkValidationError).');
    expect(failure.details).toEqual({ exc_type: 'LinkValidationError', provider_message: 'No se pudo encontrar Supplier: Nadie' });
  });

  it('obeys Retry-After in seconds or as a date, and ignores nonsense', () => {
    const now = new Date('2026-03-02T10:00:00Z');
    const wait = (text: string) => erpnextFailure(answer(429, '', { 'retry-after': text }), { write: true }, now).retryAfterMs;
    expect([wait('7'), wait('Mon, 02 Mar 2026 10:00:30 GMT'), wait('mañana'), wait('')]).toEqual([7_000, 30_000, undefined, undefined]);
  });
});
