import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/caller.js';
import { Database } from '../database/index.js';
import { ErrorReviewService, type IntegrationError } from '../integration-errors/index.js';
import { MessagePipeline } from '../pipeline/message-pipeline.service.js';
import { problem } from '../problems/index.js';
import { MessageLog } from './message-log.service.js';
import { ResendService } from './resend.service.js';

const LAST = `SELECT id FROM integration_message WHERE correlation_id = $1 AND direction = 'inbound' ORDER BY order_id DESC, id DESC LIMIT 1`;

/** Tries again what an error is about: the one record, where its integration can do that; else the message it came from. */
@Injectable()
export class RetryError {
  constructor(
    private readonly db: Database,
    private readonly review: ErrorReviewService,
    private readonly pipeline: MessagePipeline,
    private readonly log: MessageLog,
    private readonly resender: ResendService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the message that does it. The error is resolved when that ends well. */
  async retry(caller: Caller, id: string, reason?: string): Promise<{ message_id: string }> {
    const error = await this.review.get(caller, id);
    const handler = this.pipeline.handler(error.integration_name);
    const again = handler.retryOf?.(error);
    if (!again) return { message_id: await this.resender.resend(caller, await this.lastMessage(error), { reason }) };
    const accepted = await this.db.managed(async (tx, manager) => {
      const stored = await this.log.acceptWithin(tx, [{
        ...handler.identify(again), company: error.company, integration: error.integration_name, trigger: 'api', credential_id: null, created_by: caller.name, reason,
        method: 'POST', url: `/api/integrations/errors/${id}/retry`, headers: {}, body: Buffer.from(JSON.stringify(again)),
      }]);
      await this.audit.record({ caller, company: error.company, action: 'integration_error.retried', subject_type: 'integration_error', subject_id: id, reason, after: { message_id: stored.ids[0] } }, manager);
      return stored;
    });
    accepted.wake();
    return { message_id: accepted.ids[0]! };
  }

  private async lastMessage({ correlation_id, message_id }: IntegrationError): Promise<string> {
    const [last] = correlation_id === null ? [] : await this.db.rows<{ id: string }>(LAST, [correlation_id]);
    const found = last?.id ?? message_id;
    if (found) return found;
    throw problem(422, { code: 'nothing_to_retry', es: 'Este error no nació de un mensaje: no hay qué reintentar.', en: 'This error came from no message: there is nothing to retry.' });
  }
}
