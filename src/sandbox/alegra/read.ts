import { DateTime } from 'luxon';
import { type Money, readDecimal } from '../../core/money/index.js';
import { invalid } from './refusals.js';

export type Fields = Record<string, unknown>;

/** The value as an object; anything else counts as empty. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The body of a write: it must be a JSON object. */
export function bodyOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid('El cuerpo de la petición debe ser un objeto JSON');
  return value as Fields;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An optional list of a body; anything but a list is refused, so that nothing is dropped in silence. */
export function rowsOf(value: unknown, label: string): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : invalid(`${label} debe ser una lista`);
}

/** Trimmed text of a string or a number; null when there is none. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}

/** Alegra takes a reference as `12`, `"12"` or `{id: 12}`. */
export function idOf(value: unknown): string | null {
  return textOf(value) ?? textOf(fieldsOf(value).id);
}

export function findById<Row extends { id: string }>(rows: readonly Row[], reference: unknown): Row | undefined {
  const id = idOf(reference);
  return id === null ? undefined : rows.find((row) => row.id === id);
}

/** A required number ≥ 0, exact. */
export function amountOf(value: unknown, label: string): Money {
  const read = readDecimal(value);
  if (!read || read.isNegative()) return invalid(`${label} debe ser un número mayor o igual a cero`);
  return read;
}

export function positiveOf(value: unknown, label: string): Money {
  const read = amountOf(value, label);
  return read.isZero() ? invalid(`${label} debe ser mayor a cero`) : read;
}

/** A required `YYYY-MM-DD` that is a day of the calendar. */
export function dateOf(value: unknown, label: string): string {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid;
  return isDay ? value : invalid(`${label} es obligatoria y debe tener el formato AAAA-MM-DD`);
}

/** A value from a closed list or shape; absent is fine, and so is anything where no list is known. */
export function checkListed(value: unknown, allowed: readonly string[] | RegExp | undefined, label: string): void {
  if (value === undefined || value === null || !allowed) return;
  const known = typeof value === 'string' && (allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value));
  if (!known) invalid(`El valor "${String(value)}" no es válido para ${label}`);
}
