import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Bind } from './conditions.js';

/** A list of rows of one table, as data: who sees which rows, what it can be narrowed and ordered by. */
export interface ListShape {
  id: string;
  entity: EntityTarget<ObjectLiteral>;
  /** Who may see a row: by its `company`; by its `companies`, all within the caller's; everybody signed in. */
  scope: 'company' | 'companies' | 'everyone';
  /** Column that holds the company, when it is not `company`. */
  companyColumn?: string;
  /** Columns this list has; everything else (secrets, bodies) is never read. */
  columns: readonly string[];
  choices?: Record<string, readonly string[]>;
  match?: Record<string, 'exact' | 'prefix' | 'contains'>;
  /** The time column that the UUIDv7 primary key follows: to order by it is to order by the key. */
  timeColumn?: string;
  /** Columns a list may be ordered by, besides the primary key. Left out: every one but JSON and lists. */
  sortable?: readonly string[];
  /** Sortable columns whose index is of `text_pattern_ops`, which only its own operators can read in order. */
  patternIndexed?: readonly string[];
  /** Filters that are no column: what they take, and the condition. */
  beside?: Record<string, BesideFilter>;
}

/** May look into the database first. `all`: the other filters. */
export type BesideFilter = (value: string, bind: Bind, db: DataSource, all: Record<string, unknown>) => string | Promise<string>;

export interface ListSort {
  sortBy?: string;
  direction?: 'asc' | 'desc';
}

/** Rows of one page, at most. */
export const MOST_PER_PAGE = 500;
/** Counting further costs more than anybody gains: a list says «más de 10 000». */
export const COUNT_CAP = 10_001;
