import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { HealthState } from '../health/index.js';
import { Metrics } from '../metrics/index.js';

/** The BullMQ queues by integration id. */
export const QUEUES = Symbol('QUEUES');

export interface Wakeable {
  id: string;
  integration: string;
}

/** Puts ids into queues. A job holds nothing but the id; adding one that is already there changes nothing. */
@Injectable()
export class MessageQueue implements OnModuleDestroy {
  private readonly log = new Logger(MessageQueue.name);
  private readonly pending = new Set<Promise<void>>();

  constructor(
    @Inject(QUEUES) private readonly queues: ReadonlyMap<string, Queue>,
    health: HealthState,
    metrics: Metrics,
  ) {
    health.register('queue', () => this.depths().then(() => undefined, () => Promise.reject(new Error('the queues cannot be reached'))));
    metrics.queueDepth(() => this.depths());
  }

  /** Queues the messages' ids; failures are left to the sweep, which finds whatever is due and not queued. */
  wakeSoon(messages: readonly Wakeable[]): void {
    const work = this.wake(messages).catch((error: Error) => this.log.warn(`queueing failed, the sweep will do it: ${error.message}`));
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }

  async wake(messages: readonly Wakeable[]): Promise<void> {
    const names = [...new Set(messages.map(({ integration }) => integration))];
    await Promise.all(names.map((name) => this.add(name, messages.filter(({ integration }) => integration === name))));
  }

  /** Waiting, active and delayed jobs per integration, for health and dashboards. */
  async depths(): Promise<{ labels: { integration: string; state: string }; value: number }[]> {
    const counted = [...this.queues].map(async ([integration, queue]) => {
      const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'prioritized');
      return Object.entries(counts).map(([state, value]) => ({ labels: { integration, state }, value }));
    });
    return (await Promise.all(counted)).flat();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.pending);
  }

  private async add(integration: string, messages: readonly Wakeable[]): Promise<void> {
    await this.queues.get(integration)?.addBulk(messages.map(({ id }) => ({ name: 'message', data: { id }, opts: { jobId: id } })));
  }
}
