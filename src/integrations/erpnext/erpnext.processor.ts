import { MessagePipeline } from '../../core/pipeline/index.js';
import { IntegrationProcessor, MessageProcessor } from '../../core/queue/index.js';

/** The queue's door. The work is in services/handle-workflow.service.ts. */
@IntegrationProcessor('erpnext')
export class ErpnextProcessor extends MessageProcessor {
  constructor(protected readonly pipeline: MessagePipeline) {
    super();
  }
}
