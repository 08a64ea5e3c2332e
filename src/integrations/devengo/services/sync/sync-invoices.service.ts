import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import { HoldedClient, type DocumentType, type HoldedRow } from '../../client/holded/holded.client.js';
import type { HoldedSecrets } from '../../devengo.credentials.js';
import { mapDocument, type MappedDocument } from '../../mapping/holded-document.js';
import { unixOfDay } from '../../mapping/madrid.js';
import { trailingWindow } from '../../mapping/sync-window.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ahead } from './ahead.js';
import { ContactDirectory } from './contact-directory.js';
import { recountContracts } from './contract-book.js';
import { everyPage } from './every-page.js';
import type { PageResult, SyncRun } from './sync-run.js';
import { assertPlausible } from './whole-reading.js';
import { WriteInvoices } from './write-invoices.service.js';

/** Credit notes are documents of another kind; whoever forgets them books too much. */
const PHASES: readonly { kind: DocumentType; name: string }[] = [{ kind: 'invoice', name: 'facturas' }, { kind: 'creditnote', name: 'abonos' }];

// NOT IN, which is hashed whatever PostgreSQL believes of the size of a table that this very run fills; NOT EXISTS became a loop in a loop.
const MISSING = `
  SELECT i.external_id, i.kind FROM devengo_invoice i
  WHERE i.company = $1 AND i.invoice_date >= $2 AND i.invoice_date < $3 AND i.deleted_at IS NULL
    AND i.external_id NOT IN (SELECT s.external_id FROM devengo_sync_seen s WHERE s.execution_id = $4 AND s.position = $5)
  ORDER BY i.id`;
const STORED = 'SELECT count(*)::int AS count FROM devengo_invoice WHERE company = $1 AND invoice_date >= $2 AND invoice_date < $3 AND deleted_at IS NULL';
const DELETE = `
  WITH gone AS (UPDATE devengo_invoice SET deleted_at = now(), updated_at = now() WHERE company = $1 AND external_id = $2 AND deleted_at IS NULL RETURNING id)
  SELECT DISTINCT l.service_contract_id AS contract FROM gone JOIN devengo_invoice_line l ON l.invoice_id = gone.id WHERE l.service_contract_id IS NOT NULL`;

/** Invoices and credit notes with the clients they were made out to. */
@Injectable()
export class SyncInvoices {
  constructor(
    private readonly db: Database,
    private readonly writer: WriteInvoices,
  ) {}

  async run(run: SyncRun): Promise<void> {
    const { order } = run;
    const holded = clientOf(run);
    const contacts = new ContactDirectory(this.db, holded, order.company);
    // A page is a page of its window: a run that goes on another day, or after another run, keeps the one it began with.
    const { phase = 0, page: from = 1, window = windowOf(run) } = run.cursor as { phase?: number; page?: number; window?: Window };
    const stamps = { start: unixOfDay(window.start_date), end: unixOfDay(window.end_date) };
    for (let at = phase; at < PHASES.length; at++) {
      const { kind, name } = PHASES[at]!;
      for await (const { page, rows } of ahead(everyPage((number) => holded.documents(kind, stamps, number), at === phase ? from : 1))) {
        await this.take(run, contacts, `${name}, página ${page}`, { phase: at, page: page + 1, window }, rows, kind, window);
      }
    }
    if (!order.dry_run) await this.findGone(run, holded, contacts, window);
  }

  /** One document by its id, again. */
  async one(run: SyncRun, external_id: string): Promise<void> {
    const holded = clientOf(run);
    const contacts = new ContactDirectory(this.db, holded, run.order.company);
    const found = await this.fetch(holded, external_id);
    if (found) await this.take(run, contacts, `documento ${external_id}`, {}, [found.row], found.kind, null);
    else await run.page(`documento ${external_id}`, {}, (tx) => this.remove(tx, run.order.company, external_id));
  }

  private async take(run: SyncRun, contacts: ContactDirectory, name: string, cursor: Record<string, unknown>, rows: readonly HoldedRow[], kind: DocumentType, window: Window | null): Promise<void> {
    const mapped = [...new Map(rows.map((row) => [row.id, mapDocument(row, kind, run.order.today)])).values()];
    const good = mapped.filter((document): document is MappedDocument => 'content_hash' in document);
    // Whether Holded's end is exclusive is not documented: ours is (contract holded §3.1).
    const within = good.filter(({ invoice_date }) => window === null || (invoice_date >= window.start_date && invoice_date < window.end_date));
    await contacts.prepare(within.map(({ contact_id }) => contact_id));
    await run.page(name, cursor, async (tx): Promise<PageResult> => {
      const outcomes = await this.writer.write(tx, run.order.company, within, (id, person) => contacts.personOf(id, person));
      const bad: RecordOutcome[] = mapped.flatMap((document) => ('content_hash' in document ? [] : [{ external_id: document.external_id, result: 'failed', problems: [document.problem] }]));
      const outside: RecordOutcome[] = good.filter((document) => !within.includes(document)).map(({ external_id }) => ({ external_id, result: 'skipped', problems: [] }));
      return { entity_type: 'invoice', outcomes: [...outcomes, ...bad, ...outside], seen: mapped.map(({ external_id }) => ({ external_id })) };
    });
  }

  // Of a document that is not listed any more only Holded itself can tell whether it is gone or was moved to another date.
  private async findGone(run: SyncRun, holded: HoldedClient, contacts: ContactDirectory, { start_date, end_date }: Window): Promise<void> {
    const { company, execution_id, position } = run.order;
    const missing = await this.db.rows<{ external_id: string; kind: DocumentType }>(MISSING, [company, start_date, end_date, execution_id, position]);
    const [stored] = await this.db.rows<{ count: number }>(STORED, [company, start_date, end_date]);
    assertPlausible('Holded', 'documentos guardados', { missing: missing.length, stored: stored!.count });
    for (const { external_id, kind } of missing) {
      const row = await orMissing(holded.document(kind, external_id));
      if (row) await this.take(run, contacts, `documento ${external_id}, movido de fecha`, run.cursor, [row], kind, null);
      else await run.page(`documento ${external_id}, borrado`, run.cursor, (tx) => this.remove(tx, company, external_id));
    }
  }

  private async remove(tx: Queryable, company: string, external_id: string): Promise<PageResult> {
    const { rows } = await tx.query(DELETE, [company, external_id]);
    await recountContracts(tx, company, (rows as { contract: number }[]).map(({ contract }) => contract));
    return { entity_type: 'invoice', outcomes: [{ external_id, result: 'deleted', problems: [] }] };
  }

  private async fetch(holded: HoldedClient, external_id: string): Promise<{ row: HoldedRow; kind: DocumentType } | null> {
    for (const { kind } of PHASES) {
      const row = await orMissing(holded.document(kind, external_id));
      if (row) return { row, kind };
    }
    return null;
  }
}

interface Window {
  start_date: string;
  end_date: string;
}

/** The window asked for, its open ends filled; without one, the months that are read again each time. */
function windowOf({ order }: SyncRun): Window {
  const everything = trailingWindow(order.today, true);
  if (order.start_date === null && order.end_date === null) return order.full_refresh || order.read_on === null ? everything : trailingWindow(order.today, false, order.read_on);
  return { start_date: order.start_date ?? everything.start_date, end_date: order.end_date ?? everything.end_date };
}

const clientOf = ({ attempt, calls }: SyncRun): HoldedClient => new HoldedClient(calls, (attempt.credential.secrets as unknown as HoldedSecrets).api_key);

async function orMissing<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof IntegrationFailure && error.category === 'not_found') return null;
    throw error;
  }
}
