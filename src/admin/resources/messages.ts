import { messageList } from '../../core/message-log/message-list.js';
import { bulkPage, describe, recordPage, type Ground } from './resource.js';

/** The message log. Bodies and headers are left out: the page of a message reads them by the API, digit by digit. */
export const messages = (ground: Ground) =>
  describe(ground, {
    group: 'integrations',
    icon: 'Mail',
    page: 'MessagePage',
    title: 'external_reference',
    list: ['received_at', 'outcome', 'integration', 'direction', 'event_type', 'external_reference', 'error_message'],
    filters: ['status', 'outcome', 'external_reference', 'received_at', 'error_category', 'integration', 'direction', 'event_type', 'correlation_id', 'company'],
    cells: { received_at: 'DateCell', integration: 'WordCell', direction: 'WordCell', event_type: 'WordCell', outcome: 'StatusCell', error_message: 'ErrorCell' },
    shape: messageList(ground.registry.all.map(({ id }) => id)),
    actions: {
      resend: recordPage('ResendPage', 'operator', 'Send', isInbound),
      editAndResend: recordPage('ResendPage', 'operator', 'Edit', isInbound),
      resendSelected: bulkPage('ResendManyPage', 'operator', 'Send'),
    },
  });

const isInbound = (record: { param(path: string): unknown }): boolean => record.param('direction') === 'inbound';
