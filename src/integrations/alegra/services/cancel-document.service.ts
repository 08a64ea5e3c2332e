import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { HandlerResult } from '../../../core/integration/index.js';
import type { RemoteDocument } from '../../../core/pipeline/index.js';
import { idOf, isStamped, numberOf, statusOf, type AlegraInvoice } from '../client/alegra.types.js';
import { toReversalBody } from '../mapping/credit-note.js';
import { findCreditNote, findInvoice, refuseTooEarly } from './find-in-alegra.js';
import type { Work } from './work.js';

/** A document cancelled in ERPNext: its draft is deleted, its invoice voided, its stamped invoice credited in full. */
@Injectable()
export class CancelDocument {
  async push(work: Work): Promise<HandlerResult> {
    if (work.document.isReturn) return this.dropReturn(work);
    const { documents } = work.attempt;
    const known = await documents.find('invoice', work.key);
    if (known?.state === 'canceled') return done('already_canceled', { invoice_id: known.remote_id });
    const invoice = known?.state === 'created' ? await this.read(work, known.remote_id!) : known?.state === 'creating' ? await findInvoice(work, { known }) : undefined;
    if (!invoice && known?.state === 'creating') refuseTooEarly(known);
    if (!invoice) {
      documents.canceled('invoice', work.key);
      return nothingThere(known);
    }
    const action = await this.undo(work, invoice);
    documents.canceled('invoice', work.key);
    return done(action, { invoice_id: idOf(invoice), invoice_number: numberOf(invoice) });
  }

  /** A return whose note exists, known or not, needs a person; any other must not become a note later. */
  private async dropReturn(work: Work): Promise<HandlerResult> {
    const { documents } = work.attempt;
    const known = await documents.find('credit_note', work.key);
    if (known?.state === 'created') throw noteByHand(known.remote_number ?? known.remote_id!);
    if (known?.state === 'creating') {
      const note = await findCreditNote(work);
      if (note) throw noteByHand(numberOf(note) ?? idOf(note)!);
      refuseTooEarly(known);
    }
    documents.canceled('credit_note', work.key);
    return nothingThere(known);
  }

  private async undo(work: Work, invoice: AlegraInvoice): Promise<string> {
    const { client, document } = work;
    const id = idOf(invoice)!;
    if (statusOf(invoice) === 'void') return 'already_void';
    if (statusOf(invoice) === 'draft') {
      await client.deleteInvoice(id);
      return 'draft_deleted';
    }
    if (isStamped(invoice)) return this.credit(work, invoice);
    await client.voidInvoice(id, `Anulada en ERPNext: ${document.name}`);
    return 'invoice_voided';
  }

  private async credit(work: Work, invoice: AlegraInvoice): Promise<string> {
    const { attempt, client, account, settings, document, key, marker } = work;
    const known = await attempt.documents.find('reversal', key);
    const existing = known?.state === 'creating' ? await findCreditNote({ ...work, document: { ...document, postingDate: null } }, { contactId: idOf(invoice.client) ?? undefined }) : undefined;
    if (known?.state === 'created' || existing) return 'invoice_credited';
    if (known?.state === 'creating') refuseTooEarly(known);
    attempt.documents.creating('reversal', key, marker);
    const date = document.modified?.slice(0, 10) ?? document.postingDate ?? new Date().toISOString().slice(0, 10);
    const body = toReversalBody(invoice, { date, marker, account, stamp: settings.generate_stamp });
    const note = await client.createCreditNote(body).catch((error: unknown) => {
      if (error instanceof IntegrationFailure) attempt.documents.over('reversal', key);
      throw error;
    });
    attempt.documents.created('reversal', key, { id: idOf(note)!, number: numberOf(note) });
    return 'invoice_credited';
  }

  private read({ client }: Work, id: string): Promise<AlegraInvoice | undefined> {
    return client.invoice(id).catch((error: unknown) => {
      if (error instanceof IntegrationFailure && error.category === 'not_found') return undefined;
      throw error;
    });
  }
}

const nothingThere = (known: RemoteDocument | null): HandlerResult => ({
  outcome: 'skipped',
  summary: { skipped: known ? 'not_in_alegra' : 'never_synced', message: 'El documento anulado no está en Alegra: no hay nada que anular.' },
});

const done = (action: string, remote: Record<string, unknown>): HandlerResult => ({ outcome: 'succeeded', summary: { action, ...remote } });

const noteByHand = (note: string): IntegrationFailure =>
  new IntegrationFailure('validation_error', {
    code: 'credit_note_not_cancelable',
    message: `La devolución se anuló en ERPNext, pero Alegra no anula notas de crédito por API: anule la nota ${note} en Alegra.`,
  });
