import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { problem } from '../../../core/problems/index.js';
import { RetryQueue } from '../../../core/retry-queue/index.js';
import type { DocumentState, EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { Documents } from './documents.service.js';
import { deliveryOf } from './delivery.js';
import { EVENTS, type Operation } from './events.js';
import { orderKeysOf } from './order-keys.js';

export interface Requested {
  id: string;
  state: DocumentState;
  message_id: string;
}

/** From which states an operation makes sense, and whether the document must be signed. */
const ALLOWED: Record<Operation, { states: readonly DocumentState[]; signed: boolean; es: string; en: string }> = {
  sign: { states: ['generated', 'error'], signed: false, es: 'Solo se firma un documento generado que aún no tiene firma.', en: 'Only a generated document without a signature can be signed.' },
  submit: { states: ['signed', 'submitted', 'error'], signed: true, es: 'Solo se envía un documento firmado que Hacienda no ha respondido.', en: 'Only a signed document that Hacienda has not answered can be submitted.' },
  check_status: { states: ['signed', 'submitted', 'error'], signed: true, es: 'Solo se consulta un documento firmado que Hacienda no ha respondido.', en: 'Only a signed document that Hacienda has not answered can be asked about.' },
};

// `issue` signs and submits: while it is at work, or waits, it is the one that does either.
const EVENTS_OF: Record<Operation, readonly string[]> = { sign: [EVENTS.sign, EVENTS.issue], submit: [EVENTS.submit, EVENTS.issue], check_status: [EVENTS.check_status] };

const OPEN = `
  SELECT id FROM integration_message
  WHERE order_key = ANY($1) AND direction = 'inbound' AND status IN ('received','processing') AND event_type = ANY($2) ORDER BY order_id LIMIT 1`;
const WAITING = `
  SELECT r.id FROM retry_queue_entry r JOIN integration_message m ON m.id = r.message_id
  WHERE r.order_key = ANY($1) AND r.state = 'pending' AND m.event_type = ANY($2) ORDER BY r.order_id LIMIT 1`;

const LATER = `UPDATE integration_message SET next_attempt_at = now() + make_interval(secs => $2), wait_reason = 'Espera su lote.' WHERE id = ANY($1::uuid[]) AND status = 'received'`;

/** A person asks for an operation. One that is under way is not begun again; one that waits for its retry is tried at once. */
@Injectable()
export class RequestOperation {
  constructor(
    private readonly db: Database,
    private readonly documents: Documents,
    private readonly log: MessageLog,
    private readonly retries: RetryQueue,
    private readonly audit: AuditService,
  ) {}

  /** `delaySeconds`: one of many, whose turn comes later. */
  async request(caller: Caller, id: string, operation: Operation, delaySeconds = 0): Promise<Requested> {
    const { company } = await this.documents.get(caller, id);
    const asked = await this.db.managed(async (tx, manager) => {
      const document = (await this.documents.lock(tx, company, id))!;
      const { states, signed, es, en } = ALLOWED[operation];
      if (!states.includes(document.state) || (document.clave !== null) !== signed) throw problem(409, { code: 'wrong_state', es: `${es} Este está «${document.state}».`, en: `${en} This one is "${document.state}".`, state: document.state });
      const keys = await orderKeysOf(tx, document);
      const open = await this.first(tx, OPEN, keys, operation);
      if (open) return { document, message_id: open, wake: () => undefined };
      const entry = await this.first(tx, WAITING, keys, operation);
      await this.audit.record({ caller, company, action: `einvoice.${operation}`, subject_type: 'einvoice_document', subject_id: id, after: { entry: entry ?? null } }, manager);
      if (entry) return { document, entry, wake: () => undefined };
      const accepted = await this.log.acceptWithin(tx, [this.delivery(caller, document, operation)]);
      if (delaySeconds > 0) await tx.query(LATER, [accepted.ids, delaySeconds]);
      return { document, message_id: accepted.ids[0]!, wake: () => void (delaySeconds > 0 || accepted.wake()) };
    });
    asked.wake();
    return { id, state: asked.document.state, message_id: asked.message_id ?? (await this.dispatch(asked.entry!)) };
  }

  private delivery(caller: Caller, { id, company, clave, credential_id }: EinvoiceDocument, operation: Operation) {
    return deliveryOf({ company, id, credential_id, event: EVENTS[operation], by: caller.name, trigger: 'api', reference: clave });
  }

  private async first(tx: Queryable, statement: string, keys: readonly string[], operation: Operation): Promise<string | undefined> {
    return ((await tx.query(statement, [keys, EVENTS_OF[operation]])).rows[0] as { id: string } | undefined)?.id;
  }

  private async dispatch(entry: string): Promise<string> {
    await this.retries.dispatch(entry);
    return (await this.db.rows<{ message_id: string }>('SELECT message_id FROM retry_queue_entry WHERE id = $1', [entry]))[0]!.message_id;
  }
}
