import { Module } from '@nestjs/common';
import { BulkItems } from '../operations/bulk-items.service.js';
import { OperationRunner } from '../operations/operation-runner.service.js';
import { OperationsController } from '../operations/operations.controller.js';
import { OperationsService } from '../operations/operations.service.js';
import { RetryQueueController } from '../retry-queue/retry-queue.controller.js';
import { RetryQueueDesk } from '../retry-queue/retry-queue-desk.service.js';
import { MessageReader } from './message-reader.service.js';
import { MessagesController } from './messages.controller.js';
import { PreviewService } from './preview.service.js';
import { ResendService } from './resend.service.js';
import { RetryErrorController } from './retry-error.controller.js';
import { RetryError } from './retry-error.service.js';
import { WhereaboutsController } from './whereabouts.controller.js';
import { Whereabouts } from './whereabouts.service.js';

/** What people and programs do with messages: read, resend, preview, follow bulk work, steer retries. */
@Module({
  controllers: [MessagesController, OperationsController, RetryErrorController, RetryQueueController, WhereaboutsController],
  providers: [BulkItems, MessageReader, RetryQueueDesk, OperationRunner, OperationsService, PreviewService, ResendService, RetryError, Whereabouts],
  exports: [MessageReader, RetryQueueDesk, OperationRunner, OperationsService, PreviewService, ResendService, RetryError],
})
export class MessageLogModule {}
