import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { CompaniesService } from '../../../core/companies/index.js';
import { SessionTokens } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { Attempt } from '../../../core/integration/index.js';
import { refuseTooEarly, type RemoteDocument } from '../../../core/pipeline/index.js';
import { readDecimal } from '../../../core/money/index.js';
import type { OppenClient } from '../client/oppen.client.js';
import { textOf, type OppenInvoice } from '../client/oppen.types.js';
import type { Factura } from '../mapping/factura-message.js';
import { toInvoiceBody } from '../mapping/invoice.js';
import { problemsFailure } from '../mapping/problems.js';
import { asAnnounced, traceOf, type Announced } from '../mapping/same-invoice.js';
import { totalWarning } from '../mapping/total-warning.js';
import { findOurs } from './find-in-oppen.js';
import { openSession, type OppenCredential } from './open-session.js';
import { settingsOf } from './settings.js';
import { StoredFacturas } from './stored-facturas.service.js';

/** What Oppen has of an invoice of ours. */
export interface Sent {
  action: 'invoice_created' | 'invoice_adopted';
  sernr: string | null;
  official: string;
  /** Oppen's own sum, decimal as text. */
  total: string | null;
  warnings: Warning[];
}

const KIND = 'invoice';

/** One invoice of a shop → exactly one invoice in Oppen, however often it is sent, repeated or interrupted. */
@Injectable()
export class SendFactura {
  constructor(
    private readonly db: Database,
    private readonly tokens: SessionTokens,
    private readonly companies: CompaniesService,
    private readonly stored: StoredFacturas,
  ) {}

  async send(attempt: Attempt, factura: Factura): Promise<Sent> {
    const known = await attempt.documents.find(KIND, keyOf(factura));
    if (known?.state === 'created') return asKnown(known);
    const announced = await this.announce(attempt, factura, announcedSerNr(known) ?? (await this.nextSerNr(attempt)));
    const client = openSession(this.tokens, attempt.calls, attempt.credential as unknown as OppenCredential);
    if (known?.state === 'creating') {
      // What may be there is what was announced then: settings and payload may have changed since.
      const before = asAnnounced(known.details.announced, announced);
      const ours = await this.findOurs(attempt, client, factura, before);
      if (ours) return remember(attempt, before, factura, ours, 'invoice_adopted');
      refuseTooEarly(known, { id: 'oppen', label: 'Oppen' });
    }
    await this.stored.assertSame(attempt.message.company, factura);
    return this.create(attempt, client, announced, known?.state === 'creating' || known?.details.unclear === true);
  }

  /** As it would be sent, with `serNr` where it is ours to give. */
  async announce({ credential, message }: Pick<Attempt, 'credential' | 'message'>, factura: Factura, serNr: number | null): Promise<Announced> {
    const settings = settingsOf(credential);
    const zone = (await this.companies.find(message.company))?.timezone;
    const today = DateTime.now().setZone(zone).toISODate() ?? DateTime.utc().toISODate();
    const built = toInvoiceBody(factura, settings, { serNr: settings.sernr_mode === 'server' ? null : serNr, today });
    if (built.problems) throw problemsFailure(built.problems);
    return { body: built.body, factura, settings };
  }

  private async create(attempt: Attempt, client: OppenClient, announced: Announced, wasUnknown: boolean): Promise<Sent> {
    const { body, factura } = announced;
    const key = keyOf(factura);
    attempt.documents.creating(KIND, key, body.OfficialSerNr, { sernr: body.SerNr ?? null, unclear: wasUnknown, announced: traceOf(announced) });
    try {
      return remember(attempt, announced, factura, await client.createInvoice(body), 'invoice_created');
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      attempt.documents.over(KIND, key);
      // "Duplicate" after an unknown outcome is that write, arrived late. Without one, it is somebody else's invoice: people must see it.
      const mayBeOurs = wasUnknown && error.category === 'conflict';
      const late = mayBeOurs ? await this.findOurs(attempt, client, factura, announced) : undefined;
      if (late) return remember(attempt, announced, factura, late, 'invoice_adopted');
      // While it may be ours it stays open, so that the next attempt looks again instead of taking it for somebody else's.
      if (!mayBeOurs && (error.held || error.category !== 'outcome_unknown')) attempt.documents.absent(KIND, key);
      throw error;
    }
  }

  // The same number, day and amount typed into two shops: what the first has sent is not the second's.
  private async findOurs({ message }: Attempt, client: OppenClient, factura: Factura, announced: Announced): Promise<OppenInvoice | undefined> {
    const found = await findOurs(client, announced);
    const sernr = textOf(found?.SerNr);
    return sernr !== null && (await this.stored.isAnothers(message.company, keyOf(factura), sernr)) ? undefined : found;
  }

  private async nextSerNr({ credential }: Attempt): Promise<number | null> {
    if (settingsOf(credential).sernr_mode === 'server') return null;
    const [row] = await this.db.rows<{ next: string }>(`SELECT nextval('oppen_sernr_seq') AS next`);
    return Number(row!.next);
  }
}

/** An invoice belongs to a shop's day: the same number typed into two shops is not one invoice. */
export const keyOf = ({ factura_id }: Factura): string => String(factura_id);

/** A number that may have arrived is used again: two of them would be two invoices. Of one that was surely refused another is taken: that one may be somebody else's. */
export const announcedSerNr = (known: RemoteDocument | null): number | null =>
  known?.state === 'absent' && known.details.unclear !== true ? null : Number(known?.details.sernr) || null;

const asKnown = ({ remote_id, remote_number, details }: RemoteDocument): Sent => ({
  action: 'invoice_adopted', sernr: remote_id, official: remote_number ?? '', total: textOf(details.total), warnings: (details.warnings as Warning[] | undefined) ?? [],
});

// The amount to compare with is today's, not the one that was announced.
function remember(attempt: Attempt, { body }: Announced, factura: Factura, remote: OppenInvoice, action: Sent['action']): Sent {
  const sernr = textOf(remote.SerNr) ?? textOf(body.SerNr);
  const total = readDecimal(textOf(remote.Total)) ?? null;
  const warning = totalWarning(factura.monto, total);
  const warnings = warning ? [warning] : [];
  attempt.documents.created(KIND, keyOf(factura), { id: sernr ?? body.OfficialSerNr, number: body.OfficialSerNr, details: { total: total?.toFixed() ?? null, warnings } });
  return { action, sernr, official: body.OfficialSerNr, total: total?.toFixed() ?? null, warnings };
}
