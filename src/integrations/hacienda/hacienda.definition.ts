import type { IntegrationDefinition } from '../../core/integration/index.js';
import { ENVIRONMENTS } from './client/hacienda.environments.js';
import { HACIENDA_ENTITIES } from './entities/index.js';
import { adviseHacienda } from './hacienda.credentials.advice.js';
import { HACIENDA_FIELDS, HaciendaMetadata, HaciendaSecrets } from './hacienda.credentials.js';
import { HACIENDA_POLICY } from './hacienda.policy.js';
import { HACIENDA_SCHEDULES } from './hacienda.schedules.js';
import { HACIENDA_SETTINGS } from './hacienda.settings.js';
import { HACIENDA_SEARCH } from './hacienda.search.js';
import { haciendaLinks } from './mapping/links.js';
import { HaciendaChecker } from './services/check-connection.service.js';
import { HaciendaHandler } from './services/handle-document.service.js';
import { HearCanceledInvoice } from './services/hear-canceled-invoice.service.js';
import { IssueAcceptedInvoice } from './services/issue-accepted-invoice.service.js';
import { KeyExpiry } from './services/key-expiry.service.js';

/** Costa Rica's electronic documents: generated, signed, submitted, followed and archived. */
export const hacienda: IntegrationDefinition = {
  id: 'hacienda',
  label: 'Hacienda (Costa Rica)',
  baseUrls: { production: ENVIRONMENTS.production.base_url, sandbox: ENVIRONMENTS.sandbox.base_url },
  credentials: { secrets: HaciendaSecrets, metadata: HaciendaMetadata, fields: HACIENDA_FIELDS, advise: adviseHacienda },
  policy: HACIENDA_POLICY,
  // The specification: operators act, managers retry and cancel.
  retryRole: 'manager',
  // Hacienda publishes no figures and sends X-Ratelimit-* with every answer, which win; calls at once are a setting (max_concurrent_batches).
  limits: { perMinute: 600, concurrency: 3 },
  links: haciendaLinks,
  handler: HaciendaHandler,
  checker: HaciendaChecker,
  expiry: KeyExpiry,
  schedules: HACIENDA_SCHEDULES,
  listens: { 'invoice.accepted': IssueAcceptedInvoice, 'invoice.canceled': HearCanceledInvoice },
  settings: HACIENDA_SETTINGS,
  entities: HACIENDA_ENTITIES,
  search: HACIENDA_SEARCH,
};
