import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/caller.js';
import { Database, type Queryable } from '../database/index.js';
import type { DocumentIdentity } from '../integration/index.js';
import { MessagePipeline } from '../pipeline/message-pipeline.service.js';
import { problem } from '../problems/index.js';
import { MessageQueue } from '../queue/message-queue.js';
import { RetryQueue } from '../retry-queue/retry-queue.service.js';
import { MessageReader } from './message-reader.service.js';
import { storedIdentity } from './inbound.js';
import { exactJson, type MessageView } from './message-view.js';
import { fitsJsonb } from './read-json.js';

export interface Resend {
  /** An edited payload; left out = the original bytes again. */
  payload?: unknown;
  reason?: string;
}

// A resend is a new message of the same chain, first attempt, at the end of its document's order. Which document that is, an
// edited payload says anew: under the old name it would run beside a delivery of the new one. One that does not say stays in line.
const COPY = `
  INSERT INTO integration_message
    (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id, correlation_id, parent_id,
     trigger, reason, created_by, credential_id, http_method, url, request_headers, payload_raw, payload)
  SELECT $1, company, integration, 'inbound', coalesce($7, event_type),
     CASE WHEN $5::bytea IS NULL THEN external_reference ELSE $8 END, CASE WHEN $5::bytea IS NULL THEN dedupe_key ELSE $9 END,
     CASE WHEN $5::bytea IS NULL THEN order_key ELSE coalesce($10, order_key) END, $1, correlation_id, id,
     'resend', $3, $4, coalesce($11, credential_id), http_method, url, request_headers,
     CASE WHEN $5::bytea IS NULL THEN payload_raw ELSE $5 END, CASE WHEN $5::bytea IS NULL THEN payload ELSE $6::jsonb END
  FROM integration_message WHERE id = $2 AND direction = 'inbound'
  RETURNING integration`;

/** Sends a message again, as it was or edited. Nothing is overwritten: the new message names its parent, who, and why. */
@Injectable()
export class ResendService {
  constructor(
    private readonly db: Database,
    private readonly reader: MessageReader,
    private readonly queue: MessageQueue,
    private readonly retries: RetryQueue,
    private readonly audit: AuditService,
    private readonly pipeline: MessagePipeline,
  ) {}

  async resend(caller: Caller, id: string, { payload, reason }: Resend): Promise<string> {
    const original = await this.reader.get(caller, id);
    if (original.direction !== 'inbound') throw onlyInbound();
    const edited = payload === undefined ? null : this.edited(original, payload);
    const newId = await this.db.managed(async (tx, manager) => {
      const created = await this.copy(tx, id, caller, reason ?? null, edited);
      await this.audit.record({ caller, company: original.company, action: 'message.resend', subject_type: 'message', subject_id: id, reason, after: { message_id: created, edited: edited !== null } }, manager);
      return created;
    });
    this.queue.wakeSoon([{ id: newId, integration: original.integration }]);
    return newId;
  }

  /** The copy itself, for single and bulk resends. A waiting automatic retry of the chain gives way to it. */
  async copy(tx: Queryable, id: string, caller: Pick<Caller, 'name'>, reason: string | null, edited: Edited | null): Promise<string> {
    const newId = uuidv7();
    const { event_type = null, external_reference = null, dedupe_key = null, order_key = null } = edited?.identity ?? {};
    const { rows } = await tx.query(COPY, [
      newId, id, reason, caller.name, edited && Buffer.from(edited.text), edited && fitsJsonb(edited.text) ? edited.text : null,
      event_type, external_reference, dedupe_key, order_key, edited?.credential_id ?? null,
    ]);
    if (rows.length === 0) throw onlyInbound();
    const { rows: chain } = await tx.query('SELECT correlation_id FROM integration_message WHERE id = $1', [newId]);
    await this.retries.cancel(chain[0].correlation_id, `reenviado a mano por ${caller.name}`, tx);
    return newId;
  }

  private edited(original: MessageView, payload: unknown): Edited {
    const { company, integration } = original;
    return { text: exactJson(payload), identity: storedIdentity(this.pipeline.handler(integration).identify(payload), { company, integration }) };
  }
}

interface Edited {
  text: string;
  identity: DocumentIdentity;
  /** Another than that of the original. */
  credential_id?: number;
}

const onlyInbound = () =>
  problem(422, {
    code: 'not_inbound',
    es: 'Solo se reenvían mensajes recibidos; este es una llamada a un proveedor. Reenvíe el mensaje del que nació.',
    en: 'Only received messages can be sent again; this one is a call to a provider. Resend the message it came from.',
  });
