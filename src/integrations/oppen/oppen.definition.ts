import { DEFAULT_RETRY_POLICY, type IntegrationDefinition } from '../../core/integration/index.js';
import { OPPEN_FIELDS, OppenMetadata, OppenSecrets } from './oppen.credentials.js';
import { OPPEN_ENTITIES } from './entities/index.js';
import { OPPEN_SCHEDULES } from './oppen.schedules.js';
import { OPPEN_SETTINGS } from './oppen.settings.js';
import { OppenChecker } from './services/check-connection.service.js';
import { OppenHandler } from './services/handle-document.service.js';

export const oppen: IntegrationDefinition = {
  id: 'oppen',
  label: 'Oppen',
  baseUrls: { production: 'https://api.example.com/v1' },
  credentials: { secrets: OppenSecrets, metadata: OppenMetadata, fields: OPPEN_FIELDS },
  policy: DEFAULT_RETRY_POLICY,
  limits: { perMinute: 6000, concurrency: 4 },
  handler: OppenHandler,
  checker: OppenChecker,
  schedules: OPPEN_SCHEDULES,
  settings: OPPEN_SETTINGS,
  entities: OPPEN_ENTITIES,
};
