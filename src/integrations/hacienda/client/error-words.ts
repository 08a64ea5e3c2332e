import type { HttpAnswer } from '../../../core/http/exchange.js';

const LONGEST = 400;

/** Hacienda's own words for a refusal: in a header (`X-Error-Cause`, `validation-exception`), in JSON, or as bare text. */
export function errorWords({ headers, body }: HttpAnswer): string {
  const words = headers['x-error-cause'] ?? headers['validation-exception'];
  return (words ? utf8(words) : wordsIn(body)).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/** Header values come byte by byte; Hacienda writes accents in UTF-8. */
function utf8(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

function wordsIn(body: string): string {
  if (/^\s*</.test(body)) return '';
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'string') return parsed;
    const fields = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
    return ['error_description', 'message', 'mensaje', 'error'].map((name) => fields[name]).find((value): value is string => typeof value === 'string') ?? '';
  } catch {
    return body;
  }
}
