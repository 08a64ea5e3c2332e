import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { HandlerResult } from '../../../core/integration/index.js';
import { neverWritten } from '../../../core/pipeline/index.js';
import { Money } from '../../../core/money/index.js';
import { fieldsOf, idOf, moneyOf, numberOf, textOf, type AlegraCreditNote, type AlegraInvoice } from '../client/alegra.types.js';
import { toCreditNoteBody, type CreditNoteBody, type Original } from '../mapping/credit-note.js';
import type { Built } from '../mapping/invoice.js';
import { hasMarker, makeMarker } from '../mapping/marker.js';
import { problemsFailure } from '../mapping/problems.js';
import { totalWarning } from '../mapping/totals.js';
import { findCreditNote, refuseTooEarly } from './find-in-alegra.js';
import { absent, PushInvoice, wantsProof } from './push-invoice.service.js';
import { documentKey, type Work } from './work.js';

const OPEN_MESSAGE = `
  SELECT EXISTS (
    SELECT 1 FROM integration_message
    WHERE company = $1 AND integration = 'alegra' AND direction = 'inbound' AND external_reference = $2
      AND (status IN ('received','processing') OR (outcome = 'retry_scheduled' AND next_attempt_at > now() - interval '1 minute'))) AS open`;

/** A return in ERPNext → a credit note against the original's invoice. */
@Injectable()
export class PushCreditNote {
  constructor(
    private readonly db: Database,
    private readonly invoices: PushInvoice,
  ) {}

  async push(work: Work): Promise<HandlerResult> {
    const { documents } = work.attempt;
    const known = await documents.find('credit_note', work.key);
    if (known?.state === 'canceled') return { outcome: 'skipped', summary: { skipped: 'canceled', message: 'La devolución se anuló antes; no se acredita.' } };
    if (known?.state === 'created') {
      if (!wantsProof(work.attempt.message)) return summary('credit_note_adopted', { id: known.remote_id, number: known.remote_number });
      const existing = await work.client.creditNote(known.remote_id!).catch(absent);
      if (existing) return this.remember(work, existing, 'credit_note_adopted', []);
    }
    // Before the note is built: one that did arrive has already used up what its original can be credited.
    if (known?.state === 'creating') {
      const existing = await findCreditNote(work, { known });
      if (existing) return this.remember(work, existing, 'credit_note_adopted', []);
      refuseTooEarly(known);
    }
    return this.create(work, await this.build(work, await this.original(work)));
  }

  /** The note as it would be sent. Throws with every problem. */
  async build(work: Work, invoice: AlegraInvoice): Promise<Extract<Built<CreditNoteBody>, { body: CreditNoteBody }>> {
    const original: Original = { invoiceId: idOf(invoice)!, total: moneyOf(invoice.total), credited: creditedOf(invoice) };
    const contactId = idOf(invoice.client) ?? '';
    const foundItems = await this.invoices.itemsByReference(work);
    const built = toCreditNoteBody(work.document, { ...work, contactId, foundItems, original });
    if (built.problems) throw problemsFailure(built.problems, work.document.name);
    return built;
  }

  /** The invoice that is returned: by our record, else by its marker in Alegra. */
  async original(work: Work): Promise<AlegraInvoice> {
    const { document, attempt, client } = work;
    const name = document.returnAgainst;
    if (!name) throw notSynced(document.name, 'no dice cuál (return_against)');
    // It would wait for itself.
    if (name === document.name) throw notSynced(document.name, 'se nombra a sí misma (return_against)');
    const doctype = document.doctype;
    const known = await attempt.documents.find('invoice', documentKey({ doctype, name }));
    if (known?.state === 'created') return client.invoice(known.remote_id!);

    const [waiting] = await this.db.rows<{ open: boolean }>(OPEN_MESSAGE, [attempt.message.company, name]);
    if (waiting?.open) throw originalPending(name);
    const marker = makeMarker(attempt.message.company, { doctype, name });
    const found = await client.findInvoice({ date_before: nextDay(document.postingDate) }, (row) => hasMarker(row, marker));
    if (!found) throw notSynced(document.name, `${name} no está en Alegra`);
    return client.invoice(idOf(found)!);
  }

  private async create(work: Work, { body, expectedTotal, warnings }: Extract<Built<CreditNoteBody>, { body: CreditNoteBody }>): Promise<HandlerResult> {
    const { attempt, client, key, marker } = work;
    attempt.documents.creating('credit_note', key, marker, { date: body.date });
    try {
      return this.remember(work, await client.createCreditNote(body), 'credit_note_created', warnings, expectedTotal);
    } catch (error) {
      if (error instanceof IntegrationFailure) attempt.documents.over('credit_note', key);
      if (neverWritten(error)) attempt.documents.absent('credit_note', key);
      if (!(error instanceof IntegrationFailure) || error.category !== 'validation_error') throw error;
      const existing = await findCreditNote(work, { contactId: body.client.id });
      if (existing) return this.remember(work, existing, 'credit_note_adopted', warnings);
      attempt.documents.absent('credit_note', key);
      throw error;
    }
  }

  private remember(work: Work, note: AlegraCreditNote, action: string, warnings: Warning[], expected?: Money): HandlerResult {
    const id = idOf(note)!;
    const actual = moneyOf(note.total);
    work.attempt.documents.created('credit_note', work.key, { id, number: numberOf(note), details: { total: actual?.toFixed() ?? null } });
    const tolerance = new Money(work.settings.total_tolerance);
    const mismatch = actual && totalWarning({ document: work.document, expected: expected ?? actual, actual, tolerance });
    return { ...summary(action, { id, number: numberOf(note), total: actual?.toFixed() ?? null }), warnings: [...warnings, ...(mismatch ? [mismatch] : [])] };
  }
}

const summary = (action: string, note: { id: unknown; number: unknown; total?: unknown }): HandlerResult => ({
  outcome: 'succeeded',
  summary: { action, credit_note_id: note.id, credit_note_number: note.number, ...(note.total === undefined ? {} : { total: note.total }) },
});

/** What earlier credit notes took back, where Alegra tells it. */
function creditedOf(invoice: AlegraInvoice): Money | null {
  const notes = Array.isArray(invoice.creditNotes) ? invoice.creditNotes : [];
  const amounts = notes.map((note) => moneyOf(fieldsOf(note).amount ?? fieldsOf(note).total)).filter((amount) => amount !== null);
  return amounts.length > 0 ? amounts.reduce((total, amount) => total.plus(amount)) : null;
}

const nextDay = (date: string | null): string | undefined =>
  date ? new Date(Date.parse(`${date}T00:00:00Z`) + 2 * 86_400_000).toISOString().slice(0, 10) : undefined;

const originalPending = (name: string): IntegrationFailure =>
  new IntegrationFailure('transient_error', {
    code: 'original_pending',
    message: `La factura original ${name} todavía está en camino a Alegra; la devolución espera.`,
    retryAfterMs: 15_000,
    held: true,
  });

const notSynced = (name: string, why: string): IntegrationFailure =>
  new IntegrationFailure('validation_error', {
    code: 'original_not_synced',
    message: `La devolución ${textOf(name)} necesita la factura original y ${why}. Envíe primero la original y reenvíe la devolución.`,
  });
