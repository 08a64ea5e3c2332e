import type { Queryable } from '../../../core/database/index.js';
import { writeDay, type Month } from '../mapping/accruals/calendar.js';
import type { AccrualRow, ContractFacts, ContractResult, Notice } from '../mapping/accruals/facts.js';
import { dateOf } from './accrual-books.js';

export interface Accrued {
  facts: ContractFacts;
  result: ContractResult;
}

const STATES = `
  INSERT INTO devengo_contract_accrual AS a (company, service_contract_id, total_amount_to_accrue, total_amount_accrued, remaining_amount_to_accrue,
    total_sessions_to_accrue, total_sessions_accrued, sessions_remaining_to_accrue, accrual_status, note)
  SELECT $1, id, total, accrued, total - accrued, sessions, done, sessions - done, status, note
  FROM unnest($2::int[], $3::numeric[], $4::numeric[], $5::int[], $6::int[], $7::text[], $8::text[]) AS r(id, total, accrued, sessions, done, status, note)
  ON CONFLICT (service_contract_id) DO UPDATE SET
    total_amount_to_accrue = EXCLUDED.total_amount_to_accrue, total_amount_accrued = EXCLUDED.total_amount_accrued,
    remaining_amount_to_accrue = EXCLUDED.remaining_amount_to_accrue, total_sessions_to_accrue = EXCLUDED.total_sessions_to_accrue,
    total_sessions_accrued = EXCLUDED.total_sessions_accrued, sessions_remaining_to_accrue = EXCLUDED.sessions_remaining_to_accrue,
    accrual_status = EXCLUDED.accrual_status, note = EXCLUDED.note, updated_at = now()
  RETURNING service_contract_id AS contract, id`;

const FORGET = 'DELETE FROM devengo_accrued_period WHERE service_contract_id = ANY($1) AND accrual_date >= $2';

const ROWS = `
  INSERT INTO devengo_accrued_period (company, contract_accrual_id, service_contract_id, service_period_id, accrual_date, kind, accrued_amount, accrual_portion,
    status, sessions_in_period, total_contract_amount, status_change_date, reference, inputs)
  SELECT $1, r.accrual, r.contract, r.period, r.month, r.kind, r.amount, coalesce(round(r.amount / nullif(r.total, 0), 8), 0), r.status, r.sessions, r.total, r.changed, r.reference, r.inputs
  FROM unnest($2::int[], $3::int[], $4::int[], $5::date[], $6::text[], $7::numeric[], $8::text[], $9::int[], $10::numeric[], $11::date[], $12::text[], $13::jsonb[])
    WITH ORDINALITY AS r(accrual, contract, period, month, kind, amount, status, sessions, total, changed, reference, inputs, position)
  ORDER BY r.position`;

// updated_at stays: it tells when the contract's data changed, and a run changes none.
const STATUSES = `
  UPDATE devengo_service_contract c SET status = r.status FROM unnest($1::int[], $2::text[]) AS r(id, status) WHERE c.id = r.id AND c.status <> r.status`;

const NOTICES = `
  INSERT INTO devengo_accrual_notice (company, month, service_contract_id, service_period_id, type, message)
  SELECT $1, * FROM unnest($2::date[], $3::int[], $4::int[], $5::text[], $6::text[])`;

/** Writes what contracts' open months are now; whatever these months held of them before is gone. */
export async function writeAccrued(tx: Queryable, company: string, from: Month, batch: readonly Accrued[]): Promise<void> {
  const ids = batch.map(({ facts }) => facts.id);
  const states = await tx.query(STATES, [
    company, ids, batch.map(({ result }) => result.total.toFixed(2)), batch.map(({ result }) => result.accrued.toFixed(2)),
    batch.map(({ facts }) => facts.totalSessions), batch.map(({ result }) => result.sessionsAccrued), batch.map(({ result }) => result.accrual), batch.map(({ result }) => result.note),
  ]);
  await tx.query(FORGET, [ids, dateOf(from)]);
  const accruals = new Map((states.rows as { contract: number; id: number }[]).map(({ contract, id }) => [contract, id]));
  await insertRows(tx, company, accruals, batch.flatMap(({ facts, result }) => result.rows.map((row): [number, AccrualRow] => [facts.id, row])));
  await tx.query(STATUSES, [ids, batch.map(({ result }) => result.contract)]);
  await insertNotices(tx, company, batch.flatMap(({ facts, result }) => result.notices.map((notice): [number, Notice] => [facts.id, notice])));
}

async function insertRows(tx: Queryable, company: string, accruals: ReadonlyMap<number, number>, rows: readonly [number, AccrualRow][]): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(value: (row: AccrualRow) => T): T[] => rows.map(([, row]) => value(row));
  await tx.query(ROWS, [
    company, rows.map(([contract]) => accruals.get(contract)), rows.map(([contract]) => contract), column((row) => row.periodId), column((row) => dateOf(row.month)), column((row) => row.kind), column((row) => row.amount.toFixed(2)),
    column((row) => row.status), column((row) => row.sessions), column((row) => row.total.toFixed(2)), column((row) => (row.changed === null ? null : writeDay(row.changed))),
    column((row) => row.reference), column((row) => JSON.stringify(row.inputs)),
  ]);
}

async function insertNotices(tx: Queryable, company: string, notices: readonly [number, Notice][]): Promise<void> {
  if (notices.length === 0) return;
  const column = <T>(value: (notice: Notice) => T): T[] => notices.map(([, notice]) => value(notice));
  await tx.query(NOTICES, [company, column(({ month }) => dateOf(month)), notices.map(([contract]) => contract), column(({ periodId }) => periodId), column(({ type }) => type), column(({ message }) => message)]);
}
