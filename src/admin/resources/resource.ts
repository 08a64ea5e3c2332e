import type { Action, ActionContext, ActionResponse, BaseRecord, ResourceOptions, ResourceWithOptions } from 'adminjs';
import type { DataSource } from 'typeorm';
import { may } from '../../core/auth/caller.js';
import type { Role } from '../../core/auth/roles.js';
import type { IntegrationRegistry } from '../../core/integration/index.js';
import { EntityResource, type ResourceShape } from '../adapter/entity-resource.js';
import type { ComponentName } from '../component-names.js';
import type { PuenteAdmin } from '../current-admin.js';

export interface Ground {
  db: DataSource;
  registry: IntegrationRegistry;
}

type AnyAction = Partial<Action<ActionResponse>>;

export interface Description {
  shape: ResourceShape;
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
  const options: ResourceOptions = {
    id: shape.id,
    navigation: { name: group, icon },
    listProperties: list,
    filterProperties: filters,
    showProperties: [...shape.columns],
    editProperties: [],
    titleProperty: title ?? key,
    sort: description.sort ?? { sortBy: key, direction: 'desc' },
    properties: Object.fromEntries(shape.columns.map((name) => [name, { components: cells[name] ? { list: cells[name] } : {} }])),
    actions: {
      new: OFF, edit: OFF, delete: OFF, bulkDelete: OFF, search: OFF,
      list: { isAccessible: atLeast(role), showFilter: filters.length > 0 },
      show: { isAccessible: atLeast(role), component: page, handler: showRecord, icon: '' },
      ...actions,
    },
  };
  return { resource: new EntityResource(db, shape), options };
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

export const bulkPage = (component: ComponentName, role: Role, icon: string): AnyAction => ({
  actionType: 'bulk',
  component,
  icon,
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
