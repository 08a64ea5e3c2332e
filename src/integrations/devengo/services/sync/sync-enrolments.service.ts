import { Injectable } from '@nestjs/common';
import type { FourgeeksRow } from '../../client/fourgeeks/fourgeeks.client.js';
import { mapEnrolment, type MappedEnrolment } from '../../mapping/enrolment.js';
import { problemOf } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ahead } from './ahead.js';
import { academyPages, fourgeeksOf, fromAnyAcademy, metadataOf } from './academies.js';
import type { PageResult, StepOrder, SyncRun } from './sync-run.js';
import { WritePeriods } from './write-periods.service.js';

// Only after a whole reading of every academy without a window. What closed months were computed from stays. NOT IN is hashed,
// whatever PostgreSQL believes of the size of tables that this very run fills.
const GONE = `
  WITH gone AS MATERIALIZED (
    SELECT p.id FROM devengo_service_period p
    WHERE p.company = $1 AND p.deleted_at IS NULL AND p.external_id NOT IN (SELECT s.external_id FROM devengo_sync_seen s WHERE s.execution_id = $2 AND s.position = $3)),
  booked AS MATERIALIZED (
    SELECT DISTINCT a.service_period_id AS id FROM devengo_accrued_period a JOIN devengo_accrual_month m ON m.company = a.company AND m.month = a.accrual_date AND m.status = 'closed'
    WHERE a.company = $1 AND a.service_period_id IN (SELECT id FROM gone))
  UPDATE devengo_service_period p SET deleted_at = now(), updated_at = now() FROM gone WHERE p.id = gone.id AND gone.id NOT IN (SELECT id FROM booked)
  RETURNING p.external_id`;

/** Enrolments of every client, whatever the state of their contracts, from every academy. */
@Injectable()
export class SyncEnrolments {
  constructor(private readonly writer: WritePeriods) {}

  async run(run: SyncRun): Promise<void> {
    const { order } = run;
    const fourgeeks = fourgeeksOf(run);
    for await (const { name, rows, cursor } of ahead(academyPages(run, 'inscripciones', (academy, offset) => fourgeeks.enrolments(academy, offset)))) await this.take(run, name, cursor, rows, order);
    if (order.dry_run || order.start_date !== null || order.end_date !== null) return;
    await run.page('inscripciones borradas', run.cursor, async (tx): Promise<PageResult> => {
      const { rows } = await tx.query(GONE, [order.company, order.execution_id, order.position]);
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
    const all = read.flatMap((each) => ('enrolment' in each ? [each.enrolment] : []));
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
