import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../../core/companies/index.js';
import type { Attempt, HandlerResult } from '../../../../core/integration/index.js';
import type { HaciendaClient } from '../../client/hacienda.client.js';
import type { DocumentStatus } from '../../client/hacienda.types.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { haciendaSettings } from '../../hacienda.settings.js';
import { readSoundAnswer, rejectionOf, signatureWarnings } from '../sound-answer.js';
import { storeResponse, type Answered } from '../store-response.js';
import { TrustedRoots } from '../trusted-roots.service.js';

// Of the answer that was asked about: meanwhile another one may have been given, under another number.
const FINAL = `
  UPDATE hacienda_received_document SET state = $2, answer_xml = $3, rejection = $4, accepted_at = CASE WHEN $2 = 'accepted' THEN now() END, rejected_at = CASE WHEN $2 = 'rejected' THEN now() END,
    checked_at = now(), error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1 AND consecutive = $5 AND state IN ('signed','submitted','error')`;
const CHECKED = 'UPDATE hacienda_received_document SET checked_at = now(), updated_at = now() WHERE id = $1';
const HACIENDA_ERROR = `
  UPDATE hacienda_received_document SET state = 'error', checked_at = now(), error_category = 'unknown', error_code = 'hacienda.ind_estado_error',
    error_message = 'Hacienda no pudo procesar la respuesta («error»). Respóndala de nuevo: irán los mismos bytes.', updated_at = now()
  WHERE id = $1 AND state IN ('signed','submitted')`;

/** By what Hacienda knows our answer: the clave is the supplier's. */
export const keyOf = ({ clave, consecutive }: HaciendaReceivedDocument): string => `${clave}-${consecutive}`;

/** What became of our answer to a supplier's document. */
@Injectable()
export class FollowAnswer {
  constructor(
    private readonly companies: CompaniesService,
    private readonly roots: TrustedRoots,
  ) {}

  async check(attempt: Attempt, client: HaciendaClient, document: HaciendaReceivedDocument): Promise<HandlerResult> {
    if (document.signed_xml === null || document.state === 'accepted' || document.state === 'rejected') return { outcome: 'skipped', summary: { action: 'nothing_to_ask', received_id: document.id, state: document.state } };
    const status = await client.status(keyOf(document));
    if (status) return this.apply(attempt, document, status);
    attempt.note(CHECKED, [document.id]);
    return { outcome: 'succeeded', summary: { action: 'unknown_to_hacienda', received_id: document.id } };
  }

  async apply(attempt: Attempt, document: HaciendaReceivedDocument, status: DocumentStatus): Promise<HandlerResult> {
    const settings = haciendaSettings((await this.companies.find(document.company))?.settings.hacienda);
    const keep = (answered: Answered): void => {
      if (settings.store_responses) storeResponse(attempt, { received_id: document.id, clave: document.clave }, answered);
    };
    if (!status.answerXml) {
      attempt.note(status.state === 'error' ? HACIENDA_ERROR : CHECKED, [document.id]);
      keep({ status });
      return { outcome: 'succeeded', summary: { action: status.state, received_id: document.id, clave: document.clave } };
    }
    const { answer, signature } = readSoundAnswer(status.answerXml, document.clave, await this.roots.all(), (broken) => keep({ status, signature: broken }));
    const state = answer.message === 1 ? 'accepted' : 'rejected';
    keep({ status, signature, answer });
    attempt.note(FINAL, [document.id, state, status.answerXml, state === 'rejected' ? rejectionOf(answer) : null, document.consecutive]);
    return { outcome: 'succeeded', summary: { action: state, received_id: document.id, clave: document.clave, rows: answer.rows.length }, warnings: signatureWarnings(signature) };
  }
}
