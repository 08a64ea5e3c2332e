import { Injectable } from '@nestjs/common';
import type { Attempt, DocumentIdentity, HandlerResult, MessageHandler, PreviewedRequest } from '../../../core/integration/index.js';
import type { IntegrationMessage } from '../../../core/message-log/index.js';
import type { Warning } from '../../../core/errors/index.js';
import { Executions } from './executions.service.js';
import { InstallKeyField } from './install-key-field.service.js';
import { PreviewWorkflow } from './preview-workflow.service.js';
import { CANCEL_EVENT, INSTALL_EVENT } from './run.js';
import { RunWorkflow } from './run-workflow.service.js';
import { TakeBack } from './take-back.service.js';

/** A message of a workflow (its start, sent again as often as needed, or its cancellation: all are one chain), or of an instance. */
@Injectable()
export class ErpnextHandler implements MessageHandler {
  constructor(
    private readonly executions: Executions,
    private readonly runner: RunWorkflow,
    private readonly takeBack: TakeBack,
    private readonly installer: InstallKeyField,
    private readonly previews: PreviewWorkflow,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    const { event_type, correlation_id } = attempt.message;
    if (event_type === INSTALL_EVENT) return this.installer.install(attempt);
    const execution = await this.executions.ofChain(correlation_id);
    // A repeated Idempotency-Key: the execution belongs to the first delivery.
    if (!execution) return { outcome: 'duplicate', summary: { message: 'Repite una entrega anterior con el mismo Idempotency-Key; no se hizo nada.', order_key: attempt.message.order_key } };
    return event_type === CANCEL_EVENT ? this.takeBack.cancel(attempt, execution) : this.runner.run(attempt, execution);
  }

  async preview(attempt: Attempt): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }> {
    return this.previews.preview(attempt, await this.executions.ofChain(attempt.message.correlation_id));
  }

  /** A body does not tell which execution it is: the message stays in line where it was. */
  identify(payload: unknown): DocumentIdentity {
    const action = typeof payload === 'object' && payload !== null ? (payload as { action?: unknown }).action : undefined;
    const event_type = action === 'cancel' ? CANCEL_EVENT : action === 'install_key_field' ? INSTALL_EVENT : 'workflow.start';
    return { event_type, external_reference: null, dedupe_key: null, order_key: null };
  }

  describe({ event_type }: IntegrationMessage): { entity_type: string; operation: string } {
    return { entity_type: event_type === INSTALL_EVENT ? 'Instance' : 'Workflow', operation: event_type };
  }
}
