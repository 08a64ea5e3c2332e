import { BaseRecord, BaseResource, type ActionContext, type Filter } from 'adminjs';
import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { seesAll, type Caller } from '../../core/auth/caller.js';
import { callerOf } from '../current-admin.js';
import { condition, type Bind, type FilterValue } from './conditions.js';
import { EntityProperty, type ColumnKind } from './entity-property.js';

/** Counting further costs more than anybody gains: a list says «10 001» and means «many». */
export const COUNT_CAP = 10_001;

export interface ResourceShape {
  id: string;
  entity: EntityTarget<ObjectLiteral>;
  /** Who may see a row: by its `company`; by its `companies`, all within the caller's; everybody signed in. */
  scope: 'company' | 'companies' | 'everyone';
  /** Column that holds the company, when it is not `company`. */
  companyColumn?: string;
  /** Columns this resource has; everything else (secrets, bodies) is never read. */
  columns: readonly string[];
  choices?: Record<string, readonly string[]>;
  match?: Record<string, 'exact' | 'prefix' | 'contains'>;
  /** The time column that the UUIDv7 primary key follows. */
  timeColumn?: string;
  /** Columns a list may be ordered by, besides the primary key. */
  sortable?: readonly string[];
}

interface Query {
  where: string;
  values: unknown[];
}

type Row = Record<string, unknown>;

/** Any of our entities, for reading. Every query is limited to the companies of whoever asks; nothing is written here. */
export class EntityResource extends BaseResource {
  private readonly metadata: EntityMetadata;
  private readonly list: EntityProperty[];
  private readonly byPath: Map<string, EntityProperty>;
  private readonly key: string;

  constructor(private readonly db: DataSource, private readonly shape: ResourceShape) {
    super(shape);
    this.metadata = db.getMetadata(shape.entity);
    this.list = shape.columns.map((name, position) => this.makeProperty(name, position));
    this.byPath = new Map(this.list.map((property) => [property.path(), property]));
    this.key = this.metadata.primaryColumns[0]!.propertyName;
  }

  override id(): string {
    return this.shape.id;
  }

  override databaseName(): string {
    return 'puente';
  }

  override databaseType(): string {
    return 'postgres';
  }

  override properties(): EntityProperty[] {
    return this.list;
  }

  override property(path: string): EntityProperty | null {
    return this.byPath.get(path) ?? null;
  }

  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const { where, values } = this.query(filter, context);
    const [row] = await this.db.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${this.table} WHERE ${where} LIMIT ${COUNT_CAP}) AS capped`, values);
    return row!.count;
  }

  override async find(filter: Filter, options: FindOptions, context?: ActionContext): Promise<BaseRecord[]> {
    const { where, values } = this.query(filter, context);
    const limit = `LIMIT $${values.push(whole(options.limit, 20, 500))} OFFSET $${values.push(whole(options.offset, 0, COUNT_CAP))}`;
    return this.records(`WHERE ${where} ORDER BY ${this.order(options.sort)} ${limit}`, values);
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id], context);
    return record ?? null;
  }

  /** In the order of `ids`; those that do not exist or may not be seen are absent. */
  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const { where, values } = this.scoped(context);
    const records = await this.records(`WHERE "${this.key}"::text = ANY($${values.push(ids.map(String))}::text[]) AND ${where}`, values);
    return records.sort((a, b) => ids.map(String).indexOf(String(a.id())) - ids.map(String).indexOf(String(b.id())));
  }

  private get table(): string {
    return `"${this.metadata.tableName}"`;
  }

  private async records(tail: string, values: unknown[]): Promise<BaseRecord[]> {
    const columns = this.list.map((property) => selected(property.path(), property.kind)).join(', ');
    const rows = await this.db.query<Row[]>(`SELECT ${columns} FROM ${this.table} ${tail}`, values);
    return rows.map((row) => new BaseRecord(row, this));
  }

  private query(filter: Filter, context?: ActionContext): Query {
    const { where, values } = this.scoped(context);
    const bind: Bind = (value) => `$${values.push(value)}`;
    const parts = Object.entries(filter.filters).map(([path, { value }]) => {
      const property = this.byPath.get(path);
      if (!property) return 'FALSE';
      const { choices, match, timeColumn } = this.shape;
      const column = { name: path, kind: property.kind, choices: choices?.[path], match: match?.[path], followedById: timeColumn === path };
      return condition(column, value as FilterValue, bind);
    });
    return { where: [where, ...parts].join(' AND '), values };
  }

  // Without somebody who asks there is nothing to see: an action that forgets the context must fail, not leak.
  private scoped(context?: ActionContext): Query {
    const caller = callerOf(context?.currentAdmin);
    return { where: this.scopeOf(caller), values: seesAll(caller) || this.shape.scope === 'everyone' ? [] : [caller.companies] };
  }

  private scopeOf(caller: Caller): string {
    if (seesAll(caller) || this.shape.scope === 'everyone') return 'TRUE';
    if (this.shape.scope === 'companies') return 'companies <@ $1::text[]';
    return `"${this.shape.companyColumn ?? 'company'}" = ANY($1::text[])`;
  }

  private order(sort?: { sortBy?: string; direction?: 'asc' | 'desc' }): string {
    const direction = sort?.direction === 'asc' ? 'ASC' : 'DESC';
    const key = `"${this.key}"`;
    if (!sort?.sortBy || sort.sortBy === this.key || !this.shape.sortable?.includes(sort.sortBy)) return `${key} ${direction}`;
    return `"${sort.sortBy}" ${direction} NULLS LAST, ${key} ${direction}`;
  }

  private makeProperty(name: string, position: number): EntityProperty {
    const column = this.metadata.findColumnWithPropertyName(name);
    if (!column) throw new Error(`${this.metadata.name} has no column ${name}`);
    const sortable = column.isPrimary || (this.shape.sortable?.includes(name) ?? false);
    return new EntityProperty(column, position, this.shape.choices?.[name], sortable);
  }
}

interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

/** AdminJS flattens objects into nothing one can read; JSON goes as its own text. */
function selected(name: string, kind: ColumnKind): string {
  if (kind === 'json') return `"${name}"::text AS "${name}"`;
  // A day is a day everywhere: as an instant it would be the day before for whoever reads it west of Greenwich.
  if (kind === 'date') return `"${name}"::text AS "${name}"`;
  if (kind === 'text[]') return `array_to_string("${name}", ', ') AS "${name}"`;
  return `"${name}"`;
}

const whole = (given: number | undefined, fallback: number, most: number): number =>
  given === undefined || !Number.isFinite(given) ? fallback : Math.min(Math.max(Math.trunc(given), 0), most);
