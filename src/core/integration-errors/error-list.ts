import { ERROR_CATEGORIES } from '../errors/index.js';
import type { ListShape } from '../lists/list-shape.js';
import { ERROR_STATUSES, IntegrationError } from './integration-error.entity.js';

/** What is wrong, as a list. */
export const errorList = (integrations: readonly string[]): ListShape => ({
  id: 'errors',
  entity: IntegrationError,
  scope: 'company',
  columns: [
    'id', 'company', 'integration_name', 'operation', 'entity_type', 'entity_external_id', 'error_category', 'error_code', 'error_message', 'error_details', 'status',
    'occurrences', 'message_id', 'correlation_id', 'first_seen', 'last_seen', 'resolved_at', 'resolved_by',
  ],
  choices: { status: ERROR_STATUSES, error_category: ERROR_CATEGORIES, integration_name: integrations },
  match: { company: 'exact', error_code: 'prefix' },
});
