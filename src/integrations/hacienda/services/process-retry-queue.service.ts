import { Injectable } from '@nestjs/common';
import type { ScheduleRunner } from '../../../core/integration/index.js';
import { RetryQueue } from '../../../core/retry-queue/index.js';

/** The workers look for due retries every second; this run is the specification's, for people to see and start. */
@Injectable()
export class ProcessRetryQueue implements ScheduleRunner {
  constructor(private readonly retries: RetryQueue) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    return { retried: await this.retries.dispatch() };
  }
}
