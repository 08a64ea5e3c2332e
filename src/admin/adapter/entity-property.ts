import { BaseProperty, type PropertyType } from 'adminjs';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { columnKind, type ColumnKind } from '../../core/lists/column-kind.js';

const TYPES: Record<ColumnKind, PropertyType> = {
  uuid: 'uuid', text: 'string', 'text[]': 'string', boolean: 'boolean', integer: 'number', decimal: 'float',
  timestamp: 'datetime', date: 'string', json: 'textarea', bytes: 'string',
};

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
