import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { notFound } from '../../../core/problems/index.js';
import type { HaciendaResponseMessage } from '../entities/hacienda-response-message.entity.js';
import type { DocumentFile } from './document-files.service.js';
import type { Page } from './documents.service.js';
import { UUID } from './events.js';

export interface ResponseFilter {
  company?: string;
  clave?: string;
  document_id?: string;
  message_type?: string;
  status?: string;
  /** Of any row, or of the answer. */
  error_code?: string;
  cursor?: string;
  limit: number;
}

export type ResponseView = Omit<HaciendaResponseMessage, 'raw_xml' | 'digest'> & { rows: { code: string | null; message: string; row: number | null; column: number | null }[] };

const CONDITIONS: Partial<Record<keyof ResponseFilter, string>> = {
  company: 'm.company = ?',
  clave: 'm.clave = ?',
  document_id: 'm.document_id = ?::uuid',
  message_type: 'm.message_type = ?',
  status: 'm.status = ?',
  error_code: '(m.error_code = ? OR EXISTS (SELECT 1 FROM hacienda_response_row r WHERE r.response_id = m.id AND r.code = ?))',
  cursor: 'm.id < ?::uuid',
};

const VIEW = `
  m.id, m.company, m.document_id, m.received_id, m.clave, m.message_type, m.status, m.decoded_xml, m.error_code, m.error_description, m.signature, m.warnings,
  m.message_id, m.response_date, m.created_at, coalesce((
    SELECT jsonb_agg(jsonb_build_object('code', r.code, 'message', r.message, 'row', r."row", 'column', r."column") ORDER BY r.position)
    FROM hacienda_response_row r WHERE r.response_id = m.id), '[]') AS rows`;

/** The repository of Hacienda's answers. */
@Injectable()
export class Responses {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async list(caller: Caller, query: ResponseFilter): Promise<Page<ResponseView>> {
    const values: unknown[] = [companyFilter(caller)];
    const conditions = ['($1::text[] IS NULL OR m.company = ANY($1))'];
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = query[name as keyof ResponseFilter];
      if (value !== undefined) conditions.push(condition.replaceAll('?', `$${values.push(value)}`));
    }
    const rows = await this.db.rows<ResponseView>(
      `SELECT ${VIEW} FROM hacienda_response_message m WHERE ${conditions.join(' AND ')} ORDER BY m.id DESC LIMIT ${query.limit + 1}`,
      values,
    );
    const data = rows.slice(0, query.limit);
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  async get(caller: Caller, id: string): Promise<ResponseView> {
    const [row] = UUID.test(id) ? await this.db.rows<ResponseView>(`SELECT ${VIEW} FROM hacienda_response_message m WHERE m.id = $1`, [id]) : [];
    if (!row) throw notFound();
    assertSees(caller, row.company);
    return row;
  }

  /** The exact bytes of an answer. */
  async xml(caller: Caller, id: string): Promise<DocumentFile> {
    const { clave } = await this.get(caller, id);
    const [row] = await this.db.rows<{ raw_xml: Buffer | null }>('SELECT raw_xml FROM hacienda_response_message WHERE id = $1', [id]);
    if (!row?.raw_xml) throw notFound();
    return { name: `${clave}_respuesta.xml`, type: 'application/xml', content: row.raw_xml };
  }
}
