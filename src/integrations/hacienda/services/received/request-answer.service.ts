import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../../core/audit/index.js';
import type { Caller } from '../../../../core/auth/index.js';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { MessageLog } from '../../../../core/message-log/index.js';
import { problem, type Problem } from '../../../../core/problems/index.js';
import { RetryQueue } from '../../../../core/retry-queue/index.js';
import { storableJson } from '../../../../core/text/index.js';
import type { HaciendaReceivedDocument, ReceivedState } from '../../entities/hacienda-received-document.entity.js';
import { judgeAnswer } from '../../mapping/judge-answer.js';
import { readReceivedDocument } from '../../mapping/read-received.js';
import { costaRicaDay } from '../costa-rica.js';
import { IssuingCredential, issuerOf } from '../issuing-credential.service.js';
import { asInvalidFields } from '../judge-input.js';
import { environmentOf, type HaciendaCredential } from '../open-session.js';
import { receivedDelivery } from './delivery.js';
import { storedReceivedKey } from './events.js';
import { ReceivedDocuments } from './received-documents.service.js';
import { isOpen } from './received-view.js';

// What was sent before stands in the log, byte by byte; an answer that Hacienda refused, or that was given in the other environment, gets another number.
const DECIDE = `
  UPDATE hacienda_received_document SET answer = $2, prepared_answer = $3, detail = $4, activity_code = $5, tax_condition = $6, environment = $7, credential_id = $8, state = 'received', consecutive = NULL,
    signed_xml = NULL, answer_xml = NULL, signed_at = NULL, submitted_at = NULL, accepted_at = NULL, rejected_at = NULL, checked_at = NULL, rejection = NULL, error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1`;
const OPEN = `SELECT id FROM integration_message WHERE order_key = $1 AND direction = 'inbound' AND status IN ('received','processing') ORDER BY order_id LIMIT 1`;
const WAITING = `SELECT id, message_id FROM retry_queue_entry WHERE order_key = $1 AND state = 'pending' ORDER BY order_id LIMIT 1`;

/** A person answers a supplier's document; the MensajeReceptor goes to Hacienda in the background. The same answer again only hurries it. */
@Injectable()
export class RequestAnswer {
  constructor(
    private readonly db: Database,
    private readonly documents: ReceivedDocuments,
    private readonly credentials: IssuingCredential,
    private readonly log: MessageLog,
    private readonly retries: RetryQueue,
    private readonly audit: AuditService,
  ) {}

  async respond(caller: Caller, id: string, given: unknown): Promise<{ id: string; state: ReceivedState; message_id: string }> {
    const { company } = await this.documents.get(caller, id);
    const credential = await this.credentials.of(company);
    // What is no object has no answer in it, and is told so.
    const body = (typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}) as Record<string, unknown>;
    const asked = await this.db.managed(async (tx, manager) => {
      const document = (await this.documents.lock(tx, company, id))!;
      const decided = isOpen(document, environmentOf(credential));
      refuse(document, body, decided);
      const running = await this.running(tx, document);
      if (running && document.answer !== body.answer) throw already(document);
      if (running) return { ...running, state: document.state, wake: () => undefined };
      if (decided) await tx.query(DECIDE, [id, ...decisionOf(body, document, credential)]);
      await this.audit.record({ caller, company, action: 'einvoice.respond', subject_type: 'hacienda_received_document', subject_id: id, after: body }, manager);
      const accepted = await this.log.acceptWithin(tx, [receivedDelivery({ ...document, credential_id: decided ? credential.id : document.credential_id }, 'respond', caller.name, 'api')]);
      return { message_id: accepted.ids[0]!, entry: undefined, state: decided ? ('received' as const) : document.state, wake: () => accepted.wake() };
    });
    asked.wake();
    if (asked.entry) await this.retries.dispatch(asked.entry);
    return { id, state: asked.state, message_id: asked.message_id };
  }

  private async running(tx: Queryable, { company, id }: HaciendaReceivedDocument): Promise<{ message_id: string; entry: string | undefined } | undefined> {
    const key = storedReceivedKey(company, id);
    const open = (await tx.query(OPEN, [key])).rows[0] as { id: string } | undefined;
    if (open) return { message_id: open.id, entry: undefined };
    const waiting = (await tx.query(WAITING, [key])).rows[0] as { id: string; message_id: string } | undefined;
    return waiting && { message_id: waiting.message_id, entry: waiting.id };
  }
}

/** What is stored of an answer; 400 with everything that is wrong with it. */
function decisionOf(body: Record<string, unknown>, document: HaciendaReceivedDocument, credential: HaciendaCredential): unknown[] {
  const judged = judgeAnswer(body, { received: readReceivedDocument(document.xml), issuer: issuerOf(credential), today: costaRicaDay(new Date()) });
  if ('problems' in judged) throw asInvalidFields(judged.problems);
  const { answer } = judged;
  return [body.answer, storableJson(answer), answer.detail ?? null, answer.activity_code ?? null, answer.tax_condition ?? null, environmentOf(credential), credential.id];
}

function refuse(document: HaciendaReceivedDocument, { answer }: Record<string, unknown>, open: boolean): void {
  const { signature_valid, state } = document;
  if (!signature_valid && answer !== 'reject') throw wrong('signature_broken', 'La firma del documento no es válida: solo se puede rechazar.', 'The document’s signature does not hold: it can only be refused.');
  if (!open && (document.answer !== answer || state === 'accepted')) throw already(document);
}

const already = ({ answer, state }: HaciendaReceivedDocument): Problem =>
  wrong('already_answered', `Este documento ya se respondió («${answer}», ${state}).`, `This document was answered already ("${answer}", ${state}).`);

const wrong = (code: string, es: string, en: string): Problem => problem(409, { code, es, en });
