import { DEFAULT_RETRY_POLICY, type IntegrationDefinition } from '../../core/integration/index.js';
import { ERPNEXT_FIELDS, ErpnextMetadata, ErpnextSecrets } from './erpnext.credentials.js';
import { WorkflowExecution } from './entities/workflow-execution.entity.js';
import { WorkflowExecutionView } from './entities/workflow-execution-view.entity.js';
import { WorkflowStep } from './entities/workflow-step.entity.js';
import { ERPNEXT_SEARCH } from './erpnext.search.js';
import { erpnextLinks } from './mapping/links.js';
import { ErpnextChecker } from './services/check-connection.service.js';
import { ErpnextHandler } from './services/handle-workflow.service.js';

/** A purchase in one ERPNext becomes a transfer to another, in four documents. */
export const erpnext: IntegrationDefinition = {
  id: 'erpnext',
  label: 'ERPNext',
  // Every company has its own; this one only keeps a credential without an address from pointing anywhere real.
  baseUrls: { production: 'https://erpnext.invalid' },
  credentials: { secrets: ErpnextSecrets, metadata: ErpnextMetadata, fields: ERPNEXT_FIELDS },
  // The specification: five attempts, 5 s and then twice as long each time.
  policy: { ...DEFAULT_RETRY_POLICY, maxAttempts: 5, delaysSeconds: [5, 10, 20, 40] },
  // Frappe has no limit of its own unless the site sets one; its few workers are also the users'.
  limits: { perMinute: 6_000, concurrency: 6 },
  links: erpnextLinks,
  handler: ErpnextHandler,
  checker: ErpnextChecker,
  schedules: [],
  entities: [WorkflowExecution, WorkflowStep, WorkflowExecutionView],
  search: ERPNEXT_SEARCH,
};
