import type { HttpAnswer } from '../../../core/http/exchange.js';

const LONGEST_MS = 24 * 3_600_000;

/**
 * How long Alegra asks to wait, in milliseconds, where waiting helps (429, 5xx): `Retry-After` (seconds or an HTTP date), else,
 * for a 429, `X-Rate-Limit-Reset` (seconds left). That header comes with every answer and says nothing about a 5xx.
 * What makes no sense counts as not said; what is past counts as now; nobody waits longer than a day.
 */
export function retryAfterMs({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>, now: Date): number | undefined {
  if (status !== 429 && status < 500) return undefined;
  return waitOf(header(headers, 'retry-after'), now) ?? (status === 429 ? waitOf(header(headers, 'x-rate-limit-reset'), now) : undefined);
}

function waitOf(text: string | undefined, now: Date): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const seconds = /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  const ms = seconds === undefined ? Date.parse(text) - now.getTime() : seconds * 1000;
  if (!Number.isFinite(ms)) return undefined;
  return Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
