import { Injectable } from '@nestjs/common';
import { Database } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../../core/integration/index.js';
import { IntegrationErrorsService } from '../../../../core/integration-errors/index.js';
import type { IntegrationMessage } from '../../../../core/message-log/index.js';
import { databaseProblem } from '../../../../core/problems/index.js';
import { decide, RetryPolicies } from '../../../../core/retry-queue/index.js';
import { today } from '../../mapping/madrid.js';
import { endOf } from '../../mapping/tally.js';
import { Executions, type StepRow } from './executions.service.js';
import { ImportSteps } from './import-steps.service.js';
import { RunCanceled, RunTakenOver } from './run-ends.js';
import type { RunPayload } from './sync-events.js';
import { SyncRun } from './sync-run.js';

/** Runs a step from where it stands to its end, and writes down how it ended. */
@Injectable()
export class RunStep {
  constructor(
    private readonly db: Database,
    private readonly executions: Executions,
    private readonly steps: ImportSteps,
    private readonly errors: IntegrationErrorsService,
    private readonly policies: RetryPolicies,
  ) {}

  async run(attempt: Attempt, { execution_id, position }: RunPayload): Promise<HandlerResult> {
    const step = await this.executions.step(execution_id, position, today(new Date()));
    const over = whyNot(step, attempt.message);
    if (over) return { outcome: 'skipped', summary: { execution_id, message: over } };
    await this.executions.begin(step!, attempt.message.id);
    const run = new SyncRun(attempt, step!, step!.cursor, step!.tally, this.db, this.errors);
    try {
      await this.steps.run(run);
    } catch (error) {
      if (error instanceof RunCanceled) return this.canceled(step!);
      // The pipeline tells the same of this message: its own writes are refused too.
      if (error instanceof RunTakenOver) return { outcome: 'skipped', summary: { execution_id, message: 'Otro proceso siguió con esta sincronización.' } };
      await this.failed(attempt.message, step!, error);
      throw error;
    }
    await this.executions.end(step!, { status: endOf(run.tally) });
    return { outcome: 'succeeded', summary: { execution_id, step: step!.step, ...run.tally } };
  }

  /** An attempt failed. Only when nobody tries again by itself has the step ended. */
  async failed({ company, integration, attempt }: IntegrationMessage, { execution_id, position }: RunPayload, error: unknown): Promise<void> {
    const failure = error instanceof IntegrationFailure ? error : null;
    // Our own database is away: the message goes back to the queue untouched.
    if (!failure && databaseProblem(error)?.getStatus() === 503) return;
    const decision = decide(failure ?? { category: 'internal_error' }, attempt, await this.policies.for(company, integration), 0);
    if ('delayMs' in decision) return;
    const step = await this.executions.step(execution_id, position, today(new Date()));
    const told = { code: failure?.code ?? 'internal_error', message: failure?.message ?? 'Error inesperado de Puente; el mensaje de la sincronización tiene el detalle.' };
    if (step) await this.executions.end(step, { status: 'failed', error: told, refused: decision.action === 'pause' ? integration : undefined });
  }

  private async canceled(step: StepRow): Promise<HandlerResult> {
    await this.executions.end(step, { status: 'canceled' });
    return { outcome: 'skipped', summary: { execution_id: step.execution_id, message: 'La ejecución se canceló; lo guardado hasta ahora queda.' } };
  }
}

/** Why there is nothing to do. A failed step is taken up again when a person sends its message again. */
function whyNot(step: StepRow | null, { trigger }: IntegrationMessage): string | null {
  if (!step) return 'La ejecución ya no existe.';
  if (step.status === 'completed' || step.status === 'completed_with_errors') return 'Este paso ya terminó.';
  if (step.status === 'canceled') return 'La ejecución está cancelada.';
  return step.status === 'failed' && trigger !== 'resend' ? 'Este paso ya terminó con error; reenvíe el mensaje para seguir donde quedó.' : null;
}
