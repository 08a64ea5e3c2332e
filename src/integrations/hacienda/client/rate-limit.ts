import { retryAfterMs } from '../../../core/http/retry-after.js';

type Headers = Readonly<Record<string, string>>;

const LONGEST_MS = 3_600_000;
/** Smaller numbers are no moment but a span: 2001 is long gone. */
const FIRST_EPOCH = 1_000_000_000;

/**
 * Milliseconds until Hacienda takes calls again, when an answer says that the quota is used up: `X-Ratelimit-Remaining: 0` and
 * `X-Ratelimit-Reset` in epoch seconds (contract §7). The figures are not published, so the headers are all there is.
 */
export function restAsked(headers: Headers, now = Date.now()): number | undefined {
  return headers['x-ratelimit-remaining']?.trim() === '0' ? untilReset(headers, now) : undefined;
}

/** The wait that a refusal asks for: its `Retry-After`, else the moment when the quota begins anew. */
export const waitAsked = (headers: Headers, now = Date.now()): number | undefined => retryAfterMs(headers['retry-after']) ?? restAsked(headers, now);

function untilReset(headers: Headers, now: number): number | undefined {
  const reset = Number(headers['x-ratelimit-reset'] || Number.NaN);
  if (!Number.isFinite(reset) || reset < 0) return undefined;
  return Math.min(Math.max(reset > FIRST_EPOCH ? reset * 1000 - now : reset * 1000, 0), LONGEST_MS);
}
