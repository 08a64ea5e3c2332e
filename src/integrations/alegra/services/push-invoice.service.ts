import { Injectable } from '@nestjs/common';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { HandlerResult } from '../../../core/integration/index.js';
import { neverWritten } from '../../../core/pipeline/index.js';
import { Money } from '../../../core/money/index.js';
import { idOf, isStamped, moneyOf, numberOf, statusOf, textOf, type AlegraInvoice } from '../client/alegra.types.js';
import { toInvoiceBody, type Built, type InvoiceBody } from '../mapping/invoice.js';
import { matchItem, unmappedCodes } from '../mapping/items.js';
import { problemsFailure } from '../mapping/problems.js';
import { totalWarning } from '../mapping/totals.js';
import { findInvoice, refuseTooEarly } from './find-in-alegra.js';
import { ManualNumbering } from './manual-numbering.service.js';
import { ResolveContact, type ResolvedContact } from './resolve-contact.service.js';
import type { Work } from './work.js';

type Ready = Extract<Built<InvoiceBody>, { body: InvoiceBody }>;

/** A submitted ERPNext invoice → exactly one invoice in Alegra, however often it is delivered, repeated or interrupted. */
@Injectable()
export class PushInvoice {
  constructor(
    private readonly contacts: ResolveContact,
    private readonly numbering: ManualNumbering,
  ) {}

  async push(work: Work): Promise<HandlerResult> {
    const { documents, message } = work.attempt;
    const known = await documents.find('invoice', work.key);
    if (known?.state === 'canceled') return { outcome: 'skipped', summary: { skipped: 'canceled', invoice_id: known.remote_id, message: 'El documento se anuló antes; no se factura otra vez.' } };
    if (known?.state === 'created') {
      if (!wantsProof(message)) return adopted({ invoice_id: known.remote_id, invoice_number: known.remote_number, status: known.details.status ?? null });
      const existing = await work.client.invoice(known.remote_id!).catch(absent);
      if (existing) return this.adopt(work, existing, []);
    }

    // Mapping first: a document that cannot go must not leave a contact behind.
    const foundItems = await this.itemsByReference(work);
    const draft = toInvoiceBody(work.document, { ...work, contactId: '0', foundItems });
    if (draft.problems) throw problemsFailure(draft.problems, work.document.name);

    const contact = await this.contacts.resolve(work);
    if (known?.state === 'creating') {
      const existing = await findInvoice(work, { known });
      if (existing) return this.adopt(work, existing, contact.warnings);
      refuseTooEarly(known);
    }
    return this.create(work, contact, foundItems);
  }

  /** Codes without a map are looked up by their reference in Alegra, so that a catalogue kept there needs no map. */
  async itemsByReference({ document, settings, client }: Work): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const code of unmappedCodes(document, settings)) {
      const id = matchItem(await client.itemsByReference(code), code);
      if (id) found.set(code, id);
    }
    return found;
  }

  private async create(work: Work, contact: ResolvedContact, foundItems: Map<string, string>, isSecondTry = false): Promise<HandlerResult> {
    try {
      return await this.numbering.with(work, (nextNumber) => {
        const built = toInvoiceBody(work.document, { ...work, contactId: contact.id, foundItems, nextNumber }) as Ready;
        return this.send(work, built, contact);
      });
    } catch (error) {
      const stale = !isSecondTry && contact.key !== null && blamesContact(error, contact.id);
      if (!stale) throw error;
      // The remembered contact was deleted or switched off in Alegra: forget it and find the customer anew, once.
      work.attempt.documents.absent('contact', contact.key!);
      await work.attempt.documents.commit();
      return this.create(work, await this.contacts.resolve(work), foundItems, true);
    }
  }

  private async send(work: Work, { body, expectedTotal, warnings }: Ready, contact: ResolvedContact): Promise<HandlerResult> {
    const { attempt, client, key, marker } = work;
    attempt.documents.creating('invoice', key, marker, { date: body.date });
    const all = [...contact.warnings, ...warnings];
    try {
      return this.created(work, await client.createInvoice(body), expectedTotal, all);
    } catch (error) {
      if (error instanceof IntegrationFailure) attempt.documents.over('invoice', key);
      if (neverWritten(error)) attempt.documents.absent('invoice', key);
      if (!(error instanceof IntegrationFailure) || error.category !== 'validation_error') throw error;
      // Alegra can refuse and still have created the invoice, when stamping is what failed (contract §5): look before believing.
      const existing = await findInvoice(work, { contactId: contact.id });
      if (!existing) {
        attempt.documents.absent('invoice', key);
        throw error;
      }
      return this.adopt(work, existing, [...all, { code: 'created_but_refused', message: `Alegra creó la factura, pero respondió un error: ${error.message}` }]);
    }
  }

  private created(work: Work, invoice: AlegraInvoice, expected: Money, warnings: Warning[]): HandlerResult {
    return { outcome: 'succeeded', ...this.remember(work, invoice, 'invoice_created', expected, warnings) };
  }

  private adopt(work: Work, invoice: AlegraInvoice, warnings: Warning[]): HandlerResult {
    const total = moneyOf(invoice.total) ?? new Money(0);
    return { outcome: 'succeeded', ...this.remember(work, invoice, 'invoice_adopted', total, warnings) };
  }

  private remember(work: Work, invoice: AlegraInvoice, action: string, expected: Money, warnings: Warning[]): Omit<HandlerResult, 'outcome'> {
    const id = idOf(invoice)!;
    const actual = moneyOf(invoice.total);
    const client_id = idOf(invoice.client);
    const details = { total: actual?.toFixed() ?? null, client_id, status: textOf(invoice.status) };
    work.attempt.documents.created('invoice', work.key, { id, number: numberOf(invoice), details });
    const mismatch = actual && totalWarning({ document: work.document, expected, actual, tolerance: new Money(work.settings.total_tolerance) });
    return {
      summary: { action, invoice_id: id, invoice_number: numberOf(invoice), contact_id: client_id, total: details.total, status: details.status },
      warnings: [...warnings, ...(mismatch ? [mismatch] : []), ...notInForce(work, invoice)],
    };
  }
}

const adopted = (remote: Record<string, unknown>): HandlerResult => ({ outcome: 'succeeded', summary: { action: 'invoice_adopted', ...remote } });

/** What people must know of an invoice that is there and does not count, or not yet. */
function notInForce({ settings }: Work, invoice: AlegraInvoice): Warning[] {
  const status = statusOf(invoice);
  if (status === 'void') return [{ code: 'void_in_alegra', message: 'La factura está anulada en Alegra: no se creó otra. Si debe facturarse, hágalo en Alegra o enmiende el documento en ERPNext.' }];
  if (!settings.generate_stamp || status === 'draft' || settings.invoice_status === 'draft' || isStamped(invoice)) return [];
  return [{ code: 'not_stamped', message: 'La factura está en Alegra sin emisión electrónica: emítala allí.' }];
}

/** Whoever sends a document again, and the retries of that, wants to know that it is really there. */
export const wantsProof = ({ trigger }: { trigger: string }): boolean => trigger === 'resend' || trigger === 'retry';

export function absent(error: unknown): undefined {
  if (error instanceof IntegrationFailure && error.category === 'not_found') return undefined;
  throw error;
}

/** A refusal that speaks of the client: contract §4, edge case 18. */
function blamesContact(error: unknown, contactId: string): boolean {
  if (!(error instanceof IntegrationFailure) || error.category !== 'validation_error') return false;
  const words = String(error.details?.provider_message ?? '');
  return /client|contact/i.test(words) && (words.includes(contactId) || /no existe|inactiv|not exist|not found|encontr/i.test(words));
}
