import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { seesAll, type Caller } from '../auth/caller.js';
import { invalidFields, type FieldProblem } from '../problems/index.js';
import { columnKind, type ColumnKind } from './column-kind.js';
import { condition, wrongValue, type Bind, type FilterValue } from './conditions.js';
import { readCursor, writeCursor } from './list-cursor.js';
import { keyset, segments, type Order } from './keyset.js';
import { COUNT_CAP, MOST_PER_PAGE, type ListShape, type ListSort } from './list-shape.js';
import { inTime, isOverTime } from './time-limit.js';

export type Filters = Record<string, FilterValue>;
export type Row = Record<string, unknown>;

export interface ListRequest extends ListSort {
  filters?: Filters;
  /** At most 500. */
  limit?: number;
  /** `next` of the page before. */
  after?: string;
  /** `previous` of the page after. */
  before?: string;
}

export interface ListPage {
  rows: Row[];
  /** Where the next page starts; null on the last. */
  next: string | null;
  previous: string | null;
}

interface Where {
  where: string;
  values: unknown[];
}

/** Longer than this nobody waits for a page; and so long nothing else may be kept from the database. */
const PAGE_MS = 8_000;
const COUNT_MS = 250;
const PLACE = '__place';

/** Reads one list: filtered, ordered, page by page without ever counting off what was passed. Within the caller's companies. */
export class EntityList {
  readonly key: string;
  private readonly metadata: EntityMetadata;
  private readonly columns: Map<string, ColumnMetadata>;

  constructor(private readonly db: DataSource, readonly shape: ListShape) {
    this.metadata = db.getMetadata(shape.entity);
    this.key = this.metadata.primaryColumns[0]!.propertyName;
    this.columns = new Map(shape.columns.map((name) => [name, this.column(name)]));
  }

  get table(): string {
    return `"${this.metadata.tableName}"`;
  }

  column(name: string): ColumnMetadata {
    const column = this.metadata.findColumnWithPropertyName(name);
    if (!column) throw new Error(`${this.metadata.name} has no column ${name}`);
    return column;
  }

  kind(name: string): ColumnKind {
    return columnKind(this.columns.get(name) ?? this.column(name));
  }

  isSortable(name: string): boolean {
    if (name === this.key || name === this.shape.timeColumn) return true;
    return this.shape.sortable?.includes(name) ?? !['json', 'text[]', 'bytes'].includes(this.kind(name));
  }

  /** One page. Throws 400 for filters that cannot be used, 422 when it would take too long. */
  async page(caller: Caller, { filters = {}, limit = 25, after, before, ...sort }: ListRequest): Promise<ListPage> {
    const order = this.order(sort);
    const wanted = Math.min(Math.max(Math.trunc(limit) || 25, 1), MOST_PER_PAGE);
    const backward = before !== undefined;
    const cursor = readCursor(after ?? before ?? '');
    const rows: Row[] = [];
    const narrowed = await this.where(filters, caller);
    for (const segment of segments(order, cursor, backward)) {
      const { where } = narrowed;
      const values = [...narrowed.values];
      const { text, order: by } = keyset(order, segment, backward, (value) => `$${values.push(value)}`);
      const sql = `SELECT ${this.selected()}, ${order.place} AS "${PLACE}" FROM ${this.table} WHERE ${where}${text} ORDER BY ${by} LIMIT ${wanted + 1 - rows.length}`;
      rows.push(...(await inTime<Row>(this.db, PAGE_MS, sql, values)));
      if (rows.length > wanted) break;
    }
    const more = rows.length > wanted;
    const shown = backward ? rows.slice(0, wanted).reverse() : rows.slice(0, wanted);
    const place = (row: Row | undefined) => (row ? writeCursor({ value: row[PLACE] as string | null, key: String(row[this.key]) }) : null);
    return {
      next: backward || more ? place(shown.at(-1)) : null,
      previous: (backward ? more : cursor !== null) ? place(shown[0]) : null,
      rows: shown.map(({ [PLACE]: _place, ...row }) => row),
    };
  }

  /** How many fit, up to `COUNT_CAP`; null when it takes too long to find out. */
  async count(caller: Caller, filters: Filters = {}): Promise<number | null> {
    const { where, values } = await this.where(filters, caller);
    try {
      const [row] = await inTime<{ count: number }>(this.db, COUNT_MS, `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${this.table} WHERE ${where} LIMIT ${COUNT_CAP}) AS capped`, values);
      return row!.count;
    } catch (error) {
      if (isOverTime(error)) return null;
      throw error;
    }
  }

  /** Keys of all that fit, oldest first, at most `limit`. */
  async keys(caller: Caller, filters: Filters, limit: number, also = 'TRUE'): Promise<string[]> {
    const { where, values } = await this.where(filters, caller);
    const rows = await this.db.query<{ key: string }[]>(`SELECT "${this.key}"::text AS key FROM ${this.table} WHERE ${where} AND ${also} ORDER BY "${this.key}" LIMIT ${limit}`, values);
    return rows.map(({ key }) => key);
  }

  /** Those of `keys` that exist and may be seen, in the order of the key. */
  async known(caller: Caller, keys: readonly string[], also = 'TRUE'): Promise<string[]> {
    const { where, values } = this.scope(caller);
    const rows = await this.db.query<{ key: string }[]>(
      `SELECT "${this.key}"::text AS key FROM ${this.table} WHERE ${where} AND "${this.key}"::text = ANY($${values.push(keys)}::text[]) AND ${also} ORDER BY "${this.key}"`, values);
    return rows.map(({ key }) => key);
  }

  /** In the order of `keys`; those that do not exist or may not be seen are absent. */
  async byKeys(caller: Caller, keys: readonly string[]): Promise<Row[]> {
    const { where, values } = this.scope(caller);
    const rows = await this.db.query<Row[]>(`SELECT ${this.selected()} FROM ${this.table} WHERE "${this.key}"::text = ANY($${values.push(keys)}::text[]) AND ${where}`, values);
    return rows.sort((a, b) => keys.indexOf(String(a[this.key])) - keys.indexOf(String(b[this.key])));
  }

  /** What cannot be used of these filters, field by field. */
  wrong(filters: Filters): FieldProblem[] {
    return Object.entries(filters).flatMap(([path, value]) => {
      if (this.shape.beside?.[path]) return typeof value === 'string' && value.length <= 500 && !value.includes('\u0000') ? [] : [{ path, ...TOO_LONG }];
      if (!this.columns.has(path)) return [{ path, ...UNKNOWN }];
      const wrong = wrongValue(this.filterable(path), value);
      return wrong ? [{ path, ...wrong }] : [];
    });
  }

  private async where(filters: Filters, caller: Caller): Promise<Where> {
    const wrong = this.wrong(filters);
    if (wrong.length > 0) throw invalidFields(...wrong);
    const { where, values } = this.scope(caller);
    const bind: Bind = (value) => `$${values.push(value)}`;
    const parts: string[] = [];
    for (const [path, value] of Object.entries(filters)) {
      const beside = this.shape.beside?.[path];
      parts.push(beside ? await beside(value as string, bind, this.db, filters) : condition(this.filterable(path), value, bind));
    }
    return { where: [where, ...parts].join(' AND '), values };
  }

  private filterable(name: string) {
    const { choices, match, timeColumn } = this.shape;
    return { name, kind: this.kind(name), choices: choices?.[name], match: match?.[name], followedById: timeColumn === name };
  }

  private scope(caller: Caller): Where {
    if (seesAll(caller) || this.shape.scope === 'everyone') return { where: 'TRUE', values: [] };
    if (this.shape.scope === 'companies') return { where: 'companies <@ $1::text[]', values: [caller.companies] };
    return { where: `"${this.shape.companyColumn ?? 'company'}" = ANY($1::text[])`, values: [caller.companies] };
  }

  private order({ sortBy, direction }: ListSort): Order {
    const by = sortBy && sortBy !== this.shape.timeColumn && this.columns.has(sortBy) && this.isSortable(sortBy) ? sortBy : this.key;
    const column = this.column(by);
    return {
      key: `"${this.key}"`, keyType: sqlType(this.column(this.key)), column: by === this.key ? null : `"${by}"`, type: sqlType(column), nullable: column.isNullable,
      pattern: this.shape.patternIndexed?.includes(by) ?? false, ascending: direction === 'asc', place: by === this.key ? 'NULL' : `"${by}"::text`,
    };
  }

  private selected(): string {
    return this.shape.columns.map((name) => selected(name, this.kind(name))).join(', ');
  }
}

const sqlType = ({ type }: ColumnMetadata): string => (typeof type === 'string' ? type : 'text');

/** JSON goes as its own text, a day as a day: as an instant it would be the day before west of Greenwich. */
function selected(name: string, kind: ColumnKind): string {
  if (kind === 'json' || kind === 'date') return `"${name}"::text AS "${name}"`;
  if (kind === 'text[]') return `array_to_string("${name}", ', ') AS "${name}"`;
  return `"${name}"`;
}

const UNKNOWN = { es: 'no es un filtro de esta lista', en: 'is no filter of this list' };
const TOO_LONG = { es: 'es un texto de hasta 500 letras', en: 'is a text of up to 500 letters' };
