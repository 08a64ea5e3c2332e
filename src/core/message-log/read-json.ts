import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';
import type { Warning } from '../errors/index.js';
import { duplicateKeys } from './duplicate-keys.js';

/** Deeper than this is refused: PostgreSQL and every recursive reader have a stack (reliability H3). */
export const MAX_DEPTH = 100;

export interface JsonProblem {
  code: 'not_utf8' | 'not_json' | 'too_deep' | 'empty';
  message: string;
}

export type JsonText = { text: string; problem?: undefined } | { text?: undefined; problem: JsonProblem };

/** Bytes → text, if they are UTF-8 JSON text of bearable depth. A byte order mark is dropped. */
export function jsonText(raw: Uint8Array): JsonText {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return { problem: { code: 'not_utf8', message: 'El contenido no está en UTF-8.' } };
  }
  if (text.trim() === '') return { problem: { code: 'empty', message: 'El contenido está vacío.' } };
  if (depthOf(text) > MAX_DEPTH) {
    return { problem: { code: 'too_deep', message: `El JSON tiene más de ${MAX_DEPTH} niveles de profundidad.` } };
  }
  return { text };
}

export type QuickJson = { value: unknown; stored: string | null } | { problem: JsonProblem };

/** The ingest's reading: native speed, numbers may lose digits. `stored` is the text PostgreSQL can hold as jsonb. */
export function quickJson(raw: Uint8Array): QuickJson {
  const read = jsonText(raw);
  if (read.problem) return { problem: read.problem };
  try {
    return { value: JSON.parse(read.text), stored: fitsJsonb(read.text) ? read.text : null };
  } catch (error) {
    return { problem: { code: 'not_json', message: `El contenido no es JSON válido: ${(error as Error).message}` } };
  }
}

export type FullJson = { value: unknown; warnings: Warning[] } | { problem: JsonProblem };

/** The worker's reading: no digit is lost (long numbers are `LosslessNumber`s) and duplicate keys are reported. */
export function fullJson(raw: Uint8Array): FullJson {
  const read = jsonText(raw);
  if (read.problem) return { problem: read.problem };
  try {
    // Like JSON.parse and PostgreSQL, the last of two equal keys wins.
    const value: unknown = LONG_NUMBER.test(read.text) ? parse(read.text, null, { onDuplicateKey: ({ newValue }) => newValue, parseNumber: exactNumber }) : JSON.parse(read.text);
    const repeated = duplicateKeys(read.text);
    return { value, warnings: repeated.length > 0 ? [repeatedKeys(repeated)] : [] };
  } catch (error) {
    return { problem: { code: 'not_json', message: `El contenido no es JSON válido: ${(error as Error).message}` } };
  }
}

/** A number where a double holds it whole: what else stands in the document (a UUID with `3e8` in it) must not change what a number is. */
const exactNumber = (digits: string): number | LosslessNumber => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits));

// A double keeps fifteen digits. Where no number can have more, the native parser is exact, and twenty times as fast.
const LONG_NUMBER = /\d[\d.]{15,}|\d[eE][+-]?\d/;

function repeatedKeys(keys: string[]): Warning {
  const names = keys.slice(0, 10).join(', ');
  return { code: 'duplicate_keys', message: `El JSON repite claves (${names}); se usó el último valor de cada una.` };
}

/** Nesting depth by one pass over the text, strings skipped. Cheap enough for every request. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    if (deepest > MAX_DEPTH) break;
  }
  return deepest;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

// PostgreSQL's jsonb refuses \u0000, lone surrogates and numbers beyond numeric's range; such bodies stay raw only.
const SUSPECT = /\\u0000|\\u[dD][89a-fA-F]|[eE][+-]?\d{4,}|\d{1000,}/;

export function fitsJsonb(text: string): boolean {
  if (!SUSPECT.test(text)) return !hasLoneSurrogate(text);
  // `"PSINV-3e12345"` is a name, not a number: only what stands outside of strings is judged as one.
  const numbers = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, '""');
  return !/\\u0000/.test(text) && !/[eE][+-]?\d{4,}|\d{1000,}/.test(numbers) && !hasLoneSurrogate(unescapeSurrogates(text));
}

const unescapeSurrogates = (text: string) =>
  text.replace(/\\u([dD][89a-fA-F][0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const hasLoneSurrogate = (text: string) => !text.isWellFormed();
