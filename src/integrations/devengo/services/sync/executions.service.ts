import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { MessageLog, type Accepted } from '../../../../core/message-log/index.js';
import type { RunStatus } from '../../entities/words.js';
import { ZONE } from '../../mapping/madrid.js';
import { stepOf, type ImportStep, type StepName } from '../../mapping/steps.js';
import { emptyTally, type Tally } from '../../mapping/tally.js';
import { RUN_EVENT } from './sync-events.js';
import type { StepOrder } from './sync-run.js';

export interface StepRow extends StepOrder {
  status: RunStatus;
  cursor: Record<string, unknown>;
  tally: Tally;
  trigger: 'api' | 'cli' | 'schedule';
  created_by: string;
  cancel_requested: boolean;
}

const STEP = `
  SELECT s.execution_id, s.position, s.company, s.step, s.status, s.cursor, s.statistics, e.start_date::text, e.end_date::text, e.options, e.trigger, e.created_by, e.cancel_requested,
    (SELECT (max(d.started_at) AT TIME ZONE '${ZONE}')::date::text FROM devengo_sync_step d JOIN devengo_sync_execution x ON x.id = d.execution_id
      WHERE d.company = s.company AND d.step = s.step AND d.status IN ('completed','completed_with_errors') AND coalesce(x.options->>'dry_run', 'false') <> 'true'
        AND x.start_date IS NULL AND x.end_date IS NULL AND NOT x.options ? 'record') AS read_on
  FROM devengo_sync_step s JOIN devengo_sync_execution e ON e.id = s.execution_id WHERE s.execution_id = $1 AND s.position = $2`;
const BEGIN = `
  WITH begun AS (
    UPDATE devengo_sync_step SET status = 'running', message_id = $3, started_at = coalesce(started_at, now()), finished_at = NULL, heartbeat_at = now(), error_code = NULL, error_message = NULL
    WHERE execution_id = $1 AND position = $2)
  UPDATE devengo_sync_execution SET status = 'running', started_at = coalesce(started_at, now()), finished_at = NULL, error_code = NULL, error_message = NULL WHERE id = $1`;
const END = `
  UPDATE devengo_sync_step SET status = $3, error_code = $4, error_message = $5, result = coalesce($6, result), finished_at = now(), heartbeat_at = now()
  WHERE execution_id = $1 AND position = $2 AND status IN ('pending','running')`;
const FORGET_SEEN = 'DELETE FROM devengo_sync_seen WHERE execution_id = $1 AND position = $2';
const NEXT = `SELECT position, step FROM devengo_sync_step WHERE execution_id = $1 AND status = 'pending' ORDER BY position LIMIT 1`;
const CANCEL_REST = `UPDATE devengo_sync_step SET status = 'canceled', finished_at = now() WHERE execution_id = $1 AND status = 'pending'`;
// The worst of its steps; a failed one stops no other, and is not forgotten at the end (contract devengo §2).
const CLOSE = `
  UPDATE devengo_sync_execution e SET status = s.status, finished_at = now(), error_code = s.error_code, error_message = s.error_message
  FROM (
    SELECT CASE WHEN bool_or(status = 'failed') THEN 'failed' WHEN bool_or(status = 'canceled') THEN 'canceled'
                WHEN bool_or(status = 'completed_with_errors') THEN 'completed_with_errors' ELSE 'completed' END AS status,
      (array_agg(error_code ORDER BY position) FILTER (WHERE status = 'failed'))[1] AS error_code, (array_agg(error_message ORDER BY position) FILTER (WHERE status = 'failed'))[1] AS error_message
    FROM devengo_sync_step WHERE execution_id = $1) s
  WHERE e.id = $1`;
const PAUSED = `
  SELECT s.pause_reason AS reason FROM integration_credential c JOIN credential_state s ON s.credential_id = c.id
  WHERE c.company = $1 AND c.integration = $2 AND c.name = 'default' AND s.paused_at IS NOT NULL`;
const LINK = 'UPDATE devengo_sync_step SET message_id = $3 WHERE execution_id = $1 AND position = $2';

// Accruals run in the process that began them; one whose process is gone has ended, and changed nothing.
const REAP = `
  UPDATE devengo_sync_step s SET status = 'failed', error_code = 'interrupted', error_message = 'El proceso se interrumpió; no se cambió nada. Vuelva a ejecutar.', finished_at = now()
  FROM devengo_sync_execution e
  WHERE e.id = s.execution_id AND s.company = $1 AND s.step = 'accruals' AND s.status IN ('pending','running') AND coalesce(s.heartbeat_at, e.created_at) < now() - interval '60 seconds'
  RETURNING s.execution_id`;

export interface StepEnd {
  /** The provider refused the credential: it is about to be paused, so no other step may wait for it. */
  refused?: string;
  status: Exclude<RunStatus, 'pending' | 'running'>;
  error?: { code: string; message: string };
  result?: unknown;
}

/** Executions and their steps as rows. */
@Injectable()
export class Executions {
  constructor(
    private readonly db: Database,
    private readonly log: MessageLog,
  ) {}

  async step(execution: string, position: number, today: string): Promise<StepRow | null> {
    const [row] = await this.db.rows<Record<string, unknown> & { options: { dry_run?: boolean; full_refresh?: boolean }; statistics: Tally }>(STEP, [execution, position]);
    if (!row) return null;
    const { options, statistics, ...rest } = row;
    return { ...(rest as unknown as StepRow), dry_run: options.dry_run === true, full_refresh: options.full_refresh === true, tally: { ...emptyTally(), ...statistics }, today };
  }

  /** The step is this message's now. */
  async begin({ execution_id, position }: StepOrder, messageId: string | null): Promise<void> {
    await this.db.query(BEGIN, [execution_id, position, messageId]);
  }

  /** Writes how a step ended, and starts the next one or closes the execution, in one commit. */
  async end(order: Pick<StepRow, 'execution_id' | 'position' | 'company' | 'trigger' | 'created_by'>, { status, error, result, refused }: StepEnd): Promise<void> {
    const { execution_id, position } = order;
    const accepted = await this.db.transaction(async (tx) => {
      await tx.query(END, [execution_id, position, status, error?.code ?? null, error?.message ?? null, result === undefined ? null : JSON.stringify(result)]);
      // A step that failed may be taken up again where it stands.
      if (status !== 'failed') await tx.query(FORGET_SEEN, [execution_id, position]);
      if (status === 'canceled') await tx.query(CANCEL_REST, [execution_id]);
      return this.goOn(tx, order, refused);
    });
    accepted?.wake();
  }

  /** Ends accruals whose process died. */
  async reap(tx: Queryable, company: string): Promise<void> {
    for (const { execution_id } of (await tx.query(REAP, [company])).rows as { execution_id: string }[]) await tx.query(CLOSE, [execution_id]);
  }

  /** The message of the next step; without one the execution is over. `accruals` has no message: who starts it runs it. */
  async goOn(tx: Queryable, order: Pick<StepRow, 'execution_id' | 'company' | 'trigger' | 'created_by'>, refused?: string): Promise<Accepted | null> {
    const { execution_id, company, trigger, created_by } = order;
    const [next] = (await tx.query(NEXT, [execution_id])).rows as { position: number; step: StepName }[];
    if (!next) {
      await tx.query(CLOSE, [execution_id]);
      return null;
    }
    const { integration } = stepOf(next.step);
    if (integration === null) return null;
    // Its message would wait until a person mends the credential, and the steps behind it with it.
    const [paused] = (await tx.query(PAUSED, [company, integration])).rows as { reason: string | null }[];
    if (paused || integration === refused) {
      await tx.query(END, [execution_id, next.position, 'failed', 'credential_paused', `Credencial en pausa: ${paused?.reason ?? 'el proveedor no la acepta.'} Corríjala y vuelva a ejecutar.`, null]);
      return this.goOn(tx, order, refused);
    }
    const accepted = await this.log.acceptWithin(tx, [{
      company, integration, trigger, event_type: RUN_EVENT, external_reference: `${next.step} ${execution_id}`, dedupe_key: null,
      // Behind whatever else is done with this step: one run at a time.
      order_key: `sync:${next.step}`, credential_id: null, created_by, method: 'POST', url: '/api/sync/execute-step', headers: {},
      body: Buffer.from(JSON.stringify({ execution_id, position: next.position, step: next.step as ImportStep })),
    }]);
    await tx.query(LINK, [execution_id, next.position, accepted.ids[0]]);
    return accepted;
  }
}
