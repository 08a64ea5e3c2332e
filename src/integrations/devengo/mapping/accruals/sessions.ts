import { firstDay, lastDay, monthOf, type Day } from './calendar.js';
import type { ContractFacts } from './facts.js';
import type { Phase } from './phases.js';
import { countDays } from './views.js';

/** Sessions taught, of those that are planned. */
export interface Sessions {
  delivered: number;
  planned: number;
}

/** What a service says of its sessions. */
export type SessionPlan = Pick<ContractFacts, 'totalSessions' | 'sessionsPerWeek'>;

type Range = readonly [Day, Day];

/**
 * Method `sessions`: a course has as many sessions as its weeks times those of a week, at most those that are `left` of the service's
 * total; a month has its days' share of them, rounded. So the months of the worked examples C, A and P have theirs (contract §5, §7).
 * Planned are at least as many as the months say, so that a course never runs out of sessions before its end.
 */
export function countSessions(taught: readonly Range[], plan: readonly Range[], left: number, { sessionsPerWeek }: SessionPlan): Sessions {
  const days = countDays(plan);
  if (days === 0) return { delivered: 0, planned: 0 };
  // Hundredths of a session per week: whole numbers only.
  const course = Math.min(roundHalfUp(days * Math.round(sessionsPerWeek * 100), 700), left);
  const inMonths = (ranges: readonly Range[]): number => byMonth(ranges).reduce((sum, part) => sum + roundHalfUp(course * part, days), 0);
  const planned = Math.min(left, Math.max(course, inMonths(plan)));
  return { delivered: Math.min(inMonths(taught), planned), planned };
}

/** What of a service's sessions is left when a phase begins, and up to a day of it. A finished course leaves the next one all of them. */
export function sessionsLeft(service: SessionPlan, phases: readonly Phase[], index: number, until: Day): number {
  let left = service.totalSessions;
  for (const { from, views } of phases.slice(0, index + 1)) {
    const taught = views.map(({ start, stop }): Range => [start, Math.min(stop, until)]);
    const isBefore = from < phases[index]!.from;
    if (isBefore && views.every(({ status }) => status === 'ENDED')) left = service.totalSessions;
    else left -= countSessions(taught, views.map(({ start, end }): Range => [start, end]), left, service).delivered;
    if (left <= 0) left = service.totalSessions;
  }
  return left;
}

/** Days of each month of the ranges, those that two share counted once. */
function byMonth(ranges: readonly Range[]): number[] {
  const real = ranges.filter(([start, end]) => end >= start);
  if (real.length === 0) return [];
  const [first, last] = [monthOf(Math.min(...real.map(([start]) => start))), monthOf(Math.max(...real.map(([, end]) => end)))];
  return Array.from({ length: last - first + 1 }, (_, at) => countDays(real.map(([start, end]): Range => [Math.max(start, firstDay(first + at)), Math.min(end, lastDay(first + at))])));
}

const roundHalfUp = (part: number, of: number): number => Math.floor((2 * part + of) / (2 * of));
