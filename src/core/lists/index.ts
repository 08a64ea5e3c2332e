export { columnKind, type ColumnKind } from './column-kind.js';
export { condition, type Bind, type FilterableColumn, type FilterValue } from './conditions.js';
export { EntityList, type Filters, type ListPage, type ListRequest, type Row } from './entity-list.js';
export { COUNT_CAP, type ListShape, type ListSort } from './list-shape.js';
export { uuidFloor } from './uuid-floor.js';
