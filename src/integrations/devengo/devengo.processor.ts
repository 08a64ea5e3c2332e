import { MessagePipeline } from '../../core/pipeline/index.js';
import { IntegrationProcessor, MessageProcessor } from '../../core/queue/index.js';

/** The queues' doors, one per provider. The work is in services/handle-sync.service.ts. */
@IntegrationProcessor('holded')
export class HoldedProcessor extends MessageProcessor {
  constructor(protected readonly pipeline: MessagePipeline) {
    super();
  }
}

@IntegrationProcessor('fourgeeks')
export class FourgeeksProcessor extends MessageProcessor {
  constructor(protected readonly pipeline: MessagePipeline) {
    super();
  }
}

@IntegrationProcessor('notion')
export class NotionProcessor extends MessageProcessor {
  constructor(protected readonly pipeline: MessagePipeline) {
    super();
  }
}
