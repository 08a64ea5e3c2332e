import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { HealthState } from '../health/index.js';
import { Metrics } from '../metrics/index.js';

/** The BullMQ queues by integration id. */
export const QUEUES = Symbol('QUEUES');

export interface Wakeable {
  id: string;
  integration: string;
}

/**
 * Under load a queue is written to at most a fifth of the time. One bulk write makes two temporary tables in PostgreSQL,
 * however many jobs it brings (measured: 19 ms of a busy server, for 1 job or 100), so many small ones starve the log.
 */
const REST_PER_WRITE = 4;
const LONGEST_REST_MS = 200;

/** Puts ids into queues. A job holds nothing but the id; adding one that is already there changes nothing. */
@Injectable()
export class MessageQueue implements OnModuleDestroy {
  private readonly log = new Logger(MessageQueue.name);
  /** Ids that came while their queue was being written to, by integration. */
  private readonly gathered = new Map<string, Wakeable[]>();
  private readonly adding = new Map<string, Promise<void>>();
  private closing = false;

  constructor(
    @Inject(QUEUES) private readonly queues: ReadonlyMap<string, Queue>,
    health: HealthState,
    metrics: Metrics,
  ) {
    health.register('queue', () => this.depths().then(() => undefined, () => Promise.reject(new Error('the queues cannot be reached'))));
    metrics.queueDepth(() => this.depths());
  }

  /**
   * Queues the messages' ids: at once when the queue's line is idle, else together with whatever else comes until its next
   * write, a fraction of a second later. Failures are left to the sweep, which finds whatever is due and not queued.
   */
  wakeSoon(messages: readonly Wakeable[]): void {
    for (const message of messages) {
      const line = this.gathered.get(message.integration);
      if (line) line.push(message);
      else this.gathered.set(message.integration, [message]);
    }
    for (const name of this.gathered.keys()) {
      if (!this.adding.has(name)) this.adding.set(name, this.addGathered(name).finally(() => this.adding.delete(name)));
    }
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
    this.closing = true;
    await Promise.all(this.adding.values());
  }

  private async addGathered(name: string): Promise<void> {
    for (let line = this.gathered.get(name); line; line = this.gathered.get(name)) {
      this.gathered.delete(name);
      const started = performance.now();
      await this.add(name, line).catch((error: Error) => this.log.warn(`queueing failed, the sweep will do it: ${error.message}`));
      if (!this.closing) await pause(Math.min((performance.now() - started) * REST_PER_WRITE, LONGEST_REST_MS));
    }
  }

  private async add(integration: string, messages: readonly Wakeable[]): Promise<void> {
    const queue = this.queues.get(integration);
    const [only, ...more] = messages;
    if (only && more.length === 0) await queue?.add('message', { id: only.id }, { jobId: only.id });
    else await queue?.addBulk(messages.map(({ id }) => ({ name: 'message', data: { id }, opts: { jobId: id } })));
  }
}
