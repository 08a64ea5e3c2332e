import { REDACTED } from './redact.js';

/** Shorter than this, a value is too common to be told from ordinary text. */
const SHORTEST = 4;
/** Below this, only a whole word is replaced: a PIN of four digits must not eat into amounts. */
const WORD_BELOW = 8;

/**
 * `text` with every known secret replaced, also where it was written as base64 (alone, or inside a longer run such as the
 * `user:password` of Basic authentication), percent-encoded, form-encoded, JSON-escaped or in hexadecimal.
 */
export function redactValues(text: string, secrets: readonly string[]): string {
  const usable = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
  // Longest first: a secret that contains another must go whole.
  const forms = [...new Set(usable.flatMap(writtenForms))].sort((a, b) => b.length - a.length);
  return forms.reduce((redacted, form) => replaceForm(redacted, form), text);
}

function replaceForm(text: string, form: string): string {
  if (form.length >= WORD_BELOW) return text.replaceAll(form, REDACTED);
  return text.replace(new RegExp(`(?<![\\w.])${escape(form)}(?![\\w.])`, 'g'), REDACTED);
}

function writtenForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const percent = encodeURIComponent(secret);
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams([['', secret]]).toString().slice(1),
    ...base64Forms(bytes),
  ];
  const hex = bytes.toString('hex');
  if (hex.length >= WORD_BELOW * 2) forms.push(hex, hex.toUpperCase());
  return forms;
}

/** The base64 of the bytes, and the part of it that stays the same at each of the three positions in a longer run. */
function base64Forms(bytes: Buffer): string[] {
  const inside = [0, 1, 2].map((before) => {
    const run = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = run.toString('base64').replace(/=+$/, '');
    return whole.slice([0, 2, 3][before], run.length % 3 === 0 ? undefined : -1);
  });
  const alone = bytes.toString('base64');
  return [alone, alone.replace(/=+$/, ''), ...inside]
    .filter((form) => form.length >= SHORTEST + 2)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(form)]);
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
