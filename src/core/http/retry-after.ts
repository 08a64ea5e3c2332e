const LONGEST_MS = 24 * 3_600_000;

/**
 * A `Retry-After` (or a header like it) in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3). What makes no sense counts as
 * not said; what is past counts as now; nobody waits longer than a day.
 * @param now only for reading dates.
 */
export function retryAfterMs(text: string | undefined, now = new Date()): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const ms = /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS) : undefined;
}
