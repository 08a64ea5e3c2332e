import { Money } from '../../../src/core/money/index.js';
import { accrueContract } from '../../../src/integrations/devengo/mapping/accruals/accrue-contract.js';
import { readDay, readMonth, writeMonth } from '../../../src/integrations/devengo/mapping/accruals/calendar.js';
import type { AccrualRow, BookedMonth, ContractFacts, ContractResult, PeriodStatus, Policies, SnapshotFact } from '../../../src/integrations/devengo/mapping/accruals/facts.js';
import { DEFAULT_POLICIES } from '../../../src/integrations/devengo/mapping/accruals/policies.js';

export interface Case {
  /** [date, net], credit notes negative. */
  documents: [string, number | string][];
  /** [start, end, status, changed]. */
  periods?: [string, string, PeriodStatus?, (string | null)?][];
  snapshot?: { found: boolean; status?: PeriodStatus; day?: string; seen: string };
  policies?: Partial<Policies>;
  released?: string;
  /** Months of the books that are closed, with what they hold. */
  booked?: Record<string, number | string | { amount: number | string; decision: BookedMonth['decision'] }>;
  closedUntil?: string;
  status?: ContractFacts['status'];
  sessions?: number;
  perWeek?: number;
}

const NEVER = -1;

export function factsOf({ documents, periods = [], snapshot, released, booked = {}, closedUntil, status = 'ACTIVE', sessions = 60, perWeek = 3 }: Case): ContractFacts {
  const sorted = documents.map(([day, net]) => ({ day: readDay(day), net: new Money(net) })).sort((one, other) => one.day - other.day);
  const last = closedUntil ?? Object.keys(booked).sort().at(-1);
  return {
    id: 1, date: sorted[0]!.day, status, currency: 'EUR', otherCurrencies: [], documents: sorted, totalSessions: sessions, sessionsPerWeek: perWeek,
    periods: periods.map(([start, end, is = 'ACTIVE', changed = null], at) => ({ id: at + 1, start: readDay(start), end: readDay(end), status: is, changed: changed === null ? null : readDay(changed) })).sort((one, other) => one.start - other.start),
    snapshot: snapshot ? ({ found: snapshot.found, status: snapshot.status ?? null, seen: readDay(snapshot.seen), day: readDay(snapshot.day ?? snapshot.seen) } satisfies SnapshotFact) : null,
    released: released === undefined ? null : readDay(released),
    closedUntil: last === undefined ? NEVER : readMonth(last),
    booked: new Map(Object.entries(booked).map(([month, value]) => [readMonth(month), typeof value === 'object' ? { amount: new Money(value.amount), decision: value.decision } : { amount: new Money(value), decision: null }])),
  };
}

/** Accrues a case through a month; `from` is the month after the last closed one, else that of the first event. */
export function accrue(given: Case, through: string): ContractResult {
  const facts = factsOf(given);
  const begin = Math.min(...[...given.documents.map(([day]) => day), ...(given.periods ?? []).map(([start]) => start)].map(readMonth));
  const policies = { ...DEFAULT_POLICIES, ...given.policies };
  return accrueContract(facts, { from: facts.closedUntil === NEVER ? begin : facts.closedUntil + 1, to: readMonth(through), policiesOf: () => policies });
}

/** What each month recognises: `{ '2024-01': '728.57', … }`; months without rows are left out. */
export function byMonth(rows: readonly AccrualRow[]): Record<string, string> {
  const sums = new Map<string, Money>();
  for (const { month, amount } of rows) sums.set(writeMonth(month), (sums.get(writeMonth(month)) ?? new Money(0)).plus(amount));
  return Object.fromEntries([...sums].map(([month, sum]) => [month, sum.toFixed(2)]));
}

export const months = (given: Case, through: string): Record<string, string> => byMonth(accrue(given, through).rows);
/** `kind amount` of the rows of one month. */
export const kinds = (result: ContractResult, month: string): string[] => result.rows.filter((row) => writeMonth(row.month) === month).map(({ kind, amount }) => `${kind} ${amount.toFixed(2)}`);
