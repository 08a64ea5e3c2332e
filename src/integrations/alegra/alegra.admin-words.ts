import type { IntegrationWords } from '../../admin/locales/integrations.js';

/** Names of Alegra's pages in the back-office: Spanish, English. */
export const ALEGRA_WORDS: IntegrationWords = {
  resources: {},
  pages: { 'alegra-webhook': ['Webhook de ERPNext', 'ERPNext webhook'] },
  columns: {},
  values: {},
};
