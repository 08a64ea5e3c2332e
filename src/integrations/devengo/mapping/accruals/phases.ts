import { Money } from '../../../../core/money/index.js';
import { firstDay, lastDay, monthOf, type Day, type Month } from './calendar.js';
import type { ContractFacts, PeriodFact } from './facts.js';
import { viewAt, type PeriodView } from './views.js';

/** Periods over which one amount is spread. A resumed course is a phase of its own (R2). */
export interface Phase {
  from: Day;
  views: readonly PeriodView[];
}

/** The phases of a contract as known at the end of a month, by start; those that have not begun included. */
export function phasesAt(facts: ContractFacts, month: Month): Phase[] {
  const phases: { from: Day; views: PeriodView[] }[] = [];
  for (const period of facts.periods) {
    const view = viewAt(period, lastDay(month));
    const current = phases.at(-1);
    if (current && !current.views.every((earlier) => isOver(facts, earlier.period, view.start))) current.views.push(view);
    else phases.push({ from: view.start, views: [view] });
  }
  return phases;
}

// A period after a pause, a drop, or a course that was finished and billed is not part of the plan before it; by what is known
// today, since a resumed period does not count before it starts (example P).
function isOver(facts: ContractFacts, { status, end, changed }: PeriodFact, next: Day): boolean {
  if (changed !== null && (status === 'POSTPONED' || status === 'DROPPED')) return true;
  const stop = changed !== null && status === 'ENDED' ? Math.min(end, changed) : end;
  return stop < next && ((status === 'ENDED' && billedAfter(facts, stop)) || isBookedWhole(facts, monthOf(next) - 1));
}

const billedAfter = ({ documents }: ContractFacts, day: Day): boolean => documents.some((document) => document.day > day && document.net.isPositive());

/** Whether the closed books had recognised everything by the end of a month. */
function isBookedWhole(facts: ContractFacts, month: Month): boolean {
  if (month > facts.closedUntil) return false;
  const total = totalAt(facts, month);
  return !total.isZero() && bookedUpTo(facts, month).equals(total);
}

/** T: net of the documents up to the end of a month. */
export function totalAt({ documents }: ContractFacts, month: Month): Money {
  const until = firstDay(month + 1);
  let total: Money = new Money(0);
  for (const { day, net } of documents) {
    if (day < until) total = total.plus(net);
  }
  return total;
}

/** Of T, what belongs to a course that ended: later invoices are the next one's, later credit notes are not. */
export function totalOfFinished({ documents }: ContractFacts, stop: Day, month: Month): Money {
  const counts = documents.filter(({ day, net }) => day < firstDay(month + 1) && (day <= stop || net.isNegative()));
  return counts.reduce((sum, { net }) => sum.plus(net), new Money(0) as Money);
}

export function bookedUpTo({ booked }: ContractFacts, month: Month): Money {
  let sum: Money = new Money(0);
  for (const [of, { amount }] of booked) {
    if (of <= month) sum = sum.plus(amount);
  }
  return sum;
}
