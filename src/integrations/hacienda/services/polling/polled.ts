import type { Delivery } from '../../../../core/message-log/index.js';
import { deliveryOf } from '../delivery.js';
import { EVENTS } from '../events.js';
import { receivedDelivery } from '../received/delivery.js';
import { RECEIVED_EVENTS } from '../received/events.js';

/** A row that is due. */
export interface Due {
  id: string;
  company: string;
  clave: string;
  credential_id: number | null;
}

/** What is asked about at Hacienda, as data: where it lies, by what its messages are ordered, and the question. */
export interface Polled {
  table: string;
  order: string;
  event: string;
  question(row: Due): Delivery;
}

export const POLLED_DOCUMENTS: Polled = {
  table: 'einvoice_document',
  order: 'document',
  event: EVENTS.check_status,
  question: ({ clave, ...row }) => deliveryOf({ ...row, event: EVENTS.check_status, by: null, trigger: 'schedule', reference: clave }),
};

export const POLLED_RECEIVED: Polled = {
  table: 'hacienda_received_document',
  order: 'received',
  event: RECEIVED_EVENTS.check_response,
  question: (row) => receivedDelivery(row, 'check_response', null, 'schedule'),
};
