import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../../../../core/database/index.js';
import type { FourgeeksClient, FourgeeksRow } from '../../client/fourgeeks/fourgeeks.client.js';
import { mapStudent, type MappedStudent } from '../../mapping/student.js';
import { problemOf } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ClientVault } from '../client-vault.service.js';
import { ahead } from './ahead.js';
import { academyPages, fourgeeksOf, fromAnyAcademy } from './academies.js';
import { ClientBook } from './client-book.js';
import type { PageResult, StepOrder, SyncRun } from './sync-run.js';
import { assertPlausible } from './whole-reading.js';

// What the last whole reading said of each client; refreshed when it says something else, and at most four times a day.
// IS TRUE keeps the list of the seen a hash: as a join it became a loop in a loop over tables whose size PostgreSQL does not know yet.
const SNAPSHOT = `
  INSERT INTO devengo_client_snapshot AS s (company, client_id, system, found, seen_at)
  SELECT c.company, c.id, 'fourgeeks', c.id IN (
    SELECT x.client_id FROM devengo_client_external_id x WHERE x.company = $1 AND x.system = 'fourgeeks'
      AND (x.external_id IN (SELECT e.external_id FROM devengo_sync_seen e WHERE e.execution_id = $2 AND e.position = $3)) IS TRUE), now()
  FROM devengo_client c WHERE c.company = $1
  ON CONFLICT (client_id, system) DO UPDATE SET found = excluded.found, seen_at = excluded.seen_at
  WHERE s.found <> excluded.found OR s.seen_at < now() - interval '6 hours'`;

// Known students that the reading did not show.
const MISSING = `
  SELECT x.external_id FROM devengo_client_external_id x
  WHERE x.company = $1 AND x.system = 'fourgeeks' AND x.external_id NOT IN (SELECT e.external_id FROM devengo_sync_seen e WHERE e.execution_id = $2 AND e.position = $3) ORDER BY x.id`;
const STORED = `SELECT count(*)::int AS count FROM devengo_client_external_id WHERE company = $1 AND system = 'fourgeeks'`;

/** Students as clients: by e-mail, else by their id, else new. 4Geeks' name is the one that is kept. */
@Injectable()
export class SyncStudents {
  constructor(
    private readonly db: Database,
    private readonly vaults: ClientVault,
  ) {}

  async run(run: SyncRun): Promise<void> {
    const { order } = run;
    const fourgeeks = fourgeeksOf(run);
    for await (const { name, rows, cursor } of ahead(academyPages(run, 'alumnos', (academy, offset) => fourgeeks.students(academy, offset)))) await this.take(run, name, cursor, rows);
    if (order.dry_run) return;
    await this.askForMissing(run, fourgeeks);
    // Students outside the dates are there and were linked to nobody: only a reading without dates tells who is absent.
    if (order.start_date !== null || order.end_date !== null) return;
    await run.page('foto de los alumnos', run.cursor, async (tx): Promise<PageResult> => {
      await tx.query(SNAPSHOT, [order.company, order.execution_id, order.position]);
      return { entity_type: 'student', outcomes: [] };
    });
  }

  // Who is taken for gone may be booked by policy (rule R10): a list that skipped somebody must not decide that.
  private async askForMissing(run: SyncRun, fourgeeks: FourgeeksClient): Promise<void> {
    const { company, execution_id, position } = run.order;
    const missing = await this.db.rows<{ external_id: string }>(MISSING, [company, execution_id, position]);
    const [stored] = await this.db.rows<{ count: number }>(STORED, [company]);
    assertPlausible('4Geeks', 'alumnos conocidos', { missing: missing.length, stored: stored!.count });
    for (const { external_id } of missing) {
      const row = await fromAnyAcademy(run, (academy) => fourgeeks.student(academy, external_id));
      if (row) await this.take(run, `alumno ${external_id}, no listado`, run.cursor, [row]);
    }
  }

  /** One student by the user's id, again. */
  async one(run: SyncRun, external_id: string): Promise<void> {
    const fourgeeks = fourgeeksOf(run);
    const row = await fromAnyAcademy(run, (academy) => fourgeeks.student(academy, external_id));
    if (row) return this.take(run, `alumno ${external_id}`, {}, [row]);
    await run.page(`alumno ${external_id}`, {}, async (): Promise<PageResult> => ({
      entity_type: 'student', outcomes: [{ external_id, result: 'failed', problems: [problemOf('not_found', `El alumno ${external_id} ya no está en 4Geeks.`)] }],
    }));
  }

  private async take(run: SyncRun, name: string, cursor: Record<string, unknown>, rows: readonly FourgeeksRow[]): Promise<void> {
    const students = rows.map(mapStudent);
    await run.page(name, cursor, async (tx): Promise<PageResult> => ({
      entity_type: 'student',
      outcomes: await this.write(tx, run.order, students),
      seen: [...new Set(students.flatMap(({ external_id }) => external_id ?? []))].map((external_id) => ({ external_id })),
    }));
  }

  private async write(tx: Queryable, order: StepOrder, students: readonly MappedStudent[]): Promise<RecordOutcome[]> {
    const wanted = students.filter((student) => isWanted(student, order));
    const people = wanted.map(({ external_id, email, name }) => ({ external_id: external_id!, email, name }));
    const book = await ClientBook.load(tx, order.company, 'fourgeeks', await this.vaults.of(order.company), people);
    const outcomes: RecordOutcome[] = [];
    for (const person of people) {
      const found = await book.clientOf(person, 'email', true);
      if ('problem' in found) outcomes.push({ external_id: person.external_id, result: 'failed', problems: [found.problem] });
      else outcomes.push({ external_id: person.external_id, result: found.changed === 'created' ? 'created' : found.changed ? 'updated' : 'unchanged', problems: [] });
    }
    await book.flush();
    const skipped: RecordOutcome[] = students.filter((student) => !wanted.includes(student)).map(({ external_id }) => ({ external_id: external_id ?? '-', result: 'skipped', problems: [] }));
    return [...outcomes, ...skipped];
  }
}

/** Who was invited has no id yet, which is no error. 4Geeks filters by no date, so we do (contract fourgeeks §3). */
function isWanted({ external_id, created }: MappedStudent, { start_date, end_date }: StepOrder): boolean {
  return external_id !== null && (start_date === null || (created !== null && created >= start_date)) && (end_date === null || (created !== null && created < end_date));
}
