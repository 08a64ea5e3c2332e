import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import { meets, type ExchangeCondition } from '../../../core/http/error-table.js';
import type { Exchange } from '../../../core/http/exchange.js';
import { type ErrorBody, readErrorBody } from './alegra.error-body.js';
import { alegraWaitMs } from './alegra.retry-after.js';

/** What a row looks at beside the exchange; every condition given must hold. */
export interface ErrorCondition extends ExchangeCondition {
  /** Alegra's own code. */
  code?: string;
  /** Found in Alegra's words. */
  text?: RegExp;
}

export interface ErrorRow {
  when: ErrorCondition;
  category: ErrorCategory;
  /** `{status}` and `{fault}` are filled in. */
  code: string;
  /** For an operator: what happened and what to do. Alegra's own words are added. */
  say: string;
}

const LOOK_FIRST = 'Antes de repetir se buscará en Alegra si el documento quedó creado.';

/**
 * Every way in which a call to Alegra goes wrong, first match wins. Sources: contracts/alegra.md §5 and §8.
 * A write that may have arrived is `outcome_unknown`: it is looked up before anything is repeated.
 */
export const ALEGRA_ERRORS: readonly ErrorRow[] = [
  { when: { fault: 'unsent', faultKind: 'blocked_address' }, category: 'credential_error', code: 'alegra.network_blocked_address', say: 'La dirección de la credencial no está permitida. Corrija la URL base de la credencial.' },
  { when: { fault: 'unsent' }, category: 'network_error', code: 'alegra.network_{fault}', say: 'No se pudo conectar con Alegra; no se envió nada.' },
  { when: { fault: 'sent', write: true }, category: 'outcome_unknown', code: 'alegra.network_{fault}', say: `Se perdió la conexión con Alegra sin saber si guardó el documento. ${LOOK_FIRST}` },
  { when: { fault: 'sent', faultKind: 'too_large' }, category: 'malformed_response', code: 'alegra.network_too_large', say: 'Alegra respondió más de lo que se admite.' },
  { when: { fault: 'sent' }, category: 'network_error', code: 'alegra.network_{fault}', say: 'Alegra no respondió a tiempo o cortó la conexión.' },

  { when: { status: [200, 299], write: true }, category: 'outcome_unknown', code: 'alegra.unreadable_answer', say: `Alegra aceptó el envío, pero su respuesta no se puede leer. ${LOOK_FIRST}` },
  { when: { status: [200, 299] }, category: 'malformed_response', code: 'alegra.unreadable_answer', say: 'La respuesta de Alegra no se puede leer.' },
  { when: { status: [300, 399] }, category: 'credential_error', code: 'alegra.http_{status}', say: 'Alegra remite a otra dirección y no se sigue. Revise la URL base de la credencial.' },

  { when: { status: [400, 499], code: '2006' }, category: 'validation_error', code: 'alegra.2006', say: 'Alegra ya tiene un contacto con esa identificación.' },
  { when: { status: [400, 499], code: '2039' }, category: 'validation_error', code: 'alegra.2039', say: 'Alegra no admite name y nameObject a la vez.' },
  { when: { status: 400, write: true, text: /AEP\d{3,5}|EPR\d{3}|numeraci[oó]n no es v[aá]lida para facturaci[oó]n electr[oó]nica/i }, category: 'outcome_unknown', code: 'alegra.stamp_failed', say: `Falló la emisión electrónica, y Alegra puede haber dejado creado el documento. ${LOOK_FIRST}` },
  { when: { status: 401 }, category: 'authentication_error', code: 'alegra.http_401', say: 'Alegra no acepta el correo o el token. Corrija la credencial.' },
  { when: { status: 402 }, category: 'authentication_error', code: 'plan_error', say: 'El plan de Alegra no incluye esta acción o la cuenta está suspendida. Revise la suscripción.' },
  { when: { status: 403 }, category: 'authentication_error', code: 'forbidden', say: 'El usuario de Alegra no tiene permiso para esta acción. Déselo en Alegra o use otro usuario.' },
  { when: { status: 404 }, category: 'not_found', code: 'alegra.http_404', say: 'Alegra no encuentra lo pedido.' },
  { when: { status: 408, write: true }, category: 'outcome_unknown', code: 'alegra.http_408', say: `Alegra agotó su tiempo de espera. ${LOOK_FIRST}` },
  { when: { status: 408 }, category: 'server_error', code: 'alegra.http_408', say: 'Alegra agotó su tiempo de espera.' },
  { when: { status: 409 }, category: 'conflict', code: 'alegra.http_409', say: 'Alegra tiene un documento que se contradice con este.' },
  { when: { status: 429 }, category: 'rate_limited', code: 'alegra.http_429', say: 'Se alcanzó el límite de peticiones de Alegra. Se seguirá cuando lo permita.' },
  { when: { status: [400, 499] }, category: 'validation_error', code: 'alegra.http_{status}', say: 'Alegra rechazó los datos. Corríjalos y reenvíe.' },

  { when: { status: [500, 599], write: true }, category: 'outcome_unknown', code: 'alegra.http_{status}', say: `Alegra falló sin decir si guardó el documento. ${LOOK_FIRST}` },
  { when: { status: [500, 599] }, category: 'server_error', code: 'alegra.http_{status}', say: 'Alegra falló.' },
  { when: {}, category: 'unknown_error', code: 'alegra.http_{status}', say: 'Alegra respondió algo inesperado.' },
];

/**
 * The failure that an exchange means. Call it for everything but a readable 2xx.
 * @param now only for reading dates in `Retry-After`.
 */
export function alegraFailure(exchange: Exchange, { write }: { write: boolean }, now = new Date()): IntegrationFailure {
  const { answer, fault } = exchange;
  const body = answer ? readErrorBody(answer.body) : NOTHING_SAID;
  const row = ALEGRA_ERRORS.find(({ when }) => matches(when, exchange, body, write))!;
  const status = answer?.status;
  return new IntegrationFailure(row.category, {
    code: row.code.replace('{status}', String(status ?? 'none')).replace('{fault}', fault?.kind ?? 'other'),
    message: sentence(row, exchange, body),
    details: {
      ...(body.code === null ? {} : { provider_code: body.code }),
      ...(body.message === null ? {} : { provider_message: body.message }),
      ...(body.contactId === null ? {} : { contactId: body.contactId }),
    },
    httpStatus: status,
    retryAfterMs: answer && alegraWaitMs(answer, now),
  });
}

const NOTHING_SAID: ErrorBody = { message: null, code: null, contactId: null };

const matches = (when: ErrorCondition, exchange: Exchange, body: ErrorBody, write: boolean): boolean =>
  meets(when, exchange, write) && (when.code === undefined || body.code === when.code) && (when.text === undefined || when.text.test(body.message ?? ''));

function sentence({ say }: ErrorRow, { answer }: Exchange, { message, code }: ErrorBody): string {
  const http = answer ? ` (HTTP ${answer.status}${code === null ? '' : `, código ${code}`})` : '';
  return message === null ? `${say}${http}` : `${say} Alegra dice: «${message}»${http}.`;
}
