import type { Money } from '../../../../core/money/index.js';
import type { Day, Month } from './calendar.js';

export type PeriodStatus = 'ACTIVE' | 'POSTPONED' | 'DROPPED' | 'ENDED';
export type ContractStatus = 'ACTIVE' | 'CANCELED' | 'CLOSED';
export type AccrualStatus = 'ACTIVE' | 'PAUSED' | 'COMPLETED';
export type RowKind = 'regular' | 'remainder' | 'adjustment' | 'credit';

/** What a document bills of this contract, without tax; negative for a credit note. */
export interface DocumentFact {
  day: Day;
  net: Money;
}

export interface PeriodFact {
  id: number;
  start: Day;
  end: Day;
  status: PeriodStatus;
  /** Since when the status holds; null when nobody knows. */
  changed: Day | null;
}

/** What the client's record in Notion or the CRM said when it was last read whole. */
export interface SnapshotFact {
  found: boolean;
  status: PeriodStatus | null;
  day: Day;
  /** When it was read. */
  seen: Day;
}

/** What the closed books hold for a month. */
export interface BookedMonth {
  amount: Money;
  /** A decision by policy that was closed with the month; it stands. */
  decision: Decision | null;
}

export interface ContractFacts {
  id: number;
  /** Of the first invoice. */
  date: Day;
  /** As the last run left it. */
  status: ContractStatus;
  currency: string;
  /** Of documents that count for nothing because they are in another currency. */
  otherCurrencies: readonly string[];
  /** By date. */
  documents: readonly DocumentFact[];
  /** By start. */
  periods: readonly PeriodFact[];
  snapshot: SnapshotFact | null;
  /** A person released what was held back. */
  released: Day | null;
  totalSessions: number;
  /** With two decimals at most. */
  sessionsPerWeek: number;
  /** The last closed month; months are closed in order. Below every month when none is. */
  closedUntil: Month;
  /** The closed months that have rows, by month. */
  booked: ReadonlyMap<Month, BookedMonth>;
}

/** What a company decides and its accountant must confirm; data of a month, since a closed month keeps its own. */
export interface Policies {
  /** What a course is spread over: its days, or sessions, which are days rounded to classes. */
  accrual_method: 'days' | 'sessions';
  /** R6: what a student who drops out leaves unused. */
  on_drop: 'recognise_remainder' | 'hold';
  /** R5: what a pause without return leaves unused. */
  expire_postponed: 'recognise' | 'hold';
  postponed_max_months: number;
  /** R10: contracts without periods whose client is in no system. */
  resigned: 'notify' | 'recognise';
  recent_days: number;
  /** R9: an invoice on a running contract. */
  late_invoices: 'catch_up' | 'prospective';
}

/** Why more than what was delivered became revenue. */
export type Decision = 'dropped' | 'ended' | 'postponed_expired' | 'resigned' | 'snapshot_dropped' | 'snapshot_ended' | 'released';

export interface AccrualRow {
  month: Month;
  periodId: number | null;
  kind: RowKind;
  amount: Money;
  status: string;
  sessions: number;
  /** Everything it was computed from, as JSON. */
  inputs: Record<string, unknown>;
  total: Money;
  changed: Day | null;
  reference: string | null;
}

export type NoticeType =
  | 'not_congruent_status' | 'overlapping_periods' | 'negative_days' | 'currency_mix' | 'missing_change_date'
  | 'postponed_expired' | 'resigned_candidate' | 'held_back';

export interface Notice {
  type: NoticeType;
  month: Month;
  periodId: number | null;
  message: string;
}

export interface ContractResult {
  rows: AccrualRow[];
  notices: Notice[];
  /** As of the last month of the run. */
  total: Money;
  accrued: Money;
  contract: ContractStatus;
  accrual: AccrualStatus;
  sessionsAccrued: number;
  note: string | null;
}
