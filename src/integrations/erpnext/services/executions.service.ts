import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import type { Warning } from '../../../core/errors/index.js';
import { notFound } from '../../../core/problems/index.js';
import type { WorkflowExecution } from '../entities/workflow-execution.entity.js';
import type { WorkflowStep } from '../entities/workflow-step.entity.js';
import type { Progress } from '../mapping/steps.js';

/** An execution as `workflow_execution_view` shows it. */
export interface ExecutionRow {
  id: number;
  company: string;
  /** `failed` only when nothing more happens by itself. */
  status: Progress | 'failed';
  progress: Progress;
  goal: 'complete' | 'cancel';
  generation: number;
  payload_json: Record<string, unknown>;
  po_a_id: string | null;
  pr_a_id: string | null;
  dn_a_id: string | null;
  pr_b_id: string | null;
  failed_step: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  next_attempt_at: Date | null;
  wait_reason: string | null;
  warnings: Warning[] | null;
  is_running: boolean | null;
  correlation_id: string;
  message_id: string;
  last_message_id: string | null;
  idempotency_key: string | null;
  created_by: string | null;
  created_at: Date;
  updated_at: Date;
}

/** It stands still, and there is something left to do. */
export const isResumable = ({ status, is_running }: ExecutionRow): boolean => !is_running && status !== 'completed' && status !== 'canceled';

export type StepRow = Pick<WorkflowStep, 'step' | 'action' | 'status' | 'attempt' | 'document' | 'error' | 'error_code' | 'generation' | 'message_id' | 'started_at' | 'finished_at'>;

export interface ExecutionFilter {
  company?: string;
  status?: string;
  failed_step?: string;
  error_code?: string;
  cursor?: number;
  limit: number;
}

/** Those that have failed, narrowed down. */
export type FailedFilter = Pick<ExecutionFilter, 'company' | 'failed_step' | 'error_code'>;

const FAILED = `
  FROM workflow_execution_view WHERE ($1::text[] IS NULL OR company = ANY($1)) AND status = 'failed'
  AND ($2::text IS NULL OR failed_step = $2) AND ($3::text IS NULL OR error_code = $3)`;

/** Reads executions: for people within their companies, for the workflow by its chain of messages. */
@Injectable()
export class Executions {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list(caller: Caller, { company, status, failed_step, error_code, cursor, limit }: ExecutionFilter): Promise<{ rows: ExecutionRow[]; next: number | null }> {
    if (company !== undefined) assertSees(caller, company);
    const rows = await this.db.rows<ExecutionRow>(
      `SELECT * FROM workflow_execution_view
       WHERE ($1::text[] IS NULL OR company = ANY($1)) AND ($2::text IS NULL OR status = $2) AND ($3::int IS NULL OR id < $3)
         AND ($5::text IS NULL OR failed_step = $5) AND ($6::text IS NULL OR error_code = $6)
       ORDER BY id DESC LIMIT $4`,
      [company === undefined ? companyFilter(caller) : [company], status ?? null, cursor ?? null, limit + 1, failed_step ?? null, error_code ?? null],
    );
    const page = rows.slice(0, limit);
    return { rows: page, next: rows.length > limit ? page.at(-1)!.id : null };
  }

  /** 404 when there is none, and when it is another company's. */
  async get(caller: Caller, id: number): Promise<ExecutionRow> {
    const [row] = await this.db.rows<ExecutionRow>('SELECT * FROM workflow_execution_view WHERE id = $1', [id]);
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  /** Oldest first, and how many there are of them in all. */
  async failed(caller: Caller, { company, failed_step, error_code }: FailedFilter, most: number): Promise<{ ids: number[]; count: number }> {
    if (company !== undefined) assertSees(caller, company);
    const values = [company === undefined ? companyFilter(caller) : [company], failed_step ?? null, error_code ?? null];
    const rows = await this.db.rows<{ id: number; count: number }>(`SELECT id, count(*) OVER ()::int AS count ${FAILED} ORDER BY id LIMIT $4`, [...values, most]);
    return { ids: rows.map(({ id }) => id), count: rows[0]?.count ?? 0 };
  }

  /** Oldest first, of every generation. */
  steps(id: number): Promise<StepRow[]> {
    return this.db.rows<StepRow>(
      'SELECT step, action, status, attempt, document, error, error_code, generation, message_id, started_at, finished_at FROM workflow_step WHERE execution_id = $1 ORDER BY id',
      [id],
    );
  }

  async ofChain(correlationId: string): Promise<WorkflowExecution | undefined> {
    return (await this.db.rows<WorkflowExecution>('SELECT * FROM workflow_execution WHERE correlation_id = $1', [correlationId]))[0];
  }

  async goalOf(id: number): Promise<WorkflowExecution['goal']> {
    return (await this.db.rows<Pick<WorkflowExecution, 'goal'>>('SELECT goal FROM workflow_execution WHERE id = $1', [id]))[0]!.goal;
  }

  /** Those of the given numbers that the caller may see, locked until the transaction ends. In one order for everybody: two that overlap must not wait for each other. */
  async lockAll(tx: Queryable, caller: Caller, ids: readonly number[]): Promise<ExecutionRow[]> {
    const own = [ids, companyFilter(caller)];
    await tx.query('SELECT 1 FROM workflow_execution WHERE id = ANY($1::int[]) AND ($2::text[] IS NULL OR company = ANY($2)) ORDER BY id FOR UPDATE', own);
    return (await tx.query('SELECT * FROM workflow_execution_view WHERE id = ANY($1::int[]) AND ($2::text[] IS NULL OR company = ANY($2)) ORDER BY id', own)).rows as ExecutionRow[];
  }

  async isRunning(tx: Queryable, id: number): Promise<boolean> {
    return ((await tx.query('SELECT is_running FROM workflow_execution_view WHERE id = $1', [id])).rows[0] as ExecutionRow).is_running ?? false;
  }

  /** The row itself, locked until the transaction ends: two people must not steer one execution at once. */
  async lock(tx: Queryable, id: number): Promise<WorkflowExecution> {
    return (await tx.query('SELECT * FROM workflow_execution WHERE id = $1 FOR UPDATE', [id])).rows[0] as WorkflowExecution;
  }
}
