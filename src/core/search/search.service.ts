import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { companyFilter } from '../auth/index.js';
import { Database } from '../database/index.js';
import { IntegrationRegistry } from '../integration/index.js';
import { inTime, isOverTime } from '../lists/time-limit.js';
import { CORE_SOURCES, UUID_SOURCES } from './core-sources.js';
import { asJsonPath, exactly, messagesWith, REMOTELY, SHOWN, type Found } from './search-sql.js';

export interface SearchGroup {
  /** `remote`: documents at the providers, led to by their message. `text`: messages that hold the words. Else a list of the back-office. */
  kind: string;
  items: Found[];
  /** There are more than are shown. */
  more: boolean;
}

export interface SearchAnswer {
  /** The one thing that was meant, when there can be no doubt. */
  jump: { list: string; id: string } | null;
  groups: SearchGroup[];
  /** The full text took too long: there may be more. */
  incomplete: boolean;
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** A person waits at a search box; what is not found by then is looked for in the list, with filters. */
const TEXT_MS = 1_500;
const NOTHING: SearchAnswer = { jump: null, groups: [], incomplete: false };

/** One box for everything: ids, references, numbers of the provider, claves, words, places in the JSON. Within the caller's companies. */
@Injectable()
export class SearchService {
  constructor(
    private readonly db: Database,
    private readonly registry: IntegrationRegistry,
  ) {}

  async search(caller: Caller, typed: string): Promise<SearchAnswer> {
    const q = typed.replaceAll('\u0000', '').trim();
    if (q === '') return NOTHING;
    const companies = companyFilter(caller);
    if (UUID.test(q)) {
      const found = await this.db.rows<Found>(exactly(UUID_SOURCES, 'uuid'), [companies, q]);
      const itself = found.find(({ id }) => id === q.toLowerCase());
      return { jump: itself ? { list: itself.list, id: itself.id } : null, groups: grouped(found), incomplete: false };
    }
    const [exact, remote, text] = await Promise.all([this.exact(companies, q), this.remote(companies, q), this.text(companies, q)]);
    const shown = new Set(exact.map(({ id }) => id));
    const rest = (text ?? []).filter(({ id }) => !shown.has(id)).map((one) => ({ ...one, kind: 'text' }));
    return { jump: single([...exact, ...remote]), groups: grouped([...exact, ...remote, ...rest]), incomplete: text === null };
  }

  private exact(companies: string[] | null, q: string): Promise<Found[]> {
    if (asJsonPath(q)) return Promise.resolve([]);
    return this.db.rows<Found>(exactly([...CORE_SOURCES, ...this.registry.all.flatMap(({ search = [] }) => search)], 'text'), [companies, q]);
  }

  private remote(companies: string[] | null, q: string): Promise<Found[]> {
    return this.db.rows<Found>(REMOTELY, [companies, q]);
  }

  /** Null when it took too long. */
  private async text(companies: string[] | null, q: string): Promise<Found[] | null> {
    try {
      const { text, values } = await messagesWith(q, companies, this.db.source);
      return await inTime<Found>(this.db.source, TEXT_MS, text, values);
    } catch (error) {
      if (isOverTime(error)) return null;
      throw error;
    }
  }
}

function grouped(found: (Found & { kind?: string })[]): SearchGroup[] {
  const kinds = new Map<string, (Found & { kind?: string })[]>();
  for (const one of found) kinds.set(one.kind ?? one.list, [...(kinds.get(one.kind ?? one.list) ?? []), one]);
  return [...kinds].map(([kind, items]) => ({ kind, more: items.length > SHOWN, items: items.slice(0, SHOWN).map(({ kind: _kind, ...item }) => item) }));
}

/** The only thing found, counting a document at a provider and the message that made it as one. */
function single(found: Found[]): SearchAnswer['jump'] {
  const things = [...new Map(found.map((one) => [one.id, one])).values()];
  const [only] = things;
  return things.length === 1 && only ? { list: only.list === 'remote' ? 'messages' : only.list, id: only.id } : null;
}
