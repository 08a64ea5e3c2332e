import type { Delivery } from '../../../../core/message-log/index.js';
import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';
import { RECEIVED_EVENTS, receivedOrderKey } from './events.js';

type Subject = Pick<HaciendaReceivedDocument, 'id' | 'company' | 'clave' | 'credential_id'>;

/** Work on a supplier's document, as the log takes it in. */
export const receivedDelivery = ({ id, company, clave, credential_id }: Subject, operation: keyof typeof RECEIVED_EVENTS, by: string | null, trigger: Delivery['trigger']): Delivery => ({
  company,
  integration: 'hacienda',
  trigger,
  event_type: RECEIVED_EVENTS[operation],
  external_reference: clave,
  dedupe_key: null,
  order_key: receivedOrderKey(id),
  credential_id,
  created_by: by,
  method: 'POST',
  url: `/api/hacienda/received/${id}/respond`,
  headers: {},
  body: Buffer.from(JSON.stringify({ received_id: id, operation })),
});
