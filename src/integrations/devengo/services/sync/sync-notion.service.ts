import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../../../../core/database/index.js';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import { NotionClient } from '../../client/notion/notion.client.js';
import type { NotionMetadata, NotionSecrets } from '../../devengo.credentials.js';
import { sameName } from '../../mapping/contact.js';
import { PageIndex } from '../../mapping/match-pages.js';
import { mapPage, type MappedPage } from '../../mapping/notion-page.js';
import { problemOf } from '../../mapping/record-problem.js';
import type { RecordOutcome } from '../../mapping/tally.js';
import { ClientVault } from '../client-vault.service.js';
import { incomplete } from './every-page.js';
import { LinkPages } from './link-pages.js';
import type { PageResult, SyncRun } from './sync-run.js';
import { assertPlausible } from './whole-reading.js';

const CHUNK = 500;
const STAGED = 'SELECT data FROM devengo_sync_seen WHERE execution_id = $1 AND position = $2 AND data IS NOT NULL';
const LOST = `
  WITH page AS MATERIALIZED (SELECT s.external_id FROM devengo_sync_seen s WHERE s.execution_id = $2 AND s.position = $3)
  SELECT count(*)::int AS linked, count(*) FILTER (WHERE x.external_id NOT IN (SELECT external_id FROM page))::int AS lost, (SELECT count(*)::int FROM page) AS pages
  FROM devengo_client_external_id x WHERE x.company = $1 AND x.system = 'notion'`;
const NAMES = `SELECT name, count(*)::int AS count FROM devengo_client WHERE company = $1 AND name <> '' GROUP BY name`;

/** Pages of clients: all are read first, for only the whole tells whether an e-mail or a name is the only one. */
@Injectable()
export class SyncNotion {
  constructor(
    private readonly db: Database,
    private readonly vaults: ClientVault,
  ) {}

  async run(run: SyncRun): Promise<void> {
    const { phase } = run.cursor as { phase?: string };
    if (phase !== 'match') await this.readPages(run);
    await this.linkClients(run);
  }

  // Notion's own cursors do not live long, and one query gives 10,000 pages at most: it goes on from the time of the last page.
  private async readPages(run: SyncRun): Promise<void> {
    const { attempt, calls } = run;
    const notion = new NotionClient(calls, { token: (attempt.credential.secrets as unknown as NotionSecrets).token, baseUrl: attempt.credential.base_url });
    const source = await sourceOf(notion, attempt.credential.metadata as unknown as NotionMetadata);
    let since = run.cursor.since as string | undefined;
    let count = (run.cursor.count as number | undefined) ?? 0;
    for (let next: string | null = null, started = since; ; ) {
      const { pages, next: after, complete } = await notion.query(source, { since: started, cursor: next ?? undefined });
      const last = pages.map(({ created_time }) => created_time).filter((time) => typeof time === 'string').at(-1) ?? since;
      count += pages.length;
      await this.stage(run, pages, `páginas ${count - pages.length + 1} a ${count}`, { phase: 'read', since: last, count });
      since = last;
      next = after;
      if (next !== null) continue;
      if (complete) break;
      if (since === started) throw incomplete('Notion no da más de 10 000 páginas hechas en el mismo minuto.');
      started = since;
    }
    await run.page('lectura completa', { phase: 'match', after: 0 }, async (tx): Promise<PageResult> => {
      await this.assertWhole(tx, run);
      return { entity_type: 'page', outcomes: [] };
    });
  }

  // A base that was emptied, or one that the integration may no longer read, must not make every client one that is in no system.
  private async assertWhole(tx: Queryable, { order }: SyncRun): Promise<void> {
    const [found] = (await tx.query(LOST, [order.company, order.execution_id, order.position])).rows as { linked: number; lost: number; pages: number }[];
    const { linked, lost, pages } = found!;
    if (pages === 0 && linked > 0) throw incomplete(`Notion no muestra ninguna página, y hay ${linked} clientes con la suya.`);
    assertPlausible('Notion', 'páginas de clientes', { missing: lost, stored: linked });
  }

  private async stage(run: SyncRun, pages: readonly Record<string, unknown>[], name: string, cursor: Record<string, unknown>): Promise<void> {
    await run.page(name, cursor, async (tx): Promise<PageResult> => {
      const fresh = await unseen(tx, run, pages.map(({ id }) => String(id)));
      const mine = pages.filter(({ id }) => fresh.has(String(id)));
      const mapped = mine.map((page) => ({ external_id: String(page.id), page: mapPage(page), whole: 'properties' in page }));
      const outcomes = mapped.flatMap(({ external_id, page, whole }): RecordOutcome[] => {
        if (page) return [];
        const problems = whole ? [] : [problemOf('invalid_response', `Notion sólo muestra el identificador de la página ${external_id}: la integración no la puede leer.`)];
        return [{ external_id, result: whole ? 'skipped' : 'failed', problems }];
      });
      return { entity_type: 'page', outcomes, seen: mapped.map(({ external_id, page }) => ({ external_id, data: page ?? undefined })), count: { received: mine.length - outcomes.length } };
    });
  }

  private async linkClients(run: SyncRun): Promise<void> {
    const { company, execution_id, position } = run.order;
    const staged = await this.db.rows<{ data: MappedPage }>(STAGED, [execution_id, position]);
    const names = new Map<string, number>();
    for (const { name, count } of await this.db.rows<{ name: string; count: number }>(NAMES, [company])) names.set(sameName(name), (names.get(sameName(name)) ?? 0) + count);
    const linker = new LinkPages(company, new PageIndex(staged.map(({ data }) => data), names), await this.vaults.of(company));
    let after = (run.cursor.after as number | undefined) ?? 0;
    for (let more = true; more; ) {
      let reached = after;
      await run.page(`clientes desde el ${after + 1}`, { phase: 'match', after }, async (tx): Promise<PageResult> => {
        const clients = await linker.clientsAfter(tx, after, CHUNK);
        more = clients.length === CHUNK;
        reached = clients.at(-1)?.id ?? after;
        return linker.link(tx, clients);
      });
      after = reached;
    }
    await run.page('páginas sin cliente', { phase: 'match', after }, async (): Promise<PageResult> => {
      const { received, created, updated, unchanged, skipped, failed } = run.tally;
      return { entity_type: 'page', outcomes: [], count: { skipped: Math.max(received - created - updated - unchanged - skipped - failed, 0) } };
    });
  }
}

async function unseen(tx: Queryable, { order }: SyncRun, ids: string[]): Promise<Set<string>> {
  const { rows } = await tx.query('SELECT external_id FROM devengo_sync_seen WHERE execution_id = $1 AND position = $2 AND external_id = ANY($3::text[])', [order.execution_id, order.position, ids]);
  const seen = new Set((rows as { external_id: string }[]).map(({ external_id }) => external_id));
  return new Set(ids.filter((id) => !seen.has(id)));
}

/** The source of the clients' database; of several, only a person can say which. */
async function sourceOf(notion: NotionClient, { database_id, data_source_id }: NotionMetadata): Promise<string> {
  if (data_source_id) return data_source_id;
  const sources = await notion.sourcesOf(database_id);
  if (sources.length === 1) return sources[0]!.id;
  throw new IntegrationFailure('validation_error', {
    code: 'ambiguous_data_source',
    message: sources.length === 0 ? 'La base de Notion no tiene ningún origen de datos.' : `La base de Notion tiene ${sources.length} orígenes de datos: ponga data_source_id en la credencial (${sources.map(({ name, id }) => `${name}: ${id}`).join('; ')}).`,
    details: { candidates: sources },
  });
}
