import type { HttpAnswer } from '../../../core/http/exchange.js';
import { retryAfterMs } from '../../../core/http/retry-after.js';

/**
 * How long Alegra asks to wait, in milliseconds, where waiting helps (429, 5xx): `Retry-After` (seconds or an HTTP date), else,
 * for a 429, `X-Rate-Limit-Reset` (seconds left). That header comes with every answer and says nothing about a 5xx.
 */
export function alegraWaitMs({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>, now: Date): number | undefined {
  if (status !== 429 && status < 500) return undefined;
  return retryAfterMs(header(headers, 'retry-after'), now) ?? (status === 429 ? retryAfterMs(header(headers, 'x-rate-limit-reset'), now) : undefined);
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
