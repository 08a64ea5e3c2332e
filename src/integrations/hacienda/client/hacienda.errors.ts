import { STATUS_CODES } from 'node:http';
import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import { type ExchangeCondition, meets } from '../../../core/http/error-table.js';
import type { Exchange, NetworkFault } from '../../../core/http/exchange.js';
import { errorWords } from './error-words.js';
import { waitAsked } from './rate-limit.js';

interface ErrorRow {
  when: ExchangeCondition & { words?: RegExp };
  category: ErrorCategory;
  code: string;
  /** What to do, added to what happened. */
  advice?: string;
}

const SERVER: readonly [number, number] = [500, 599];
const WRONG_ADDRESS = 'Revise base_url en la credencial: termina en /recepcion/v1';
const ANY_REFUSAL: readonly [number, number] = [400, 499];

/**
 * First match wins. A submission that may have arrived is `outcome_unknown`: its status is read before the same bytes go again.
 * Sources: contract §7 (statuses, headers), the specification's «Error Classification» (which is which).
 */
export const HACIENDA_ERRORS: readonly ErrorRow[] = [
  { when: { fault: 'unsent', faultKind: 'blocked_address' }, category: 'credential_error', code: 'hacienda.blocked_address' },
  { when: { fault: 'unsent' }, category: 'network_error', code: 'hacienda.network' },
  { when: { fault: 'sent', write: true }, category: 'outcome_unknown', code: 'hacienda.network' },
  { when: { faultKind: 'too_large' }, category: 'malformed_response', code: 'hacienda.too_large' },
  { when: { fault: 'sent' }, category: 'network_error', code: 'hacienda.network' },
  { when: { status: [200, 299], write: true }, category: 'outcome_unknown', code: 'hacienda.unreadable' },
  { when: { status: [200, 299] }, category: 'malformed_response', code: 'hacienda.unreadable' },
  { when: { status: 401 }, category: 'authentication_error', code: 'hacienda.auth', advice: 'Revise el usuario y la contraseña de la API en la credencial' },
  { when: { status: 429 }, category: 'rate_limited', code: 'hacienda.rate_limited' },
  { when: { status: ANY_REFUSAL, words: /fue recibido anteriormente|ya fue recibido/i }, category: 'conflict', code: 'hacienda.already_received' },
  { when: { status: SERVER, write: true }, category: 'outcome_unknown', code: 'hacienda.server_error' },
  { when: { status: 408, write: true }, category: 'outcome_unknown', code: 'hacienda.server_error' },
  { when: { status: SERVER }, category: 'server_error', code: 'hacienda.server_error' },
  { when: { status: 408 }, category: 'server_error', code: 'hacienda.server_error' },
  { when: { status: [300, 399] }, category: 'credential_error', code: 'hacienda.redirected', advice: 'Hacienda manda a otra dirección: revise base_url en la credencial' },
  // «Auth: auth, 401, 403», three retries in the specification's table. The contract (§7: not your issuer, or the gateway) does not say otherwise.
  { when: { status: 403 }, category: 'authentication_error', code: 'hacienda.forbidden', advice: 'El usuario de la API no puede enviar por este emisor, o base_url no es la de su ambiente: revise la credencial' },
  { when: { status: 404, words: /no route matched/i }, category: 'credential_error', code: 'hacienda.wrong_address', advice: WRONG_ADDRESS },
  { when: { status: 404, write: true }, category: 'credential_error', code: 'hacienda.wrong_address', advice: WRONG_ADDRESS },
  { when: { status: 404 }, category: 'not_found', code: 'hacienda.unknown_document' },
  { when: { status: ANY_REFUSAL, words: /temporalmente|temporar|try again|intente (de nuevo|m[aá]s tarde)/i }, category: 'transient_error', code: 'hacienda.busy' },
  { when: { status: 400 }, category: 'validation_error', code: 'hacienda.refused' },
  { when: { status: 413 }, category: 'validation_error', code: 'hacienda.too_long' },
  { when: { status: 422 }, category: 'validation_error', code: 'hacienda.refused' },
  { when: {}, category: 'unknown_error', code: 'hacienda.unexpected' },
];

const FAULTS: Partial<Record<NetworkFault['kind'], string>> = {
  timeout: 'no respondió a tiempo', refused: 'rechazó la conexión', dns: 'no se encontró su dirección', reset: 'cortó la conexión', tls: 'su certificado TLS no se acepta',
  blocked_address: 'la dirección es privada y no se permite (ALLOW_PRIVATE_HOSTS)', too_large: 'respondió más de 5 MB',
};

/** The failure that an exchange means. Call it for everything but a readable 2xx. */
export function haciendaFailure(exchange: Exchange, { write }: { write: boolean }): IntegrationFailure {
  const { category, code, advice } = rowOf(exchange, write);
  const { answer } = exchange;
  return new IntegrationFailure(category, { code, message: advice ? `${sentence(exchange)}. ${advice}` : sentence(exchange), httpStatus: answer?.status, retryAfterMs: answer && waitAsked(answer.headers) });
}

/** The same for the token endpoint: whatever it answers, nothing was sent of a document. */
export function loginFailure(exchange: Exchange): IntegrationFailure {
  const { answer } = exchange;
  const failure = haciendaFailure(exchange, { write: false });
  if (!answer || answer.status < 400 || answer.status === 429 || answer.status >= 500) return failure;
  const words = sentence(exchange);
  const details = (code: string, advice: string) => ({ code, message: `${words}. ${advice}`, httpStatus: answer.status });
  if (answer.status === 404) return new IntegrationFailure('credential_error', details('hacienda.wrong_token_url', 'Revise token_url en la credencial'));
  if (/invalid_client|unauthorized_client/i.test(answer.body)) return new IntegrationFailure('credential_error', details('hacienda.wrong_client', 'Revise client_id y el ambiente en la credencial'));
  return new IntegrationFailure('authentication_error', details('hacienda.auth', 'Revise el usuario y la contraseña de la API en la credencial; son distintos en pruebas y en producción'));
}

export const answerWithout = (field: string): IntegrationFailure =>
  new IntegrationFailure('malformed_response', { code: 'hacienda.unreadable', message: `Hacienda respondió sin «${field}»` });

function rowOf(exchange: Exchange, write: boolean): ErrorRow {
  const words = exchange.answer ? errorWords(exchange.answer) : '';
  return HACIENDA_ERRORS.find(({ when }) => meets(when, exchange, write) && (when.words?.test(words) ?? true))!;
}

function sentence({ answer, fault }: Exchange): string {
  if (!answer) return `Hacienda ${FAULTS[fault!.kind] ?? `no respondió (${fault!.kind})`}`;
  if (answer.status < 300) return `Hacienda respondió HTTP ${answer.status}, pero la respuesta no se puede leer`;
  return `Hacienda respondió HTTP ${answer.status}: ${errorWords(answer) || (STATUS_CODES[answer.status] ?? 'sin explicación')}`;
}
