import type { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt } from '../../../core/integration/index.js';
import type { StepAction, WorkflowStep } from '../entities/workflow-step.entity.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import type { Progress, Step, StepId } from '../mapping/steps.js';

const INTERRUPTED = `UPDATE workflow_step SET status = 'interrupted', finished_at = now() WHERE execution_id = $1 AND status = 'running'`;
const BEGIN = `
  INSERT INTO workflow_step (execution_id, generation, step, action, document, message_id, attempt)
  SELECT $1, $2, $3, $4, $5, $6, count(*) + 1 FROM workflow_step WHERE execution_id = $1 AND generation = $2 AND step = $3 AND action = $4`;
const END = `
  UPDATE workflow_step SET status = $2, document = coalesce($3, document), error_code = $4, error = $5, finished_at = clock_timestamp()
  WHERE execution_id = $1 AND status = 'running'`;
const PROGRESS = 'UPDATE workflow_execution SET progress = $2, updated_at = now() WHERE id = $1';
const DOCUMENT: Record<StepId, string> = {
  po_a: 'UPDATE workflow_execution SET po_a_id = $2, updated_at = now() WHERE id = $1',
  pr_a: 'UPDATE workflow_execution SET pr_a_id = $2, updated_at = now() WHERE id = $1',
  dn_a: 'UPDATE workflow_execution SET dn_a_id = $2, updated_at = now() WHERE id = $1',
  pr_b: 'UPDATE workflow_execution SET pr_b_id = $2, updated_at = now() WHERE id = $1',
};

/** What an attempt writes of its execution: every write goes with the attempt's next commit, so with the call it announces. */
export class StepLog {
  private isOpen = false;

  constructor(
    private readonly attempt: Attempt,
    private readonly execution: Pick<WorkflowExecution, 'id' | 'generation'>,
  ) {}

  /** Whatever a process that died left open. */
  start(): void {
    this.attempt.note(INTERRUPTED, [this.execution.id]);
  }

  begin(step: Step, action: StepAction, document: string | null = null, generation = this.execution.generation): void {
    this.attempt.note(BEGIN, [this.execution.id, generation, step.name, action, document, this.attempt.message.id]);
    this.isOpen = true;
  }

  done(document: string | null = null): void {
    this.end('done', document, null);
  }

  failed(failure: IntegrationFailure): void {
    this.end(failure.held || failure.category === 'rate_limited' ? 'waiting' : 'failed', null, failure);
  }

  progress(progress: Progress): void {
    this.attempt.note(PROGRESS, [this.execution.id, progress]);
  }

  document(step: Step, name: string | null): void {
    this.attempt.note(DOCUMENT[step.id], [this.execution.id, name]);
  }

  get hasOpenStep(): boolean {
    return this.isOpen;
  }

  private end(status: WorkflowStep['status'], document: string | null, failure: IntegrationFailure | null): void {
    this.attempt.note(END, [this.execution.id, status, document, failure?.code ?? null, failure?.message ?? null]);
    this.isOpen = false;
  }
}
