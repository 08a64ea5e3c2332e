import type { IntegrationPage } from '../../admin/integration-pages.js';

/** Alegra's pages in the back-office. */
export const ALEGRA_PAGES: readonly IntegrationPage[] = [{ id: 'alegra-webhook', component: 'AlegraWebhookPage', icon: 'Link' }];
