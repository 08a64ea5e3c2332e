import type { IntegrationPage } from '../../admin/integration-pages.js';

/** The workflow's pages in the back-office. */
export const ERPNEXT_PAGES: readonly IntegrationPage[] = [{ id: 'erpnext-instances', component: 'ErpnextInstancesPage', icon: 'Server' }];
