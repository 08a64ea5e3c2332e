import { Injectable } from '@nestjs/common';
import { CompaniesService } from '../../../core/companies/index.js';
import type { AcceptedInvoice, EventListener, EventSource } from '../../../core/events/index.js';
import type { Delivery } from '../../../core/message-log/index.js';
import { haciendaSettings } from '../hacienda.settings.js';
import { EVENTS, referenceOfSale } from './events.js';
import { IssuingCredential } from './issuing-credential.service.js';
import { environmentOf } from './open-session.js';

/** A sale that another integration has carried to its provider becomes an e-invoice, where the company wants that. */
@Injectable()
export class IssueAcceptedInvoice implements EventListener<'invoice.accepted'> {
  constructor(
    private readonly companies: CompaniesService,
    private readonly credentials: IssuingCredential,
  ) {}

  async hear(invoice: AcceptedInvoice, { company, integration, message_id }: EventSource): Promise<Delivery[]> {
    const { issue_accepted_invoices } = haciendaSettings((await this.companies.find(company))?.settings.hacienda);
    if (!issue_accepted_invoices) return [];
    const reference = referenceOfSale(invoice.document);
    return [{
      company,
      integration: 'hacienda',
      trigger: 'api',
      event_type: EVENTS.issue,
      external_reference: reference,
      // One e-invoice for one sale: told again after it was issued it is a duplicate, before that they are worked on in turn.
      dedupe_key: `invoice.accepted|${await this.trial(company)}${reference}`,
      order_key: reference,
      credential_id: null,
      created_by: null,
      method: 'POST',
      url: `/api/messages/${message_id}`,
      headers: {},
      body: Buffer.from(JSON.stringify({ reference, source: { integration, message_id }, invoice })),
      reason: null,
    }];
  }
  /** Whoever cannot tell (no credential yet, or one that cannot be read) takes it for real: then the message itself says what is wrong. */
  private async trial(company: string): Promise<string> {
    const credential = await this.credentials.ifAny(company).catch(() => undefined);
    return credential && environmentOf(credential) === 'sandbox' ? 'sandbox|' : '';
  }
}
