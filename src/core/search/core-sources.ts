import type { SearchSource } from '../integration/search-source.js';

/** The house's own tables, found by a number or a name typed exactly. */
export const CORE_SOURCES: readonly SearchSource[] = [
  { list: 'messages', table: 'integration_message', exact: ['external_reference'], title: 'external_reference', detail: `integration || ' · ' || event_type`, state: 'coalesce(outcome, status)' },
  { list: 'errors', table: 'integration_error', exact: ['entity_external_id'], title: 'entity_external_id', detail: 'error_message', state: 'status' },
];

/** The same by a UUID: of the row itself, of its chain or of its message. */
export const UUID_SOURCES: readonly SearchSource[] = [
  { list: 'messages', table: 'integration_message', exact: ['id', 'correlation_id'], title: 'coalesce(external_reference, event_type)', detail: `integration || ' · ' || event_type`, state: 'coalesce(outcome, status)' },
  { list: 'errors', table: 'integration_error', exact: ['id', 'correlation_id'], title: 'entity_external_id', detail: 'error_message', state: 'status' },
  { list: 'retry-queue', table: 'retry_queue_entry', exact: ['id', 'correlation_id'], title: 'coalesce(subject, operation)', detail: 'last_error', state: 'state' },
];
