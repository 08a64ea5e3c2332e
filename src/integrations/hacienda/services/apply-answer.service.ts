import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import { IntegrationErrorsService } from '../../../core/integration-errors/index.js';
import type { DocumentStatus } from '../client/hacienda.types.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { QueueMail } from './queue-mail.service.js';
import { readSoundAnswer, rejectionOf, signatureWarnings } from './sound-answer.js';
import { storeResponse, type Answered } from './store-response.js';
import { TrustedRoots } from './trusted-roots.service.js';

const FINAL = `
  UPDATE einvoice_document SET state = $2, answer_xml = $3, rejection = $4,
    accepted_at = CASE WHEN $2 = 'accepted' THEN now() END, rejected_at = CASE WHEN $2 = 'rejected' THEN now() END,
    checked_at = now(), error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1 AND state IN ('signed','submitted','error','canceled')`;
const CHECKED = 'UPDATE einvoice_document SET checked_at = now(), updated_at = now() WHERE id = $1';
const HACIENDA_ERROR = `UPDATE einvoice_document SET state = 'error', checked_at = now(), error_category = 'unknown', error_code = 'hacienda.ind_estado_error', error_message = $2, updated_at = now() WHERE id = $1 AND state = 'submitted'`;

/** What Hacienda says of a document, stored and acted upon. Everything is noted in the attempt, and committed with its end. */
@Injectable()
export class ApplyAnswer {
  constructor(
    private readonly companies: CompaniesService,
    private readonly mails: QueueMail,
    private readonly roots: TrustedRoots,
    private readonly errors: IntegrationErrorsService,
  ) {}

  async apply(attempt: Attempt, document: EinvoiceDocument, status: DocumentStatus): Promise<HandlerResult> {
    const { message } = attempt;
    const settings = haciendaSettings((await this.companies.find(message.company))?.settings.hacienda);
    const keep = (answered: Answered) => (settings.store_responses ? storeResponse(attempt, { document_id: document.id, clave: document.clave! }, answered) : undefined);
    if (!status.answerXml) return this.pending(attempt, document, status, keep);

    const { answer, signature } = readSoundAnswer(status.answerXml, document.clave!, await this.roots.all(), (broken) => keep({ status, signature: broken }));
    const state = answer.message === 1 ? 'accepted' : 'rejected';
    keep({ status, signature, answer });
    attempt.note(FINAL, [document.id, state, status.answerXml, state === 'rejected' ? rejectionOf(answer) : null]);
    if (state === 'rejected') this.tell(attempt, document, rejectionOf(answer));
    if (state === 'accepted' && settings.email_on_acceptance) await this.mails.queue(attempt, document);
    return { outcome: 'succeeded', summary: { action: state, document_id: document.id, clave: document.clave, rows: answer.rows.length }, warnings: signatureWarnings(signature) };
  }

  /** The call succeeded, the invoice did not: it belongs among what people have to mend. The operation is its own, or this success would resolve it. */
  private tell(attempt: Attempt, { id, clave, consecutive }: EinvoiceDocument, rejection: string): void {
    const { message } = attempt;
    const failure = new IntegrationFailure('validation_error', {
      code: 'hacienda.rejected', message: `Hacienda rechazó el comprobante ${consecutive}: ${rejection.replace(/\.?$/, '.')} Corrija la causa y emita otro; después márquelo como resuelto.`, details: { document_id: id, clave },
    });
    this.errors.noteFailed(attempt, { ...message, external_reference: consecutive }, { entity_type: 'comprobante', operation: 'acceptance' }, failure);
  }

  private pending(attempt: Attempt, document: EinvoiceDocument, status: DocumentStatus, keep: (answered: Answered) => void): HandlerResult {
    const summary = { action: status.state, document_id: document.id, clave: document.clave };
    if (status.state === 'error') attempt.note(HACIENDA_ERROR, [document.id, 'Hacienda no pudo procesar el documento («error»). Envíelo de nuevo: irán los mismos bytes con la misma clave.']);
    else attempt.note(CHECKED, [document.id]);
    keep({ status });
    return { outcome: 'succeeded', summary };
  }
}
