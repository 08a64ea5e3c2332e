import { Injectable } from '@nestjs/common';
import type { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt } from '../../../core/integration/index.js';
import type { IntegrationMessage } from '../../../core/message-log/index.js';
import { Notifier } from '../../../core/notifications/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { specCategory } from '../hacienda.policy.js';
import { costaRicaDay } from './costa-rica.js';
import { documentIdOf, EVENTS } from './events.js';

const FAILED = 'UPDATE einvoice_document SET error_category = $2, error_code = $3, error_message = $4, updated_at = now() WHERE id = $1';
// What Hacienda has stays `submitted` whatever befalls a question about it.
const GIVEN_UP = `
  UPDATE einvoice_document SET state = CASE WHEN $5 AND state IN ('generated','signed') THEN 'error' ELSE state END,
    error_category = $2, error_code = $3, error_message = $4, updated_at = now()
  WHERE company = $6 AND (id = $1 OR idempotency_key = $7 AND state IN ('generated','signed','error'))`;

/** Why an operation failed, where people look for it: on the document, and to those who answer for it once nothing more is tried. */
@Injectable()
export class TellFailure {
  constructor(private readonly notifier: Notifier) {}

  note(attempt: Attempt, { id }: EinvoiceDocument, failure: IntegrationFailure): void {
    attempt.note(FAILED, [id, ...causeOf(failure)]);
  }

  async gaveUp(message: IntegrationMessage, failure: IntegrationFailure, note: Attempt['note']): Promise<void> {
    const id = documentIdOf(message.payload);
    const [operation, moves] = OPERATIONS[message.event_type] ?? ['trabajar', false];
    note(GIVEN_UP, [id ?? null, ...causeOf(failure), moves, message.company, id ? null : referenceOf(message.payload)]);
    await this.notifier.notify({
      company: message.company,
      integration: message.integration,
      subject: `Hacienda: no se pudo ${operation} un documento de ${message.company}`,
      text: `${failure.message}\nDocumento: ${message.external_reference ?? id ?? 'desconocido'}. Intentos: ${message.attempt}. Corrija la causa y use «Reintentar ahora» en su cola de reintentos.`,
      key: keyOf(message, failure),
    });
  }
}

// What keeps one status from being read keeps them all from it, every quarter of an hour: that is told once a day.
const keyOf = ({ id, event_type }: IntegrationMessage, { code }: IntegrationFailure): string =>
  event_type === EVENTS.check_status ? `hacienda.gave_up:${event_type}:${code}:${costaRicaDay(new Date())}` : `hacienda.gave_up:${id}`;

/** What people call each, and whether its failure is the document's. */
const OPERATIONS: Record<string, [string, boolean]> = {
  [EVENTS.issue]: ['emitir', true],
  [EVENTS.sign]: ['firmar', true],
  [EVENTS.submit]: ['enviar', true],
  [EVENTS.check_status]: ['consultar', false],
  [EVENTS.email]: ['enviar por correo', false],
};

/** One that came whole is known by its reference. */
function referenceOf(payload: unknown): string | null {
  const { reference } = (typeof payload === 'object' && payload !== null ? payload : {}) as { reference?: unknown };
  return typeof reference === 'string' ? reference : null;
}

const causeOf = ({ category, code, message }: IntegrationFailure): [string, string, string] => [specCategory(category), code, message];
