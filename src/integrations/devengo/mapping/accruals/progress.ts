import { Money } from '../../../../core/money/index.js';
import { firstDay, monthOf, type Day, type Month } from './calendar.js';
import type { ContractFacts, Policies } from './facts.js';
import { countSessions, sessionsLeft, type Sessions } from './sessions.js';
import { totalAt, totalOfFinished, type Phase } from './phases.js';
import { countDays } from './views.js';

/** What is needed beyond the facts: the targets of the months before, and each month's policies. */
export interface Past {
  /** Revenue up to the end of a month; zero before the first. */
  targetAt(month: Month): Money;
  policiesOf(month: Month): Policies;
  /** The month of a decision that the closed books hold, if there is one. */
  decided: Month | null;
}

/** How far a phase has come. */
export interface Progress {
  /** Of T, what was recognised before this phase. */
  base: Money;
  /** Days delivered, of days planned. */
  delivered: number;
  planned: number;
  /** What the method `sessions` divides by instead of days; null with `days`, and on the last day, which takes all that is left. */
  sessions: Sessions | null;
  /** Revenue up to then. */
  target: Money;
}

/** R1 within a phase: base + (T − base) × delivered / planned, in days or sessions, rounded once, so that the months add up to T. */
export function progressOf(facts: ContractFacts, phases: readonly Phase[], index: number, month: Month, until: Day, past: Past): Progress {
  const phase = phases[index]!;
  const total = totalAt(facts, month);
  const split = lateInvoiceMonth(facts, phase, month, past);
  const from = split === null ? phase.from : firstDay(split);
  const base = Money.max(split === null ? baseOf(facts, phases, index, past) : past.targetAt(split - 1), 0);
  const isActive = phase.views.some((view) => view.status === 'ACTIVE');
  const taught = phase.views.map((view) => [Math.max(view.start, from), Math.min(view.stop, until)] as const);
  const plan = phase.views.map((view) => {
    // In the month in which it stops, a period still counts with the days that were planned (example P: 151).
    const counts = view.status === 'ACTIVE' || (!isActive && monthOf(view.stop) === month);
    return [Math.max(view.start, from), counts ? view.end : view.stop] as const;
  });
  const days = { delivered: countDays(taught), planned: countDays(plan) };
  if (days.delivered === days.planned && days.planned > 0) return { base, ...days, sessions: null, target: total };
  const sessions = past.policiesOf(month).accrual_method === 'sessions' ? countSessions(taught, plan, sessionsLeft(facts, phases, index, from - 1), facts) : null;
  const { delivered, planned } = sessions ?? days;
  const part = planned === 0 ? new Money(0) : total.minus(base).times(delivered).dividedBy(planned);
  // A credit note may leave less than what was recognised before this phase: that goes at once, not over the days to come.
  return { base, ...days, sessions, target: Money.min(base.plus(part).toDecimalPlaces(2), total) };
}

// R2: what was recognised before the phase began. What an earlier one delivered in the same month comes first.
function baseOf(facts: ContractFacts, phases: readonly Phase[], index: number, past: Past): Money {
  const { from } = phases[index]!;
  const month = monthOf(from);
  if (index === 0) return past.decided !== null && past.decided < month ? past.targetAt(month - 1) : new Money(0);
  const before = phases[index - 1]!.views;
  const stop = Math.max(...before.map((view) => view.stop));
  if (stop < firstDay(month)) return past.targetAt(month - 1);
  if (before.every((view) => view.status === 'ENDED')) return totalOfFinished(facts, stop, month);
  return progressOf(facts, phases, index - 1, month, from - 1, past).target;
}

// R9, prospective: an invoice of a month is spread over what is left of the plan from that month on.
function lateInvoiceMonth({ documents }: ContractFacts, phase: Phase, month: Month, past: Past): Month | null {
  const end = Math.max(...phase.views.map((view) => view.stop));
  for (let at = documents.length - 1; at >= 0; at--) {
    const { day, net } = documents[at]!;
    const billed = monthOf(day);
    if (billed > month || !net.isPositive() || firstDay(billed) > end) continue;
    if (firstDay(billed) <= phase.from) return null;
    if (past.policiesOf(billed).late_invoices === 'prospective') return billed;
  }
  return null;
}
