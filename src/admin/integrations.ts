import type { AdminPage, ResourceWithOptions } from 'adminjs';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Role } from '../core/auth/roles.js';
import type { IntegrationRegistry } from '../core/integration/index.js';
import { DEVENGO_RESOURCES } from '../integrations/devengo/devengo.admin.js';
import { DEVENGO_SYNC_RESOURCES } from '../integrations/devengo/devengo.sync.admin.js';
import { ERPNEXT_RESOURCES } from '../integrations/erpnext/erpnext.admin.js';
import { HACIENDA_RESOURCES } from '../integrations/hacienda/hacienda.admin.js';
import { OPPEN_RESOURCES } from '../integrations/oppen/oppen.admin.js';
import type { ComponentName } from './component-names.js';
import { INTEGRATION_PAGES, PANEL_PAGE } from './integration-pages.js';
import { bulkPage, describe, recordPage, resourcePage, type Ground } from './resources/resource.js';

/** One field of a form; its name is that of the API's body. */
export interface FormField {
  name: string;
  kind?: 'text' | 'date' | 'choice' | 'number';
  options?: readonly string[];
  required?: boolean;
}

/** A table of an integration in the back-office, as data. Its words are in the integration's `<id>.admin-words.ts`. */
export interface IntegrationResource {
  id: string;
  entity: EntityTarget<ObjectLiteral>;
  icon: string;
  title: string;
  /** Component of the page of one record, when it has one of its own. */
  page?: ComponentName;
  columns: readonly string[];
  list: string[];
  filters: string[];
  choices?: Record<string, readonly string[]>;
  cells?: Record<string, ComponentName>;
  /** Pages for the records selected in the list, by the action's name. */
  bulk?: Record<string, { component: ComponentName; role: Role; icon: string }>;
  /** A page of its own on which a new one is made. */
  create?: { component: ComponentName; role: Role };
  /** Forms that write through the API: POST to `path` adds, PATCH to `path/<id>` changes. */
  form?: { path: string; role: Role; start: Record<string, unknown>; add?: readonly FormField[]; change?: readonly FormField[] };
}

/** The tables of every integration, by the integration's id. */
const BY_INTEGRATION: Readonly<Record<string, readonly IntegrationResource[]>> = {
  erpnext: ERPNEXT_RESOURCES, oppen: OPPEN_RESOURCES, hacienda: HACIENDA_RESOURCES, devengo: [...DEVENGO_RESOURCES, ...DEVENGO_SYNC_RESOURCES],
};

export function integrationResources(ground: Ground): ResourceWithOptions[] {
  return Object.entries(BY_INTEGRATION).flatMap(([id, resources]) => resources.map((resource) => make(ground, id, resource)));
}

/** The pages of every integration, as AdminJS names them: `/admin/pages/<id>`. What the browser cannot know is at `/admin/api/pages/<id>`. */
export function integrationPages(registry: IntegrationRegistry, publicUrl?: string): Record<string, AdminPage> {
  const integrations = registry.all.map(({ id, label }) => ({ id, label }));
  const handler = async () => ({ public_url: publicUrl ?? null, integrations });
  return Object.fromEntries([PANEL_PAGE, ...Object.values(INTEGRATION_PAGES).flat()].map(({ id, component, icon }) => [id, { component, icon, handler }]));
}

/** Pages that only an installation with simulated providers has. The ribbon leads to them. */
export const sandboxPages = (): Record<string, AdminPage> => ({ faults: { component: 'FaultsPage', icon: 'Zap', handler: async () => ({}) } });

function make(ground: Ground, group: string, { id, entity, icon, title, columns, list, filters, choices, cells, create, form, page = 'RecordPage', bulk = {} }: IntegrationResource): ResourceWithOptions {
  return describe(ground, {
    group, icon, title, list, filters, cells,
    page,
    shape: { id, entity, scope: 'company', columns, choices, match: { company: 'exact' } },
    actions: {
      ...(create && { new: resourcePage(create.component, create.role, 'Plus') }),
      ...(form?.add && { new: resourcePage('RecordForm', form.role, 'Plus', { form: { ...form, fields: form.add } }) }),
      ...(form?.change && { edit: recordPage('RecordForm', form.role, 'Edit', undefined, { form: { ...form, fields: form.change } }) }),
      ...Object.fromEntries(Object.entries(bulk).map(([name, { component, role, icon: sign }]) => [name, bulkPage(component, role, sign)])),
    },
  });
}
