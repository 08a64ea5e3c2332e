import type { Day } from './calendar.js';
import type { PeriodFact, PeriodStatus } from './facts.js';

/** A period as it was known on a day: a change that lies after it has not happened yet, so that history replays. */
export interface PeriodView {
  period: PeriodFact;
  status: PeriodStatus;
  start: Day;
  /** The last day of the plan. */
  end: Day;
  /** The last day that was or will be delivered; before `start` when nothing was. */
  stop: Day;
}

export function viewAt(period: PeriodFact, day: Day): PeriodView {
  const { start, end } = period;
  const changed = period.status !== 'ACTIVE' && period.changed !== null && period.changed <= day;
  return { period, start, end, status: changed ? period.status : 'ACTIVE', stop: changed ? Math.min(end, period.changed!) : end };
}

/** Days in the union of ranges, both ends included: a day that two periods share counts once. */
export function countDays(ranges: readonly (readonly [Day, Day])[]): number {
  let days = 0;
  let counted = -Infinity;
  for (const [start, end] of [...ranges].sort(([one], [other]) => one - other)) {
    const from = Math.max(start, counted + 1);
    if (end >= from) {
      days += end - from + 1;
      counted = end;
    }
  }
  return days;
}
