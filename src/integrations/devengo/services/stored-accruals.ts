import { isDeepStrictEqual } from 'node:util';
import type { Queryable } from '../../../core/database/index.js';
import { writeDay, type Month } from '../mapping/accruals/calendar.js';
import type { AccrualRow, ContractFacts, ContractResult } from '../mapping/accruals/facts.js';
import { dateOf } from './accrual-books.js';

export interface StateRow {
  total: string;
  accrued: string;
  sessions: number;
  done: number;
  status: string;
  note: string | null;
}
export interface RevenueRow {
  period: number | null;
  month: string;
  kind: string;
  amount: string;
  status: string;
  sessions: number;
  total: string;
  changed: string | null;
  reference: string | null;
  inputs: Record<string, unknown>;
}
export interface NoticeRow {
  period: number | null;
  month: string;
  type: string;
  message: string;
}

/** A contract's open months as the tables hold them: dates and amounts as text. `state` is null before its first run. */
export interface OpenBook {
  state: StateRow | null;
  rows: RevenueRow[];
  notices: NoticeRow[];
}

const STATES = `
  SELECT service_contract_id AS contract, total_amount_to_accrue::text AS total, total_amount_accrued::text AS accrued, total_sessions_to_accrue AS sessions,
    total_sessions_accrued AS done, accrual_status AS status, note FROM devengo_contract_accrual WHERE service_contract_id = ANY($1)`;
const ROWS = `
  SELECT service_contract_id AS contract, service_period_id AS period, accrual_date::text AS month, kind, accrued_amount::text AS amount, status, sessions_in_period AS sessions,
    total_contract_amount::text AS total, status_change_date::text AS changed, reference, inputs
  FROM devengo_accrued_period WHERE service_contract_id = ANY($1) AND accrual_date >= $2`;
const NOTICES = `
  SELECT service_contract_id AS contract, service_period_id AS period, month::text, type, message FROM devengo_accrual_notice WHERE service_contract_id = ANY($1) AND month >= $2`;

/** What the months from one on hold of contracts. */
export async function readOpenBooks(tx: Queryable, from: Month, contracts: readonly number[]): Promise<Map<number, OpenBook>> {
  const books = new Map(contracts.map((contract): [number, OpenBook] => [contract, { state: null, rows: [], notices: [] }]));
  for (const { contract, ...state } of (await tx.query(STATES, [contracts])).rows as (StateRow & { contract: number })[]) books.get(contract)!.state = state;
  for (const { contract, ...row } of (await tx.query(ROWS, [contracts, dateOf(from)])).rows as (RevenueRow & { contract: number })[]) books.get(contract)!.rows.push(row);
  for (const { contract, ...notice } of (await tx.query(NOTICES, [contracts, dateOf(from)])).rows as (NoticeRow & { contract: number })[]) books.get(contract)!.notices.push(notice);
  return books;
}

/** The same of what a run computed. */
export const openBookOf = ({ totalSessions }: ContractFacts, { total, accrued, accrual, note, sessionsAccrued, rows, notices }: ContractResult): OpenBook => ({
  state: { total: total.toFixed(2), accrued: accrued.toFixed(2), sessions: totalSessions, done: sessionsAccrued, status: accrual, note },
  rows: rows.map(revenueRow),
  notices: notices.map(({ periodId, month, type, message }) => ({ period: periodId, month: dateOf(month), type, message })),
});

const revenueRow = ({ periodId, month, kind, amount, status, sessions, total, changed, reference, inputs }: AccrualRow): RevenueRow => ({
  period: periodId, month: dateOf(month), kind, amount: amount.toFixed(2), status, sessions, total: total.toFixed(2), changed: changed === null ? null : writeDay(changed), reference, inputs,
});

/** Whether two lists hold the same rows, in whatever order. */
export const sameRows = <Row extends RevenueRow | NoticeRow>(one: readonly Row[], other: readonly Row[]): boolean =>
  one.length === other.length && isDeepStrictEqual(inOrder(one), inOrder(other));

const inOrder = <Row extends RevenueRow | NoticeRow>(rows: readonly Row[]): Row[] => rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
const keyOf = (row: RevenueRow | NoticeRow): string => `${row.month} ${row.period} ${'kind' in row ? row.kind : `${row.type} ${row.message}`}`;
