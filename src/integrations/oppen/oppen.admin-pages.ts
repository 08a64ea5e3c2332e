import type { IntegrationPage } from '../../admin/integration-pages.js';

/** Oppen's pages in the back-office. */
export const OPPEN_PAGES: readonly IntegrationPage[] = [{ id: 'oppen-panel', component: 'OppenPage', icon: 'BarChart2' }];
