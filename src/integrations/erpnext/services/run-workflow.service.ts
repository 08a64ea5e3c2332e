import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { CompaniesService } from '../../../core/companies/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import type { FieldProblem } from '../../../core/problems/index.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import { frozenProblems } from '../mapping/frozen-fields.js';
import { readWorkflow } from '../mapping/read-workflow.js';
import { STEPS } from '../mapping/steps.js';
import type { Workflow } from '../mapping/workflow.js';
import { Executions } from './executions.service.js';
import { inStep, openSides, type Run } from './run.js';
import { RunStep } from './run-step.service.js';
import { StepLog } from './step-log.js';
import { TakeBack } from './take-back.service.js';

// A resume must send this one again, not the one that it replaced.
const SET_PAYLOAD = `
  UPDATE workflow_execution SET payload_json = $2::jsonb, message_id = CASE WHEN goal = 'complete' THEN $3 ELSE message_id END, updated_at = now()
  WHERE id = $1`;

/** A workflow from where it stands to its end. */
@Injectable()
export class RunWorkflow {
  constructor(
    private readonly executions: Executions,
    private readonly companies: CompaniesService,
    private readonly steps: RunStep,
    private readonly takeBack: TakeBack,
  ) {}

  async run(attempt: Attempt, execution: WorkflowExecution): Promise<HandlerResult> {
    if (execution.progress === 'canceled') return skipped(execution, 'canceled', 'La ejecución está cancelada; reiníciela para empezar de nuevo.');
    if (execution.goal === 'cancel') return skipped(execution, 'canceling', 'Se pidió cancelar la ejecución: no se siguió.');
    if (execution.progress === 'completed') return skipped(execution, 'already_completed', 'El flujo ya estaba completado.');

    const run = await this.prepare(attempt, execution);
    if (execution.generation > 1) await this.takeBack.from(run, execution.generation - 1, 'drafts_only');
    for (const step of STEPS) {
      if ((await this.executions.goalOf(execution.id)) === 'cancel') return skipped(execution, 'canceling', `Se pidió cancelar la ejecución: no se hizo ${step.label}.`);
      try {
        run.documents[step.id] = await this.steps.run(run, step);
      } catch (error) {
        if (!(error instanceof IntegrationFailure)) throw error;
        const told = inStep(error, step, run.sides[step.side]);
        if (!run.log.hasOpenStep) run.log.begin(step, 'look');
        run.log.failed(told);
        throw told;
      }
    }
    return { outcome: 'succeeded', summary: { execution_id: execution.id, status: 'completed', ...Object.fromEntries(STEPS.map(({ id }) => [`${id}_id`, run.documents[id]!.name])) } };
  }

  /** Reads what the message carries: that is what is done, also when a person has edited it. */
  async prepare(attempt: Attempt, execution: WorkflowExecution): Promise<Run> {
    const read = readWorkflow(attempt.payload);
    if (read.problems) throw refused('El flujo no se puede leer', read.problems);
    if (read.unknown.length > 0) attempt.warnings.push({ code: 'unknown_fields', message: `No se conocen estos campos y no se usaron: ${read.unknown.slice(0, 20).join(', ')}.` });
    const { workflow } = read;
    const log = new StepLog(attempt, execution);
    log.start();
    this.takeOver(attempt, execution, workflow);
    const timezone = (await this.companies.find(execution.company))?.timezone ?? 'UTC';
    return { attempt, execution, workflow, sides: await openSides(attempt, workflow), today: DateTime.now().setZone(timezone).toISODate()!, log, documents: {} };
  }

  // A message sent again from the log may carry other data than the execution has by now.
  private takeOver(attempt: Attempt, execution: WorkflowExecution, workflow: Workflow): void {
    const before = readWorkflow(execution.payload_json);
    if (before.workflow && JSON.stringify(before.workflow) === JSON.stringify(workflow)) return;
    const problems = before.workflow ? frozenProblems(before.workflow, workflow, execution) : [];
    if (problems.length > 0) throw refused('Los datos editados no caben en lo que ya está hecho', problems);
    attempt.note(SET_PAYLOAD, [execution.id, JSON.stringify(attempt.message.payload), attempt.message.id]);
  }
}

const skipped = ({ id }: WorkflowExecution, code: string, message: string): HandlerResult => ({ outcome: 'skipped', summary: { execution_id: id, skipped: code, message } });

const refused = (what: string, problems: FieldProblem[]): IntegrationFailure =>
  new IntegrationFailure('validation_error', {
    code: 'erpnext.invalid_payload',
    message: `${what}: ${problems.slice(0, 5).map(({ path, es }) => `${path || 'cuerpo'}: ${es}`).join(' ')}`,
    details: { fields: problems.slice(0, 50).map(({ path }) => path) },
  });
