import { Injectable } from '@nestjs/common';
import type { CoreEvent } from '../../../core/events/index.js';
import type { Attempt, HandlerResult, MessageHandler } from '../../../core/integration/index.js';
import type { Warning } from '../../../core/errors/index.js';
import type { IntegrationMessage } from '../../../core/message-log/index.js';
import { originOf, toAcceptedInvoice } from '../mapping/accepted-invoice.js';
import { decideAction } from '../mapping/decide-action.js';
import { describeDelivery, readDocument } from '../mapping/erpnext-document.js';
import { problemsFailure } from '../mapping/problems.js';
import { CancelDocument } from './cancel-document.service.js';
import { LoadCatalog } from './load-catalog.service.js';
import { PreviewDocument, type AlegraPreview } from './preview-document.service.js';
import { PushCreditNote } from './push-credit-note.service.js';
import { PushInvoice } from './push-invoice.service.js';
import { clientFor, makeWork, type Work } from './work.js';

/** An ERPNext document → what it asks of Alegra. */
@Injectable()
export class AlegraHandler implements MessageHandler {
  constructor(
    private readonly catalog: LoadCatalog,
    private readonly invoices: PushInvoice,
    private readonly creditNotes: PushCreditNote,
    private readonly cancellations: CancelDocument,
    private readonly previews: PreviewDocument,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    const read = readDocument(attempt.payload);
    if (read.problems) throw problemsFailure(read.problems, attempt.message.external_reference);
    const action = decideAction(read.document);
    if (action.kind === 'skip') return { outcome: 'skipped', summary: { skipped: action.reason.code, message: action.reason.message } };

    const work = makeWork(attempt, read.document, await this.catalog.load(clientFor(attempt), attempt.credential));
    const service = { invoice: this.invoices, credit_note: this.creditNotes, cancel: this.cancellations }[action.kind];
    const result = await service.push(work);
    return {
      ...result,
      warnings: [...read.warnings, ...(result.warnings ?? [])],
      events: eventsOf(action.kind, work, result),
    };
  }

  async preview(attempt: Attempt): Promise<AlegraPreview> {
    const read = readDocument(attempt.payload);
    if (read.problems) return { requests: [], warnings: [], problems: read.problems.map(asWarning) };
    const action = decideAction(read.document);
    if (action.kind === 'skip') return { requests: [], warnings: [action.reason], problems: [] };
    const work = makeWork(attempt, read.document, await this.catalog.load(clientFor(attempt), attempt.credential));
    const preview = await this.previews.preview(work, action.kind);
    return { ...preview, warnings: [...read.warnings, ...preview.warnings] };
  }

  identify = describeDelivery;

  describe({ event_type }: IntegrationMessage): { entity_type: string; operation: string } {
    const [doctype = 'document', event = 'received'] = event_type.split('.');
    return { entity_type: doctype, operation: event };
  }
}

/** What the document means to others: a sale, or that there is none any more (whatever Alegra had of it). */
function eventsOf(kind: 'invoice' | 'credit_note' | 'cancel', { document, settings }: Work, { outcome, summary }: HandlerResult): CoreEvent[] {
  if (kind === 'cancel') return document.isReturn ? [] : [{ name: 'invoice.canceled', data: { document: originOf(document) } }];
  const isSold = kind === 'invoice' && outcome === 'succeeded' && !NOT_SOLD.has(summary.status);
  return isSold ? [{ name: 'invoice.accepted', data: toAcceptedInvoice(document, settings) }] : [];
}

/** Invoices of Alegra that are no sale: taken back there, or not yet meant. */
const NOT_SOLD = new Set<unknown>(['void', 'voided', 'draft']);

const asWarning = ({ code, message }: { code: string; message: string }): Warning => ({ code, message });
