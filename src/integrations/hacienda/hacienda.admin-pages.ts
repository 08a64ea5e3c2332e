import type { IntegrationPage } from '../../admin/integration-pages.js';

/** Hacienda's pages in the back-office. */
export const HACIENDA_PAGES: readonly IntegrationPage[] = [{ id: 'hacienda-panel', component: 'HaciendaPage', icon: 'BarChart2' }];
