/** A day as days since 1970-01-01, so that counting days is subtracting. */
export type Day = number;
/** A month as months since year 0, so that the next one is `+ 1`. */
export type Month = number;

const MS_PER_DAY = 86_400_000;

/** Reads `YYYY-MM-DD`. */
export const readDay = (iso: string): Day => Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / MS_PER_DAY;

// A run writes the same few thousand days a million times.
const written = new Map<Day, string>();
export function writeDay(day: Day): string {
  let text = written.get(day);
  if (text === undefined) written.set(day, (text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)));
  return text;
}

/** Reads `YYYY-MM` and everything that begins so. */
export const readMonth = (iso: string): Month => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
/** `YYYY-MM`. */
export const writeMonth = (month: Month): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

export const firstDay = (month: Month): Day => Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY;
export const lastDay = (month: Month): Day => firstDay(month + 1) - 1;

export function monthOf(day: Day): Month {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Whole months between a day and the first of a month: from 15 January to 1 May they are 3, to 1 April 2. */
export const wholeMonths = (since: Day, month: Month): number => month - monthOf(since) - (since > firstDay(monthOf(since)) ? 1 : 0);
