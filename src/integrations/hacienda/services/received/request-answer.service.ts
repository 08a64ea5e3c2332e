import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../../core/audit/index.js';
import type { Caller } from '../../../../core/auth/index.js';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { MessageLog } from '../../../../core/message-log/index.js';
import { problem, type Problem } from '../../../../core/problems/index.js';
import { RetryQueue } from '../../../../core/retry-queue/index.js';
import type { HaciendaReceivedDocument, ReceivedState } from '../../entities/hacienda-received-document.entity.js';
import { IssuingCredential } from '../issuing-credential.service.js';
import { receivedDelivery } from './delivery.js';
import { storedReceivedKey } from './events.js';
import { ReceivedDocuments } from './received-documents.service.js';

export interface Answer {
  answer: 'accept' | 'partial' | 'reject';
  detail?: string;
  activity_code?: string;
  tax_condition?: string;
}

// What was sent before stands in the log, byte by byte; an answer that Hacienda refused gets another number.
const DECIDE = `
  UPDATE hacienda_received_document SET answer = $2, detail = $3, activity_code = $4, tax_condition = $5, environment = $6, credential_id = $7, state = 'received', consecutive = NULL,
    signed_xml = NULL, answer_xml = NULL, signed_at = NULL, submitted_at = NULL, rejected_at = NULL, rejection = NULL, error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
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

  async respond(caller: Caller, id: string, answer: Answer): Promise<{ id: string; state: ReceivedState; message_id: string }> {
    const { company } = await this.documents.get(caller, id);
    const { metadata, environment, id: credential_id } = await this.credentials.of(company);
    const asked = await this.db.managed(async (tx, manager) => {
      const document = (await this.documents.lock(tx, company, id))!;
      refuse(document, answer, metadata.identification);
      const running = await this.running(tx, document);
      if (running && document.answer !== answer.answer) throw already(document);
      if (running) return { ...running, state: document.state, wake: () => undefined };
      const decided = isOpen(document);
      if (decided) await tx.query(DECIDE, [id, answer.answer, answer.detail ?? null, answer.activity_code ?? null, answer.tax_condition ?? null, environment, credential_id]);
      await this.audit.record({ caller, company, action: 'einvoice.respond', subject_type: 'hacienda_received_document', subject_id: id, after: { ...answer } }, manager);
      const accepted = await this.log.acceptWithin(tx, [receivedDelivery({ ...document, credential_id: decided ? credential_id : document.credential_id }, 'respond', caller.name, 'api')]);
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

function refuse(document: HaciendaReceivedDocument, { answer, detail }: Answer, own: string): void {
  const { receiver_identification: receiver, signature_valid, state } = document;
  if (receiver === null || receiver.replace(/^0+/, '') !== own.replace(/^0+/, '')) {
    throw wrong('not_ours', `El receptor del documento es ${receiver ?? 'desconocido'} y la empresa es ${own}: solo el receptor puede responder.`, `The document's receiver is ${receiver ?? 'unknown'} and the company is ${own}: only the receiver may answer.`);
  }
  if (!signature_valid && answer !== 'reject') throw wrong('signature_broken', 'La firma del documento no es válida: solo se puede rechazar.', 'The document’s signature does not hold: it can only be refused.');
  if (answer !== 'accept' && !detail?.trim()) throw wrong('detail_required', 'Diga por qué se acepta en parte o se rechaza (detail).', 'Say why it is accepted in part or refused (detail).');
  if (!isOpen(document) && (document.answer !== answer || state === 'accepted')) throw already(document);
}

/** Until our answer is signed, and again when Hacienda refused it, it may be another. */
const isOpen = ({ signed_xml, state }: HaciendaReceivedDocument): boolean => signed_xml === null || state === 'rejected';

const already = ({ answer, state }: HaciendaReceivedDocument): Problem =>
  wrong('already_answered', `Este documento ya se respondió («${answer}», ${state}).`, `This document was answered already ("${answer}", ${state}).`);

const wrong = (code: string, es: string, en: string): Problem => problem(409, { code, es, en });
