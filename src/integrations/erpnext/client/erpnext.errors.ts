import { type ErrorCategory, IntegrationFailure } from '../../../core/errors/index.js';
import { meets, type ExchangeCondition } from '../../../core/http/error-table.js';
import type { Exchange } from '../../../core/http/exchange.js';
import { retryAfterMs } from '../../../core/http/retry-after.js';
import { type ErrorBody, readErrorBody } from './erpnext.error-body.js';

/** What a row looks at beside the exchange; every condition given must hold. */
export interface ErrorCondition extends ExchangeCondition {
  /** Python classes: almost every refusal is an HTTP 417, so the class tells them apart. */
  types?: readonly string[];
  /** Whether the answer is in Frappe's JSON or not. */
  foreign?: true;
}

export interface ErrorRow {
  when: ErrorCondition;
  category: ErrorCategory;
  /** `{status}`, `{fault}` and `{type}` are filled in. */
  code: string;
  /** For an operator: what happened and what to do. ERPNext's own words are added. */
  say: string;
}

const LOOK_FIRST = 'Antes de repetir se buscará en ERPNext si quedó hecho.';

/**
 * Every way in which a call to ERPNext goes wrong, first match wins. Source: contracts/frappe-api.md §6 and §7. A request is one
 * database transaction there, so a refusal in Frappe's own words leaves nothing behind; a write without such words is unclear.
 */
export const ERPNEXT_ERRORS: readonly ErrorRow[] = [
  { when: { fault: 'unsent', faultKind: 'blocked_address' }, category: 'credential_error', code: 'erpnext.network_blocked_address', say: 'La dirección de la instancia no está permitida. Corrija su api_url, o use ALLOW_PRIVATE_HOSTS=on si es un servidor propio.' },
  { when: { fault: 'unsent' }, category: 'network_error', code: 'erpnext.network_{fault}', say: 'No se pudo conectar con ERPNext; no se envió nada.' },
  { when: { fault: 'sent', write: true }, category: 'outcome_unknown', code: 'erpnext.network_{fault}', say: `Se perdió la conexión con ERPNext sin saber si guardó el cambio. ${LOOK_FIRST}` },
  { when: { fault: 'sent', faultKind: 'too_large' }, category: 'malformed_response', code: 'erpnext.network_too_large', say: 'ERPNext respondió más de lo que se admite.' },
  { when: { fault: 'sent' }, category: 'network_error', code: 'erpnext.network_{fault}', say: 'ERPNext no respondió a tiempo o cortó la conexión.' },

  { when: { status: [200, 299], write: true }, category: 'outcome_unknown', code: 'erpnext.unreadable_answer', say: `ERPNext aceptó el envío, pero su respuesta no se puede leer. ${LOOK_FIRST}` },
  { when: { status: [200, 299] }, category: 'malformed_response', code: 'erpnext.unreadable_answer', say: 'La respuesta de ERPNext no se puede leer.' },
  { when: { status: [300, 399] }, category: 'credential_error', code: 'erpnext.http_{status}', say: 'ERPNext remite a otra dirección y no se sigue. Revise la api_url de la instancia.' },

  { when: { status: 401 }, category: 'authentication_error', code: 'erpnext.unauthorized', say: 'ERPNext no acepta la clave de la API (api_key y api_secret). Corrija la instancia.' },
  { when: { status: 429 }, category: 'rate_limited', code: 'erpnext.rate_limited', say: 'Se alcanzó el límite de uso de ERPNext. Se seguirá cuando lo permita.' },
  { when: { status: 403 }, category: 'credential_error', code: 'erpnext.forbidden', say: 'El usuario de la API no tiene permiso en ERPNext. Déle el rol que falta y reanude.' },
  // "Not there" is believed of Frappe only: taken from a proxy, documents would count as gone that are there.
  { when: { status: 404, foreign: true, write: true }, category: 'outcome_unknown', code: 'erpnext.http_404', say: `En la dirección de la instancia no contestó Frappe. ${LOOK_FIRST}` },
  { when: { status: 404, foreign: true }, category: 'credential_error', code: 'erpnext.http_404', say: 'En la dirección de la instancia no contesta Frappe. Revise su api_url, o si el sitio está detenido, y reanude.' },
  { when: { status: 404 }, category: 'not_found', code: 'erpnext.not_found', say: 'ERPNext no encuentra lo pedido.' },

  { when: { types: ['QueryDeadlockError', 'QueryTimeoutError'] }, category: 'transient_error', code: 'erpnext.{type}', say: 'La base de datos de ERPNext estaba ocupada y deshizo el cambio.' },
  { when: { types: ['SessionStopped', 'InReadOnlyMode'] }, category: 'transient_error', code: 'erpnext.{type}', say: 'ERPNext está en mantenimiento; no hizo nada.' },
  { when: { status: [400, 499], types: ['TimestampMismatchError', 'DocumentLockedError'] }, category: 'transient_error', code: 'erpnext.{type}', say: 'Otra persona o proceso cambiaba el mismo documento. Al repetir se lee de nuevo.' },
  { when: { status: [400, 499], types: ['UniqueValidationError', 'DuplicateEntryError'] }, category: 'conflict', code: 'erpnext.{type}', say: 'ERPNext ya tiene un documento con esa clave.' },
  { when: { status: [400, 499], types: ['LinkExistsError'] }, category: 'conflict', code: 'erpnext.{type}', say: 'ERPNext no lo permite mientras otro documento dependa de este. Cancele antes el otro.' },
  { when: { status: [400, 499], types: ['LinkValidationError'] }, category: 'validation_error', code: 'erpnext.{type}', say: 'ERPNext no encuentra algo que el documento nombra. Corrija el dato o créelo en ERPNext.' },
  { when: { status: [400, 499], types: ['MandatoryError'] }, category: 'validation_error', code: 'erpnext.{type}', say: 'A ERPNext le falta un dato obligatorio.' },
  { when: { status: [400, 499], types: ['WorkflowPermissionError', 'WorkflowTransitionError'] }, category: 'validation_error', code: 'erpnext.{type}', say: 'En ERPNext este tipo de documento sigue un flujo de aprobación (Workflow) y no se deja validar directamente. Desactívelo para el usuario de la API.' },
  { when: { status: [400, 499], types: ['SerialNoDuplicateError', 'SerialNoWarehouseError', 'SerialNoExistsInFutureTransactionError', 'SerialNoRequiredError', 'SerialNoQtyError'] }, category: 'validation_error', code: 'erpnext.{type}', say: 'ERPNext rechazó los números de serie. Revíselos, corrija y reanude.' },
  { when: { status: 408, write: true }, category: 'outcome_unknown', code: 'erpnext.http_408', say: `ERPNext agotó su tiempo de espera. ${LOOK_FIRST}` },
  { when: { status: 408 }, category: 'server_error', code: 'erpnext.http_408', say: 'ERPNext agotó su tiempo de espera.' },
  { when: { status: 413 }, category: 'validation_error', code: 'erpnext.http_413', say: 'El documento es demasiado grande para el servidor de ERPNext. Divídalo.' },
  { when: { status: [400, 499] }, category: 'validation_error', code: 'erpnext.{type}', say: 'ERPNext rechazó los datos. Corríjalos y reanude.' },

  { when: { status: [500, 599], write: true }, category: 'outcome_unknown', code: 'erpnext.http_{status}', say: `ERPNext falló sin decir si guardó el cambio. ${LOOK_FIRST}` },
  { when: { status: [500, 599] }, category: 'server_error', code: 'erpnext.http_{status}', say: 'ERPNext falló.' },
  { when: {}, category: 'unknown_error', code: 'erpnext.http_{status}', say: 'ERPNext respondió algo inesperado.' },
];

/**
 * The failure that an exchange means. Call it for everything but a readable 2xx.
 * @param now only for reading dates in `Retry-After`.
 */
export function erpnextFailure(exchange: Exchange, { write }: { write: boolean }, now = new Date()): IntegrationFailure {
  const { answer, fault } = exchange;
  const body: ErrorBody = answer ? readErrorBody(answer.body) : { type: null, message: null };
  const row = ERPNEXT_ERRORS.find(({ when }) => matches(when, exchange, body, write))!;
  return new IntegrationFailure(row.category, {
    code: codeOf(row, exchange, body),
    message: sentence(row, exchange, body),
    details: { ...(body.type !== null && { exc_type: body.type }), ...(body.message !== null && { provider_message: body.message }), ...(fault && { fault: fault.kind }) },
    httpStatus: answer?.status,
    retryAfterMs: answer && (answer.status === 429 || answer.status >= 500) ? retryAfterMs(answer.headers['retry-after'], now) : undefined,
  });
}

const matches = (when: ErrorCondition, exchange: Exchange, { type, foreign }: ErrorBody, write: boolean): boolean =>
  meets(when, exchange, write) && (when.foreign === undefined || when.foreign === foreign) && (when.types === undefined || (type !== null && when.types.includes(type)));

const codeOf = ({ code }: ErrorRow, { answer, fault }: Exchange, { type }: ErrorBody): string =>
  code
    .replace('{type}', type ?? `http_${answer?.status ?? 'none'}`)
    .replace('{status}', String(answer?.status ?? 'none'))
    .replace('{fault}', fault?.kind ?? 'other');

function sentence({ say }: ErrorRow, { answer }: Exchange, { message, type }: ErrorBody): string {
  const http = answer ? ` (HTTP ${answer.status}${type === null ? '' : `, ${type}`})` : '';
  return message === null || message === type ? `${say}${http}` : `${say} ERPNext dice: «${message}»${http}.`;
}
