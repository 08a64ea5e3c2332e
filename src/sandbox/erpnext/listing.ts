import { frappeThrow, raise } from './frappe-error.js';
import { fieldsOf, type Doc, type Fields, type Site } from './site.js';

export interface ListQuery {
  fields?: unknown;
  filters?: unknown;
  order_by?: unknown;
  limit_start?: unknown;
  limit_page_length?: unknown;
  limit?: unknown;
}

interface Condition {
  child: string | null;
  field: string;
  op: string;
  value: unknown;
}

const DEFAULT_LIMIT = 20;

/** `frappe.get_list`: filters as an object, `[field, op, value]` or `[doctype, field, op, value]`; only `name` unless asked. */
export function list(site: Site, doctype: string, query: ListQuery): Fields[] {
  const conditions = conditionsOf(doctype, jsonOf(query.filters, 'filters'));
  for (const { child, field } of conditions) if (child === null) checkKnown(site, doctype, field);
  const fields = jsonOf(query.fields, 'fields') ?? ['name'];
  const wanted = (Array.isArray(fields) ? fields : [fields]).map(String);
  for (const field of wanted) if (field !== '*') checkKnown(site, doctype, field);
  const found = [...site.table(doctype).values()].filter((doc) => conditions.every((condition) => fits(doc, condition)));
  const [by = 'modified', direction = 'desc'] = String(query.order_by ?? 'modified desc').replaceAll('`', '').split(/\s+/);
  const sign = direction.toLowerCase() === 'asc' ? 1 : -1;
  found.sort((a, b) => sign * String(a[by]).localeCompare(String(b[by])));
  const start = Number(query.limit_start ?? 0);
  const limit = Number(query.limit_page_length ?? query.limit ?? DEFAULT_LIMIT);
  const page = limit === 0 ? found.slice(start) : found.slice(start, start + limit);
  return page.map((doc) => (wanted.includes('*') ? { ...doc, items: undefined } : Object.fromEntries(wanted.map((field) => [field, doc[field] ?? null]))));
}

// Newer versions refuse to ask for a column that is not there; older ones let MariaDB say so.
function checkKnown(site: Site, doctype: string, field: string): void {
  if (site.knows(doctype, field)) return;
  if (site.settings.version >= 15) frappeThrow('DataError', `Field not permitted in query: ${field}`, `Campo no permitido en la consulta: ${field}`);
  raise('OperationalError', `(1054, "Unknown column 'tab${doctype}.${field}' in 'where clause'")`);
}

function jsonOf(value: unknown, what: string): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return raise('ValidationError', `Invalid ${what}`);
  }
}

function conditionsOf(doctype: string, filters: unknown): Condition[] {
  if (Array.isArray(filters)) return filters.map((filter) => conditionOf(doctype, filter));
  return Object.entries(fieldsOf(filters)).map(([field, value]) =>
    Array.isArray(value) ? { child: null, field, op: String(value[0]), value: value[1] as unknown } : { child: null, field, op: '=', value },
  );
}

function conditionOf(doctype: string, filter: unknown): Condition {
  if (!Array.isArray(filter) || filter.length < 3) return raise('ValidationError', 'Invalid filter');
  const parts = filter as unknown[];
  if (parts.length === 3) return { child: null, field: String(parts[0]), op: String(parts[1]), value: parts[2] };
  return { child: parts[0] === doctype ? null : String(parts[0]), field: String(parts[1]), op: String(parts[2]), value: parts[3] };
}

function fits(doc: Doc, { child, field, op, value }: Condition): boolean {
  if (child === null) return OPERATORS[op.toLowerCase()]?.(doc[field], value) ?? raise('ValidationError', `Operator must be one of ${Object.keys(OPERATORS).join(', ')}`);
  return (doc.items ?? []).some((row) => row.doctype === child && OPERATORS[op.toLowerCase()]!(row[field], value));
}

const text = (value: unknown): string => String(value ?? '').toLowerCase();
const like = (value: unknown, pattern: unknown): boolean => new RegExp(`^${text(pattern).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '[\\s\\S]*')}$`).test(text(value));
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : String(value).split(',').map((part) => part.trim()));
const compare = (a: unknown, b: unknown): number => (typeof a === 'number' ? a - Number(b) : text(a).localeCompare(text(b)));

const OPERATORS: Record<string, (stored: unknown, asked: unknown) => boolean> = {
  '=': (a, b) => text(a) === text(b),
  '!=': (a, b) => text(a) !== text(b),
  '>': (a, b) => compare(a, b) > 0,
  '<': (a, b) => compare(a, b) < 0,
  '>=': (a, b) => compare(a, b) >= 0,
  '<=': (a, b) => compare(a, b) <= 0,
  like,
  'not like': (a, b) => !like(a, b),
  in: (a, b) => asList(b).some((each) => text(each) === text(a)),
  'not in': (a, b) => !asList(b).some((each) => text(each) === text(a)),
  is: (a, b) => (text(b) === 'set') === (text(a) !== ''),
};
