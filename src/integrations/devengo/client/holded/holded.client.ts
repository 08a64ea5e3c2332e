import { IntegrationFailure } from '../../../../core/errors/index.js';
import type { ProviderCalls } from '../../../../core/http/provider-calls.js';
import { holdedFailure, refusedInside } from './holded.errors.js';

export type HoldedRow = Record<string, unknown> & { id: string };
export type DocumentType = 'invoice' | 'creditnote';

/** Half-open, in unix seconds. */
export interface HoldedWindow {
  start: number;
  end: number;
}

/** What a page holds at most (contract §2); `limit` is undocumented, so nothing relies on it. */
export const PAGE_SIZE = 500;
/** Purchases were seen to take half a minute (contract §2). */
const TIMEOUT_MS = 60_000;

/** Holded's invoicing API v1, one method per endpoint, behind an interface that v2 can take. */
export class HoldedClient {
  constructor(
    private readonly calls: ProviderCalls,
    private readonly apiKey: string,
  ) {}

  salesChannels(page: number): Promise<HoldedRow[]> {
    return this.list('saleschannels', 'list-sales-channels', { page });
  }

  contacts(page: number): Promise<HoldedRow[]> {
    return this.list('contacts', 'list-contacts', { page });
  }

  contact(id: string): Promise<HoldedRow> {
    return this.one(`contacts/${encodeURIComponent(id)}`, 'get-contact');
  }

  documents(type: DocumentType, { start, end }: HoldedWindow, page: number): Promise<HoldedRow[]> {
    return this.list(`documents/${type}`, `list-${type}s`, { starttmp: start, endtmp: end, sort: 'created-asc', page });
  }

  document(type: DocumentType, id: string): Promise<HoldedRow> {
    return this.one(`documents/${type}/${encodeURIComponent(id)}`, `get-${type}`);
  }

  private async list(path: string, event: string, query: Record<string, string | number>): Promise<HoldedRow[]> {
    const json = await this.get(path, event, { ...query, limit: PAGE_SIZE });
    if (!Array.isArray(json)) throw unexpected('una lista');
    return json.map(asRow);
  }

  private async one(path: string, event: string): Promise<HoldedRow> {
    return asRow(await this.get(path, event));
  }

  private async get(path: string, event: string, query?: Record<string, string | number>): Promise<unknown> {
    const { json } = await this.calls.send(
      { method: 'GET', path, query, headers: { key: this.apiKey }, event: `holded.${event}`, write: false, timeoutMs: TIMEOUT_MS },
      holdedFailure,
    );
    const { status, info } = (json ?? {}) as Record<string, unknown>;
    if (status === 0 && typeof info === 'string') throw refusedInside(info);
    return json;
  }
}

function asRow(json: unknown): HoldedRow {
  const id = (json as { id?: unknown } | null)?.id;
  if (typeof id !== 'string' || id === '') throw unexpected('un registro con «id»');
  return json as HoldedRow;
}

const unexpected = (what: string): IntegrationFailure => new IntegrationFailure('malformed_response', { code: 'invalid_response', message: `Holded respondió sin ${what}.` });
