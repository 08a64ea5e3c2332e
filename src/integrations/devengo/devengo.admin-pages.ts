import type { IntegrationPage } from '../../admin/integration-pages.js';

/** The pages of the accruals and of the synchronisation in the back-office. */
export const DEVENGO_PAGES: readonly IntegrationPage[] = [
  { id: 'devengo-panel', component: 'DevengoPage', icon: 'TrendingUp' },
  { id: 'devengo-sync', component: 'DevengoSyncPage', icon: 'RefreshCw' },
];
