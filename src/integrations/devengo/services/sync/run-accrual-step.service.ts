import { HttpException, Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../../core/database/index.js';
import { Problem } from '../../../../core/problems/index.js';
import { monthOf, readDay, readMonth, writeMonth } from '../../mapping/accruals/calendar.js';
import { today } from '../../mapping/madrid.js';
import { emptyTally, endOf, type Tally } from '../../mapping/tally.js';
import type { AccrualRun } from '../accrual-report.js';
import { RunAccruals } from '../run-accruals.service.js';
import { Executions, type StepRow } from './executions.service.js';

const BEAT_MS = 5_000;
const BEAT = 'UPDATE devengo_sync_step SET heartbeat_at = now(), statistics = $3 WHERE execution_id = $1 AND position = $2';

/** The last step: no provider, so no message; whoever starts the execution runs it. An accrual is one transaction: it is whole, or nothing. */
@Injectable()
export class RunAccrualStep {
  private readonly log = new Logger('Accruals');

  constructor(
    private readonly db: Database,
    private readonly executions: Executions,
    private readonly accruals: RunAccruals,
  ) {}

  /** Runs it in the background when the execution has this step alone; does nothing for any other. */
  start(executionId: string): void {
    this.run(executionId).catch((error: Error) => this.log.error(`accruals of execution ${executionId}: ${error.stack}`));
  }

  async run(executionId: string): Promise<void> {
    const step = await this.executions.step(executionId, 1, today(new Date()));
    if (!step || (step.step as string) !== 'accruals' || step.status !== 'pending') return;
    if (step.cancel_requested) return this.executions.end(step, { status: 'canceled' });
    await this.executions.begin(step, null);
    let contracts = 0;
    const beat = setInterval(() => void this.beat(step, { ...emptyTally(), received: contracts }).catch(() => undefined), BEAT_MS);
    try {
      const through = Math.min(readMonth(step.end_date!) - 1, monthOf(readDay(step.today)));
      const answer = await this.accruals.run(step.company, through, { dryRun: step.dry_run, onProgress: (done) => (contracts = done) });
      const tally = tallyOfRun(answer);
      await this.beat(step, tally);
      await this.executions.end(step, { status: endOf(tally), result: answer });
    } catch (error) {
      await this.executions.end(step, { status: 'failed', error: toldOf(error, step) });
      if (!(error instanceof HttpException)) throw error;
    } finally {
      clearInterval(beat);
    }
  }

  private async beat({ execution_id, position }: StepRow, tally: Tally): Promise<void> {
    await this.db.query(BEAT, [execution_id, position, JSON.stringify(tally)]);
  }
}

/** Contracts as records. Notices are for people to look at: they are no failures. */
const tallyOfRun = ({ summary, contracts }: AccrualRun): Tally => ({ ...emptyTally(), ...contracts, received: summary.total_contracts_processed, errors: contracts.failed });

function toldOf(error: unknown, { end_date }: StepRow): { code: string; message: string } {
  if (error instanceof Problem) return { code: error.details.code, message: error.details.es };
  return { code: 'internal_error', message: `El devengo hasta ${writeMonth(readMonth(end_date!) - 1)} falló por un error inesperado; no se cambió nada.` };
}
