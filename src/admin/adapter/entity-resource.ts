import { BaseRecord, BaseResource, type ActionContext, type Filter } from 'adminjs';
import type { DataSource } from 'typeorm';
import { COUNT_CAP, EntityList, type Filters, type ListPage, type ListRequest, type ListShape } from '../../core/lists/index.js';
import { callerOf } from '../current-admin.js';
import { EntityProperty } from './entity-property.js';

/** Any of our entities, for reading. Every query is limited to the companies of whoever asks; nothing is written here. */
export class EntityResource extends BaseResource {
  readonly rows: EntityList;
  private readonly list: EntityProperty[];
  private readonly byPath: Map<string, EntityProperty>;

  constructor(db: DataSource, readonly shape: ListShape) {
    super(shape);
    this.rows = new EntityList(db, shape);
    this.list = shape.columns.map((name, position) => new EntityProperty(this.rows.column(name), position, shape.choices?.[name], this.rows.isSortable(name)));
    this.byPath = new Map(this.list.map((property) => [property.path(), property]));
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

  // Without somebody who asks there is nothing to see: an action that forgets the context must fail, not leak.
  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    return (await this.rows.count(callerOf(context?.currentAdmin), filtersOf(filter))) ?? COUNT_CAP;
  }

  /** AdminJS's own way, by limit. Our lists turn pages by `page`. */
  override async find(filter: Filter, { limit = 20, sort }: FindOptions, context?: ActionContext): Promise<BaseRecord[]> {
    const { rows } = await this.rows.page(callerOf(context?.currentAdmin), { ...sort, filters: filtersOf(filter), limit });
    return rows.map((row) => new BaseRecord(row, this));
  }

  /** One page of a list, by places instead of numbers. */
  async page(request: ListRequest, context: ActionContext): Promise<Omit<ListPage, 'rows'> & { records: BaseRecord[] }> {
    const { rows, ...places } = await this.rows.page(callerOf(context.currentAdmin), request);
    return { ...places, records: rows.map((row) => new BaseRecord(row, this)) };
  }

  override async findOne(id: string, context?: ActionContext): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id], context);
    return record ?? null;
  }

  /** In the order of `ids`; those that do not exist or may not be seen are absent. */
  override async findMany(ids: (string | number)[], context?: ActionContext): Promise<BaseRecord[]> {
    const rows = await this.rows.byKeys(callerOf(context?.currentAdmin), ids.map(String));
    return rows.map((row) => new BaseRecord(row, this));
  }
}

interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

const filtersOf = ({ filters }: Filter): Filters => Object.fromEntries(Object.entries(filters).map(([path, { value }]) => [path, value as Filters[string]]));
