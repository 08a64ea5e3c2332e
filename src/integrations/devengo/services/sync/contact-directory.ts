import type { Database } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { HoldedClient } from '../../client/holded/holded.client.js';
import { mapContact, type MappedContact } from '../../mapping/contact.js';
import { problemOf, type RecordProblem } from '../../mapping/record-problem.js';
import { ahead } from './ahead.js';
import { everyPage } from './every-page.js';
import type { Person } from './client-book.js';

/** Beyond so many strangers on a page, all contacts at once are fewer calls than one each (contract holded §3.3). */
const FEW = 50;
const LINKED = `SELECT external_id FROM devengo_client_external_id WHERE company = $1 AND system = 'holded' AND external_id = ANY($2::text[])`;

/** Holded's contacts, as far as they are needed: only they have the e-mail of whom a document is made out to. */
export class ContactDirectory {
  private readonly known = new Map<string, MappedContact | { problem: RecordProblem }>();
  private whole = false;

  constructor(
    private readonly db: Database,
    private readonly holded: HoldedClient,
    private readonly company: string,
  ) {}

  /** Asks Holded for those that are not yet linked to a client. */
  async prepare(contactIds: readonly string[]): Promise<void> {
    const wanted = [...new Set(contactIds.filter((id) => id !== '' && !this.known.has(id)))];
    if (wanted.length === 0) return;
    const linked = new Set((await this.db.rows<{ external_id: string }>(LINKED, [this.company, wanted])).map(({ external_id }) => external_id));
    const strangers = wanted.filter((id) => !linked.has(id));
    if (strangers.length > FEW && !this.whole) await this.readAll();
    for (const id of strangers) if (!this.known.has(id)) this.known.set(id, await this.read(id));
  }

  personOf(contactId: string, name: string): Person | { problem: RecordProblem } {
    if (contactId === '') return { problem: problemOf('missing_email', `El documento de «${name}» no tiene contacto en Holded.`) };
    // Already linked: the id is enough.
    return this.known.get(contactId) ?? { external_id: contactId, email: null, name };
  }

  private async readAll(): Promise<void> {
    for await (const { rows } of ahead(everyPage((page) => this.holded.contacts(page), 1))) for (const row of rows) this.known.set(row.id, mapContact(row));
    this.whole = true;
  }

  private async read(id: string): Promise<MappedContact | { problem: RecordProblem }> {
    try {
      return mapContact(await this.holded.contact(id));
    } catch (error) {
      if (error instanceof IntegrationFailure && error.category === 'not_found') return { problem: problemOf('not_found', `El contacto ${id} ya no está en Holded.`, { contact: id }) };
      throw error;
    }
  }
}
