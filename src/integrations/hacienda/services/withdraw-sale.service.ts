import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult } from '../../../core/integration/index.js';
import { RetryQueue } from '../../../core/retry-queue/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { storedSaleKey } from './events.js';

const BUSY = `SELECT 1 FROM integration_message WHERE order_key = $1 AND direction = 'inbound' AND status = 'processing' LIMIT 1`;
const LOCK = 'SELECT id, state, clave, consecutive FROM einvoice_document WHERE company = $1 AND idempotency_key = $2 FOR UPDATE';
const WAITING = `SELECT id FROM retry_queue_entry WHERE order_key = $1 AND state = 'pending'`;
const CANCEL = `UPDATE einvoice_document SET state = 'canceled', updated_at = now() WHERE id = $1`;

type Found = Pick<EinvoiceDocument, 'id' | 'state' | 'clave' | 'consecutive'>;

/** A sale was cancelled where it came from: what waits to issue it stops, and what has a number already is a person's to reverse. */
@Injectable()
export class WithdrawSale {
  constructor(
    private readonly db: Database,
    private readonly retries: RetryQueue,
  ) {}

  async withdraw({ message: { company, external_reference }, payload }: Attempt): Promise<HandlerResult> {
    const reference = referenceOf(payload) ?? external_reference ?? '';
    const key = storedSaleKey(company, reference);
    return this.db.transaction(async (tx) => {
      if ((await tx.query(BUSY, [key])).rows.length > 0) throw busy(reference);
      const [found] = (await tx.query(LOCK, [company, reference])).rows as Found[];
      if (found?.clave && !OVER.has(found.state)) throw numbered(reference, found);
      for (const { id } of (await tx.query(WAITING, [key])).rows as { id: string }[]) await this.retries.cancel(id, 'la venta se anuló en su origen', tx);
      if (!found || OVER.has(found.state)) return { outcome: 'succeeded', summary: { action: 'nothing_to_withdraw', reference } };
      await tx.query(CANCEL, [found.id]);
      return { outcome: 'succeeded', summary: { action: 'withdrawn', reference, document_id: found.id } };
    });
  }
}

/** Nothing of these is valid at Hacienda. */
const OVER = new Set<string>(['canceled', 'rejected']);

function referenceOf(payload: unknown): string | undefined {
  const { reference } = (typeof payload === 'object' && payload !== null ? payload : {}) as { reference?: unknown };
  return typeof reference === 'string' ? reference : undefined;
}

const busy = (reference: string): IntegrationFailure =>
  new IntegrationFailure('transient_error', { code: 'hacienda.sale_busy', message: `El comprobante de la venta ${reference} se está emitiendo en este momento; se mirará de nuevo.` });
const numbered = (reference: string, { consecutive, state }: Found): IntegrationFailure =>
  new IntegrationFailure('conflict', {
    code: 'hacienda.canceled_sale_has_number',
    message: `La venta ${reference} se anuló en su origen, pero su comprobante ${consecutive} ya tiene número («${state}»). Emita una nota de crédito que lo anule; si aún no se envió, puede cancelarlo en su página.`,
  });
