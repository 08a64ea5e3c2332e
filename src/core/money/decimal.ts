import { Decimal } from 'decimal.js';
import { isLosslessNumber } from 'lossless-json';

// 40 significant digits: enough for any invoice in any currency, and never a binary float.
export const Money = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 });
export type Money = Decimal;

/**
 * Reads a decimal from what providers really send: a number, a numeric string, a `Decimal`, a `LosslessNumber`
 * (what lossless-json makes of a JSON number), null, "" or "None".
 * Returns `null` for the empty forms and `undefined` for something that is not a number.
 */
export function readDecimal(value: unknown): Money | null | undefined {
  if (value === null || value === undefined || value === '' || value === 'None') return null;
  if (value instanceof Decimal) return new Money(value);
  if (isLosslessNumber(value)) return readDecimal(value.value);
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  try {
    const read = new Money(typeof value === 'string' ? value.trim() : value);
    return read.isFinite() ? read : undefined;
  } catch {
    return undefined;
  }
}
