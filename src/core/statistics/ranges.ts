import { DateTime } from 'luxon';

export const RANGES = ['24h', '7d', '30d'] as const;
export type Range = (typeof RANGES)[number];

/** A bar of the chart: from (inclusive) to (exclusive). */
export interface Step {
  from: Date;
  to: Date;
}

/**
 * The bars of a range that ends now, oldest first, in whole hours and days of `zone`: 24 of an hour, up to 28 of a quarter of a day,
 * 30 of a day. The last one is still going on. Pure.
 */
export function stepsOf(range: Range, zone: string, now: Date): Step[] {
  const at = DateTime.fromJSDate(now, { zone });
  const starts = {
    '24h': () => hours(at.startOf('hour')),
    '7d': () => days(at, 7).flatMap((day) => [0, 6, 12, 18].map((hour) => day.set({ hour }))),
    '30d': () => days(at, 30),
  }[range]();
  const past = starts.filter((start) => start <= at).map((start) => start.toJSDate());
  return past.map((from, index) => ({ from, to: past[index + 1] ?? endOf(from, range, zone) }));
}

const hours = (last: DateTime): DateTime[] => Array.from({ length: 24 }, (_, index) => last.minus({ hours: 23 - index }));
const days = (at: DateTime, count: number): DateTime[] => Array.from({ length: count }, (_, index) => at.startOf('day').minus({ days: count - 1 - index }));

const LENGTH: Record<Range, { hours: number } | { days: number }> = { '24h': { hours: 1 }, '7d': { hours: 6 }, '30d': { days: 1 } };
const endOf = (from: Date, range: Range, zone: string): Date => DateTime.fromJSDate(from, { zone }).plus(LENGTH[range]).toJSDate();
