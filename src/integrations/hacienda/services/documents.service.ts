import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { notFound } from '../../../core/problems/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';
import { LISTED, SHOWN, WHOLE, type ListedDocument, type ShownDocument } from './document-view.js';
import { UUID } from './events.js';

export interface DocumentFilter {
  company?: string;
  state?: string;
  document_type?: string;
  clave?: string;
  /** Days of creation in Costa Rica, both included. */
  from?: string;
  to?: string;
  cursor?: string;
  limit: number;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

const CONDITIONS: Partial<Record<keyof DocumentFilter, string>> = {
  company: 'company = ?',
  state: 'state = ?',
  document_type: 'document_type = ?',
  clave: 'clave = ?',
  from: `created_at >= (?::date)::timestamp AT TIME ZONE 'America/Costa_Rica'`,
  to: `created_at < (?::date + 1)::timestamp AT TIME ZONE 'America/Costa_Rica'`,
  cursor: 'id < ?::uuid',
};

/** Reads documents: for people within their companies, for the work by their id. */
@Injectable()
export class Documents {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list(caller: Caller, query: DocumentFilter): Promise<Page<ListedDocument>> {
    const values: unknown[] = [companyFilter(caller)];
    const conditions = ['($1::text[] IS NULL OR company = ANY($1))'];
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = query[name as keyof DocumentFilter];
      if (value !== undefined) conditions.push(condition.replace('?', `$${values.push(value)}`));
    }
    const rows = await this.db.rows<ListedDocument>(
      `SELECT ${LISTED} FROM einvoice_document WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${query.limit + 1}`,
      values,
    );
    const data = rows.slice(0, query.limit);
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  /** 404 when there is none, and when it is another company's. */
  async get(caller: Caller, id: string): Promise<ShownDocument> {
    const [row] = UUID.test(id) ? await this.db.rows<ShownDocument>(`SELECT ${SHOWN} FROM einvoice_document WHERE id = $1`, [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  /** With its files. Of this company, or undefined. */
  async find(company: string, id: string): Promise<EinvoiceDocument | undefined> {
    return (await this.db.rows<EinvoiceDocument>(`SELECT ${WHOLE} FROM einvoice_document d WHERE d.id = $1 AND d.company = $2`, [id, company]))[0];
  }

  /** The row, locked until the transaction ends: two must not act on one document at once. */
  async lock(tx: Queryable, company: string, id: string): Promise<EinvoiceDocument | undefined> {
    return (await tx.query(`SELECT ${WHOLE} FROM einvoice_document d WHERE d.id = $1 AND d.company = $2 FOR UPDATE`, [id, company])).rows[0] as EinvoiceDocument | undefined;
  }
}
