import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { SYSTEM } from '../../../../core/auth/index.js';
import { Database } from '../../../../core/database/index.js';
import type { ScheduleRunner } from '../../../../core/integration/index.js';
import { Problem } from '../../../../core/problems/index.js';
import { ZONE } from '../../mapping/madrid.js';
import { RunAccrualStep } from './run-accrual-step.service.js';
import { ShowExecutions } from './show-executions.service.js';
import { StartSync } from './start-sync.service.js';

/** Accrues the month that has just ended, company after company. */
@Injectable()
export class MonthlyAccruals implements ScheduleRunner {
  constructor(
    private readonly db: Database,
    private readonly starter: StartSync,
    private readonly accruals: RunAccrualStep,
    private readonly shown: ShowExecutions,
  ) {}

  async runSchedule(): Promise<Record<string, unknown>> {
    const month = DateTime.now().setZone(ZONE).startOf('month');
    const dates = { start_date: month.minus({ months: 1 }).toISODate()!, end_date: month.toISODate()! };
    const ended: Record<string, string> = {};
    const failures: unknown[] = [];
    for (const { company } of await this.db.rows<{ company: string }>('SELECT DISTINCT company FROM devengo_service_contract ORDER BY company')) {
      // What one company stumbles over is no reason to leave out the others: the next run is a month away.
      try {
        ended[company] = await this.accrue(company, dates);
      } catch (error) {
        ended[company] = (error as Error).message;
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `accruals of ${dates.start_date.slice(0, 7)}: ${JSON.stringify(ended)}`);
    return { month: dates.start_date.slice(0, 7), ended };
  }

  private async accrue(company: string, dates: { start_date: string; end_date: string }): Promise<string> {
    try {
      const id = await this.starter.start(SYSTEM, { company, steps: ['accruals'], process_type: 'step', trigger: 'schedule', ...dates });
      await this.accruals.run(id);
      const { status, error_message } = await this.shown.find(SYSTEM, id);
      return error_message ?? status;
    } catch (error) {
      if (error instanceof Problem) return error.details.es;
      throw error;
    }
  }
}
