import { Money } from '../../../../core/money/index.js';
import { monthOf, writeDay, writeMonth, type Month } from './calendar.js';
import type { Standing } from './decisions.js';
import type { AccrualRow, ContractFacts, ContractResult, Decision, Policies, RowKind } from './facts.js';
import { noticesOf } from './notices.js';
import { bookedUpTo } from './phases.js';
import type { Past } from './progress.js';
import { standAt } from './standing.js';

/** The open months to compute: `from` is the first one, everything before it is in the books. */
export interface Span {
  from: Month;
  to: Month;
  policiesOf(month: Month): Policies;
}

/** Decisions by policy on data that may look otherwise later. Once closed with a month they stand. */
const STANDING_DECISIONS: ReadonlySet<Decision> = new Set(['postponed_expired', 'resigned', 'snapshot_dropped', 'snapshot_ended']);
const ZERO: Money = new Money(0);

/**
 * The rows of a contract's open months. Pure: from the same facts come the same rows, whatever was run before. What the closed
 * months should have been by today's facts, and are not, is an `adjustment` in the first open one (R12).
 */
export function accrueContract(facts: ContractFacts, { from, to, policiesOf }: Span): ContractResult {
  const result: ContractResult = { rows: [], notices: [], total: ZERO, accrued: bookedUpTo(facts, from - 1), contract: 'ACTIVE', accrual: 'ACTIVE', sessionsAccrued: 0, note: null };
  const begin = firstMonth(facts, from);
  const standings: Standing[] = [];
  const past: Past = {
    policiesOf,
    targetAt: (month) => standings[month - begin]?.target ?? ZERO,
    decided: decidedIn(facts),
  };
  for (let month = begin; month <= to; month++) {
    const before = standings.at(-1) ?? null;
    const standing = standAt(facts, month, past);
    standings.push(standing);
    if (month < from) continue;
    if (month === from) result.rows.push(...adjustment(facts, month, before, standing));
    result.rows.push(...rowsOf(facts, month, before, standing, policiesOf(month)));
    result.notices.push(...noticesOf(facts, month, standing, policiesOf(month)));
  }
  return finish(facts, result, standings.at(-1));
}

// A credit note or a period may be older than every month that is open; a contract may begin after all of them.
const firstMonth = ({ documents, periods, booked }: ContractFacts, from: Month): Month =>
  Math.min(from, ...documents.slice(0, 1).map(({ day }) => monthOf(day)), ...periods.slice(0, 1).map(({ start }) => monthOf(start)), ...booked.keys());

function decidedIn({ booked }: ContractFacts): Month | null {
  const months = [...booked].filter(([, { decision }]) => decision !== null && STANDING_DECISIONS.has(decision)).map(([month]) => month);
  return months.length > 0 ? Math.min(...months) : null;
}

function finish(facts: ContractFacts, result: ContractResult, last: Standing | undefined): ContractResult {
  if (!last) return result;
  return {
    ...result,
    total: last.total,
    accrued: result.rows.reduce((sum, row) => sum.plus(row.amount), result.accrued),
    contract: last.contract, accrual: last.accrual, note: last.note,
    sessionsAccrued: sessionsAt(facts, last),
  };
}

function rowsOf(facts: ContractFacts, month: Month, before: Standing | null, standing: Standing, policies: Policies): AccrualRow[] {
  const from = before?.target ?? ZERO;
  const wasDone = before?.accrual === 'COMPLETED';
  const regular = wasDone ? ZERO : standing.earned.minus(from);
  const remainder = standing.target.minus(from).minus(regular);
  const sessions = sessionsAt(facts, standing) - (before ? sessionsAt(facts, before) : 0);
  const make = (kind: RowKind, amount: Money, delivered: number) => row(month, standing, kind, amount, {
    sessions: delivered, reference: null,
    inputs: { ...inputsOf(standing), before: from.toFixed(2), target: standing.target.toFixed(2), policy: policyFor(standing, policies) },
  });
  const amount = regular.plus(remainder);
  if (amount.isZero()) return [];
  // Two parts of opposite sign, or both given back, are one event: a drop and a credit note of the same month.
  if (regular.isPositive() && remainder.isPositive() && !regular.isZero() && !remainder.isZero()) return [make('regular', regular, sessions), make('remainder', remainder, 0)];
  return [make(kindOf(amount, remainder, standing), amount, sessions)];
}

const kindOf = (amount: Money, remainder: Money, { accrual }: Standing): RowKind =>
  remainder.isZero() ? (amount.isNegative() && accrual !== 'ACTIVE' ? 'credit' : 'regular') : amount.isNegative() ? 'credit' : 'remainder';

function adjustment(facts: ContractFacts, month: Month, before: Standing | null, standing: Standing): AccrualRow[] {
  const expected = before?.target ?? ZERO;
  const booked = bookedUpTo(facts, month - 1);
  const amount = expected.minus(booked);
  if (amount.isZero()) return [];
  const reference = `Meses cerrados hasta ${writeMonth(month - 1)}`;
  return [row(month, standing, 'adjustment', amount, { sessions: 0, reference, inputs: { closed_until: writeMonth(month - 1), expected: expected.toFixed(2), booked: booked.toFixed(2) } })];
}

type RowDetails = Pick<AccrualRow, 'sessions' | 'reference' | 'inputs'>;

const row = (month: Month, standing: Standing, kind: RowKind, amount: Money, details: RowDetails): AccrualRow => ({
  month, kind, amount, periodId: standing.period?.id ?? null, status: standing.status, total: standing.total, changed: standing.period?.changed ?? null, ...details,
});

// The one that decided. The month keeps them all.
function policyFor({ decision, status }: Standing, policies: Policies): string {
  if (decision === 'dropped' || decision === 'snapshot_dropped' || status === 'DROPPED') return policies.on_drop;
  if (decision === 'postponed_expired') return policies.expire_postponed;
  return decision === 'resigned' ? policies.resigned : policies.late_invoices;
}

const inputsOf = ({ total, earned, progress, decision, status, period }: Standing): Record<string, unknown> => ({
  total: total.toFixed(2), earned: earned.toFixed(2),
  ...(progress && { base: progress.base.toFixed(2), delivered_days: progress.delivered, planned_days: progress.planned }),
  ...(progress?.sessions && { method: 'sessions', delivered_sessions: progress.sessions.delivered, planned_sessions: progress.sessions.planned }),
  ...(period && { period: { id: period.id, start: writeDay(period.start), end: writeDay(period.end), status, changed: period.changed === null ? null : writeDay(period.changed) } }),
  ...(decision && { decision }),
});

const sessionsAt = ({ totalSessions }: ContractFacts, { earned, total }: Standing): number =>
  total.isZero() ? 0 : earned.dividedBy(total).times(totalSessions).toDecimalPlaces(0).toNumber();
