import { Client } from '@notionhq/client';
import { stringify } from 'lossless-json';
import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { ProviderCalls } from '../../../../core/http/provider-calls.js';
import { notionFailure } from './notion.errors.js';

export type NotionPage = Record<string, unknown> & { id: string };

export interface NotionQuery {
  /** Only pages made at or after it; ISO. */
  since?: string;
  cursor?: string;
}

export interface NotionAnswer {
  pages: NotionPage[];
  next: string | null;
  /** False when Notion cut the result at its limit: there is more that it did not give (contract §0.3). */
  complete: boolean;
}

/** Data sources came with 2025-09-03; before it, a second source in a database breaks its queries (contract §0.2). */
const VERSION = '2025-09-03';
/** Longer than our own limits may hold a call: ours is the time-out that counts. */
const SDK_TIMEOUT_MS = 180_000;
const TIMEOUT_MS = 60_000;

/** Notion's official client, its calls made by ours: they have our log, limits and retries, and it has none of its own. */
export class NotionClient {
  private readonly sdk: Client;

  constructor(calls: ProviderCalls, { token, baseUrl }: { token: string; baseUrl: string }) {
    const base = baseUrl.replace(/\/+$/, '');
    this.sdk = new Client({ auth: token, baseUrl: base, notionVersion: VERSION, timeoutMs: SDK_TIMEOUT_MS, retry: false, logger: () => undefined, fetch: (url, init) => fetchWith(calls, base, url, init) });
  }

  /** Who the token is. */
  async me(): Promise<{ name: string | null }> {
    const { name } = await this.sdk.users.me({});
    return { name };
  }

  /** The sources of a database: one, unless somebody added another. */
  async sourcesOf(databaseId: string): Promise<{ id: string; name: string }[]> {
    const database = (await this.sdk.databases.retrieve({ database_id: databaseId })) as { data_sources?: { id: string; name: string }[] };
    return database.data_sources ?? [];
  }

  /** A page of the source's pages, oldest first. */
  async query(sourceId: string, { since, cursor }: NotionQuery): Promise<NotionAnswer> {
    const answer = await this.sdk.dataSources.query({
      data_source_id: sourceId, page_size: 100, start_cursor: cursor, sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
      ...(since && { filter: { timestamp: 'created_time', created_time: { on_or_after: since } } }),
    });
    const status = (answer as { request_status?: { type?: string } }).request_status?.type;
    return { pages: answer.results as unknown as NotionPage[], next: answer.has_more ? answer.next_cursor : null, complete: status !== 'incomplete' };
  }
}

type SdkFetch = NonNullable<NonNullable<ConstructorParameters<typeof Client>[0]>['fetch']>;

/** A query is a POST that only reads, so nothing of it can become unclear. What is not a good answer is thrown, past the SDK. */
async function fetchWith(calls: ProviderCalls, base: string, url: string, init: Parameters<SdkFetch>[1]): Promise<Awaited<ReturnType<SdkFetch>>> {
  const path = url.slice(base.length);
  if (!url.startsWith(base)) throw new IntegrationFailure('internal_error', { code: 'http_error', message: 'El cliente de Notion quiso llamar a otra dirección.' });
  const { json, status, headers } = await calls.send(
    {
      method: init?.method === 'POST' ? 'POST' : 'GET', path, headers: init?.headers, body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      event: `notion.${eventOf(path)}`, write: false, timeoutMs: TIMEOUT_MS,
    },
    notionFailure,
  );
  return { ok: true, status, headers, text: async () => stringify(json) ?? 'null' };
}

/** `/v1/data_sources/<id>/query` → `query-data-sources`. */
function eventOf(path: string): string {
  const [, , kind = 'unknown', , action = 'get'] = path.split(/[/?]/);
  return `${kind === 'users' ? 'get' : action}-${kind.replaceAll('_', '-')}`;
}
