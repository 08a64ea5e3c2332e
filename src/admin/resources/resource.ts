import type { Action, ActionContext, ActionResponse, BaseRecord, PropertyOptions, ResourceOptions, ResourceWithOptions } from 'adminjs';
import type { DataSource } from 'typeorm';
import { may } from '../../core/auth/caller.js';
import type { Role } from '../../core/auth/roles.js';
import type { IntegrationRegistry } from '../../core/integration/index.js';
import type { ColumnKind, ListShape } from '../../core/lists/index.js';
import { listRecords } from './list-action.js';
import { EntityResource } from '../adapter/entity-resource.js';
import type { ComponentName } from '../component-names.js';
import type { PuenteAdmin } from '../current-admin.js';

export interface Ground {
  db: DataSource;
  registry: IntegrationRegistry;
}

type AnyAction = Partial<Action<ActionResponse>>;

export interface Description {
  shape: ListShape;
  /** A word of the navigation: `integrations`, `administration`, or the id of an integration. */
  group: string;
  icon: string;
  /** The least role that may see it at all. */
  role?: Role;
  list: string[];
  filters: string[];
  /** How cells of the list are shown, by column. */
  cells?: Record<string, ComponentName>;
  /** Component of the page of one record. */
  page: ComponentName;
  sort?: { sortBy: string; direction: 'asc' | 'desc' };
  title?: string;
  actions?: Record<string, AnyAction>;
}

/** A resource that only reads: AdminJS's own forms stay shut, ours write through the API. */
export function describe({ db }: Ground, description: Description): ResourceWithOptions {
  const { shape, group, icon, role = 'viewer', list, filters, cells = {}, page, title, actions = {} } = description;
  const key = db.getMetadata(shape.entity).primaryColumns[0]!.propertyName;
  const resource = new EntityResource(db, shape);
  const options: ResourceOptions = {
    id: shape.id,
    navigation: { name: group, icon },
    listProperties: list,
    filterProperties: allFilters(shape, filters),
    showProperties: [...shape.columns],
    editProperties: [],
    titleProperty: title ?? key,
    sort: description.sort ?? { sortBy: key, direction: 'desc' },
    properties: { ...Object.fromEntries(shape.columns.map((name) => [name, column(resource, name, cells[name])])), ...besides(shape) },
    actions: {
      new: OFF, edit: OFF, delete: OFF, bulkDelete: OFF, search: OFF,
      list: { isAccessible: atLeast(role), showFilter: true, handler: listRecords },
      show: { isAccessible: atLeast(role), component: page, handler: showRecord, icon: '' },
      ...actions,
    },
  };
  return { resource, options };
}

/** First what is looked for most, then everything else there is. */
const allFilters = ({ columns, beside = {} }: ListShape, first: string[]): string[] => [...new Set([...Object.keys(beside), ...first, ...columns])];

const CELLS: Partial<Record<ColumnKind, ComponentName>> = { timestamp: 'DateCell', boolean: 'FlagCell' };

function column({ rows }: EntityResource, name: string, cell: ComponentName | undefined): PropertyOptions {
  const kind = rows.kind(name);
  const list = cell ?? (rows.shape.choices?.[name] ? 'WordCell' : CELLS[kind]);
  return { components: { filter: 'ListFilter', ...(list && { list }) }, custom: { kind } };
}

/** Filters that are no column. */
function besides({ beside = {} }: ListShape): Record<string, PropertyOptions> {
  const shown = { list: false, show: false, edit: false, filter: true };
  return Object.fromEntries(Object.keys(beside).map((name) => [name, { type: 'string', isVisible: shown, components: { filter: 'ListFilter' }, custom: { kind: name === 'q' ? 'words' : 'json' } } satisfies PropertyOptions]));
}

const OFF: AnyAction = { isAccessible: false, isVisible: false };

export const atLeast = (role: Role) => ({ currentAdmin }: Pick<ActionContext, 'currentAdmin'>): boolean => {
  const caller = (currentAdmin as PuenteAdmin | undefined)?.caller;
  return caller !== undefined && may(caller, role);
};

/** A page of its own for one record; what its buttons do goes through the API. */
export const recordPage = (component: ComponentName, role: Role, icon: string, when: (record: BaseRecord) => boolean = () => true, custom: Record<string, unknown> = {}): AnyAction => ({
  actionType: 'record',
  component,
  icon,
  custom,
  handler: showRecord,
  isAccessible: (context: ActionContext) => atLeast(role)(context) && (!context.record || when(context.record)),
});

export const bulkPage = (component: ComponentName, role: Role, icon: string, custom: Record<string, unknown> = {}): AnyAction => ({
  actionType: 'bulk',
  component,
  icon,
  custom,
  isAccessible: atLeast(role),
  handler: async (_request, _response, { records = [], currentAdmin }: ActionContext) => ({ records: records.map((record) => record.toJSON(currentAdmin)) }),
});

/** A page of the resource itself, such as a form for a new one. */
export const resourcePage = (component: ComponentName, role: Role, icon: string, custom: Record<string, unknown> = {}): AnyAction => ({
  actionType: 'resource',
  component,
  icon,
  custom,
  isAccessible: atLeast(role),
  isVisible: atLeast(role),
  handler: async () => ({}),
});

async function showRecord(_request: unknown, _response: unknown, { record, currentAdmin }: ActionContext): Promise<ActionResponse> {
  return { record: record!.toJSON(currentAdmin) };
}
