import { answerJson } from '../../../core/http/answer-json.js';
import { cut, plainText } from '../../../core/text/index.js';
import { fieldsOf } from './erpnext.types.js';

/** What a Frappe site says about an error. */
export interface ErrorBody {
  /** The Python class without its module: `MandatoryError`; null when the answer is not Frappe's. */
  type: string | null;
  /** One line for people, markup taken out, in the language of the API user; null when it says nothing. */
  message: string | null;
  /** Not Frappe's JSON: a proxy speaks, or another site. */
  foreign?: true;
}

const LIMIT = 400;

/** Reads an error body of v13 to v16, with tracebacks or without (contract frappe-api §6). */
export function readErrorBody(body: string): ErrorBody {
  const read = answerJson(body);
  if (!read.ok || typeof read.value !== 'object' || read.value === null) return { type: null, message: plainText(body, LIMIT) || null, foreign: true };
  const json = fieldsOf(read.value);
  const type = typeOf(json);
  const words = [thrownWords(json._server_messages), textOf(json._error_message), afterClass(json.exception), type, textOf(json.message), firstError(json)].find((text) => text !== null);
  return { type, message: words === undefined ? null : plainText(words!, LIMIT) || null };
}

/** Messages of an answer, decoded: a JSON text of a list of JSON texts. What cannot be read is left out. */
export function serverMessages(value: unknown): { message: string; thrown: boolean }[] {
  return listIn(value).flatMap((each) => {
    const inner = typeof each === 'string' ? answerJson(each) : { ok: true as const, value: each };
    const fields = fieldsOf(inner.ok ? inner.value : { message: each });
    const message = plainText(String(fields.message ?? ''), LIMIT);
    return message ? [{ message, thrown: Boolean(fields.raise_exception) || fields.indicator === 'red' }] : [];
  });
}

// Several mandatory fields come as several messages; remarks that were made before the refusal are not the refusal.
function thrownWords(value: unknown): string | null {
  const all = serverMessages(value);
  const thrown = all.filter((each) => each.thrown);
  const words = thrown.length > 0 ? thrown.map(({ message }) => message) : all.slice(-1).map(({ message }) => message);
  return words.length > 0 ? cut([...new Set(words)].join('; '), LIMIT) : null;
}

function typeOf({ exc_type, exception, exc }: Record<string, unknown>): string | null {
  const lastLine = String(listIn(exc).at(-1) ?? '').trim().split('\n').at(-1);
  const named = [textOf(exc_type), classIn(exception), classIn(lastLine)].find((name) => name !== null);
  return named ?? null;
}

/** `frappe.exceptions.MandatoryError: [Purchase Receipt, …]` → `MandatoryError`. */
function classIn(value: unknown): string | null {
  const found = /^(?:[\w]+\.)*([A-Z]\w+)(?::|$)/.exec(String(value ?? '').trim());
  return found?.[1] ?? null;
}

const afterClass = (exception: unknown): string | null => textOf(/^[\w.]+:\s*([\s\S]+)$/.exec(String(exception ?? ''))?.[1]);

// The shape of `/api/v2`, and of proxies that wrap.
function firstError({ errors, error }: Record<string, unknown>): string | null {
  const first = Array.isArray(errors) ? fieldsOf(errors[0]).message : fieldsOf(error).message;
  return textOf(first) ?? textOf(error);
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  const read = typeof value === 'string' ? answerJson(value) : ({ ok: false } as const);
  return read.ok && Array.isArray(read.value) ? (read.value as unknown[]) : [];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
