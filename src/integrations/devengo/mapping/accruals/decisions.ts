import type { Money } from '../../../../core/money/index.js';
import { lastDay, type Day, type Month } from './calendar.js';
import type { AccrualStatus, ContractFacts, ContractStatus, Decision, PeriodFact } from './facts.js';
import type { Progress } from './progress.js';
import type { PeriodView } from './views.js';

/** Where a contract stands at the end of a month. */
export interface Standing {
  /** Revenue up to then. */
  target: Money;
  /** The part of `target` that was delivered; the rest was recognised by a decision. */
  earned: Money;
  total: Money;
  contract: ContractStatus;
  accrual: AccrualStatus;
  decision: Decision | null;
  /** Held back by a policy. */
  held: boolean;
  period: PeriodFact | null;
  status: string;
  progress: Progress | null;
  note: string | null;
}

/** The whole of T is revenue from here on. */
export function decide(start: Standing, decision: Decision, earned: Money, view?: PeriodView): Standing {
  const contract = decision === 'ended' || decision === 'snapshot_ended' ? 'CLOSED' : 'CANCELED';
  return { ...start, target: start.total, earned, contract, accrual: 'COMPLETED', decision, period: view?.period ?? null, status: view?.status ?? contract };
}

/** R6: what is held goes free by a person, or by a credit note, which settles what is given back. */
export const isReleased = ({ released, documents }: ContractFacts, since: Day, month: Month): boolean =>
  (released !== null && released <= lastDay(month)) || documents.some(({ day, net }) => net.isNegative() && day >= since && day <= lastDay(month));

export function months(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
