import { Injectable } from '@nestjs/common';
import { SessionTokens } from '../../../core/credentials/index.js';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import type { Attempt } from '../../../core/integration/index.js';
import { neverWritten, refuseTooEarly, type RemoteDocument } from '../../../core/pipeline/index.js';
import { readDecimal } from '../../../core/money/index.js';
import type { OppenClient } from '../client/oppen.client.js';
import { textOf, type OppenInvoice } from '../client/oppen.types.js';
import type { Factura } from '../mapping/factura-message.js';
import { toInvoiceBody, type InvoiceBody } from '../mapping/invoice.js';
import { problemsFailure } from '../mapping/problems.js';
import { totalWarning } from '../mapping/total-warning.js';
import { findOurs } from './find-in-oppen.js';
import { openSession, type OppenCredential } from './open-session.js';
import { settingsOf } from './settings.js';

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
  ) {}

  async send(attempt: Attempt, factura: Factura): Promise<Sent> {
    const known = await attempt.documents.find(KIND, keyOf(factura));
    if (known?.state === 'created') return { action: 'invoice_adopted', sernr: known.remote_id, official: known.remote_number ?? '', total: textOf(known.details.total), warnings: [] };
    const body = await this.body(attempt, factura, known);
    const client = openSession(this.tokens, attempt.calls, { ...attempt.credential, metadata: settingsOf(attempt.credential) } as unknown as OppenCredential);
    if (known?.state === 'creating') {
      const ours = await findOurs(client, body, factura.monto);
      if (ours) return remember(attempt, factura, body, ours, 'invoice_adopted');
      refuseTooEarly(known, { id: 'oppen', label: 'Oppen' });
    }
    return this.create(attempt, factura, client, body, known?.state === 'creating');
  }

  /** As it would be sent. A number that was announced once is used again: two of them would be two invoices. */
  async body(attempt: Pick<Attempt, 'credential'>, factura: Factura, known: RemoteDocument | null): Promise<InvoiceBody> {
    const settings = settingsOf(attempt.credential);
    const announced = Number(known?.details.sernr) || null;
    const serNr = settings.sernr_mode === 'server' ? null : (announced ?? (await this.nextSerNr()));
    const built = toInvoiceBody(factura, settings, { serNr, today: new Date().toISOString().slice(0, 10) });
    if (built.problems) throw problemsFailure(built.problems);
    return built.body;
  }

  private async create(attempt: Attempt, factura: Factura, client: OppenClient, body: InvoiceBody, wasUnknown: boolean): Promise<Sent> {
    const key = keyOf(factura);
    attempt.documents.creating(KIND, key, body.OfficialSerNr, { sernr: body.SerNr ?? null });
    try {
      return remember(attempt, factura, body, await client.createInvoice(body), 'invoice_created');
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      attempt.documents.over(KIND, key);
      // "Duplicate" after an unknown outcome is that write, arrived late. Without one, it is somebody else's invoice: people must see it.
      const late = wasUnknown && error.category === 'conflict' ? await findOurs(client, body, factura.monto) : undefined;
      if (late) return remember(attempt, factura, body, late, 'invoice_adopted');
      if (neverWritten(error) || error.category !== 'outcome_unknown') attempt.documents.absent(KIND, key);
      throw error;
    }
  }

  private async nextSerNr(): Promise<number> {
    const [row] = await this.db.rows<{ next: string }>(`SELECT nextval('oppen_sernr_seq') AS next`);
    return Number(row!.next);
  }
}

/** An invoice belongs to a shop's day: the same number typed into two shops is not one invoice. */
export const keyOf = ({ factura_id }: Factura): string => String(factura_id);

function remember(attempt: Attempt, factura: Factura, body: InvoiceBody, remote: OppenInvoice, action: Sent['action']): Sent {
  const sernr = textOf(remote.SerNr) ?? textOf(body.SerNr);
  const total = readDecimal(textOf(remote.Total)) ?? null;
  attempt.documents.created(KIND, keyOf(factura), { id: sernr ?? body.OfficialSerNr, number: body.OfficialSerNr, details: { total: total?.toFixed() ?? null } });
  const warning = totalWarning(factura.monto, total);
  return { action, sernr, official: body.OfficialSerNr, total: total?.toFixed() ?? null, warnings: warning ? [warning] : [] };
}
