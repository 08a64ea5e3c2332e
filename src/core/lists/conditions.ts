import type { Text } from '../i18n/index.js';
import type { ColumnKind } from './column-kind.js';
import { uuidFloor } from './uuid-floor.js';

export type FilterValue = string | { from?: string; to?: string };

export interface FilterableColumn {
  /** Column name as it stands in the database; trusted, it comes from the entity. */
  name: string;
  kind: ColumnKind;
  /** A closed list of values: the filter is exact. */
  choices?: readonly string[];
  /** How plain text is looked for. `prefix` can use an index, `contains` cannot. */
  match?: 'exact' | 'prefix' | 'contains';
  /** Set on the time column that the UUIDv7 primary key follows: a range becomes a place in the primary key. */
  followedById?: boolean;
}

/** Takes a value, answers its placeholder. Values never become part of the SQL text. */
export type Bind = (value: unknown) => string;

/** What the filter of each kind of column takes, for whoever gave something else. */
const TAKES: Record<ColumnKind, Text> = {
  uuid: { es: 'es un identificador: 36 cifras y letras con guiones, como 01a213a6-3686-7355-8caf-d4fc540c2281', en: 'is an identifier: 36 digits and letters with dashes, like 01a213a6-3686-7355-8caf-d4fc540c2281' },
  boolean: { es: 'es sí o no (true o false)', en: 'is yes or no (true or false)' },
  integer: { es: 'es un número, como 42', en: 'is a number, like 42' },
  decimal: { es: 'es un número con punto decimal, como 1500.50', en: 'is a number with a decimal point, like 1500.50' },
  timestamp: { es: 'es una fecha y hora, como 2026-01-31T08:00', en: 'is a date and time, like 2026-01-31T08:00' },
  date: { es: 'es un día que existe, como 2026-01-31', en: 'is a day that exists, like 2026-01-31' },
  json: { es: 'es una ruta y su valor, como customer.identification=3101123456', en: 'is a path and its value, like customer.identification=3101123456' },
  'text[]': { es: 'es una palabra', en: 'is a word' },
  text: { es: 'es un texto', en: 'is a text' },
  bytes: { es: 'no se puede filtrar', en: 'cannot be filtered' },
};

/** What is wrong with a filter's value, in a sentence; null when nothing is. */
export function wrongValue(column: FilterableColumn, value: FilterValue): Text | null {
  if (column.choices && !column.choices.includes(value as string)) {
    const known = column.choices.join(', ');
    return { es: `es uno de: ${known}`, en: `is one of: ${known}` };
  }
  if (condition(column, value, () => '$1') !== NOTHING) return null;
  const given = typeof value === 'string' ? value : Object.values(value ?? {}).join(' – ');
  const shown = given.replaceAll('\u0000', '').slice(0, 60);
  return { es: `${TAKES[column.kind].es}; «${shown}» no lo es`, en: `${TAKES[column.kind].en}; "${shown}" is not` };
}

// What cannot match any row must not become an error of the database, nor be left out and match all rows.
const NOTHING = 'FALSE';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?$/;

/** One filter of a list → one SQL condition. Pure; `bind` collects the values. */
export function condition(column: FilterableColumn, value: FilterValue, bind: Bind): string {
  const quoted = `"${column.name}"`;
  if (isRange(value)) return rangeCondition(column, quoted, value, bind);
  // A query string can be made to hold lists and trees.
  if (typeof value !== 'string') return NOTHING;
  const text = value.trim();
  if (text.includes('\u0000')) return NOTHING;
  switch (column.kind) {
    case 'uuid':
      return UUID.test(text) ? `${quoted} = ${bind(text)}::uuid` : NOTHING;
    case 'boolean':
      return text === 'true' || text === 'false' ? `${quoted} = ${bind(text)}::boolean` : NOTHING;
    case 'integer':
    case 'decimal':
      return DECIMAL.test(text) ? `${quoted} = ${bind(text)}::numeric` : NOTHING;
    case 'timestamp':
      return rangeCondition(column, quoted, { from: text, to: text }, bind);
    case 'date':
      return isDay(text) ? `${quoted} = ${bind(text)}::date` : NOTHING;
    case 'json':
      return jsonCondition(quoted, text, bind);
    case 'text[]':
      return `${bind(text)} = ANY(${quoted})`;
    case 'text':
      return textCondition(column, quoted, text, bind);
    case 'bytes':
      return NOTHING;
  }
}

/** `"exact"` in quotes is exact, `*part` is anywhere, anything else as the column says. */
function textCondition({ choices, match = 'contains' }: FilterableColumn, quoted: string, text: string, bind: Bind): string {
  const exact = /^"(.*)"$/s.exec(text)?.[1];
  if (choices || exact !== undefined || match === 'exact') return `${quoted} = ${bind(exact ?? text)}`;
  const anywhere = text.startsWith('*');
  const literal = (anywhere ? text.slice(1) : text).replace(/[\\%_]/g, '\\$&');
  if (match === 'prefix' && !anywhere) return `${quoted} LIKE ${bind(`${literal}%`)}`;
  return `${quoted} ILIKE ${bind(`%${literal}%`)}`;
}

function rangeCondition(column: FilterableColumn, quoted: string, { from, to }: { from?: string; to?: string }, bind: Bind): string {
  const parts: string[] = [];
  for (const [operator, given] of [['>=', from], ['<=', to]] as const) {
    if (given === undefined || given === '') continue;
    if (column.kind === 'integer' || column.kind === 'decimal') {
      if (!DECIMAL.test(given)) return NOTHING;
      parts.push(`${quoted} ${operator} ${bind(given)}::numeric`);
    } else if (column.kind === 'timestamp') {
      const at = new Date(given);
      if (Number.isNaN(at.getTime())) return NOTHING;
      parts.push(`${quoted} ${operator} ${bind(at.toISOString())}::timestamptz`);
      if (column.followedById) parts.push(`id ${operator} ${bind(uuidFloor(new Date(at.getTime() + (operator === '<=' ? 1_000 : 0))))}::uuid`);
    } else if (column.kind === 'date') {
      if (!isDay(given)) return NOTHING;
      parts.push(`${quoted} ${operator} ${bind(given)}::date`);
    } else {
      return NOTHING;
    }
  }
  return parts.length > 0 ? parts.join(' AND ') : 'TRUE';
}

/** `{"a":1}` = contains it; `customer.name=Ana` = the value at that path; a word alone = has that path. */
function jsonCondition(quoted: string, text: string, bind: Bind): string {
  if (/^[[{]/.test(text)) {
    if (!isJson(text) || text.includes('\\u0000')) return NOTHING;
    return `${quoted} @> ${bind(text)}::jsonb`;
  }
  const [path = '', ...rest] = text.split('=');
  const steps = bind(path.trim().replace(/^\$\.?/, '').split(/[.[\]]+/).filter(Boolean));
  if (rest.length === 0) return `${quoted} #> ${steps}::text[] IS NOT NULL`;
  return `${quoted} #>> ${steps}::text[] = ${bind(rest.join('=').trim())}`;
}

// 30 February has the form of a day, and JavaScript makes 2 March of it.
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const isRange = (value: unknown): value is { from?: string; to?: string } => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.entries(value);
  return keys.length > 0 && keys.every(([key, given]) => (key === 'from' || key === 'to') && typeof given === 'string');
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
