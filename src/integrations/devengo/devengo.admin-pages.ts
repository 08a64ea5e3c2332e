import type { IntegrationPage } from '../../admin/integration-pages.js';

/** The page of the accruals in the back-office. */
export const DEVENGO_PAGES: readonly IntegrationPage[] = [{ id: 'devengo-panel', component: 'DevengoPage', icon: 'TrendingUp' }];
