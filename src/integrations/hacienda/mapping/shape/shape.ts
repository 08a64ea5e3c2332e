import type { Decimal } from 'decimal.js';
import type { DocumentType } from '../types.js';

// Written here because class-validator needs 400 ms for an invoice of 1,000 lines; this needs three. The same tables make the OpenAPI schema.

/** What a field is judged against, and where its problems go. */
export interface Judging {
  /** The document's day, for the dated catalogues. */
  day: string;
  type?: DocumentType;
  report(path: string, message: string): void;
}

export interface JsonSchema {
  [keyword: string]: unknown;
}

/** One kind of field. `read` answers the clean value, or reports what is wrong and answers nothing. */
export interface Rule<T> {
  read(value: unknown, path: string, judging: Judging): T | undefined;
  schema: JsonSchema;
  /** May be left out; null and "" count as left out. */
  optional?: boolean;
  /** What a field that was left out is read as. */
  absent?: () => T;
}

export type Shape = Record<string, Rule<unknown>>;

/** The value a sound object of this shape has. */
export type Read<S extends Shape> = { [K in keyof S]: S[K] extends Rule<infer T> ? T : never };

/** The same while problems are still possible: what could not be read is not there. */
export type Draft<T> = T extends Decimal ? T : T extends readonly (infer U)[] ? Draft<U>[] : T extends object ? { [K in keyof T]?: Draft<T[K]> } : T;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const within = (path: string, name: string): string => (path ? `${path}.${name}` : name);

export function readShape<S extends Shape>(shape: S, value: unknown, path: string, judging: Judging): Draft<Read<S>> | undefined {
  if (!isObject(value)) {
    judging.report(path, 'Debe ser un objeto.');
    return undefined;
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shape, name)) judging.report(within(path, name.slice(0, 60)), 'No es un campo conocido.');
  }
  const read: Record<string, unknown> = {};
  for (const name in shape) {
    const rule = shape[name]!;
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null && given !== '') read[name] = rule.read(given, within(path, name), judging);
    else if (rule.absent) read[name] = rule.absent();
    else if (!rule.optional) judging.report(within(path, name), 'Es obligatorio.');
  }
  return read as Draft<Read<S>>;
}

export const optional = <T>(rule: Rule<T>): Rule<T | undefined> => ({ ...rule, optional: true });

export const object = <S extends Shape>(shape: S): Rule<Read<S>> => ({
  read: (value, path, judging) => readShape(shape, value, path, judging) as Read<S> | undefined,
  schema: schemaOf(shape),
});

/** A list; left out, it is empty unless `min` asks for more. */
export function list<T>(item: Rule<T>, limits: { min?: number; max: number; what: string }): Rule<T[]> {
  const { min = 0, max, what } = limits;
  return {
    optional: min === 0,
    absent: () => [],
    schema: { type: 'array', items: item.schema, minItems: min, maxItems: max },
    read: (value, path, judging) => {
      if (!Array.isArray(value)) return void judging.report(path, 'Debe ser una lista.');
      if (value.length < min) judging.report(path, `Debe tener al menos ${min} ${what}.`);
      if (value.length > max) judging.report(path, `Admite ${max} ${what} como mucho; llegaron ${value.length}.`);
      return value.slice(0, max).map((entry, index) => item.read(entry, `${path}[${index}]`, judging) as T);
    },
  };
}

export function schemaOf(shape: Shape): JsonSchema {
  const fields = Object.entries(shape);
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, rule]) => !rule.optional).map(([name]) => name),
    properties: Object.fromEntries(fields.map(([name, rule]) => [name, rule.schema])),
  };
}
