import type { EntityManager } from 'typeorm';
import type { Database, Queryable } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { ProviderCalls } from '../../../../core/http/provider-calls.js';
import type { Attempt } from '../../../../core/integration/index.js';
import type { IntegrationErrorsService } from '../../../../core/integration-errors/index.js';
import { categoryOf, type RecordProblem } from '../../mapping/record-problem.js';
import type { ImportStep } from '../../mapping/steps.js';
import { addTally, isSystemic, tallyOf, type RecordOutcome, type Tally } from '../../mapping/tally.js';
import { oneAtATime } from './ahead.js';
import { RunCanceled, RunTakenOver } from './run-ends.js';

/** What is asked of one run of a step. */
export interface StepOrder {
  execution_id: string;
  position: number;
  company: string;
  step: ImportStep;
  start_date: string | null;
  end_date: string | null;
  dry_run: boolean;
  full_refresh: boolean;
  /** ISO, in Madrid. */
  today: string;
  /** ISO, in Madrid: when the last reading without dates that came to its end began. Null: there was none; one of some months, or of one record, is none. */
  read_on: string | null;
}

/** Rows that were handled together, and where to go on behind them. */
export interface PageResult {
  entity_type: string;
  outcomes: readonly RecordOutcome[];
  /** Other things that went wrong, about entities of another kind. */
  asides?: readonly { entity_type: string; external_id: string; problems: readonly RecordProblem[] }[];
  /** Records the provider has, to tell later which it no longer has. */
  seen?: readonly { external_id: string; data?: unknown }[];
  /** Counted beside the outcomes, for steps whose records are not what they look at. */
  count?: Partial<Tally>;
}

export type PageWork = (tx: Queryable, manager: EntityManager) => Promise<PageResult>;

const FENCE = `SELECT 1 FROM integration_message WHERE id = $1 AND claim = $2 AND status = 'processing' FOR NO KEY UPDATE`;
// Two steps of one company write clients and contracts: one page at a time.
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('devengo'), hashtext($1))`;
const CANCELED = 'SELECT cancel_requested FROM devengo_sync_execution WHERE id = $1';
const PROGRESS = 'UPDATE devengo_sync_step SET cursor = $3, statistics = $4, heartbeat_at = now() WHERE execution_id = $1 AND position = $2';
const LOG = 'INSERT INTO devengo_sync_page (execution_id, position, company, page, statistics, duration_ms) VALUES ($1, $2, $3, $4, $5, $6)';
const SEEN = `
  INSERT INTO devengo_sync_seen (execution_id, position, external_id, data)
  SELECT $1, $2, row.external_id, row.data::jsonb FROM unnest($3::text[], $4::text[]) AS row(external_id, data) ON CONFLICT DO NOTHING`;

/**
 * One step under way. A page's rows, its errors, the counts and the cursor behind it are one commit: a run that is interrupted goes
 * on with the page it was at. A run whose message another worker took over can write nothing any more.
 */
export class SyncRun {
  /** One at a time: the attempt's journal is no place for two calls at once. */
  readonly calls: ProviderCalls;
  /** Of the page: what the provider took counts too. */
  private began = performance.now();

  constructor(
    readonly attempt: Attempt,
    readonly order: StepOrder,
    public cursor: Record<string, unknown>,
    public tally: Tally,
    private readonly db: Database,
    private readonly errors: IntegrationErrorsService,
  ) {
    this.calls = oneAtATime(attempt.calls);
  }

  /** Handles a page in one transaction. `cursor` is where a later attempt goes on. */
  async page(name: string, cursor: Record<string, unknown>, work: PageWork): Promise<PageResult> {
    const { order } = this;
    let result!: PageResult;
    const run = this.db.managed(async (tx, manager) => {
      await tx.query(LOCK, [order.company]);
      result = await work(tx, manager);
      if (order.dry_run) throw new RolledBack();
      await this.settle(result, manager);
      // Last, so that the row is locked for a moment only: the call of the next page notes its intent there meanwhile.
      await this.guard(tx);
      await this.progress(tx, name, cursor, result);
    });
    await run.catch(async (error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
      await this.db.transaction(async (tx) => {
        await this.guard(tx);
        await this.progress(tx, name, cursor, result);
      });
    });
    this.cursor = cursor;
    this.began = performance.now();
    if (isSystemic(this.tally)) throw systemic(this.tally);
    return result;
  }

  private async progress(tx: Queryable, name: string, cursor: Record<string, unknown>, result: PageResult): Promise<void> {
    const { execution_id, position, company } = this.order;
    const seen = result.seen ?? [];
    if (seen.length > 0) await tx.query(SEEN, [execution_id, position, seen.map(({ external_id }) => external_id), seen.map(({ data }) => (data === undefined ? null : JSON.stringify(data)))]);
    const tally = addTally(tallyOf(result.outcomes), { ...result.count, errors: (result.count?.errors ?? 0) + sum(result.asides?.map(({ problems }) => problems.length) ?? []) });
    this.tally = addTally(this.tally, tally);
    await tx.query(PROGRESS, [execution_id, position, JSON.stringify(cursor), JSON.stringify(this.tally)]);
    await tx.query(LOG, [execution_id, position, company, name, JSON.stringify(tally), Math.round(performance.now() - this.began)]);
  }

  private async guard(tx: Queryable): Promise<void> {
    const { id, claim } = this.attempt.message;
    if ((await tx.query(FENCE, [id, claim])).rowCount === 0) throw new RunTakenOver(id);
    const { rows } = await tx.query(CANCELED, [this.order.execution_id]);
    if ((rows[0] as { cancel_requested: boolean } | undefined)?.cancel_requested !== false) throw new RunCanceled();
  }

  private async settle({ entity_type, outcomes, asides = [] }: PageResult, manager: EntityManager): Promise<void> {
    await this.settleKind(entity_type, outcomes, manager);
    for (const kind of new Set(asides.map((aside) => aside.entity_type))) await this.settleKind(kind, asides.filter((aside) => aside.entity_type === kind), manager);
  }

  private async settleKind(entity_type: string, records: readonly { external_id: string; problems: readonly RecordProblem[] }[], manager: EntityManager): Promise<void> {
    const { message } = this.attempt;
    const about = { company: this.order.company, integration_name: message.integration, operation: this.order.step, entity_type };
    const reports = records.flatMap(({ external_id, problems }) => problems.map(({ code, message: error_message, details }) => ({
      ...about, entity_external_id: external_id, error_code: code, error_category: categoryOf(code), error_message, error_details: details, message_id: message.id, correlation_id: message.correlation_id,
    })));
    await this.errors.settle({ ...about, checked: records.map(({ external_id }) => external_id) }, reports, manager);
  }
}

/** A dry run has done its work; nothing of it stays. */
class RolledBack extends Error {}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const systemic = ({ received, failed }: Tally): IntegrationFailure =>
  new IntegrationFailure('validation_error', {
    code: 'systemic_failure',
    message: `Fallan ${failed} de ${received} registros, más de uno de cada cinco: se detuvo. Revise la causa común en la lista de errores (¿se sincronizaron antes los pasos anteriores?) y vuelva a ejecutar; seguirá donde quedó.`,
    details: { received, failed },
  });
