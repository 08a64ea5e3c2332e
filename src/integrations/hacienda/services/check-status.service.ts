import { Injectable } from '@nestjs/common';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import type { HaciendaClient } from '../client/hacienda.client.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { ApplyAnswer } from './apply-answer.service.js';
import { rememberSubmitted } from './submitted.js';

const CHECKED = 'UPDATE einvoice_document SET checked_at = now(), updated_at = now() WHERE id = $1';

/** Asks Hacienda what became of a document. */
@Injectable()
export class CheckStatus {
  constructor(private readonly answers: ApplyAnswer) {}

  async check(attempt: Attempt, client: HaciendaClient, document: EinvoiceDocument): Promise<HandlerResult> {
    const { id, clave, state } = document;
    if (clave === null || state === 'accepted' || state === 'rejected') return { outcome: 'skipped', summary: { action: 'nothing_to_ask', document_id: id, state } };
    const status = await client.status(clave);
    if (!status) {
      attempt.note(CHECKED, [id]);
      return { outcome: 'succeeded', summary: { action: 'unknown_to_hacienda', document_id: id, clave }, warnings: [UNKNOWN] };
    }
    // Found although we never heard that it arrived.
    if (state !== 'submitted') rememberSubmitted(attempt, document);
    return this.answers.apply(attempt, { ...document, state: 'submitted' }, status);
  }
}

const UNKNOWN = { code: 'hacienda.unknown_document', message: 'Hacienda no tiene este documento (todavía). Si sigue así, envíelo de nuevo: irán los mismos bytes con la misma clave.' };
