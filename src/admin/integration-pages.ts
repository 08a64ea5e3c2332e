import { ERPNEXT_PAGES } from '../integrations/erpnext/erpnext.admin-pages.js';
import { OPPEN_PAGES } from '../integrations/oppen/oppen.admin-pages.js';
import type { ComponentName } from './component-names.js';

/** A page of an integration, as data: `/admin/pages/<id>`. Its name is in the integration's `<id>.admin-words.ts`. */
export interface IntegrationPage {
  id: string;
  component: ComponentName;
  icon: string;
}

/** The pages of every integration, by the integration's id. Plain data: the navigation in the browser reads it too. */
export const INTEGRATION_PAGES: Readonly<Record<string, readonly IntegrationPage[]>> = { erpnext: ERPNEXT_PAGES, oppen: OPPEN_PAGES };
