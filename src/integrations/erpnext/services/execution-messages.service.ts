import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import type { Queryable } from '../../../core/database/index.js';
import { ResendService, storedIdentity } from '../../../core/message-log/index.js';
import { MessageQueue } from '../../../core/queue/index.js';
import type { ExecutionRow } from './executions.service.js';
import { orderKeyOf } from './run.js';

interface Again {
  reason?: string;
  /** What the new message carries; left out = the last one's bytes again. */
  body?: { event: string; json: Record<string, unknown> };
  /** Instance A of an edited body: the message must wait for that credential and no other. */
  credentialId?: number;
}

/** The messages of an execution's chain, and the audit of who sent them. */
@Injectable()
export class ExecutionMessages {
  constructor(
    private readonly resender: ResendService,
    private readonly queue: MessageQueue,
    readonly audit: AuditService,
  ) {}

  /** A copy of the last message, or one with another body. A retry that was waiting gives way to it. */
  async again(tx: Queryable, caller: Caller, { id, company, message_id, idempotency_key }: ExecutionRow, { reason, body, credentialId }: Again): Promise<string> {
    const identity = body && storedIdentity({ event_type: body.event, external_reference: idempotency_key ?? String(id), dedupe_key: null, order_key: orderKeyOf(id) }, { company, integration: 'erpnext' });
    const created = await this.resender.copy(tx, message_id, caller, reason ?? null, body ? { text: JSON.stringify(body.json), identity: identity! } : null);
    if (credentialId !== undefined) await tx.query('UPDATE integration_message SET credential_id = $2 WHERE id = $1', [created, credentialId]);
    return created;
  }

  wake(ids: readonly string[]): void {
    this.queue.wakeSoon(ids.map((id) => ({ id, integration: 'erpnext' })));
  }
}
