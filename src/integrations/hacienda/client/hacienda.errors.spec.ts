import type { Exchange, NetworkFault } from '../../../core/http/exchange.js';
import { HACIENDA_ERRORS, haciendaFailure, loginFailure } from './hacienda.errors.js';

const HTML = '<html><body><h1>Service Unavailable</h1></body></html>';
const NOW_S = Math.floor(Date.now() / 1000);
const answered = (status: number, body: string, headers: Record<string, string> = {}): Exchange => ({ method: 'POST', url: 'https://h.example', answer: { status, headers, body } });
const cause = (status: number, words: string): Exchange => answered(status, '', { 'x-error-cause': words });
const failed = (kind: NetworkFault['kind'], sent: boolean): Exchange => ({ method: 'POST', url: 'https://h.example', fault: { kind, sent, detail: 'x' } });
const met = new Set<string>();

function seen(exchange: Exchange, write: boolean): [string, string, string] {
  const { category, code, message } = haciendaFailure(exchange, { write });
  met.add(`${category} ${code}`);
  return [category, code, message];
}

describe('haciendaFailure', () => {
  it.each<[Exchange, string, string, RegExp, string?]>([
    [failed('dns', false), 'network_error', 'hacienda.network', /^Hacienda no se encontró su dirección$/],
    [failed('blocked_address', false), 'credential_error', 'hacienda.blocked_address', /ALLOW_PRIVATE_HOSTS/],
    [failed('timeout', true), 'network_error', 'hacienda.network', /^Hacienda no respondió a tiempo$/, 'outcome_unknown'],
    [failed('too_large', true), 'malformed_response', 'hacienda.too_large', /5 MB/, 'outcome_unknown'],
    [answered(202, '{"x":'), 'malformed_response', 'hacienda.unreadable', /HTTP 202, pero/, 'outcome_unknown'],
    [answered(503, HTML), 'server_error', 'hacienda.server_error', /^Hacienda respondió HTTP 503: Service Unavailable$/, 'outcome_unknown'],
    [answered(408, ''), 'server_error', 'hacienda.server_error', /Request Timeout/, 'outcome_unknown'],
    [answered(401, ''), 'authentication_error', 'hacienda.auth', /Unauthorized. Revise el usuario/],
    [answered(429, ''), 'rate_limited', 'hacienda.rate_limited', /Too Many Requests/],
    [cause(400, 'El comprobante [506] ya fue recibido anteriormente.'), 'conflict', 'hacienda.already_received', /recibido anteriormente/],
    [cause(400, Buffer.from('La cédula no coincide').toString('latin1')), 'validation_error', 'hacienda.refused', /HTTP 400: La cédula no coincide$/],
    [answered(400, '', { 'validation-exception': 'clave inválida' }), 'validation_error', 'hacienda.refused', /clave inválida/],
    [answered(400, '{"message":"Servicio no disponible temporalmente"}'), 'transient_error', 'hacienda.busy', /temporalmente/],
    [answered(422, '{"mensaje":"no"}'), 'validation_error', 'hacienda.refused', /HTTP 422: no/],
    [answered(413, HTML), 'validation_error', 'hacienda.too_long', /Payload Too Large/],
    [answered(403, ''), 'authentication_error', 'hacienda.forbidden', /no puede enviar por este emisor/],
    [cause(404, 'El comprobante no ha sido recibido'), 'not_found', 'hacienda.unknown_document', /no ha sido recibido/, 'credential_error'],
    [answered(404, '{"message":"no Route matched with those values"}'), 'credential_error', 'hacienda.wrong_address', /recepcion\/v1/],
    [answered(302, ''), 'credential_error', 'hacienda.redirected', /base_url/],
    [answered(418, 'soy una tetera'), 'unknown_error', 'hacienda.unexpected', /soy una tetera/],
  ])('%#: %j', (exchange, category, code, message, written = category) => {
    expect(seen(exchange, false)).toEqual([category, code, expect.stringMatching(message)]);
    expect(seen(exchange, true)[0]).toBe(written);
  });

  it('has no row that nothing here reaches', () => {
    expect(HACIENDA_ERRORS.map(({ category, code }) => `${category} ${code}`).filter((row) => !met.has(row))).toEqual([]);
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, 7_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, 90_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S - 10) }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW_S + 99_999) }, 3_600_000],
    [{ 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '90' }, undefined],
    [{ 'x-ratelimit-remaining': '0' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'pronto' }, undefined],
  ])('waits as asked: %j → %p ms', (headers, ms) => expect(haciendaFailure(answered(429, '', headers), { write: true }).retryAfterMs).toBe(ms));
});

describe('loginFailure', () => {
  it.each<[Exchange, string, string, RegExp]>([
    [answered(401, '{"error":"invalid_grant","error_description":"Invalid user credentials"}'), 'authentication_error', 'hacienda.auth', /Invalid user credentials. Revise el usuario y la contraseña/],
    [answered(400, '{"error":"invalid_grant","error_description":"Refresh token expired"}'), 'authentication_error', 'hacienda.auth', /Refresh token expired/],
    [answered(400, '{"error":"invalid_client"}'), 'credential_error', 'hacienda.wrong_client', /client_id/],
    [answered(404, HTML), 'credential_error', 'hacienda.wrong_token_url', /token_url/],
    [answered(429, ''), 'rate_limited', 'hacienda.rate_limited', /429/],
    [answered(503, HTML), 'server_error', 'hacienda.server_error', /503/],
    [answered(200, '<'), 'malformed_response', 'hacienda.unreadable', /no se puede leer/],
    [failed('timeout', true), 'network_error', 'hacienda.network', /a tiempo/],
  ])('%#: %j', (exchange, category, code, message) => expect(loginFailure(exchange)).toMatchObject({ category, code, message: expect.stringMatching(message) }));
});
