import { ERROR_CATEGORIES } from '../errors/index.js';
import type { ListShape } from '../lists/list-shape.js';
import { RETRY_STATES, RetryQueueEntry } from './retry-queue-entry.entity.js';

/** The retry queue as a list. */
export const retryList = (integrations: readonly string[]): ListShape => ({
  id: 'retry-queue',
  entity: RetryQueueEntry,
  scope: 'company',
  columns: [
    'id', 'company', 'integration', 'operation', 'subject', 'message_id', 'correlation_id', 'state', 'error_category', 'retry_count', 'max_retries', 'next_attempt_at',
    'priority', 'last_error_code', 'last_error', 'created_at', 'updated_at', 'finished_at',
  ],
  choices: { state: RETRY_STATES, error_category: ERROR_CATEGORIES, integration: integrations },
  match: { company: 'exact' },
});
