import { DateTime } from 'luxon';

const ZONE = 'America/Costa_Rica';

/** `2026-11-28`: the day that counts for a document is Costa Rica's, wherever the server stands. */
export const costaRicaDay = (at: Date): string => DateTime.fromJSDate(at, { zone: ZONE }).toFormat('yyyy-MM-dd');

/** `2026-11-28T10:15:00-06:00`, as FechaEmision wants it. */
export const costaRicaTime = (at: Date): string => DateTime.fromJSDate(at, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");

/** FechaEmision: the moment of signing, unless the sender gave an earlier day (contingency). */
export function issuedAt(given: string | undefined, now: Date): string {
  if (given === undefined || given.slice(0, 10) === costaRicaDay(now)) return costaRicaTime(now);
  return given.length > 10 ? given : `${given}T12:00:00-06:00`;
}
