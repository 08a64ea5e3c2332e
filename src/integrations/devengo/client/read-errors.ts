import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import { meets, type ExchangeCondition } from '../../../core/http/error-table.js';
import type { Exchange } from '../../../core/http/exchange.js';
import { retryAfterMs } from '../../../core/http/retry-after.js';

/** What a row looks at beside the exchange; every condition given must hold. */
export interface ErrorCondition extends ExchangeCondition {
  /** A pattern over the body. */
  body?: RegExp;
}

export interface ErrorRow {
  when: ErrorCondition;
  category: ErrorCategory;
  /** One of the codes of the contract (devengo §9); dashboards filter by it. */
  code: string;
  /** For an operator; the provider's own words are added. `{label}` and `{status}` are filled in. */
  say: string;
}

export interface ErrorTable {
  label: string;
  rows: readonly ErrorRow[];
  /** The provider's own words in a body, empty when it has none. */
  words(body: string): string;
}

/** Rows every provider that is only read has; first match wins. */
export const BEFORE_AN_ANSWER: readonly ErrorRow[] = [
  { when: { fault: 'unsent', faultKind: 'blocked_address' }, category: 'credential_error', code: 'http_error', say: 'La dirección de {label} no está permitida. Corrija la dirección de la credencial.' },
  { when: { fault: 'unsent' }, category: 'network_error', code: 'http_error', say: 'No se pudo conectar con {label}.' },
  { when: { fault: 'sent', write: true }, category: 'outcome_unknown', code: 'http_error', say: 'Se perdió la conexión con {label} sin saber qué hizo.' },
  { when: { fault: 'sent', faultKind: 'too_large' }, category: 'malformed_response', code: 'invalid_response', say: 'La API de {label} respondió más de lo que se admite.' },
  { when: { fault: 'sent' }, category: 'network_error', code: 'http_error', say: 'La API de {label} no respondió a tiempo o cortó la conexión.' },
  { when: { status: [200, 299], write: true }, category: 'outcome_unknown', code: 'invalid_response', say: 'La API de {label} respondió algo que no se puede leer.' },
];

export const ANY_ANSWER: readonly ErrorRow[] = [
  { when: { status: [200, 299] }, category: 'malformed_response', code: 'invalid_response', say: 'La API de {label} respondió algo que no se puede leer.' },
  { when: { status: [300, 399] }, category: 'credential_error', code: 'http_error', say: 'La API de {label} remite a otra dirección y no se sigue. Revise la dirección de la credencial.' },
  { when: { status: 401 }, category: 'authentication_error', code: 'http_error', say: 'La API de {label} no acepta la clave. Corrija la credencial.' },
  { when: { status: [402, 403] }, category: 'credential_error', code: 'http_error', say: 'La clave no tiene permiso en {label}. Revise el plan y los permisos.' },
  { when: { status: 429 }, category: 'rate_limited', code: 'rate_limited', say: 'Se alcanzó el límite de llamadas de {label}. Se seguirá cuando lo permita.' },
  { when: { status: 404 }, category: 'not_found', code: 'not_found', say: 'La API de {label} no encuentra lo pedido.' },
  { when: { status: 408, write: true }, category: 'outcome_unknown', code: 'http_error', say: 'La API de {label} agotó su tiempo.' },
  { when: { status: 408 }, category: 'server_error', code: 'http_error', say: 'La API de {label} agotó su tiempo.' },
  { when: { status: [400, 499] }, category: 'validation_error', code: 'http_error', say: 'La API de {label} rechazó la consulta (HTTP {status}).' },
  { when: { status: [500, 599], write: true }, category: 'outcome_unknown', code: 'http_error', say: 'La API de {label} falló (HTTP {status}) sin decir qué hizo.' },
  { when: { status: [500, 599] }, category: 'server_error', code: 'http_error', say: 'La API de {label} falló (HTTP {status}).' },
  { when: {}, category: 'unknown_error', code: 'http_error', say: 'La API de {label} respondió algo inesperado (HTTP {status}).' },
];

const LONGEST_WORDS = 300;
/** The contract keeps so much of an answer with the error (§9). */
const LONGEST_BODY = 16_384;
const KEPT_HEADERS = ['content-type', 'retry-after', 'x-notion-request-id', 'x-request-id', 'cf-ray'];

/** The failure that an exchange means. Its details hold the whole answer, which is what "full HTTP messages" asks for. */
export function failureOf({ label, rows, words }: ErrorTable, exchange: Exchange, write: boolean): IntegrationFailure {
  const { answer, fault, method, url } = exchange;
  const row = rows.find(({ when }) => meets(when, exchange, write) && (when.body === undefined || when.body.test(answer?.body ?? '')))!;
  const said = answer && answer.status >= 300 ? words(answer.body).slice(0, LONGEST_WORDS) : '';
  const sentence = row.say.replaceAll('{label}', label).replaceAll('{status}', String(answer?.status ?? '-'));
  return new IntegrationFailure(row.category, {
    code: row.code,
    message: said ? `${sentence} Dijo: «${said}».` : sentence,
    httpStatus: answer?.status,
    retryAfterMs: retryAfterMs(answer?.headers['retry-after']),
    details: {
      request: { method, url },
      ...(answer && { response: { status: answer.status, headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => KEPT_HEADERS.includes(name))), body: answer.body.slice(0, LONGEST_BODY) } }),
      ...(fault && { fault: fault.kind }),
    },
  });
}

/** Fields of a JSON body, by name, as text; the first that is there. */
export function wordsOf(...names: string[]): (body: string) => string {
  return (body) => {
    try {
      const json = JSON.parse(body) as Record<string, unknown> | null;
      const found = names.map((name) => json?.[name]).find((value) => typeof value === 'string' && value !== '');
      return typeof found === 'string' ? found : '';
    } catch {
      return '';
    }
  };
}
