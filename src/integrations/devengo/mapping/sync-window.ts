import { DateTime } from 'luxon';
import type { FieldProblem } from '../../../core/problems/index.js';

export interface Asked {
  year?: number;
  start_date?: string;
  end_date?: string;
}

/** Half-open; an end that is null is open, both null: whatever the step reads without dates. */
export interface SyncWindow {
  start_date: string | null;
  end_date: string | null;
}

const NOT_FIRST = { es: 'debe ser el primer día de un mes (AAAA-MM-01)', en: 'must be the first day of a month (YYYY-MM-01)' };
const NOT_AFTER = { es: 'debe ser posterior a start_date: el final no se incluye', en: 'must be after start_date: the end is not included' };

/** The window that a request asks for: its dates, else its year. First days of months, the end exclusive. */
export function readWindow({ year, start_date, end_date }: Asked): { window: SyncWindow } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  for (const [path, date] of Object.entries({ start_date, end_date })) if (date !== undefined && !isFirst(date)) problems.push({ path, ...NOT_FIRST });
  if (problems.length === 0 && start_date !== undefined && end_date !== undefined && end_date <= start_date) problems.push({ path: 'end_date', ...NOT_AFTER });
  if (problems.length > 0) return { problems };
  const ofYear = year === undefined ? undefined : { start: `${year}-01-01`, end: `${year + 1}-01-01` };
  const window = { start_date: start_date ?? ofYear?.start ?? null, end_date: end_date ?? ofYear?.end ?? null };
  if (window.start_date !== null && window.end_date !== null && window.end_date <= window.start_date) return { problems: [{ path: 'year', es: 'no concuerda con las fechas', en: 'does not agree with the dates' }] };
  return { window };
}

const isFirst = (date: string): boolean => /^\d{4}-\d{2}-01$/.test(date) && DateTime.fromISO(date).isValid;

/** Months that are read again each time: Holded does not say what was changed (contract holded §3.1). */
export const TRAILING_MONTHS = 3;

/**
 * What a run without dates reads: everything the first time and when asked to, else the last months to the end of this one. The last
 * months are those before `readOn`, the day of the last such run: after a pause of half a year that half year is not left out.
 */
export function trailingWindow(today: string, everything: boolean, readOn = today): { start_date: string; end_date: string } {
  const month = DateTime.fromISO(today).startOf('month');
  const since = DateTime.fromISO(readOn < today ? readOn : today).startOf('month').minus({ months: TRAILING_MONTHS });
  return { start_date: everything ? '2000-01-01' : since.toISODate()!, end_date: month.plus({ months: everything ? 24 : 1 }).toISODate()! };
}
