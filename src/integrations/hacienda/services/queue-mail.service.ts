import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../core/database/index.js';
import type { Attempt } from '../../../core/integration/index.js';
import { MessageLog } from '../../../core/message-log/index.js';
import { Mailer } from '../../../core/notifications/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { deliveryOf } from './delivery.js';
import { EVENTS } from './events.js';

/** The mail to the receiver, as a message of its own: it has its own retries and never holds the document up. */
@Injectable()
export class QueueMail {
  constructor(
    private readonly log: MessageLog,
    private readonly mailer: Mailer,
  ) {}

  /** Stored with the attempt's end, together with the acceptance; the sweep wakes it within seconds. */
  async queue(attempt: Attempt, { id, company, clave, receiver_email }: EinvoiceDocument): Promise<void> {
    if (!this.mailer.works || receiver_email === null) return;
    const delivery = deliveryOf({ company, id, credential_id: attempt.credential.id, event: EVENTS.email, by: null, trigger: 'api', reference: clave, orderKey: null });
    await this.log.acceptWithin(noting(attempt), [delivery]);
  }
}

/** The attempt's journal as a transaction: what is written to it is committed with the attempt. */
const noting = ({ note }: Attempt): Queryable => ({
  async query(statement, values) {
    if (typeof statement === 'string') note(statement, values ?? []);
    else note(statement.text, statement.values);
    return { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };
  },
});
