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
  { id: 'profile', component: 'ProfilePage', icon: 'User' },
];

const OF_INTEGRATIONS: Readonly<Record<string, readonly IntegrationPage[]>> = {
  alegra: ALEGRA_PAGES, erpnext: ERPNEXT_PAGES, oppen: OPPEN_PAGES, hacienda: HACIENDA_PAGES, devengo: DEVENGO_PAGES,
};

/** The pages of every integration by its id, and of the house by its group. Plain data: the navigation in the browser reads it too. */
export const INTEGRATION_PAGES: Readonly<Record<string, readonly IntegrationPage[]>> = { ...OF_INTEGRATIONS, administration: ADMINISTRATION_PAGES };

/** Integrations that are one to people, by the group of the navigation. Any other is a group of its own. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = { devengo: ['holded', 'fourgeeks', 'notion'] };

/** The integrations of a group of the navigation; none of one that is no integration. */
export const integrationsOf = (group: string): readonly string[] => TOGETHER[group] ?? (group in OF_INTEGRATIONS ? [group] : []);
export const groupOf = (integration: string): string => Object.keys(TOGETHER).find((group) => TOGETHER[group]!.includes(integration)) ?? integration;

/** The page that every integration has, first in its group: `/admin/pages/panel?integration=<id>`. */
export const PANEL_PAGE: IntegrationPage = { id: 'panel', component: 'PanelPage', icon: 'Activity' };
