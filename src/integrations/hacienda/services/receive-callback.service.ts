import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { notFound } from '../../../core/problems/index.js';
import { deliveryOf } from './delivery.js';
import type { HaciendaReceivedDocument } from '../entities/hacienda-received-document.entity.js';
import { EVENTS } from './events.js';
import { receivedDelivery } from './received/delivery.js';
import { RECEIVED_EVENTS } from './received/events.js';

const FIND = `
  SELECT d.id, d.company, d.clave, d.credential_id, d.state, EXISTS (
    SELECT 1 FROM integration_message m
    WHERE m.order_key = 'hacienda|' || d.company || '|document:' || d.id AND m.direction = 'inbound' AND m.status = 'received' AND m.event_type = '${EVENTS.check_status}') AS asked
  FROM einvoice_document d WHERE d.callback_token = $1 AND d.clave IS NOT NULL`;

const FIND_RECEIVED = `
  SELECT d.id, d.company, d.clave, d.credential_id FROM hacienda_received_document d
  WHERE d.callback_token = $1 AND d.state IN ('signed','submitted','error') AND d.signed_xml IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM integration_message m
    WHERE m.order_key = 'hacienda|' || d.company || '|received:' || d.id AND m.direction = 'inbound' AND m.status = 'received' AND m.event_type = '${RECEIVED_EVENTS.check_response}')`;
const IS_RECEIVED = 'SELECT 1 FROM hacienda_received_document WHERE callback_token = $1';

/** Hacienda calls back. Whoever calls, it is only a hint: what counts is the status that we read ourselves. */
@Injectable()
export class ReceiveCallback {
  constructor(
    private readonly db: Database,
    private readonly log: MessageLog,
  ) {}

  async receive(token: string): Promise<void> {
    const [found] = await this.db.rows<Found>(FIND, [token]);
    if (!found) return this.receiveOfSupplier(token);
    const { id, company, clave, credential_id, state, asked } = found;
    if (asked || state === 'accepted' || state === 'rejected') return;
    await this.log.accept(deliveryOf({ company, id, credential_id, event: EVENTS.check_status, by: null, trigger: 'webhook', reference: clave }));
  }

  /** About our answer to a supplier's document. */
  private async receiveOfSupplier(token: string): Promise<void> {
    const [due] = await this.db.rows<Received>(FIND_RECEIVED, [token]);
    if (due) await this.log.accept(receivedDelivery(due, 'check_response', null, 'webhook'));
    else if ((await this.db.rows(IS_RECEIVED, [token])).length === 0) throw notFound();
  }
}

type Received = Pick<HaciendaReceivedDocument, 'id' | 'company' | 'clave' | 'credential_id'>;

interface Found {
  id: string;
  company: string;
  clave: string;
  credential_id: number | null;
  state: string;
  asked: boolean;
}
