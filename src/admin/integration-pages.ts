import { ALEGRA_PAGES } from '../integrations/alegra/alegra.admin-pages.js';
import { DEVENGO_PAGES } from '../integrations/devengo/devengo.admin-pages.js';
import { ERPNEXT_PAGES } from '../integrations/erpnext/erpnext.admin-pages.js';
import { HACIENDA_PAGES } from '../integrations/hacienda/hacienda.admin-pages.js';
import { OPPEN_PAGES } from '../integrations/oppen/oppen.admin-pages.js';
import type { ComponentName } from './component-names.js';

/** A page of an integration, as data: `/admin/pages/<id>`. Its name is in the integration's `<id>.admin-words.ts`. */
export interface IntegrationPage {
  id: string;
  component: ComponentName;
  icon: string;
}

const ADMINISTRATION_PAGES: readonly IntegrationPage[] = [
  { id: 'settings', component: 'SettingsPage', icon: 'Sliders' },
  { id: 'alerts', component: 'AlertsPage', icon: 'Bell' },
];

/** The pages of every integration by its id, and of the house by its group. Plain data: the navigation in the browser reads it too. */
export const INTEGRATION_PAGES: Readonly<Record<string, readonly IntegrationPage[]>> = {
  alegra: ALEGRA_PAGES, erpnext: ERPNEXT_PAGES, oppen: OPPEN_PAGES, hacienda: HACIENDA_PAGES, devengo: DEVENGO_PAGES,
  administration: ADMINISTRATION_PAGES,
};

/** The page that every integration has, first in its group: `/admin/pages/panel?integration=<id>`. */
export const PANEL_PAGE: IntegrationPage = { id: 'panel', component: 'PanelPage', icon: 'Activity' };
