import { Injectable } from '@nestjs/common';
import { Database } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../../core/integration/index.js';
import { IntegrationErrorsService } from '../../../../core/integration-errors/index.js';
import { today } from '../../mapping/madrid.js';
import { STEP_NAMES } from '../../mapping/steps.js';
import { emptyTally, endOf } from '../../mapping/tally.js';
import { ImportSteps } from './import-steps.service.js';
import type { RecordPayload } from './sync-events.js';
import { SyncRun } from './sync-run.js';

const ENTITIES = new Set(['invoice', 'service', 'student', 'enrollment', 'page', 'client']);
// Named after its message: an attempt that is begun again after a crash finds it there.
const OPEN = `
  WITH execution AS (
    INSERT INTO devengo_sync_execution (id, company, process_type, status, trigger, options, created_by, started_at)
    VALUES ($1, $2, 'step', 'running', 'api', $4, $5, now()) ON CONFLICT (id) DO NOTHING RETURNING id)
  INSERT INTO devengo_sync_step (execution_id, position, company, step, status, message_id, started_at, heartbeat_at)
  SELECT id, 1, $2, $3, 'pending', $1, now(), now() FROM execution`;
const CLOSE = `
  WITH step AS (UPDATE devengo_sync_step SET status = $2, error_code = $3, error_message = $4, finished_at = now() WHERE execution_id = $1),
    seen AS (DELETE FROM devengo_sync_seen WHERE execution_id = $1)
  UPDATE devengo_sync_execution SET status = $2, error_code = $3, error_message = $4, finished_at = now() WHERE id = $1`;

/** Reads one record again: an execution of its own, of one record. */
@Injectable()
export class RetryRecord {
  constructor(
    private readonly db: Database,
    private readonly steps: ImportSteps,
    private readonly errors: IntegrationErrorsService,
  ) {}

  static knows(entityType: string): boolean {
    return ENTITIES.has(entityType);
  }

  async retry(attempt: Attempt, { step, entity_type, external_id }: RecordPayload): Promise<HandlerResult> {
    if (!STEP_NAMES.includes(step)) throw new IntegrationFailure('validation_error', { code: 'invalid_message', message: `No existe el paso «${step}».` });
    const { company, created_by, id: execution_id } = attempt.message;
    await this.db.query(OPEN, [execution_id, company, step, JSON.stringify({ record: { entity_type, external_id } }), created_by ?? 'system']);
    const order = { execution_id, position: 1, company, step, start_date: null, end_date: null, dry_run: false, full_refresh: false, today: today(new Date()), read_on: null };
    const run = new SyncRun(attempt, order, {}, emptyTally(), this.db, this.errors);
    try {
      await this.steps.one(run, external_id);
    } catch (error) {
      const failure = error instanceof IntegrationFailure ? error : null;
      await this.db.query(CLOSE, [execution_id, 'failed', failure?.code ?? 'internal_error', failure?.message ?? 'Error inesperado de Puente.']);
      throw error;
    }
    await this.db.query(CLOSE, [execution_id, endOf(run.tally), null, null]);
    return { outcome: 'succeeded', summary: { execution_id, step, external_id, ...run.tally } };
  }
}
