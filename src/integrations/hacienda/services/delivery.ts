import type { Delivery } from '../../../core/message-log/index.js';
import { orderKeyOf } from './events.js';

interface Wanted {
  company: string;
  /** Of the document. */
  id: string;
  credential_id: number | null;
  event: string;
  by: string | null;
  trigger: Delivery['trigger'];
  reference?: string | null;
  /** Null: it waits for nothing. Left out: its turn among the document's operations. */
  orderKey?: string | null;
}

/** An operation on a document, as the log takes it in. */
export function deliveryOf(of: Wanted): Delivery {
  return {
    company: of.company,
    integration: 'hacienda',
    trigger: of.trigger,
    event_type: of.event,
    external_reference: of.reference ?? of.id,
    dedupe_key: null,
    order_key: of.orderKey === undefined ? orderKeyOf(of.id) : of.orderKey,
    credential_id: of.credential_id,
    created_by: of.by,
    method: 'POST',
    url: `/api/hacienda/documents/${of.id}`,
    headers: {},
    body: Buffer.from(JSON.stringify({ document_id: of.id, operation: of.event.replace(/^hacienda\./, '') })),
  };
}
