import type { Bind } from './conditions.js';
import type { ListCursor } from './list-cursor.js';

/** What a list is ordered by, as trusted SQL. `column` is null when that is the key itself. */
export interface Order {
  key: string;
  keyType: string;
  column: string | null;
  type: string;
  nullable: boolean;
  pattern: boolean;
  ascending: boolean;
  /** SQL of the value that marks a row's place. */
  place: string;
}

/** A stretch of an ordered list: rows that have a value, or those that have none, which come last. */
export interface Segment {
  nulls: boolean;
  /** Starts behind it, exclusively. */
  from: ListCursor | null;
}

/** The stretches still ahead of a place, in the direction one reads. Each is one index scan; one query for both could be none. */
export function segments({ column, nullable }: Order, cursor: ListCursor | null, backward: boolean): Segment[] {
  if (column === null || !nullable) return [{ nulls: false, from: cursor }];
  const inNulls = cursor !== null && cursor.value === null;
  if (backward) return inNulls ? [{ nulls: true, from: cursor }, { nulls: false, from: null }] : [{ nulls: false, from: cursor }];
  return inNulls ? [{ nulls: true, from: cursor }] : [{ nulls: false, from: cursor }, { nulls: true, from: null }];
}

/** The condition (with its leading AND) and the order that read a segment onwards, or backwards. */
export function keyset(order: Order, { nulls, from }: Segment, backward: boolean, bind: Bind): { text: string; order: string } {
  const { key, keyType, column, type, nullable, pattern, ascending } = order;
  const up = ascending !== backward;
  const direction = up ? 'ASC' : 'DESC';
  const beyondKey = from && `${key} ${up ? '>' : '<'} ${bind(from.key)}::text::${keyType}`;
  if (column === null || nulls) {
    const text = [nulls && `${column} IS NULL`, beyondKey].filter(Boolean);
    return { text: text.map((part) => ` AND ${part}`).join(''), order: `${key} ${direction}` };
  }
  const [less, more] = pattern ? ['~<~', '~>~'] : ['<', '>'];
  const beyond = up ? more! : less!;
  const by = pattern ? `${column} USING ${beyond === more ? less : more}` : `${column} ${direction}`;
  const parts = nullable ? [`${column} IS NOT NULL`] : [];
  if (from) {
    const value = `${bind(from.value)}::text::${type}`;
    // The first part is where the index scan starts; the second leaves out what of that value was shown already.
    parts.push(`${column} ${beyond.length > 1 ? `${beyond.slice(0, -1)}=~` : `${beyond}=`} ${value}`, `(${column} <> ${value} OR ${beyondKey})`);
  }
  return { text: parts.map((part) => ` AND ${part}`).join(''), order: `${by}, ${key} ${direction}` };
}
