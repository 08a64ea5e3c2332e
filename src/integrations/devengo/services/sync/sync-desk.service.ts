import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../core/auth/index.js';
import type { StepName } from '../../mapping/steps.js';
import { companyOf } from '../../../../core/companies/index.js';
import { RunAccrualStep } from './run-accrual-step.service.js';
import { ShowExecutions, type ExecutionView } from './show-executions.service.js';
import { StartSync, type SyncRequest } from './start-sync.service.js';

const PATIENCE_MS = 120_000;

export type Order = Omit<SyncRequest, 'company' | 'steps' | 'process_type' | 'trigger'> & { company?: string };

/** Where synchronisations are asked for: starts one, waits for its end when told to, and shows it. */
@Injectable()
export class SyncDesk {
  constructor(
    private readonly starter: StartSync,
    private readonly accruals: RunAccrualStep,
    private readonly shown: ShowExecutions,
  ) {}

  async order(caller: Caller, steps: readonly StepName[], process_type: 'step' | 'process', order: Order, wait: boolean): Promise<ExecutionView> {
    const { start_date, end_date, year, dry_run, full_refresh } = order;
    const id = await this.starter.start(caller, { company: companyOf(caller, order.company), steps, process_type, trigger: 'api', start_date, end_date, year, dry_run, full_refresh });
    this.accruals.start(id);
    return this.shown.wait(caller, id, wait ? PATIENCE_MS : 0);
  }
}
