import type { Queryable } from '../../../../core/database/index.js';
import { ZONE } from '../../mapping/madrid.js';
import type { ClientOfNotion, PageIndex } from '../../mapping/match-pages.js';
import type { MappedPage } from '../../mapping/notion-page.js';
import { problemOf } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import type { Vault } from '../client-vault.service.js';
import type { PageResult } from './sync-run.js';

const CLIENTS = `
  SELECT c.id, c.identifier_sealed, c.name, x.external_id AS page
  FROM devengo_client c LEFT JOIN devengo_client_external_id x ON x.client_id = c.id AND x.system = 'notion'
  WHERE c.company = $1 AND c.id > $2 ORDER BY c.id LIMIT $3`;
const TAKEN = `SELECT external_id, client_id FROM devengo_client_external_id WHERE company = $1 AND system = 'notion' AND external_id = ANY($2::text[])`;
const LINK = `
  INSERT INTO devengo_client_external_id (company, client_id, system, external_id, matched_by)
  SELECT $1, row.client_id, 'notion', row.external_id, row.matched_by FROM unnest($2::int[], $3::text[], $4::text[]) AS row(client_id, external_id, matched_by)
  ON CONFLICT (client_id, system) DO UPDATE SET external_id = excluded.external_id, matched_by = excluded.matched_by, updated_at = now()`;
// Refreshed when the page says something else, and at most four times a day (rule R10 asks how old it is). An end without a date is
// of the day it was first read: one that moved with every reading would lie behind every month that is to be closed (R15).
const SNAPSHOT = `
  INSERT INTO devengo_client_snapshot AS s (company, client_id, system, found, status, raw_status, status_date, seen_at)
  SELECT $1, row.client_id, 'notion', row.found, row.status, row.raw_status, coalesce(row.status_date,
      CASE WHEN row.status = known.status THEN known.status_date END, CASE WHEN row.status IN ('DROPPED','ENDED') THEN (now() AT TIME ZONE '${ZONE}')::date END), now()
  FROM unnest($2::int[], $3::boolean[], $4::text[], $5::text[], $6::date[]) AS row(client_id, found, status, raw_status, status_date)
    LEFT JOIN devengo_client_snapshot known ON known.client_id = row.client_id AND known.system = 'notion'
  ON CONFLICT (client_id, system) DO UPDATE SET found = excluded.found, status = excluded.status, raw_status = excluded.raw_status, status_date = excluded.status_date, seen_at = excluded.seen_at
  WHERE (s.found, s.status, s.raw_status, s.status_date) IS DISTINCT FROM (excluded.found, excluded.status, excluded.raw_status, excluded.status_date)
    OR s.seen_at < now() - interval '6 hours'`;

/** Links clients with their pages, and keeps what each page says of its client for the accruals. */
export class LinkPages {
  constructor(
    private readonly company: string,
    private readonly index: PageIndex,
    private readonly vault: Vault,
  ) {}

  async clientsAfter(tx: Queryable, after: number, limit: number): Promise<ClientOfNotion[]> {
    const { rows } = await tx.query(CLIENTS, [this.company, after, limit]);
    return (rows as { id: number; identifier_sealed: string | null; name: string; page: string | null }[]).map(({ id, identifier_sealed, name, page }) => ({
      id, name, page, email: identifier_sealed === null ? null : this.vault.open(identifier_sealed),
    }));
  }

  /** Counted by page where there is one; a client without a page is an error, but no page failed. */
  async link(tx: Queryable, clients: readonly ClientOfNotion[]): Promise<PageResult> {
    const matches = clients.map((client) => ({ client, match: this.index.match(client) }));
    const wanted = matches.flatMap(({ match }) => ('page' in match ? [match.page.id] : []));
    const taken = new Map(((await tx.query(TAKEN, [this.company, wanted])).rows as { external_id: string; client_id: number }[]).map(({ external_id, client_id }) => [external_id, client_id]));
    const links: { client: number; page: string; by: string }[] = [];
    const snapshots: { client: number; page: MappedPage | null }[] = [];
    const asides: NonNullable<PageResult['asides']>[number][] = [];
    const count = { created: 0, updated: 0, unchanged: 0, failed: 0 };
    for (const { client, match } of matches) {
      const outcome = 'page' in match && (taken.get(match.page.id) ?? client.id) !== client.id ? { problem: conflict(client, match.page, taken.get(match.page.id)!) } : match;
      asides.push({ entity_type: 'client', external_id: String(client.id), problems: 'problem' in outcome ? [outcome.problem] : [] });
      if ('problem' in outcome) {
        if (outcome.problem.code !== 'not_found') count.failed++;
        // Who has several pages is not absent.
        else snapshots.push({ client: client.id, page: null });
        continue;
      }
      snapshots.push({ client: client.id, page: outcome.page });
      count[client.page === outcome.page.id ? 'unchanged' : client.page === null ? 'created' : 'updated']++;
      if (client.page === outcome.page.id) continue;
      links.push({ client: client.id, page: outcome.page.id, by: outcome.by });
      taken.set(outcome.page.id, client.id);
    }
    await this.store(tx, links, snapshots);
    return { entity_type: 'page', outcomes: [] satisfies RecordOutcome[], asides, count };
  }

  private async store(tx: Queryable, links: readonly { client: number; page: string; by: string }[], snapshots: readonly { client: number; page: MappedPage | null }[]): Promise<void> {
    if (links.length > 0) await tx.query(LINK, [this.company, links.map(({ client }) => client), links.map(({ page }) => page), links.map(({ by }) => by)]);
    const of = <T>(read: (page: MappedPage) => T) => snapshots.map(({ page }) => (page ? read(page) : null));
    if (snapshots.length > 0) await tx.query(SNAPSHOT, [this.company, snapshots.map(({ client }) => client), snapshots.map(({ page }) => page !== null), of(({ status }) => status), of(({ raw_status }) => raw_status), of(({ status_date }) => status_date)]);
  }
}

const conflict = ({ name }: ClientOfNotion, page: MappedPage, owner: number) =>
  problemOf('external_id_conflict', `${name}: su página de Notion (${page.id}) ya es la del cliente ${owner}. Corrija el correo o el nombre en una de las dos.`, { candidates: [owner] });
