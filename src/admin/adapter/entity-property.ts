import { BaseProperty, type PropertyType } from 'adminjs';
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

const TYPES: Record<ColumnKind, PropertyType> = {
  uuid: 'uuid', text: 'string', 'text[]': 'string', boolean: 'boolean', integer: 'number', decimal: 'float',
  timestamp: 'datetime', date: 'string', json: 'textarea', bytes: 'string',
};

export function columnKind(column: Pick<ColumnMetadata, 'type' | 'isArray'>): ColumnKind {
  const kind = KINDS[String(column.type)];
  if (!kind) throw new Error(`the back-office cannot show a column of type ${String(column.type)}`);
  return column.isArray ? 'text[]' : kind;
}

/** One column as AdminJS sees it. Never editable: our own forms write through the API. */
export class EntityProperty extends BaseProperty {
  readonly kind: ColumnKind;

  constructor(readonly column: ColumnMetadata, position: number, private readonly choices: readonly string[] | undefined, sortable: boolean) {
    const kind = columnKind(column);
    super({ path: column.propertyName, type: TYPES[kind], isId: column.isPrimary, isSortable: sortable, position });
    this.kind = kind;
  }

  override availableValues(): string[] | null {
    return this.choices ? [...this.choices] : null;
  }

  override isEditable(): boolean {
    return false;
  }
}
