import { isLosslessNumber, stringify } from 'lossless-json';
import { Money, readDecimal } from '../../../core/money/index.js';
import { storableText } from '../../../core/text/index.js';

export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});
export const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

/** A text or a number as text; the empty text for everything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return storableText(value).trim();
  return typeof value === 'number' ? String(value) : isLosslessNumber(value) ? value.value : '';
}

/** What is no number counts as zero. */
export const decimalOf = (value: unknown): Money => readDecimal(value) ?? new Money(0);
export const numberOf = (value: unknown): number => readDecimal(value)?.toNumber() ?? NaN;

/** The record as it was given, as text that jsonb takes. */
export const originalOf = (row: Row): string => stringify(row, (_, value) => (typeof value === 'string' ? storableText(value) : value)) ?? '{}';

/** Two decimals, as the tables keep them. */
export const cents = (amount: Money): string => amount.toDecimalPlaces(2).toFixed(2);
