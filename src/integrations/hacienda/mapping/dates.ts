const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/i;

/** Costa Rica has had no summer time since 1992. */
const OFFSET_MS = -6 * 3_600_000;

export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year) return false;
  const read = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return read.getUTCMonth() + 1 === Number(month) && read.getUTCDate() === Number(day);
}

/** A day or a moment as Hacienda's documents write it, `2026-11-28T10:15:00-06:00`; a day is its midnight, a moment without offset is Costa Rica's. */
export function costaRicaMoment(text: string): string | undefined {
  if (isDay(text)) return `${text}T00:00:00-06:00`;
  const [, day, time, offset] = MOMENT.exec(text) ?? [];
  if (!day || !isDay(day)) return undefined;
  const at = new Date(`${day}T${time!.length === 5 ? `${time}:00` : time}${(offset ?? '-06:00').toUpperCase()}`);
  return Number.isNaN(at.getTime()) ? undefined : inCostaRica(at);
}

/** The same moment on Costa Rica's clock: `2026-11-28T10:15:00-06:00`. */
export const inCostaRica = (at: Date): string => `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}-06:00`;

/** `years` before `day`. */
export const yearsBefore = (day: string, years: number): string => `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`;

/** The day after: where somebody already writes tomorrow's date while Costa Rica still has today's. */
export const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
