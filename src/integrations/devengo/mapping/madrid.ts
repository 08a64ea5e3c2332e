import { DateTime } from 'luxon';

/** Where the school keeps its books. A day that begins at 23:00 UTC is the next one there (contract holded §0.3). */
export const ZONE = 'Europe/Madrid';

/** An ISO day of a moment in unix seconds; null for what is no moment. */
export function dayOfUnix(seconds: number): string | null {
  return Number.isFinite(seconds) && seconds > 0 ? DateTime.fromSeconds(seconds, { zone: ZONE }).toISODate() : null;
}

/** An ISO day of an ISO moment, or of a day alone. */
export function dayOfIso(text: unknown): string | null {
  return typeof text === 'string' && text !== '' ? DateTime.fromISO(text, { zone: ZONE }).toISODate() : null;
}

/** The midnight a day begins with, in unix seconds. */
export const unixOfDay = (day: string): number => DateTime.fromISO(day, { zone: ZONE }).toSeconds();

export const addDays = (day: string, days: number): string => DateTime.fromISO(day).plus({ days }).toISODate()!;
export const daysBetween = (from: string, to: string): number => Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days);
export const today = (now: Date): string => DateTime.fromJSDate(now, { zone: ZONE }).toISODate()!;
