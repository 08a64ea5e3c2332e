import { Injectable } from '@nestjs/common';
import type { Warning } from '../../../core/errors/index.js';
import type { PreviewedRequest } from '../../../core/integration/index.js';
import { toInvoiceBody } from '../mapping/invoice.js';
import { PushCreditNote } from './push-credit-note.service.js';
import { PushInvoice } from './push-invoice.service.js';
import { ResolveContact } from './resolve-contact.service.js';
import type { Work } from './work.js';

export interface AlegraPreview {
  requests: PreviewedRequest[];
  warnings: Warning[];
  problems: Warning[];
}

/** The requests that a document would cause. Looks things up, writes nothing. */
@Injectable()
export class PreviewDocument {
  constructor(
    private readonly contacts: ResolveContact,
    private readonly invoices: PushInvoice,
    private readonly creditNotes: PushCreditNote,
  ) {}

  async preview(work: Work, kind: 'invoice' | 'credit_note' | 'cancel'): Promise<AlegraPreview> {
    const known = await work.attempt.documents.find(kind === 'credit_note' ? 'credit_note' : 'invoice', work.key);
    const base = work.attempt.credential.base_url.replace(/\/+$/, '');
    if (kind === 'cancel') return this.cancellation(base, known?.state === 'created' ? known.remote_id : null);
    if (known?.state === 'created') {
      return { requests: [], warnings: [{ code: 'already_in_alegra', message: `Ya está en Alegra (${known.remote_number ?? known.remote_id}); se adoptaría, no se crearía otra vez.` }], problems: [] };
    }
    return kind === 'credit_note' ? this.creditNote(work, base) : this.invoice(work, base);
  }

  private async invoice(work: Work, base: string): Promise<AlegraPreview> {
    const contact = await this.contacts.look(work);
    const foundItems = await this.invoices.itemsByReference(work);
    const contactId = 'id' in contact ? contact.id : '<id del contacto nuevo>';
    const built = toInvoiceBody(work.document, { ...work, contactId, foundItems, nextNumber: work.settings.number_template_next });
    if (built.problems) return { requests: [], warnings: [], problems: built.problems.map(({ code, message }) => ({ code, message })) };
    const create = 'body' in contact ? [post(`${base}/contacts`, contact.body)] : [];
    return { requests: [...create, post(`${base}/invoices`, built.body)], warnings: [...contact.warnings, ...built.warnings], problems: [] };
  }

  private async creditNote(work: Work, base: string): Promise<AlegraPreview> {
    const built = await this.creditNotes.build(work, await this.creditNotes.original(work));
    return { requests: [post(`${base}/credit-notes`, built.body)], warnings: built.warnings, problems: [] };
  }

  private cancellation(base: string, id: string | null): AlegraPreview {
    if (!id) return { requests: [], warnings: [{ code: 'never_synced', message: 'No está en Alegra: no hay nada que anular.' }], problems: [] };
    return { requests: [post(`${base}/invoices/${id}/void`, null)], warnings: [{ code: 'depends_on_state', message: 'Un borrador se borraría; una factura emitida se anularía con una nota de crédito.' }], problems: [] };
  }
}

const post = (url: string, body: unknown): PreviewedRequest => ({ method: 'POST', url, body });
