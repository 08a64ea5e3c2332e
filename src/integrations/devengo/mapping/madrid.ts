import { DateTime } from 'luxon';

/** Where the school keeps its books. A day that begins at 23:00 UTC is the next one there (contract holded §0.3). */
export const ZONE = 'Europe/Madrid';

/** Of a year that can be meant: milliseconds taken for seconds are of the year 56000, which no column of dates holds. */
const plausible = (day: string | null): string | null => (day !== null && /^[12]\d{3}-/.test(day) ? day : null);

/** An ISO day of a moment in unix seconds; null for what is no moment. */
export const dayOfUnix = remembered((seconds: number) => (Number.isFinite(seconds) && seconds > 0 ? plausible(DateTime.fromSeconds(seconds, { zone: ZONE }).toISODate()) : null));

const dayOfText = remembered((text: string) => plausible(DateTime.fromISO(text, { zone: ZONE }).toISODate()));
/** An ISO day of an ISO moment, or of a day alone. */
export const dayOfIso = (text: unknown): string | null => (typeof text === 'string' && text !== '' ? dayOfText(text) : null);

/** The midnight a day begins with, in unix seconds. */
export const unixOfDay = (day: string): number => DateTime.fromISO(day, { zone: ZONE }).toSeconds();

export const addDays = (day: string, days: number): string => DateTime.fromISO(day).plus({ days }).toISODate()!;
export const daysBetween = (from: string, to: string): number => Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days);
export const today = (now: Date): string => DateTime.fromJSDate(now, { zone: ZONE }).toISODate()!;

/** Thousands of documents share some hundreds of days, and asking for the zone's rules is what a day costs. */
function remembered<Key extends string | number>(read: (key: Key) => string | null): (key: Key) => string | null {
  const known = new Map<Key, string | null>();
  return (key) => {
    if (!known.has(key)) {
      if (known.size >= 10_000) known.clear();
      known.set(key, read(key));
    }
    return known.get(key)!;
  };
}
