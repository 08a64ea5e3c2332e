import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import type { Queryable } from '../../../core/database/index.js';
import type { DocumentIdentity, OpenCredential } from '../../../core/integration/index.js';
import { MessageLog, ResendService, storedIdentity, type Delivery } from '../../../core/message-log/index.js';
import { MessageQueue } from '../../../core/queue/index.js';
import { identifyFactura, type FacturaMessage } from '../mapping/factura-message.js';
import { officialSerNr } from '../mapping/invoice.js';
import { LAST_MESSAGE, OPEN_MESSAGE, WAITING_RETRY } from './open-chain.js';
import { isExcluded, settingsOf } from './settings.js';

/** A shop's day, and whose. */
export interface Day {
  company: string;
  local: string;
  fecha: string;
}

/** An invoice whose message is on its way, in the order in which people read them: type, point of sale, number. */
export interface Planned {
  message_id: string;
  factura: string;
}

export interface Plan {
  planned: Planned[];
  /** Invoices that are not in Oppen; more than are planned while there is no credential to send them with. */
  missing: number;
  /** To be called after the commit. */
  wake(): void;
}

/** What a person asked for; it is the route, and the reason that the messages show when none was given. */
export type Action = 'marcar_auditado' | 'reenviar_facturas_oppen' | 'oppen/reenviar';

export interface Order {
  day: Day;
  caller: Caller;
  credential: OpenCredential | null;
  action: Action;
  reason?: string;
  /** Nothing but these invoices of the day. */
  only?: readonly number[];
}

type Sendable = Order & { credential: OpenCredential };

interface Row extends FacturaMessage {
  factura: string;
  open: string | null;
  waiting: string | null;
  last: string | null;
}

const CHUNK = 500;

// A cursor: the day's invoices as they are now, a few hundred at a time, while messages are written beside it.
const OPEN_CURSOR = `
  DECLARE oppen_por_enviar NO SCROLL CURSOR FOR
  SELECT f.id AS factura_id, f.local, f.fecha::text, f.tipo, f.punto_venta, f.nro_factura, f.monto::text,
    f.tipo || ' ' || f.punto_venta || '-' || f.nro_factura AS factura,
    ${OPEN_MESSAGE} AS open, ${WAITING_RETRY} AS waiting, ${LAST_MESSAGE} AS last
  FROM oppen_factura f LEFT JOIN oppen_sync_log s ON s.factura_id = f.id
  WHERE f.company = $1 AND f.local = $2 AND f.fecha = $3 AND f.estado = 'ok' AND f.tipo = ANY($4::text[])
    AND ($5::int[] IS NULL OR f.id = ANY($5)) AND coalesce(s.estado <> 'enviado', true)
  ORDER BY f.tipo COLLATE "C", f.punto_venta::int, f.nro_factura`;

// A message that is followed may have ended since the cursor was opened: what it noted stands.
const NOTE_PENDING = `
  INSERT INTO oppen_sync_log AS s (company, local, fecha, factura_id, factura_ref, message_id, correlation_id)
  SELECT $1, $2, $3, g.id, g.ref, g.message, (SELECT correlation_id FROM integration_message WHERE id = g.message)
  FROM unnest($4::int[], $5::text[], $6::uuid[]) AS g(id, ref, message)
  ON CONFLICT (factura_id) DO UPDATE SET estado = CASE WHEN excluded.message_id = s.message_id THEN s.estado ELSE 'pendiente' END, message_id = coalesce(excluded.message_id, s.message_id),
    correlation_id = coalesce(excluded.correlation_id, s.correlation_id), updated_at = now()
  WHERE s.estado <> 'enviado'`;

/** Decides which invoices of a day get a message, and stores the messages in the caller's transaction. */
@Injectable()
export class PlanSending {
  constructor(
    private readonly log: MessageLog,
    private readonly resender: ResendService,
    private readonly queue: MessageQueue,
  ) {}

  /**
   * One message per invoice that is not in Oppen: a new one for what was never sent, a resend in its own chain for what failed or
   * waits for a retry. What is on its way already is followed, not doubled. Without a credential the invoices are only noted as
   * pending; a shop that the company excludes gets none.
   */
  async plan(tx: Queryable, order: Order): Promise<Plan> {
    const { day, credential } = order;
    const planned: Planned[] = [];
    const fresh: string[] = [];
    let missing = 0;
    if (isExcluded(day.local, credential)) return { planned, missing, wake: () => undefined };
    await tx.query(OPEN_CURSOR, [day.company, day.local, day.fecha, settingsOf(credential).types, order.only ?? null]);
    for (;;) {
      const rows = (await tx.query(`FETCH ${CHUNK} FROM oppen_por_enviar`)).rows as Row[];
      if (rows.length === 0) break;
      missing += rows.length;
      const messages = credential ? await this.messages(tx, { ...order, credential }, rows, fresh) : rows.map(() => null);
      await tx.query(NOTE_PENDING, [day.company, day.local, day.fecha, rows.map((row) => row.factura_id), rows.map((row) => row.factura), messages]);
      for (const [at, id] of messages.entries()) if (id !== null) planned.push({ message_id: id, factura: rows[at]!.factura });
    }
    await tx.query('CLOSE oppen_por_enviar');
    return { planned, missing, wake: () => this.queue.wakeSoon(fresh.map((id) => ({ id, integration: 'oppen' }))) };
  }

  /** The message of each row, in the same order; those that were written now are added to `fresh`. */
  private async messages(tx: Queryable, order: Sendable, rows: readonly Row[], fresh: string[]): Promise<string[]> {
    const neverSent = rows.filter((row) => row.last === null);
    const { ids } = await this.log.acceptWithin(tx, neverSent.map((row) => delivery(order, row)));
    const accepted = new Map(neverSent.map((row, at) => [row.factura_id, ids[at]!]));
    fresh.push(...ids);
    const messages: string[] = [];
    for (const row of rows) {
      const known = accepted.get(row.factura_id) ?? row.open;
      if (known === null) fresh.push(await this.again(tx, order, row));
      messages.push(known ?? fresh.at(-1)!);
    }
    return messages;
  }

  // With the invoice and the company's credential as they are now: either may have been mended since. A waiting retry gives way to it.
  private async again(tx: Queryable, { day: { company }, caller, credential, action, reason }: Sendable, row: Row): Promise<string> {
    const message = messageOf(row);
    const identity = storedIdentity(identityOf(message, credential), { company, integration: 'oppen' });
    return this.resender.copy(tx, row.waiting ?? row.last!, caller, reason ?? action, { text: JSON.stringify(message), identity, credential_id: credential.id });
  }
}

function delivery({ day: { company }, caller, credential, action, reason }: Sendable, row: Row): Delivery {
  const message = messageOf(row);
  return {
    company,
    integration: 'oppen',
    trigger: 'api',
    reason,
    ...identityOf(message, credential),
    credential_id: credential.id,
    created_by: caller.name,
    method: 'POST',
    url: `/api/${action}`,
    headers: {},
    body: Buffer.from(JSON.stringify(message)),
  };
}

/** People look for it under its official number, which the tenant's padding makes. */
const identityOf = (message: FacturaMessage, credential: OpenCredential): DocumentIdentity => ({
  ...identifyFactura(message),
  external_reference: officialSerNr(message, settingsOf(credential).pos_padding) ?? `${message.punto_venta}-${message.nro_factura}`,
});

const messageOf = ({ factura_id, local, fecha, tipo, punto_venta, nro_factura, monto }: Row): FacturaMessage => ({ factura_id, local, fecha, tipo, punto_venta, nro_factura, monto });
