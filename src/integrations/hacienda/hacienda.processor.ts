import { MessagePipeline } from '../../core/pipeline/index.js';
import { IntegrationProcessor, MessageProcessor } from '../../core/queue/index.js';

/** The queue's door. The work is in services/handle-document.service.ts. */
@IntegrationProcessor('hacienda')
export class HaciendaProcessor extends MessageProcessor {
  constructor(protected readonly pipeline: MessagePipeline) {
    super();
  }
}
