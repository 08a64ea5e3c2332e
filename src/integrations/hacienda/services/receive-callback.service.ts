import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { notFound } from '../../../core/problems/index.js';
import { deliveryOf } from './delivery.js';
import { EVENTS } from './events.js';

const FIND = `
  SELECT d.id, d.company, d.clave, d.credential_id, d.state, EXISTS (
    SELECT 1 FROM integration_message m
    WHERE m.order_key = 'hacienda|' || d.company || '|document:' || d.id AND m.direction = 'inbound' AND m.status = 'received' AND m.event_type = '${EVENTS.check_status}') AS asked
  FROM einvoice_document d WHERE d.callback_token = $1 AND d.clave IS NOT NULL`;

/** Hacienda calls back. Whoever calls, it is only a hint: what counts is the status that we read ourselves. */
@Injectable()
export class ReceiveCallback {
  constructor(
    private readonly db: Database,
    private readonly log: MessageLog,
  ) {}

  async receive(token: string): Promise<void> {
    const [found] = await this.db.rows<Found>(FIND, [token]);
    if (!found) throw notFound();
    const { id, company, clave, credential_id, state, asked } = found;
    if (asked || state === 'accepted' || state === 'rejected') return;
    await this.log.accept(deliveryOf({ company, id, credential_id, event: EVENTS.check_status, by: null, trigger: 'webhook', reference: clave }));
  }
}

interface Found {
  id: string;
  company: string;
  clave: string;
  credential_id: number | null;
  state: string;
  asked: boolean;
}
