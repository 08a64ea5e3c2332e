import { Injectable } from '@nestjs/common';
import { companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';

/** The columns of each list as REST shows them; dates as `YYYY-MM-DD`, decimals as text. */
const COLUMNS = {
  oppen_local: 'id, company, nombre, created_at, updated_at',
  oppen_cierre: 'id, company, local, fecha::text, cerrado_por, created_at',
  oppen_anticipo: 'id, company, local, fecha::text, monto::text, descripcion, estado, created_at, updated_at',
  oppen_factura: 'id, company, local, fecha::text, tipo, punto_venta, nro_factura, monto::text, estado, created_at, updated_at',
  oppen_local_auditado: 'id, company, local, fecha::text, auditado_por, operation_id, created_at',
  oppen_sync_log:
    'id, company, local, fecha::text, factura_id, factura_ref, estado, oppen_sernr::text, oppen_total::text, error_msg, intentos, avisos, message_id, created_at, updated_at',
} as const;

export type Table = keyof typeof COLUMNS;
const FILTERS = ['company', 'local', 'fecha', 'tipo', 'estado'] as const;
export type ListQuery = Partial<Record<(typeof FILTERS)[number], string>> & { cursor?: number; limit: number };

export interface Page {
  data: Record<string, unknown>[];
  next_cursor: string | null;
}

/** Lists of the domain, newest first, a page at a time by id. */
@Injectable()
export class ListRecords {
  constructor(private readonly db: Database) {}

  async list(caller: Caller, table: Table, query: ListQuery): Promise<Page> {
    const values: unknown[] = [];
    const conditions: string[] = [];
    const where = (condition: string, value: unknown) => conditions.push(condition.replace('?', `$${values.push(value)}`));
    const companies = companyFilter(caller);
    if (companies) where('company = ANY(?::text[])', companies);
    for (const name of FILTERS) {
      if (query[name] !== undefined) where(name === 'local' ? 'lower(local) = lower(?)' : `${name} = ?`, query[name]);
    }
    if (query.cursor !== undefined) where('id < ?', query.cursor);
    const rows = await this.db.rows<{ id: number }>(
      `SELECT ${COLUMNS[table]} FROM ${table} WHERE ${['true', ...conditions].join(' AND ')} ORDER BY id DESC LIMIT ${query.limit + 1}`,
      values,
    );
    const data = rows.slice(0, query.limit);
    return { data: data as unknown as Record<string, unknown>[], next_cursor: rows.length > query.limit ? String(data.at(-1)!.id) : null };
  }

  /** One row of a company's, or undefined. */
  async find(table: Table, company: string, id: number): Promise<Record<string, unknown> | undefined> {
    return (await this.db.rows<Record<string, unknown>>(`SELECT ${COLUMNS[table]} FROM ${table} WHERE company = $1 AND id = $2`, [company, id]))[0];
  }
}
