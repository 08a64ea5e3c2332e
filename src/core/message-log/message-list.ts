import { ERROR_CATEGORIES } from '../errors/index.js';
import type { ListShape } from '../lists/list-shape.js';
import { IntegrationMessage, MESSAGE_DIRECTIONS, MESSAGE_OUTCOMES, MESSAGE_STATUSES, MESSAGE_TRIGGERS } from './integration-message.entity.js';
import { jsonText, textCondition } from './message-conditions.js';

/** The message log as a list. Bodies and headers are left out: the page of a message reads them, digit by digit. */
export const messageList = (integrations: readonly string[]): ListShape => ({
  id: 'messages',
  entity: IntegrationMessage,
  scope: 'company',
  columns: [
    'id', 'received_at', 'company', 'integration', 'direction', 'event_type', 'external_reference', 'status', 'outcome', 'attempt', 'trigger',
    'correlation_id', 'parent_id', 'error_category', 'error_code', 'error_message', 'http_method', 'url', 'http_status', 'next_attempt_at',
    'wait_reason', 'duration_ms', 'finished_at', 'created_by', 'reason',
  ],
  choices: {
    status: MESSAGE_STATUSES, outcome: MESSAGE_OUTCOMES, direction: MESSAGE_DIRECTIONS, trigger: MESSAGE_TRIGGERS,
    error_category: ERROR_CATEGORIES, integration: integrations,
  },
  match: { external_reference: 'prefix', event_type: 'prefix', error_code: 'prefix', company: 'exact' },
  timeColumn: 'received_at',
  // Each has an index (migration 53): ordering a million rows by anything else is not for a page.
  sortable: ['external_reference', 'duration_ms'],
  patternIndexed: ['external_reference'],
  beside: { q: textCondition, json_path: jsonText },
});
