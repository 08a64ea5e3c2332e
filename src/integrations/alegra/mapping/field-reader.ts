import { isLosslessNumber } from 'lossless-json';
import { DateTime } from 'luxon';
import { Money, readDecimal } from '../../../core/money/index.js';
import type { Problem } from './problems.js';

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value) && !(value instanceof Money);

/** What ERPNext means by "nothing": null, blank, or the texts that Jinja templates make of None. */
const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && /^(none|null|undefined)?$/i.test(value.trim()));

// Beyond these an invoice is a typing error, and printing the number could exhaust the memory (1e999999999).
const LARGEST = new Money('1e15');
const MOST_DECIMALS = 30;

/**
 * Reads the fields of one object of a webhook's payload, forgiving in form and strict in content. What is wrong is noted
 * in `problems` with its path and read as null, so that one pass finds everything.
 */
export class FieldReader {
  constructor(
    private readonly fields: Fields,
    readonly path: string,
    readonly problems: Problem[],
  ) {}

  /** Trimmed text of the first of `names` that has any. Numbers count as text, digits kept. */
  text(...names: string[]): string | null {
    const { name, value } = this.first(names);
    if (isNothing(value)) return null;
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number' || isLosslessNumber(value)) return String(value);
    return this.problem(name, 'not_text', 'debe ser un texto');
  }

  number(...names: string[]): Money | null {
    const { name, value } = this.first(names);
    if (isNothing(value)) return null;
    const read = readDecimal(value);
    if (!read) return this.problem(name, 'not_a_number', 'debe ser un número');
    if (read.abs().gt(LARGEST) || read.decimalPlaces() > MOST_DECIMALS) return this.problem(name, 'number_out_of_range', 'es un número fuera de todo rango');
    return read;
  }

  /** A Check (0/1, also "1", true) or a Yes/No select; anything empty is no. */
  check(name: string): boolean {
    const value = this.fields[name];
    if (isNothing(value)) return false;
    if (typeof value === 'boolean') return value;
    const word = String(value).trim().toLowerCase();
    if (['1', '1.0', 'true', 'yes', 'sí', 'si'].includes(word)) return true;
    if (['0', '0.0', 'false', 'no'].includes(word)) return false;
    return this.problem(name, 'not_a_check', 'debe ser 0 o 1') ?? false;
  }

  /** `YYYY-MM-DD` of a date or a date with time, as ERPNext wrote it: site time, never shifted. */
  date(name: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const day = /^(\d{4}-\d{2}-\d{2})([ T].*)?$/.exec(text)?.[1];
    return day && DateTime.fromISO(day).isValid ? day : this.problem(name, 'not_a_date', `debe ser una fecha AAAA-MM-DD, no «${text.slice(0, 40)}»`);
  }

  /** The rows of a child table, each with its own reader. */
  rows(name: string): FieldReader[] {
    const value = this.fields[name];
    if (isNothing(value)) return [];
    if (!Array.isArray(value)) return this.problem(name, 'not_a_list', 'debe ser una lista') ?? [];
    return value.flatMap((row: unknown, index) => {
      const path = `${this.pathOf(name)}[${index}]`;
      if (isFields(row)) return [new FieldReader(row, path, this.problems)];
      this.problems.push({ path, code: 'not_an_object', message: `${path} debe ser un objeto.` });
      return [];
    });
  }

  raw(name: string): unknown {
    return isNothing(this.fields[name]) ? null : this.fields[name];
  }

  has(name: string): boolean {
    return !isNothing(this.fields[name]);
  }

  /** Notes a problem and reads as null. */
  problem(name: string, code: string, what: string): null {
    const path = this.pathOf(name);
    this.problems.push({ path, code, message: `${path} ${what}.` });
    return null;
  }

  /** Same, when the value is missing. */
  required<T>(name: string, value: T | null): T | null {
    // What is wrong was already said; saying "missing" too would send people looking.
    if (value === null && !this.has(name)) this.problem(name, 'missing', 'es obligatorio');
    return value;
  }

  private first(names: string[]): { name: string; value: unknown } {
    const name = names.find((one) => this.has(one)) ?? names[0]!;
    return { name, value: this.fields[name] };
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
