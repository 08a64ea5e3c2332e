import type { IntegrationDefinition, RetryPolicy } from '../../core/integration/index.js';
import { DEFAULT_RETRY_POLICY } from '../../core/integration/index.js';
import { FOURGEEKS_FIELDS, FourgeeksMetadata, FourgeeksSecrets, HOLDED_FIELDS, HoldedMetadata, HoldedSecrets, NOTION_FIELDS, NotionMetadata, NotionSecrets } from './devengo.credentials.js';
import { DEVENGO_SCHEDULES } from './devengo.schedules.js';
import { DEVENGO_SEARCH } from './devengo.search.js';
import { DEVENGO_SETTINGS } from './devengo.settings.js';
import { DEVENGO_ENTITIES } from './entities/index.js';
import { SYNC_ENTITIES } from './entities/sync.entity.js';
import { devengoLinks } from './mapping/links.js';
import { FourgeeksChecker, HoldedChecker, NotionChecker } from './services/check-connections.service.js';
import { SyncHandler } from './services/handle-sync.service.js';

/** Reading again harms nobody: half an hour of an outage is waited for, and the run goes on where it stood. */
const POLICY: RetryPolicy = { ...DEFAULT_RETRY_POLICY, maxAttempts: 6, delaysSeconds: [5, 30, 120, 300, 900] };

/** Invoices become revenue: this one carries what the three have in common (tables, settings, schedules). */
export const holded: IntegrationDefinition = {
  id: 'holded',
  label: 'Holded',
  baseUrls: { production: 'https://api.holded.com/api/invoicing/v1' },
  credentials: { secrets: HoldedSecrets, metadata: HoldedMetadata, fields: HOLDED_FIELDS },
  policy: POLICY,
  // No limit is published; clients in the field do twice as much (contract holded §7).
  limits: { perMinute: 300, concurrency: 4 },
  links: devengoLinks,
  handler: SyncHandler,
  checker: HoldedChecker,
  schedules: DEVENGO_SCHEDULES,
  settings: DEVENGO_SETTINGS,
  entities: [...DEVENGO_ENTITIES, ...SYNC_ENTITIES],
  search: DEVENGO_SEARCH,
};

export const fourgeeks: IntegrationDefinition = {
  id: 'fourgeeks',
  label: '4Geeks',
  baseUrls: { production: 'https://breathecode.herokuapp.com' },
  credentials: { secrets: FourgeeksSecrets, metadata: FourgeeksMetadata, fields: FOURGEEKS_FIELDS },
  policy: POLICY,
  // Without a limiter of its own; its workers are also the students' (contract fourgeeks §6).
  limits: { perMinute: 600, concurrency: 2 },
  links: devengoLinks,
  handler: SyncHandler,
  checker: FourgeeksChecker,
  schedules: [],
};

export const notion: IntegrationDefinition = {
  id: 'notion',
  label: 'Notion',
  baseUrls: { production: 'https://api.notion.com' },
  credentials: { secrets: NotionSecrets, metadata: NotionMetadata, fields: NOTION_FIELDS },
  policy: POLICY,
  // Three a second (contract notion §0.4).
  limits: { perMinute: 180, concurrency: 2 },
  links: devengoLinks,
  handler: SyncHandler,
  checker: NotionChecker,
  schedules: [],
};
