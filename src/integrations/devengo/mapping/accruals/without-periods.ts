import { lastDay, monthOf, type Month } from './calendar.js';
import { decide, isReleased, months, type Standing } from './decisions.js';
import type { ContractFacts, Policies } from './facts.js';
import type { Past } from './progress.js';

/**
 * R10: a contract without periods, by the stored snapshot of the client's record. Without one nothing is recognised: a look-up
 * that failed is not an answer.
 */
export function standWithoutPeriods(facts: ContractFacts, start: Standing, month: Month, past: Past): Standing {
  const { snapshot } = facts;
  if (!snapshot) return start;
  if (!snapshot.found) {
    const recognised = months(monthOf(facts.date), month).some((one) => isResigned(facts, one, past.policiesOf(one)) && past.policiesOf(one).resigned === 'recognise');
    return recognised ? decide(start, 'resigned', start.earned) : start;
  }
  if (snapshot.day > lastDay(month)) return start;
  if (snapshot.status === 'ENDED') return decide(start, 'snapshot_ended', start.earned);
  if (snapshot.status !== 'DROPPED') return start;
  const isTold = months(monthOf(snapshot.day), month).some((one) => past.policiesOf(one).on_drop === 'recognise_remainder');
  if (isTold) return decide(start, 'snapshot_dropped', start.earned);
  if (isReleased(facts, snapshot.day, month)) return decide(start, 'released', start.earned);
  return { ...start, contract: 'CANCELED', accrual: 'PAUSED', held: start.target.lessThan(start.total) };
}

/** Not found by a reading younger than the month, and not a contract of the last days. */
export function isResigned({ snapshot, periods, date }: ContractFacts, month: Month, { recent_days }: Policies): boolean {
  return snapshot !== null && !snapshot.found && periods.length === 0 && snapshot.seen > lastDay(month) && lastDay(month) - date > recent_days;
}
