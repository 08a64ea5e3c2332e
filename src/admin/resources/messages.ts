import { ERROR_CATEGORIES } from '../../core/errors/index.js';
import { IntegrationMessage, MESSAGE_DIRECTIONS, MESSAGE_OUTCOMES, MESSAGE_STATUSES, MESSAGE_TRIGGERS } from '../../core/message-log/integration-message.entity.js';
import { bulkPage, describe, recordPage, type Ground } from './resource.js';

/** The message log. Bodies and headers are left out: the page of a message reads them by the API, digit by digit. */
export const messages = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'Mail',
    page: 'MessagePage',
    title: 'external_reference',
    list: ['received_at', 'integration', 'direction', 'event_type', 'external_reference', 'outcome', 'error_message'],
    filters: ['status', 'outcome', 'external_reference', 'received_at', 'error_category', 'integration', 'direction', 'event_type', 'correlation_id', 'company'],
    cells: { received_at: 'DateCell', integration: 'WordCell', direction: 'WordCell', outcome: 'StatusCell', error_message: 'ErrorCell' },
    shape: {
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
        error_category: ERROR_CATEGORIES, integration: ground.registry.all.map(({ id }) => id),
      },
      match: { external_reference: 'prefix', event_type: 'prefix', company: 'exact' },
      timeColumn: 'received_at',
    },
    actions: {
      resend: recordPage('ResendPage', 'operator', 'Send', isInbound),
      editAndResend: recordPage('ResendPage', 'operator', 'Edit', isInbound),
      resendSelected: bulkPage('ResendManyPage', 'operator', 'Send'),
    },
  });

const isInbound = (record: { param(path: string): unknown }): boolean => record.param('direction') === 'inbound';
