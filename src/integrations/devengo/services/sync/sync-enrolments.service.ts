import { Injectable } from '@nestjs/common';
import { Database } from '../../../../core/database/index.js';
import type { FourgeeksClient, FourgeeksRow } from '../../client/fourgeeks/fourgeeks.client.js';
import { mapEnrolment, type MappedEnrolment } from '../../mapping/enrolment.js';
import { problemOf } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ahead } from './ahead.js';
import { academyPages, fourgeeksOf, fromAnyAcademy, metadataOf } from './academies.js';
import type { PageResult, StepOrder, SyncRun } from './sync-run.js';
import { assertPlausible } from './whole-reading.js';
import { WritePeriods } from './write-periods.service.js';

// Only after a whole reading of every academy without a window. What closed months were computed from stays. NOT IN is hashed,
// whatever PostgreSQL believes of the size of tables that this very run fills.
const MISSING = `
  WITH missing AS MATERIALIZED (
    SELECT p.id, p.external_id FROM devengo_service_period p
    WHERE p.company = $1 AND p.deleted_at IS NULL AND p.external_id NOT IN (SELECT s.external_id FROM devengo_sync_seen s WHERE s.execution_id = $2 AND s.position = $3)),
  booked AS MATERIALIZED (
    SELECT DISTINCT a.service_period_id AS id FROM devengo_accrued_period a JOIN devengo_accrual_month m ON m.company = a.company AND m.month = a.accrual_date AND m.status = 'closed'
    WHERE a.company = $1 AND a.service_period_id IN (SELECT id FROM missing))
  SELECT external_id FROM missing WHERE id NOT IN (SELECT id FROM booked) ORDER BY id`;
const STORED = 'SELECT count(*)::int AS count FROM devengo_service_period WHERE company = $1 AND deleted_at IS NULL';
const DELETE = 'UPDATE devengo_service_period SET deleted_at = now(), updated_at = now() WHERE company = $1 AND external_id = ANY($2::text[]) AND deleted_at IS NULL RETURNING external_id';

/** Enrolments of every client, whatever the state of their contracts, from every academy. */
@Injectable()
export class SyncEnrolments {
  constructor(
    private readonly db: Database,
    private readonly writer: WritePeriods,
  ) {}

  async run(run: SyncRun): Promise<void> {
    const { order } = run;
    const fourgeeks = fourgeeksOf(run);
    for await (const { name, rows, cursor } of ahead(academyPages(run, 'inscripciones', (academy, offset) => fourgeeks.enrolments(academy, offset)))) await this.take(run, name, cursor, rows, order);
    if (order.dry_run || order.start_date !== null || order.end_date !== null) return;
    await this.findGone(run, fourgeeks);
  }

  // A list that is read by offset skips one when an earlier one is deleted meanwhile: what is missing is asked for by its id.
  private async findGone(run: SyncRun, fourgeeks: FourgeeksClient): Promise<void> {
    const { company, execution_id, position } = run.order;
    const missing = await this.db.rows<{ external_id: string }>(MISSING, [company, execution_id, position]);
    const [stored] = await this.db.rows<{ count: number }>(STORED, [company]);
    assertPlausible('4Geeks', 'inscripciones guardadas', { missing: missing.length, stored: stored!.count });
    const gone: string[] = [];
    for (const { external_id } of missing) {
      const row = await fromAnyAcademy(run, (academy) => fourgeeks.enrolment(academy, external_id));
      // One that is there and does not count any more is gone as well.
      if (row && !('skipped' in mapEnrolment(row, metadataOf(run)))) await this.take(run, `inscripción ${external_id}, no listada`, run.cursor, [row], null);
      else gone.push(external_id);
    }
    await run.page('inscripciones borradas', run.cursor, async (tx): Promise<PageResult> => {
      const { rows } = await tx.query(DELETE, [company, gone]);
      return { entity_type: 'enrollment', outcomes: (rows as { external_id: string }[]).map(({ external_id }) => ({ external_id, result: 'deleted', problems: [] })) };
    });
  }

  /** One enrolment by its id, again. */
  async one(run: SyncRun, external_id: string): Promise<void> {
    const fourgeeks = fourgeeksOf(run);
    const row = await fromAnyAcademy(run, (academy) => fourgeeks.enrolment(academy, external_id));
    if (row) return this.take(run, `inscripción ${external_id}`, {}, [row], null);
    await run.page(`inscripción ${external_id}`, {}, async (): Promise<PageResult> => ({
      entity_type: 'enrollment', outcomes: [{ external_id, result: 'failed', problems: [problemOf('not_found', `La inscripción ${external_id} ya no está en 4Geeks.`)] }],
    }));
  }

  private async take(run: SyncRun, name: string, cursor: Record<string, unknown>, rows: readonly FourgeeksRow[], window: StepOrder | null): Promise<void> {
    const read = rows.map((row) => mapEnrolment(row, metadataOf(run)));
    // A list that moves while it is read may show one twice; the last one counts.
    const all = [...new Map(read.flatMap((each) => ('enrolment' in each ? [[each.external_id, each.enrolment] as const] : []))).values()];
    const enrolments = all.filter((enrolment) => window === null || overlaps(enrolment, window));
    await run.page(name, cursor, async (tx): Promise<PageResult> => {
      const outcomes = await this.writer.write(tx, run.order.company, enrolments, run.order.today);
      const others = read.flatMap((each): RecordOutcome[] => {
        if ('problem' in each) return [{ external_id: each.external_id, result: 'failed', problems: [each.problem] }];
        const taken = 'enrolment' in each && enrolments.includes(each.enrolment);
        return taken ? [] : [{ external_id: each.external_id, result: 'skipped', problems: [] }];
      });
      // One that cannot be read is still there; one that does not count any more is not.
      const seen = read.filter((each) => !('skipped' in each)).map(({ external_id }) => ({ external_id }));
      return { entity_type: 'enrollment', outcomes: [...outcomes, ...others], seen };
    });
  }
}

/** Taught at least a day within the window. */
const overlaps = ({ start_date, end_date }: MappedEnrolment, window: StepOrder): boolean =>
  (window.end_date === null || start_date < window.end_date) && (window.start_date === null || end_date >= window.start_date);
