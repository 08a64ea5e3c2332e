import { isSafeNumber, LosslessNumber, parse } from 'lossless-json';

/** A provider's JSON: whole safe numbers become numbers (ids, counters), everything else keeps each digit. */
export function answerJson(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text.trim() === '') return { ok: false };
  try {
    return { ok: true, value: parse(text, null, readNumber) };
  } catch {
    return { ok: false };
  }
}

const readNumber = (text: string) => (/^-?\d+$/.test(text) && isSafeNumber(text) ? Number(text) : new LosslessNumber(text));
