import { answerJson } from '../../../core/http/answer-json.js';
import { cut, plainText } from '../../../core/text/index.js';
import { fieldsOf, textOf } from './alegra.types.js';

/** What Alegra says about an error, in its own words. */
export interface ErrorBody {
  /** One line, at most 300 characters; null when it says nothing. */
  message: string | null;
  /** Alegra's code as text. Only 2006 and 2039 are known to mean something. */
  code: string | null;
  /** With 2006: the contact that already has the identification. */
  contactId: string | null;
}

const LIMIT = 300;

/** Reads the shapes seen in the field, in this order: `{message, code}`, `{error: {…}}`, `{error: "…"}`, `{detail}`, any text. */
export function readErrorBody(body: string): ErrorBody {
  const json = answerJson(body);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return { message: plainText(body, LIMIT) || null, code: null, contactId: null };
  const top = fieldsOf(json.value);
  const inner = fieldsOf(top.error);
  const words = [top.message, inner.message, top.error, top.detail, top.details, top.errors].map(wordsOf).find((text) => text !== null);
  return {
    message: words ?? (Object.keys(top).length > 0 || Array.isArray(json.value) ? wordsOf(json.value) : null),
    code: textOf(top.code) ?? textOf(inner.code),
    contactId: textOf(top.contactId) ?? textOf(inner.contactId),
  };
}

/** A text, or a list or object of texts (`{"email": ["no es válido"]}`), as one line. */
function wordsOf(value: unknown): string | null {
  const text = textOf(value);
  if (text !== null) return plainText(text, LIMIT) || null;
  if (typeof value !== 'object' || value === null) return null;
  const parts = Object.entries(value).map(([key, part]) => {
    const words = wordsOf(part);
    return words === null ? null : Array.isArray(value) ? words : `${key}: ${words}`;
  });
  const joined = parts.filter((part) => part !== null).join('; ');
  return joined === '' ? null : cut(joined, LIMIT);
}
