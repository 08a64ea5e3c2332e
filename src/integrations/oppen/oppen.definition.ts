import type { IntegrationDefinition } from '../../core/integration/index.js';
import { OPPEN_ENTITIES } from './entities/index.js';
import { OPPEN_FIELDS, OppenMetadata, OppenSecrets } from './oppen.credentials.js';
import { OPPEN_SCHEDULES } from './oppen.schedules.js';
import { OPPEN_SETTINGS } from './oppen.settings.js';
import { OPPEN_SEARCH } from './oppen.search.js';
import { oppenLinks } from './mapping/links.js';
import { OppenChecker } from './services/check-connection.service.js';
import { OppenHandler } from './services/handle-document.service.js';

/** An audited shop's invoices reach Oppen. */
export const oppen: IntegrationDefinition = {
  id: 'oppen',
  label: 'Oppen',
  // No default tenant: posting to somebody else's books must not be possible by leaving a field out.
  baseUrls: { production: 'https://su-empresa.oppen.io' },
  credentials: { secrets: OppenSecrets, metadata: OppenMetadata, fields: OPPEN_FIELDS },
  policy: {
    // The specification: 1 s, 2 s, 4 s; then every minute, ever more slowly, for a day in all.
    delaysSeconds: [1, 2, 4, 60, 60, 120, 300, 600, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600, 25_200],
    maxAttempts: 16,
    jitter: 0.1,
    retryAfterCapSeconds: 3_600,
    retryable: ['network_error', 'server_error', 'rate_limited', 'transient_error', 'outcome_unknown', 'malformed_response'],
  },
  // No limit is published: four at once, as many as a person with a browser would bear.
  limits: { perMinute: 3_000, concurrency: 4 },
  links: oppenLinks,
  handler: OppenHandler,
  checker: OppenChecker,
  schedules: OPPEN_SCHEDULES,
  settings: OPPEN_SETTINGS,
  entities: OPPEN_ENTITIES,
  search: OPPEN_SEARCH,
};
