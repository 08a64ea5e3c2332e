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
    return wordsOf(JSON.parse(body));
  } catch {
    return body;
  }
}

/** A gateway before the API may wrap its words once more: `{"error": {"message": "…"}}`. */
function wordsOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 2) return '';
  const fields = value as Record<string, unknown>;
  return ['error_description', 'message', 'mensaje', 'error'].map((name) => wordsOf(fields[name], depth + 1)).find((words) => words !== '') ?? '';
}
