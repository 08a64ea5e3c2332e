import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** How a column is stored, which decides how it is filtered and shown. */
export type ColumnKind = 'uuid' | 'text' | 'text[]' | 'boolean' | 'integer' | 'decimal' | 'timestamp' | 'date' | 'json' | 'bytes';

const KINDS: Record<string, ColumnKind> = {
  uuid: 'uuid', text: 'text', varchar: 'text', 'character varying': 'text', boolean: 'boolean',
  smallint: 'integer', integer: 'integer', int: 'integer', bigint: 'integer',
  numeric: 'decimal', decimal: 'decimal', real: 'decimal', 'double precision': 'decimal',
  timestamptz: 'timestamp', 'timestamp with time zone': 'timestamp', timestamp: 'timestamp', date: 'date',
  jsonb: 'json', json: 'json', bytea: 'bytes',
};

export function columnKind(column: Pick<ColumnMetadata, 'type' | 'isArray'>): ColumnKind {
  const kind = KINDS[String(column.type)];
  if (!kind) throw new Error(`a list cannot show a column of type ${String(column.type)}`);
  return column.isArray ? 'text[]' : kind;
}
