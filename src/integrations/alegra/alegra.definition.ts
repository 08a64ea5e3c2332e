import type { IntegrationDefinition } from '../../core/integration/index.js';
import { DEFAULT_RETRY_POLICY } from '../../core/integration/index.js';
import { ALEGRA_FIELDS, AlegraMetadata, AlegraSecrets } from './alegra.credentials.js';
import { AlegraChecker } from './services/check-connection.service.js';
import { AlegraHandler } from './services/handle-document.service.js';

/** ERPNext invoices become Alegra contacts, invoices, payments and credit notes. */
export const alegra: IntegrationDefinition = {
  id: 'alegra',
  label: 'Alegra',
  baseUrls: { production: 'https://api.alegra.com/api/v1' },
  credentials: { secrets: AlegraSecrets, metadata: AlegraMetadata, fields: ALEGRA_FIELDS },
  // The specification: three tries in all, for what may mend itself.
  policy: DEFAULT_RETRY_POLICY,
  // Alegra allows 150 requests a minute per user; the rest is for the people who work in it.
  limits: { perMinute: 140, concurrency: 6 },
  handler: AlegraHandler,
  checker: AlegraChecker,
  schedules: [],
};
