import { applyDecorators } from '@nestjs/common';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { MessagePipeline } from '../pipeline/message-pipeline.service.js';

/**
 * A worker killed with `kill -9` must lose its work to another within 20 s; BullMQ's defaults take 60 s.
 * Measured with these: 7.3 s. A job is only a wake-up call, so being picked up often is never a reason to fail it.
 */
const WORKER_OPTIONS = { lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 1_000, drainDelay: 5 };

/** Marks an integration's processor: the queue carries the integration's id as its name. */
export const IntegrationProcessor = (integration: string): ClassDecorator =>
  applyDecorators(Processor({ name: integration }, WORKER_OPTIONS) as ClassDecorator);

/** The door between a queue and the pipeline. Integrations extend it with nothing but their name. */
export abstract class MessageProcessor extends WorkerHost {
  protected abstract readonly pipeline: MessagePipeline;

  async process(job: Job<{ id: string }>): Promise<void> {
    await this.pipeline.work(job.data.id);
  }
}
