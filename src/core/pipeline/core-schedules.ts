import { Injectable } from '@nestjs/common';
import type { ScheduleDefinition, ScheduleRunner } from '../integration/index.js';
import { Sweep } from './sweep.service.js';

/** The safety net as people see it: the workers sweep every second, this run counts what was still found each minute. */
@Injectable()
export class SweepSchedule implements ScheduleRunner {
  constructor(private readonly sweep: Sweep) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    return this.sweep.sweepAll();
  }
}

export const CORE_SCHEDULES: readonly ScheduleDefinition[] = [
  {
    name: 'core.sweep-queues',
    cron: '* * * * *',
    description: 'Pone en cola lo que está vencido y no está en cola / queues whatever is due and not queued',
    runner: SweepSchedule,
  },
];
