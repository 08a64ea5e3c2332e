import { STATUS_CODES } from 'node:http';
import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import type { Exchange, NetworkFault } from '../../../core/http/exchange.js';
import { retryAfterMs } from '../../../core/http/retry-after.js';
import { providerMessage } from './oppen.error-body.js';

interface Seen {
  status: number;
  fault?: NetworkFault;
  /** Oppen's words. */
  words: string;
  write: boolean;
}

interface ErrorRow {
  when: (seen: Seen) => boolean;
  category: ErrorCategory;
  code: string;
  /** What to do, added to Oppen's own words. */
  advice?: string;
}

const refusedBy = (pattern: RegExp) => ({ status, words }: Seen): boolean => status >= 400 && pattern.test(words);

/**
 * First match wins. By Oppen's words before its status: which status goes with which text is mostly unknown (contract §2).
 * A write that may have arrived is `outcome_unknown`: it is looked up before anything is repeated.
 */
export const OPPEN_ERRORS: readonly ErrorRow[] = [
  { when: ({ fault }) => fault?.sent === false && fault.kind === 'blocked_address', category: 'credential_error', code: 'oppen.blocked_address' },
  { when: ({ fault }) => fault?.sent === false, category: 'network_error', code: 'oppen.network' },
  { when: ({ fault, write }) => fault !== undefined && write, category: 'outcome_unknown', code: 'oppen.network' },
  { when: ({ fault }) => fault?.kind === 'too_large', category: 'malformed_response', code: 'oppen.too_large' },
  { when: ({ fault }) => fault !== undefined, category: 'network_error', code: 'oppen.network' },
  { when: ({ status, write }) => status < 300 && write, category: 'outcome_unknown', code: 'oppen.unreadable' },
  { when: ({ status }) => status < 300, category: 'malformed_response', code: 'oppen.unreadable' },
  { when: ({ status }) => status === 401, category: 'authentication_error', code: 'oppen.auth' },
  { when: ({ status }) => status === 429, category: 'rate_limited', code: 'oppen.rate_limited' },
  { when: refusedBy(/duplicate (official serial|invoice)/i), category: 'conflict', code: 'oppen.duplicate' },
  { when: refusedBy(/duplicate serial/i), category: 'conflict', code: 'oppen.duplicate_sernr' },
  { when: refusedBy(/RANGEERR4/), category: 'validation_error', code: 'oppen.sernr_too_large', advice: 'Ponga sernr_mode en server, en la credencial de Oppen' },
  { when: refusedBy(/INVERTEDRANGEERR|EstPayDate/), category: 'validation_error', code: 'oppen.due_date', advice: 'El vencimiento ya pasó: active due_date_not_in_past en la credencial de Oppen' },
  { when: refusedBy(/LINKTOINVALIDVALUEERR/), category: 'validation_error', code: 'oppen.unknown_code', advice: 'Ese código no existe en Oppen: revise la credencial (label_by_shop, cust_code, office, art_code)' },
  { when: refusedBy(/field \S+ not found/i), category: 'validation_error', code: 'oppen.unknown_field', advice: 'Ese campo no está en la API de esta empresa: revise fields_by_type en la credencial' },
  { when: ({ status, write }) => (status >= 500 || status === 408) && write, category: 'outcome_unknown', code: 'oppen.server_error' },
  { when: ({ status }) => status >= 500 || status === 408, category: 'server_error', code: 'oppen.server_error' },
  { when: ({ status }) => status === 403, category: 'credential_error', code: 'oppen.forbidden', advice: 'El usuario de API no tiene permiso: revíselo en Oppen' },
  { when: ({ status }) => status === 404, category: 'credential_error', code: 'oppen.not_found', advice: 'Revise la dirección y api_name en la credencial de Oppen' },
  { when: ({ status }) => status === 409, category: 'conflict', code: 'oppen.duplicate' },
  { when: ({ status }) => status >= 300 && status < 400, category: 'credential_error', code: 'oppen.redirected', advice: 'Oppen manda a otra dirección: revise base_url en la credencial' },
  { when: () => true, category: 'validation_error', code: 'oppen.refused' },
];

const FAULTS: Partial<Record<NetworkFault['kind'], string>> = {
  timeout: 'Connection timeout', refused: 'Connection refused', dns: 'Host not found', reset: 'Connection reset', tls: 'TLS certificate refused',
  blocked_address: 'Private address refused (ALLOW_PRIVATE_HOSTS)', too_large: 'Answer too large',
};

/** The failure that an exchange means, in the specification's words. Call it for everything but a readable 2xx. */
export function oppenFailure(exchange: Exchange, { write }: { write: boolean }): IntegrationFailure {
  const { answer, fault } = exchange;
  const seen: Seen = { status: answer?.status ?? 0, fault, words: answer ? providerMessage(answer.body) : '', write };
  const { category, code, advice } = OPPEN_ERRORS.find(({ when }) => when(seen))!;
  return new IntegrationFailure(category, { code, message: advice ? `${sentence(seen)}. ${advice}` : sentence(seen), httpStatus: answer?.status, retryAfterMs: retryAfterMs(answer?.headers['retry-after']) });
}

/** The same for the login: whatever Oppen answers to it, nobody was let in. Any refusal is one of the credential. */
export function loginFailure(exchange: Exchange, call: { write: boolean }): IntegrationFailure {
  const { answer } = exchange;
  const failure = oppenFailure(exchange, call);
  if (!answer) return failure;
  const refused = [400, 401, 403, 422].includes(answer.status);
  const words = answer.status < 300 ? UNREADABLE : providerMessage(answer.body);
  const advice = refused ? undefined : OPPEN_ERRORS.find(({ code }) => code === failure.code)?.advice;
  return new IntegrationFailure(refused ? 'authentication_error' : failure.category, {
    code: refused ? 'oppen.auth' : failure.code,
    message: advice ? `${authSentence(answer.status, words)}. ${advice}` : authSentence(answer.status, words),
    httpStatus: answer.status,
    retryAfterMs: failure.retryAfterMs,
  });
}

/** A 2xx to a write that brings no record: a refusal in disguise when Oppen's words are known, else nobody knows what it did. */
export function noRecord(json: unknown, status: number): IntegrationFailure {
  const words = providerMessage(JSON.stringify(json));
  const known = oppenFailure({ method: 'POST', url: '', answer: { status: 400, headers: {}, body: words } }, { write: true });
  if (known.code === 'oppen.refused') return answerWithout('SerNr', 'outcome_unknown');
  return new IntegrationFailure(known.category, { code: known.code, message: known.message.replace('HTTP 400', `HTTP ${status}`), httpStatus: status });
}

export const answerWithout = (field: string, category: ErrorCategory = 'malformed_response'): IntegrationFailure =>
  new IntegrationFailure(category, { code: 'oppen.unreadable', message: `Oppen respondió sin «${field}»` });

const UNREADABLE = 'la respuesta no se puede leer';

function sentence({ status, fault, words }: Seen): string {
  if (fault) return `Error de conexión: ${FAULTS[fault.kind] ?? fault.kind}`;
  if (status === 401) return authSentence(status, words);
  if (status < 300) return `Error HTTP ${status}: ${UNREADABLE}`;
  return `Error HTTP ${status}: ${words || (STATUS_CODES[status] ?? 'sin explicación')}`;
}

const authSentence = (status: number, words: string): string => `Error de autenticación: HTTP ${status} - ${words || (STATUS_CODES[status] ?? 'sin explicación')}`;
