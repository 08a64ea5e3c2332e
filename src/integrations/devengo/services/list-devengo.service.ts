import { Injectable } from '@nestjs/common';
import { companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { ClientVault } from './client-vault.service.js';
import { LISTS, type ListName } from './lists.js';

export interface ListPage {
  data: Record<string, unknown>[];
  next_cursor: string | null;
}

export type ListFilters = Record<string, unknown> & { company?: string; cursor?: number; limit: number };

interface Found extends Record<string, unknown> {
  id: number;
  company: string;
  identifier_sealed?: string | null;
}

/** Lists of the domain, newest first, a page at a time by id. */
@Injectable()
export class ListDevengo {
  constructor(
    private readonly db: Database,
    private readonly vault: ClientVault,
  ) {}

  async list(caller: Caller, name: ListName, query: ListFilters): Promise<ListPage> {
    const { columns, from, filters } = LISTS[name];
    const values: unknown[] = [];
    const conditions = ['true'];
    const where = (condition: string, value: unknown) => conditions.push(condition.replaceAll('?', `$${values.push(value)}`));
    const companies = companyFilter(caller);
    if (companies) where('t.company = ANY(?::text[])', companies);
    for (const [filter, condition] of Object.entries({ company: 't.company = ?', ...filters })) {
      if (query[filter] !== undefined) where(condition, query[filter]);
    }
    if (typeof query['email'] === 'string') where('t.identifier_hash = ANY(?::text[])', await this.hashes(query['email'], companies, query.company));
    if (query.cursor !== undefined) where('t.id < ?', query.cursor);
    const rows = await this.db.rows<Found>(`SELECT ${columns} FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY t.id DESC LIMIT ${query.limit + 1}`, values);
    const data = await Promise.all(rows.slice(0, query.limit).map((row) => this.open(row)));
    return { data, next_cursor: rows.length > query.limit ? String(data.at(-1)!['id']) : null };
  }

  // Each company has a key of its own: an address has as many hashes as there are companies to look in.
  private async hashes(email: string, seen: string[] | null, company?: string): Promise<string[]> {
    const rows = await this.db.rows<{ company: string }>('SELECT company FROM devengo_client_key WHERE ($1::text[] IS NULL OR company = ANY($1)) AND ($2::text IS NULL OR company = $2)', [seen, company ?? null]);
    return Promise.all(rows.map(async (row) => (await this.vault.of(row.company)).hash(email)));
  }

  private async open(row: Found): Promise<Record<string, unknown>> {
    if (!('identifier_sealed' in row)) return row;
    const { identifier_sealed, ...shown } = row;
    return { ...shown, identifier: identifier_sealed ? (await this.vault.of(row.company)).open(identifier_sealed) : null };
  }
}
