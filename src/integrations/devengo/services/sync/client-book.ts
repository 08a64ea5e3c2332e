import type { Queryable } from '../../../../core/database/index.js';
import type { System } from '../../entities/words.js';
import { matchClient } from '../../mapping/match-client.js';
import { problemOf, type RecordProblem } from '../../mapping/record-problem.js';
import type { Vault } from '../client-vault.service.js';

/** A person as a provider knows them. */
export interface Person {
  external_id: string;
  email: string | null;
  name: string;
}

export type FoundClient = { client: number; changed: 'created' | 'linked' | 'renamed' | null } | { problem: RecordProblem };

interface Known {
  linked: { client_id: number; external_id: string }[];
  mailed: { id: number; identifier_hash: string; name: string }[];
  named: { id: number; name: string }[];
}

const LINKED = 'SELECT client_id, external_id FROM devengo_client_external_id WHERE company = $1 AND system = $2 AND external_id = ANY($3::text[])';
const LINKS_OF = 'SELECT client_id, external_id FROM devengo_client_external_id WHERE company = $1 AND system = $2 AND client_id = ANY($3::int[])';
const MAILED = 'SELECT id, identifier_hash, name FROM devengo_client WHERE company = $1 AND (identifier_hash = ANY($2::text[]) OR id = ANY($3::int[]))';
const NAMED = 'SELECT id, lower(name) AS name FROM devengo_client WHERE company = $1 AND lower(name) = ANY($2::text[])';
const IDS = `SELECT nextval(pg_get_serial_sequence('devengo_client', 'id'))::int AS id FROM generate_series(1, 50)`;
const INSERT = `
  INSERT INTO devengo_client (id, company, identifier_sealed, identifier_hash, name) OVERRIDING SYSTEM VALUE
  SELECT row.id, $1, row.sealed, row.hash, row.name FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS row(id, sealed, hash, name)`;
const RENAME = `
  UPDATE devengo_client c SET name = row.name, updated_at = now() FROM unnest($2::int[], $3::text[]) AS row(id, name) WHERE c.company = $1 AND c.id = row.id`;
const LINK = `
  INSERT INTO devengo_client_external_id (company, client_id, system, external_id, matched_by)
  SELECT $1, row.client_id, $2, row.external_id, row.matched_by FROM unnest($3::int[], $4::text[], $5::text[]) AS row(client_id, external_id, matched_by)
  ON CONFLICT (company, system, external_id) DO UPDATE SET client_id = excluded.client_id, matched_by = excluded.matched_by, updated_at = now()`;

/** The clients a page of people may be: looked up at once, decided in memory, written at once. */
export class ClientBook {
  private readonly byExternal: Map<string, number>;
  private readonly byHash: Map<string, number>;
  private readonly byName = new Map<string, number[]>();
  private readonly names: Map<number, string>;
  private readonly linkOf = new Map<number, string>();
  private readonly created: { id: number; email: string; name: string }[] = [];
  private readonly renamed = new Map<number, string>();
  private readonly links: { client: number; external_id: string; by: string }[] = [];
  private ids: number[] = [];

  private constructor(
    private readonly tx: Queryable,
    private readonly company: string,
    private readonly system: System,
    private readonly vault: Vault,
    { linked, mailed, named }: Known,
  ) {
    this.byExternal = new Map(linked.map(({ external_id, client_id }) => [external_id, client_id]));
    this.byHash = new Map(mailed.filter(({ identifier_hash }) => identifier_hash).map(({ identifier_hash, id }) => [identifier_hash, id]));
    this.names = new Map(mailed.map(({ id, name }) => [id, name]));
    for (const { id, name } of named) this.byName.set(name, [...(this.byName.get(name) ?? []), id]);
  }

  static async load(tx: Queryable, company: string, system: System, vault: Vault, people: readonly Person[]): Promise<ClientBook> {
    const linked = (await tx.query(LINKED, [company, system, people.map(({ external_id }) => external_id)])).rows as Known['linked'];
    const hashes = people.flatMap(({ email }) => (email === null ? [] : [vault.hash(email)]));
    const mailed = (await tx.query(MAILED, [company, hashes, linked.map(({ client_id }) => client_id)])).rows as Known['mailed'];
    const nameless = people.filter(({ email, name }) => email === null && name !== '').map(({ name }) => name.toLowerCase());
    const named = nameless.length === 0 ? [] : ((await tx.query(NAMED, [company, nameless])).rows as Known['named']);
    const book = new ClientBook(tx, company, system, vault, { linked, mailed, named });
    const all = [...mailed.map(({ id }) => id), ...named.map(({ id }) => id)];
    for (const { client_id, external_id } of (await tx.query(LINKS_OF, [company, system, all])).rows as Known['linked']) book.linkOf.set(client_id, external_id);
    return book;
  }

  /**
   * The person's client: found, or made when there is an e-mail to know it by. `leads`: this provider's name is the one we keep, and
   * its id the only one a client may have of it.
   */
  async clientOf({ external_id, email, name }: Person, first: 'external_id' | 'email', leads: boolean): Promise<FoundClient> {
    const hits = { external: this.byExternal.get(external_id) ?? null, email: email === null ? null : (this.byHash.get(this.vault.hash(email)) ?? null), named: (email === null && this.byName.get(name.toLowerCase())) || [] };
    const match = matchClient(hits, first, name || `El registro ${external_id}`);
    if ('problem' in match) return match;
    if ('create' in match) return email === null ? { problem: problemOf('missing_email', `${name || external_id} no tiene correo. Póngalo en su ficha: sin él no se sabe qué cliente es.`) } : { client: await this.create(external_id, email, name), changed: 'created' };
    const other = this.linkOf.get(match.client);
    if (match.by !== 'external_id' && leads && other !== undefined && other !== external_id) {
      return { problem: problemOf('external_id_conflict', `${name}: su cliente (${match.client}) ya es ${other} en el mismo sistema, y este registro es ${external_id}.`, { candidates: [other, external_id] }) };
    }
    const renamed = leads && name !== '' && this.rename(match.client, name);
    // A second contact with the same e-mail is the same client; the first one stays its contact.
    const linked = hits.external === null && other === undefined && this.link(match.client, external_id, match.by);
    return { client: match.client, changed: linked ? 'linked' : renamed ? 'renamed' : null };
  }

  async flush(): Promise<void> {
    const { tx, company, system, created, renamed, links } = this;
    const stored = created.map(({ email }) => this.vault.store(email));
    if (created.length > 0) await tx.query(INSERT, [company, created.map(({ id }) => id), stored.map(({ identifier_sealed }) => identifier_sealed), stored.map(({ identifier_hash }) => identifier_hash), created.map(({ name }) => name)]);
    if (renamed.size > 0) await tx.query(RENAME, [company, [...renamed.keys()], [...renamed.values()]]);
    if (links.length > 0) await tx.query(LINK, [company, system, links.map(({ client }) => client), links.map(({ external_id }) => external_id), links.map(({ by }) => by)]);
  }

  private async create(external_id: string, email: string, name: string): Promise<number> {
    if (this.ids.length === 0) this.ids = ((await this.tx.query(IDS)).rows as { id: number }[]).map(({ id }) => id);
    const id = this.ids.shift()!;
    this.created.push({ id, email, name });
    this.byHash.set(this.vault.hash(email), id);
    this.names.set(id, name);
    this.link(id, external_id, 'created');
    return id;
  }

  private link(client: number, external_id: string, by: string): boolean {
    this.links.push({ client, external_id, by });
    this.byExternal.set(external_id, client);
    this.linkOf.set(client, external_id);
    return true;
  }

  private rename(client: number, name: string): boolean {
    if (this.names.get(client) === name) return false;
    // One that was made on this page takes the name it was made with.
    if (this.created.some(({ id }) => id === client)) return false;
    this.names.set(client, name);
    this.renamed.set(client, name);
    return true;
  }
}
