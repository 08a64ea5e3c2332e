import { ERROR_CATEGORIES } from '../../../core/errors/index.js';
import type { Exchange, NetworkFault } from '../../../core/http/exchange.js';
import { ALEGRA_ERRORS, alegraFailure } from './alegra.errors.js';

const NOW = new Date('2026-03-14T12:00:00Z');
const answered = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Exchange => ({
  method: 'POST', url: 'https://api.alegra.com/api/v1/invoices', answer: { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
});
const failed = (kind: NetworkFault['kind'], sent: boolean): Exchange => ({ method: 'POST', url: 'https://api.alegra.com/api/v1/invoices', fault: { kind, sent, detail: 'ECONNRESET' } });
const read = (exchange: Exchange, write: boolean) => alegraFailure(exchange, { write }, NOW);
const seen = (exchange: Exchange, write: boolean) => {
  const { category, code } = read(exchange, write);
  return [category, code];
};

// status, body → what a read means, what a write means; one row where they are the same.
describe('alegraFailure', () => {
  it.each<[number, unknown, string[], string[]?]>([
    [400, { message: 'Datos inválidos', code: 400 }, ['validation_error', 'alegra.http_400']],
    [422, {}, ['validation_error', 'alegra.http_422']],
    [405, {}, ['validation_error', 'alegra.http_405']],
    [413, '', ['validation_error', 'alegra.http_413']],
    [400, { message: 'Ya existe', code: 2006 }, ['validation_error', 'alegra.2006']],
    [400, { error: { message: 'Ya existe', code: '2006' } }, ['validation_error', 'alegra.2006']],
    [400, { message: 'name y nameObject', code: '2039' }, ['validation_error', 'alegra.2039']],
    [401, { message: 'No autorizado' }, ['authentication_error', 'alegra.http_401']],
    [402, {}, ['authentication_error', 'plan_error']],
    [403, {}, ['authentication_error', 'forbidden']],
    [404, {}, ['not_found', 'alegra.http_404']],
    [409, {}, ['conflict', 'alegra.http_409']],
    [429, {}, ['rate_limited', 'alegra.http_429']],
    [500, {}, ['server_error', 'alegra.http_500'], ['outcome_unknown', 'alegra.http_500']],
    [503, '<html>Service Unavailable</html>', ['server_error', 'alegra.http_503'], ['outcome_unknown', 'alegra.http_503']],
    [408, {}, ['server_error', 'alegra.http_408'], ['outcome_unknown', 'alegra.http_408']],
    [301, '', ['credential_error', 'alegra.http_301']],
    [200, '<html>', ['malformed_response', 'alegra.unreadable_answer'], ['outcome_unknown', 'alegra.unreadable_answer']],
    [201, '', ['malformed_response', 'alegra.unreadable_answer'], ['outcome_unknown', 'alegra.unreadable_answer']],
    [200, '{"id": 5', ['malformed_response', 'alegra.unreadable_answer'], ['outcome_unknown', 'alegra.unreadable_answer']],
    [700, {}, ['unknown_error', 'alegra.http_700']],
  ])('HTTP %p %j', (status, body, whenRead, whenWritten = whenRead) => {
    expect(seen(answered(status, body), false)).toEqual(whenRead);
    expect(seen(answered(status, body), true)).toEqual(whenWritten);
    expect(read(answered(status, body), true).httpStatus).toBe(status);
  });

  it.each<[NetworkFault['kind'], boolean, string[], string[]?]>([
    ['dns', false, ['network_error', 'alegra.network_dns']],
    ['refused', false, ['network_error', 'alegra.network_refused']],
    ['timeout', false, ['network_error', 'alegra.network_timeout']],
    ['tls', false, ['network_error', 'alegra.network_tls']],
    ['blocked_address', false, ['credential_error', 'alegra.network_blocked_address']],
    ['timeout', true, ['network_error', 'alegra.network_timeout'], ['outcome_unknown', 'alegra.network_timeout']],
    ['reset', true, ['network_error', 'alegra.network_reset'], ['outcome_unknown', 'alegra.network_reset']],
    ['aborted', true, ['network_error', 'alegra.network_aborted'], ['outcome_unknown', 'alegra.network_aborted']],
    ['too_large', true, ['malformed_response', 'alegra.network_too_large'], ['outcome_unknown', 'alegra.network_too_large']],
  ])('case 41: fault %s, sent: %p', (kind, sent, whenRead, whenWritten = whenRead) => {
    expect(seen(failed(kind, sent), false)).toEqual(whenRead);
    expect(seen(failed(kind, sent), true)).toEqual(whenWritten);
  });

  it.each([
    ['AEP2011: el documento ya fue enviado'],
    ['EPR503 la autoridad no responde'],
    ['La numeración no es válida para facturación electrónica'],
    ['La numeracion no es valida para facturacion electronica'],
  ])('case 37: a 400 of the emission may have left an invoice: %s', (message) => {
    expect(seen(answered(400, { message }), true)).toEqual(['outcome_unknown', 'alegra.stamp_failed']);
    expect(seen(answered(400, { message }), false)).toEqual(['validation_error', 'alegra.http_400']);
  });

  it('case 9: 2006 names the contact that has the number', () => {
    const body = { message: 'Ya existe un contacto con la identificación 112340567', code: 2006, contactId: '109' };
    const failure = read(answered(400, body), true);
    expect(failure.details).toEqual({ provider_code: '2006', provider_message: body.message, contactId: '109' });
    expect(failure.message).toContain(`«${body.message}»`);
    expect(read(answered(400, { ...body, contactId: 109 }), true).details?.contactId).toBe('109');
  });

  it.each<[unknown, string | undefined]>([
    [{ message: 'Uno', error: { message: 'Dos' } }, 'Uno'],
    [{ error: { message: 'Dos', code: 5 } }, 'Dos'],
    [{ error: 'Tres' }, 'Tres'],
    [{ detail: 'Cuatro' }, 'Cuatro'],
    [{ message: ['Uno', 'Dos'] }, 'Uno; Dos'],
    [{ message: { email: ['no es válido'], name: 'falta' } }, 'email: no es válido; name: falta'],
    [[{ message: 'en lista' }], 'en lista'],
    ['<html><head><title>x</title></head><body><h1>502</h1> Bad Gateway</body></html>', '502 Bad Gateway'],
    ['texto plano', 'texto plano'],
    ['', undefined],
    [{}, undefined],
  ])('reads Alegra’s words in %j', (body, expected) => {
    expect(read(answered(400, body), false).details?.provider_message).toBe(expected);
  });

  it('cuts what nobody would read', () => expect(String(read(answered(500, 'x'.repeat(100_000)), false).details?.provider_message)).toHaveLength(300));

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'Retry-After': '1.5' }, 1500],
    [{ 'retry-after': 'Sat, 14 Mar 2026 12:01:30 GMT' }, 90_000],
    [{ 'retry-after': 'Sat, 14 Mar 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': '99999999999999999999' }, 86_400_000],
    [{ 'retry-after': 'pronto' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'pronto', 'x-rate-limit-reset': '12' }, 12_000],
    [{ 'x-rate-limit-reset': '30' }, 30_000],
    [{ 'retry-after': '7', 'x-rate-limit-reset': '30' }, 7000],
    [{}, undefined],
  ])('case 42: waits as asked: %j → %p ms', (headers, expected) => expect(read(answered(429, {}, headers), true).retryAfterMs).toBe(expected));

  it('takes the rate limit header of a 5xx for no wish, only its Retry-After', () => {
    expect(read(answered(503, {}, { 'x-rate-limit-reset': '30' }), false).retryAfterMs).toBeUndefined();
    expect(read(answered(503, {}, { 'retry-after': '7', 'x-rate-limit-reset': '30' }), false).retryAfterMs).toBe(7000);
  });

  it('asks for no wait where waiting does not help', () => expect(read(answered(400, {}, { 'x-rate-limit-reset': '30' }), true).retryAfterMs).toBeUndefined());
});

describe('the table', () => {
  it('ends with a row for everything', () => expect(ALEGRA_ERRORS.at(-1)?.when).toEqual({}));
  it.each(ALEGRA_ERRORS.map((row) => [row.code, row] as const))('%s speaks to people in the closed vocabulary', (_, { category, say }) => {
    expect(ERROR_CATEGORIES).toContain(category);
    expect(say).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/);
  });

  it.each(ALEGRA_ERRORS.map((row, index) => [index, row] as const))('row %i is reached by what it describes', (_, row) => {
    const { fault, faultKind = 'reset', status, code, text, write = false } = row.when;
    const first = Array.isArray(status) ? (status[0] as number) + 20 : (status as number | undefined) ?? 600;
    const words = text ? 'La numeración no es válida para facturación electrónica' : 'No';
    const exchange = { method: 'POST', url: 'https://api.example.com/api/v1/x' };
    const failure = fault
      ? alegraFailure({ ...exchange, fault: { kind: faultKind, sent: fault === 'sent', detail: '' } }, { write })
      : alegraFailure({ ...exchange, answer: { status: first, headers: {}, body: JSON.stringify({ message: words, ...(code ? { code } : {}) }) } }, { write });
    expect(failure).toMatchObject({ category: row.category, message: expect.stringContaining(row.say.slice(0, -1)) });
  });
});
