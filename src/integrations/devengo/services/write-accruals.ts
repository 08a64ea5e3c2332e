import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '../../../core/database/index.js';
import type { Month } from '../mapping/accruals/calendar.js';
import type { ContractFacts, ContractResult } from '../mapping/accruals/facts.js';
import { dateOf } from './accrual-books.js';
import { openBookOf, readOpenBooks, sameRows, type NoticeRow, type OpenBook, type RevenueRow, type StateRow } from './stored-accruals.js';

export interface Accrued {
  facts: ContractFacts;
  result: ContractResult;
}

/** What a run changes of a contract. */
export type BookChange = 'created' | 'updated' | 'unchanged';

const STATES = `
  INSERT INTO devengo_contract_accrual AS a (company, service_contract_id, total_amount_to_accrue, total_amount_accrued, remaining_amount_to_accrue,
    total_sessions_to_accrue, total_sessions_accrued, sessions_remaining_to_accrue, accrual_status, note)
  SELECT $1, id, total, accrued, total - accrued, sessions, done, sessions - done, status, note
  FROM unnest($2::int[], $3::numeric[], $4::numeric[], $5::int[], $6::int[], $7::text[], $8::text[]) AS r(id, total, accrued, sessions, done, status, note)
  ON CONFLICT (service_contract_id) DO UPDATE SET
    total_amount_to_accrue = EXCLUDED.total_amount_to_accrue, total_amount_accrued = EXCLUDED.total_amount_accrued,
    remaining_amount_to_accrue = EXCLUDED.remaining_amount_to_accrue, total_sessions_to_accrue = EXCLUDED.total_sessions_to_accrue,
    total_sessions_accrued = EXCLUDED.total_sessions_accrued, sessions_remaining_to_accrue = EXCLUDED.sessions_remaining_to_accrue,
    accrual_status = EXCLUDED.accrual_status, note = EXCLUDED.note, updated_at = now()`;

const FORGET_ROWS = 'DELETE FROM devengo_accrued_period WHERE service_contract_id = ANY($1) AND accrual_date >= $2';
const ROWS = `
  INSERT INTO devengo_accrued_period (company, contract_accrual_id, service_contract_id, service_period_id, accrual_date, kind, accrued_amount, accrual_portion,
    status, sessions_in_period, total_contract_amount, status_change_date, reference, inputs)
  SELECT $1, a.id, r.contract, r.period, r.month, r.kind, r.amount, coalesce(round(r.amount / nullif(r.total, 0), 8), 0), r.status, r.sessions, r.total, r.changed, r.reference, r.inputs
  FROM unnest($2::int[], $3::int[], $4::date[], $5::text[], $6::numeric[], $7::text[], $8::int[], $9::numeric[], $10::date[], $11::text[], $12::jsonb[])
    WITH ORDINALITY AS r(contract, period, month, kind, amount, status, sessions, total, changed, reference, inputs, position)
  JOIN devengo_contract_accrual a ON a.service_contract_id = r.contract ORDER BY r.position`;

// updated_at stays: it tells when the contract's data changed, and a run changes none.
const STATUSES = `
  UPDATE devengo_service_contract c SET status = r.status FROM unnest($1::int[], $2::text[]) AS r(id, status) WHERE c.id = r.id AND c.status <> r.status`;

const FORGET_NOTICES = 'DELETE FROM devengo_accrual_notice WHERE service_contract_id = ANY($1) AND month >= $2';
const NOTICES = `
  INSERT INTO devengo_accrual_notice (company, month, service_contract_id, service_period_id, type, message)
  SELECT $1, * FROM unnest($2::date[], $3::int[], $4::int[], $5::text[], $6::text[])`;

interface Compared extends Accrued {
  before: OpenBook;
  now: OpenBook;
}

/**
 * Makes contracts' months from one on what a run computed, and answers what that changes of each. Written is only what differs, so
 * that a run that finds nothing new leaves every row as it is; a dry run compares and writes nothing.
 */
export async function writeAccrued(tx: Queryable, company: string, from: Month, batch: readonly Accrued[], dryRun: boolean): Promise<BookChange[]> {
  const books = await readOpenBooks(tx, from, batch.map(({ facts }) => facts.id));
  const compared = batch.map((one): Compared => ({ ...one, before: books.get(one.facts.id)!, now: openBookOf(one.facts, one.result) }));
  if (!dryRun) {
    await writeStates(tx, company, compared.filter(({ before, now }) => !isDeepStrictEqual(before.state, now.state)));
    await writeRows(tx, company, from, compared.filter(hasOtherRows));
    await writeStatuses(tx, compared.filter(hasOtherStatus));
    await writeNotices(tx, company, from, compared.filter(({ before, now }) => !sameRows(before.notices, now.notices)));
  }
  return compared.map((one) => (one.before.state === null ? 'created' : hasOtherRows(one) || hasOtherStatus(one) || !isDeepStrictEqual(one.before.state, one.now.state) ? 'updated' : 'unchanged'));
}

const hasOtherRows = ({ before, now }: Compared): boolean => !sameRows(before.rows, now.rows);
const hasOtherStatus = ({ facts, result }: Compared): boolean => facts.status !== result.contract;
const idsOf = (changed: readonly Compared[]): number[] => changed.map(({ facts }) => facts.id);

async function writeStates(tx: Queryable, company: string, changed: readonly Compared[]): Promise<void> {
  if (changed.length === 0) return;
  const column = <K extends keyof StateRow>(name: K) => changed.map(({ now }) => now.state![name]);
  await tx.query(STATES, [company, idsOf(changed), column('total'), column('accrued'), column('sessions'), column('done'), column('status'), column('note')]);
}

async function writeRows(tx: Queryable, company: string, from: Month, changed: readonly Compared[]): Promise<void> {
  const stale = changed.filter(({ before }) => before.rows.length > 0);
  if (stale.length > 0) await tx.query(FORGET_ROWS, [idsOf(stale), dateOf(from)]);
  const rows = changed.flatMap(({ facts, now }) => now.rows.map((row) => ({ ...row, contract: facts.id, inputs: JSON.stringify(row.inputs) })));
  if (rows.length === 0) return;
  const column = <K extends keyof RevenueRow | 'contract'>(name: K) => rows.map((row) => row[name]);
  await tx.query(ROWS, [
    company, column('contract'), column('period'), column('month'), column('kind'), column('amount'), column('status'), column('sessions'), column('total'), column('changed'), column('reference'), column('inputs'),
  ]);
}

async function writeStatuses(tx: Queryable, changed: readonly Compared[]): Promise<void> {
  if (changed.length > 0) await tx.query(STATUSES, [idsOf(changed), changed.map(({ result }) => result.contract)]);
}

async function writeNotices(tx: Queryable, company: string, from: Month, changed: readonly Compared[]): Promise<void> {
  const stale = changed.filter(({ before }) => before.notices.length > 0);
  if (stale.length > 0) await tx.query(FORGET_NOTICES, [idsOf(stale), dateOf(from)]);
  const notices = changed.flatMap(({ facts, now }) => now.notices.map((notice) => ({ ...notice, contract: facts.id })));
  if (notices.length === 0) return;
  const column = <K extends keyof NoticeRow | 'contract'>(name: K) => notices.map((notice) => notice[name]);
  await tx.query(NOTICES, [company, column('month'), column('contract'), column('period'), column('type'), column('message')]);
}
