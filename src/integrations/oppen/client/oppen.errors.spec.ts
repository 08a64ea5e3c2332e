import type { Exchange, NetworkFault } from '../../../core/http/exchange.js';
import { loginFailure, noRecord, OPPEN_ERRORS, oppenFailure } from './oppen.errors.js';

const CALL = { method: 'POST', url: 'https://demo.oppen.example/genericapi/ApiNg/Invoice' };
const answered = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Exchange => ({ ...CALL, answer: { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) } });
const failed = (kind: NetworkFault['kind'], sent: boolean): Exchange => ({ ...CALL, fault: { kind, sent, detail: 'ECONNRESET' } });
const says = (message: string) => ({ ok: false, message });
const HTML = '<html><head><title>x</title></head><body><h1>Bad Gateway</h1></body></html>';

const met = new Set<string>();
const seen = (exchange: Exchange, write: boolean): [string, string, string] => {
  const { category, code, message } = oppenFailure(exchange, { write });
  met.add(`${category} ${code}`);
  return [category, code, message];
};

// What a read means; what a write means, where that is another category.
describe('oppenFailure', () => {
  it.each<[Exchange, string, string, string, string?]>([
    [failed('blocked_address', false), 'credential_error', 'oppen.blocked_address', 'Error de conexión: Private address refused (ALLOW_PRIVATE_HOSTS)'],
    [failed('refused', false), 'network_error', 'oppen.network', 'Error de conexión: Connection refused'],
    [failed('dns', false), 'network_error', 'oppen.network', 'Error de conexión: Host not found'],
    [failed('timeout', false), 'network_error', 'oppen.network', 'Error de conexión: Connection timeout'],
    [failed('timeout', true), 'network_error', 'oppen.network', 'Error de conexión: Connection timeout', 'outcome_unknown'],
    [failed('reset', true), 'network_error', 'oppen.network', 'Error de conexión: Connection reset', 'outcome_unknown'],
    [answered(200, HTML), 'malformed_response', 'oppen.unreadable', 'Error HTTP 200: la respuesta no se puede leer', 'outcome_unknown'],
    [answered(401, says('Unauthorized')), 'authentication_error', 'oppen.auth', 'Error de autenticación: HTTP 401 - Unauthorized'],
    [answered(401, ''), 'authentication_error', 'oppen.auth', 'Error de autenticación: HTTP 401 - Unauthorized'],
    [answered(429, says('Too many requests')), 'rate_limited', 'oppen.rate_limited', 'Error HTTP 429: Too many requests'],
    [answered(409, 'Duplicate invoice'), 'conflict', 'oppen.duplicate', 'Error HTTP 409: Duplicate invoice'],
    // Which status goes with the text is not public: the text weighs more.
    [answered(422, says('Duplicate Official Serial Nr!')), 'conflict', 'oppen.duplicate', 'Error HTTP 422: Duplicate Official Serial Nr!'],
    [answered(500, says('Duplicate Official Serial Nr!')), 'conflict', 'oppen.duplicate', 'Error HTTP 500: Duplicate Official Serial Nr!'],
    [answered(409, says('Duplicate Serial Nr!')), 'conflict', 'oppen.duplicate_sernr', 'Error HTTP 409: Duplicate Serial Nr!'],
    [answered(409, {}), 'conflict', 'oppen.duplicate', 'Error HTTP 409: {}'],
    [answered(409, ''), 'conflict', 'oppen.duplicate', 'Error HTTP 409: Conflict'],
    [answered(422, says('RANGEERR4')), 'validation_error', 'oppen.sernr_too_large', 'Error HTTP 422: RANGEERR4. Ponga sernr_mode en server, en la credencial de Oppen'],
    [answered(422, says('INVERTEDRANGEERR EstPayDate')), 'validation_error', 'oppen.due_date', 'Error HTTP 422: INVERTEDRANGEERR EstPayDate. El vencimiento ya pasó: active due_date_not_in_past en la credencial de Oppen'],
    [answered(422, says('LINKTOINVALIDVALUEERR Labels')), 'validation_error', 'oppen.unknown_code', 'Error HTTP 422: LINKTOINVALIDVALUEERR Labels. Ese código no existe en Oppen: revise la credencial (label_by_shop, cust_code, office, art_code)'],
    [answered(422, says('Field Reference not found')), 'validation_error', 'oppen.unknown_field', 'Error HTTP 422: Field Reference not found. Ese campo no está en la API de esta empresa: revise fields_by_type en la credencial'],
    [answered(502, HTML), 'server_error', 'oppen.server_error', 'Error HTTP 502: Bad Gateway', 'outcome_unknown'],
    [answered(408, ''), 'server_error', 'oppen.server_error', 'Error HTTP 408: Request Timeout', 'outcome_unknown'],
    [answered(403, says('No access')), 'credential_error', 'oppen.forbidden', 'Error HTTP 403: No access. El usuario de API no tiene permiso: revíselo en Oppen'],
    [answered(404, says('Not found')), 'credential_error', 'oppen.not_found', 'Error HTTP 404: Not found. Revise la dirección y api_name en la credencial de Oppen'],
    [answered(302, ''), 'credential_error', 'oppen.redirected', 'Error HTTP 302: Found. Oppen manda a otra dirección: revise base_url en la credencial'],
    [answered(400, says('Invalid invoice number')), 'validation_error', 'oppen.refused', 'Error HTTP 400: Invalid invoice number'],
    [failed('too_large', true), 'malformed_response', 'oppen.too_large', 'Error de conexión: Answer too large', 'outcome_unknown'],
  ])('%#: %j', (exchange, category, code, message, written = category) => {
    expect(seen(exchange, false)).toEqual([category, code, message]);
    expect(seen(exchange, true)).toMatchObject([written, expect.any(String), message]);
  });

  it('has no row that nothing here reaches', () => {
    expect(OPPEN_ERRORS.map(({ category, code }) => `${category} ${code}`).filter((row) => !met.has(row))).toEqual([]);
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '-1' }, 0],
    [{ 'retry-after': 'pronto' }, undefined],
    [{}, undefined],
  ])('waits as asked: %j → %p ms', (headers, ms) => expect(oppenFailure(answered(429, {}, headers), { write: true }).retryAfterMs).toBe(ms));
});

describe('loginFailure', () => {
  it.each<[Exchange, string, string, string]>([
    [answered(401, 'Unauthorized'), 'authentication_error', 'oppen.auth', 'Error de autenticación: HTTP 401 - Unauthorized'],
    [answered(400, says('Wrong user')), 'authentication_error', 'oppen.auth', 'Error de autenticación: HTTP 400 - Wrong user'],
    [answered(403, ''), 'authentication_error', 'oppen.auth', 'Error de autenticación: HTTP 403 - Forbidden'],
    [answered(503, HTML), 'server_error', 'oppen.server_error', 'Error de autenticación: HTTP 503 - Bad Gateway'],
    [answered(404, says('Not found')), 'credential_error', 'oppen.not_found', 'Error de autenticación: HTTP 404 - Not found. Revise la dirección y api_name en la credencial de Oppen'],
    [answered(200, '{"ok":true,"token":"eyJ'), 'malformed_response', 'oppen.unreadable', 'Error de autenticación: HTTP 200 - la respuesta no se puede leer'],
    [answered(429, says('Slow down')), 'rate_limited', 'oppen.rate_limited', 'Error de autenticación: HTTP 429 - Slow down'],
    [failed('timeout', true), 'network_error', 'oppen.network', 'Error de conexión: Connection timeout'],
  ])('%#: %j', (exchange, category, code, message) => expect(loginFailure(exchange, { write: false })).toMatchObject({ category, code, message }));
});

describe('a 2xx without a record', () => {
  it.each<[unknown, string, string]>([
    [says('Duplicate Official Serial Nr!'), 'conflict', 'Error HTTP 200: Duplicate Official Serial Nr!'],
    [says('LINKTOINVALIDVALUEERR Labels'), 'validation_error', 'Error HTTP 200: LINKTOINVALIDVALUEERR Labels. Ese código'],
    // Unknown words prove nothing: it may have been kept.
    [says('Se guardó a medias'), 'outcome_unknown', 'Oppen respondió sin «SerNr»'],
    [{}, 'outcome_unknown', 'Oppen respondió sin «SerNr»'],
    [[], 'outcome_unknown', 'Oppen respondió sin «SerNr»'],
  ])('%j → %s', (json, category, message) => expect(noRecord(json, 200)).toMatchObject({ category, message: expect.stringContaining(message) }));
});
