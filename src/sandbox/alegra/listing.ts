import type { SandboxAnswer, SandboxRequest } from '../sandbox-provider.js';
import { invalid } from './refusals.js';
import type { Fields } from './read.js';

const MAX_LIMIT = 30;

export interface Listing<Row> {
  rows: readonly Row[];
  /** By query parameter; a parameter without a filter is ignored, as Alegra does. */
  filters?: Record<string, (row: Row, value: string) => boolean>;
  view(row: Row): Fields;
  /** By `order_field`; the default order is by id. */
  orders?: Record<string, (row: Row) => string | number>;
  defaultLimit?: number;
}

/** Answers a list: filters, order, page, projection, and `metadata=true`. */
export function answerList<Row extends { id: string }>(request: SandboxRequest, listing: Listing<Row>): SandboxAnswer {
  const { query } = request;
  const kept = listing.rows.filter((row) =>
    Object.entries(listing.filters ?? {}).every(([name, accepts]) => {
      const value = query.get(name);
      return value === null || value === '' || accepts(row, value);
    }),
  );
  const start = readCount(query.get('start'), 0, 'start');
  const limit = readCount(query.get('limit'), listing.defaultLimit ?? MAX_LIMIT, 'limit');
  if (limit < 1 || limit > MAX_LIMIT) invalid(`El parámetro limit debe estar entre 1 y ${MAX_LIMIT}`);
  const page = order(kept, listing, query).slice(start, start + limit);
  const data = page.map((row) => project(listing.view(row), query.get('fields')));
  return { status: 200, body: query.get('metadata') === 'true' ? { metadata: { total: kept.length }, data } : data };
}

function order<Row extends { id: string }>(rows: Row[], { orders = {} }: Listing<Row>, query: URLSearchParams): Row[] {
  const wanted = query.get('order_field') ?? '';
  const keyOf = Object.hasOwn(orders, wanted) ? orders[wanted]! : (row: Row) => Number(row.id);
  const direction = query.get('order_direction')?.toUpperCase() === 'DESC' ? -1 : 1;
  return [...rows].sort((a, b) => direction * compare(keyOf(a), keyOf(b)));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

function project(row: Fields, fields: string | null): Fields {
  if (!fields) return row;
  const wanted = new Set(['id', ...fields.split(',').map((field) => field.trim())]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

function readCount(text: string | null, otherwise: number, name: string): number {
  if (text === null || text === '') return otherwise;
  return /^\d+$/.test(text) ? Number(text) : invalid(`El parámetro ${name} debe ser un número entero`);
}

/** Case-insensitive "contains" over several texts, as `query` searches. */
export function containsText(query: string, ...texts: (string | null | undefined)[]): boolean {
  return texts.some((text) => text?.toLowerCase().includes(query.toLowerCase()));
}
