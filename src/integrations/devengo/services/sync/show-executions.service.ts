import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { AuditService } from '../../../../core/audit/index.js';
import { assertSees, companyFilter, type Caller } from '../../../../core/auth/index.js';
import { Database } from '../../../../core/database/index.js';
import { notFound } from '../../../../core/problems/index.js';
import type { RunStatus } from '../../entities/words.js';
import { STEPS, type StepName } from '../../mapping/steps.js';
import { addTally, emptyTally, type Tally } from '../../mapping/tally.js';

export interface StepView extends Tally {
  step: StepName;
  status: RunStatus;
  message_id: string | null;
  /** When a failed attempt tries again by itself, and why it waits. */
  next_attempt_at: Date | null;
  wait_reason: string | null;
  error_code: string | null;
  error_message: string | null;
  result: unknown;
  started_at: Date | null;
  finished_at: Date | null;
}

export interface ExecutionView extends Tally {
  id: string;
  execution_id: string;
  company: string;
  process_type: 'step' | 'process';
  status: RunStatus;
  trigger: string;
  year: number | null;
  start_date: string | null;
  end_date: string | null;
  dry_run: boolean;
  full_refresh: boolean;
  error_code: string | null;
  error_message: string | null;
  created_by: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  steps: StepView[];
}

export interface ExecutionFilter {
  company?: string;
  status?: string;
  step?: string;
  cursor?: string;
  limit: number;
}

type ExecutionRow = Omit<ExecutionView, keyof Tally | 'execution_id' | 'steps' | 'dry_run' | 'full_refresh'> & { options: { dry_run?: boolean; full_refresh?: boolean } };
type StepRow = Omit<StepView, keyof Tally> & { execution_id: string; statistics: Partial<Tally> };

const COLUMNS = 'e.id, e.company, e.process_type, e.status, e.trigger, e.year, e.start_date::text, e.end_date::text, e.options, e.error_code, e.error_message, e.created_by, e.created_at, e.started_at, e.finished_at';
const STEPS_OF = `
  SELECT s.execution_id, s.step, s.status, s.message_id, s.statistics, s.result, s.error_code, s.error_message, s.started_at, s.finished_at,
    CASE WHEN m.outcome = 'retry_scheduled' THEN m.next_attempt_at END AS next_attempt_at, coalesce(m.wait_reason, CASE WHEN m.outcome = 'retry_scheduled' THEN m.error_message END) AS wait_reason
  FROM devengo_sync_step s LEFT JOIN integration_message m ON m.id = s.message_id AND s.status IN ('pending','running')
  WHERE s.execution_id = ANY($1::uuid[]) ORDER BY s.execution_id, s.position`;
const PAGES = 'SELECT page, statistics, duration_ms, created_at FROM devengo_sync_page WHERE execution_id = $1 ORDER BY id LIMIT 2000';
const STATE = `
  SELECT DISTINCT ON (s.step) s.step, s.execution_id, s.status, s.started_at, s.finished_at, s.statistics, e.start_date::text, e.end_date::text,
    (SELECT max(d.finished_at) FROM devengo_sync_step d WHERE d.company = s.company AND d.step = s.step AND d.status IN ('completed','completed_with_errors')) AS last_completed_at,
    (SELECT count(*)::int FROM integration_error i WHERE i.company = s.company AND i.operation = s.step AND i.status = 'pending') AS pending_errors
  FROM devengo_sync_step s JOIN devengo_sync_execution e ON e.id = s.execution_id WHERE s.company = $1 ORDER BY s.step, s.execution_id DESC, s.position DESC`;
const CANCEL = `UPDATE devengo_sync_execution SET cancel_requested = true WHERE id = $1 AND status IN ('pending','running')`;
// One whose message waits for a retry has nobody to notice: it is canceled here.
const CANCEL_IDLE = `
  WITH idle AS (
    UPDATE devengo_sync_step s SET status = 'canceled', finished_at = now()
    FROM integration_message m
    WHERE s.execution_id = $1 AND s.status IN ('pending','running') AND m.id = s.message_id AND m.status <> 'processing' RETURNING s.position),
  rest AS (UPDATE devengo_sync_step SET status = 'canceled', finished_at = now() WHERE execution_id = $1 AND status = 'pending' AND message_id IS NULL AND EXISTS (SELECT 1 FROM idle))
  UPDATE devengo_sync_execution SET status = 'canceled', finished_at = now() WHERE id = $1 AND EXISTS (SELECT 1 FROM idle)`;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const OPEN: ReadonlySet<RunStatus> = new Set(['pending', 'running']);
const POLL_MS = 100;

/** Executions as people see them. */
@Injectable()
export class ShowExecutions {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditService,
  ) {}

  async list(caller: Caller, { company, status, step, cursor, limit }: ExecutionFilter): Promise<{ data: ExecutionView[]; next_cursor: string | null }> {
    if (company !== undefined) assertSees(caller, company);
    const rows = await this.db.rows<ExecutionRow>(
      `SELECT ${COLUMNS} FROM devengo_sync_execution e
       WHERE ($1::text[] IS NULL OR e.company = ANY($1)) AND ($2::text IS NULL OR e.status = $2) AND ($3::uuid IS NULL OR e.id < $3)
         AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM devengo_sync_step s WHERE s.execution_id = e.id AND s.step = $4))
       ORDER BY e.id DESC LIMIT $5`,
      [company === undefined ? companyFilter(caller) : [company], status ?? null, cursor ?? null, step ?? null, limit + 1],
    );
    const data = await this.views(rows.slice(0, limit));
    return { data, next_cursor: rows.length > limit ? data.at(-1)!.id : null };
  }

  async get(caller: Caller, id: string): Promise<ExecutionView & { pages: unknown[] }> {
    const view = await this.find(caller, id);
    return { ...view, pages: await this.db.rows(PAGES, [view.id]) };
  }

  /** The execution once it is over, or as it stands when the time is up. */
  async wait(caller: Caller, id: string, patienceMs: number): Promise<ExecutionView> {
    for (const deadline = Date.now() + patienceMs; ; await pause(POLL_MS)) {
      const view = await this.find(caller, id);
      if (!OPEN.has(view.status) || Date.now() >= deadline) return view;
    }
  }

  async cancel(caller: Caller, id: string): Promise<ExecutionView> {
    const { company } = await this.find(caller, id);
    await this.db.managed(async (tx, manager) => {
      const asked = await tx.query(CANCEL, [id]);
      if ((asked.rowCount ?? 0) === 0) return;
      await tx.query(CANCEL_IDLE, [id]);
      await this.audit.record({ caller, company, action: 'devengo.sync_canceled', subject_type: 'devengo_sync_execution', subject_id: id }, manager);
    });
    return this.find(caller, id);
  }

  /** Every step with its last run. */
  async state(caller: Caller, company: string): Promise<{ company: string; data: Record<string, unknown>[] }> {
    assertSees(caller, company);
    const rows = new Map((await this.db.rows<Record<string, unknown> & { step: string; statistics: Partial<Tally> }>(STATE, [company])).map((row) => [row.step, row]));
    const data = STEPS.map(({ step, label }) => {
      const { statistics, ...row } = rows.get(step) ?? { statistics: {} };
      return { execution_id: null, status: null, started_at: null, finished_at: null, start_date: null, end_date: null, last_completed_at: null, pending_errors: 0, ...row, ...addTally(emptyTally(), statistics), step, label };
    });
    return { company, data };
  }

  async find(caller: Caller, id: string): Promise<ExecutionView> {
    const [row] = UUID.test(id) ? await this.db.rows<ExecutionRow>(`SELECT ${COLUMNS} FROM devengo_sync_execution e WHERE e.id = $1`, [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return (await this.views([row]))[0]!;
  }

  private async views(rows: readonly ExecutionRow[]): Promise<ExecutionView[]> {
    const steps = await this.db.rows<StepRow>(STEPS_OF, [rows.map(({ id }) => id)]);
    return rows.map(({ options, ...row }) => {
      const own = steps.filter(({ execution_id }) => execution_id === row.id);
      const total = own.reduce<Tally>((sum, { statistics }) => addTally(sum, statistics), emptyTally());
      return {
        ...row, execution_id: row.id, dry_run: options.dry_run === true, full_refresh: options.full_refresh === true, ...total,
        steps: own.map(({ execution_id: _own, statistics, ...step }) => ({ ...step, ...addTally(emptyTally(), statistics) })),
      };
    });
  }
}
