import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import type { CanceledInvoice, EventListener, EventSource } from '../../../core/events/index.js';
import type { Delivery } from '../../../core/message-log/index.js';
import { EVENTS, referenceOfSale } from './events.js';

const TOLD = `SELECT 1 FROM integration_message WHERE company = $1 AND integration = 'hacienda' AND external_reference = $2 AND event_type = '${EVENTS.issue}' LIMIT 1`;

/** A sale cancelled where it came from must not be issued later, also where the company has switched the issuing off since. */
@Injectable()
export class HearCanceledInvoice implements EventListener<'invoice.canceled'> {
  constructor(private readonly db: Database) {}

  async hear({ document }: CanceledInvoice, { company, integration, message_id }: EventSource): Promise<Delivery[]> {
    const reference = referenceOfSale(document);
    if ((await this.db.rows(TOLD, [company, reference])).length === 0) return [];
    return [{
      company,
      integration: 'hacienda',
      trigger: 'api',
      event_type: EVENTS.withdraw,
      external_reference: reference,
      dedupe_key: `invoice.canceled|${reference}`,
      // In no order: it must not wait behind the retries that it is to stop.
      order_key: null,
      credential_id: null,
      created_by: null,
      method: 'POST',
      url: `/api/messages/${message_id}`,
      headers: {},
      body: Buffer.from(JSON.stringify({ operation: 'withdraw', reference, source: { integration, message_id } })),
      reason: null,
    }];
  }
}
