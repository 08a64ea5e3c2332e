import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../../../core/audit/index.js';
import { assertSees, type Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { invalidFields, notFound } from '../../../core/problems/index.js';
import type { EstadoAnticipo } from '../entities/anticipo.entity.js';
import { ListRecords, type Table } from './list-records.service.js';
import { unknownShop } from './load-facturas.service.js';
import type { Day } from './plan-sending.service.js';

export interface Recorded {
  created: boolean;
  record: Record<string, unknown>;
}

export interface AnticipoFields extends Day {
  monto: string;
  descripcion: string;
  estado: EstadoAnticipo;
}

/** Shops, closings and advances, one by one. What exists already is answered as it is. */
@Injectable()
export class RecordDomain {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly lists: ListRecords,
    private readonly audit: AuditService,
  ) {}

  async local(caller: Caller, company: string, nombre: string): Promise<Recorded> {
    return this.record(caller, company, 'oppen_local', async (tx) => {
      const { rows } = await tx.query('INSERT INTO oppen_local (company, nombre) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id', [company, nombre]);
      return (rows[0] ?? (await tx.query('SELECT id, true AS known FROM oppen_local WHERE company = $1 AND lower(nombre) = lower($2)', [company, nombre])).rows[0]) as Written;
    });
  }

  async cierre(caller: Caller, { company, local, fecha }: Day): Promise<Recorded> {
    return this.record(caller, company, 'oppen_cierre', async (tx) => {
      const day = [company, await shopName(tx, company, local), fecha];
      const { rows } = await tx.query('INSERT INTO oppen_cierre (company, local, fecha, cerrado_por) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id', [...day, caller.name]);
      return (rows[0] ?? (await tx.query('SELECT id, true AS known FROM oppen_cierre WHERE company = $1 AND local = $2 AND fecha = $3', day)).rows[0]) as Written;
    });
  }

  /** A `resuelto` settles the same advance that is pending, if there is one; anything else is an advance of its own. */
  async anticipo(caller: Caller, { company, local, fecha, monto, descripcion, estado }: AnticipoFields): Promise<Recorded> {
    return this.record(caller, company, 'oppen_anticipo', async (tx) => {
      const fields = [company, await shopName(tx, company, local), fecha, monto, descripcion];
      const settled = estado === 'resuelto' ? (await tx.query(SETTLE, fields)).rows[0] : undefined;
      return (settled ?? (await tx.query('INSERT INTO oppen_anticipo (company, local, fecha, monto, descripcion, estado) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id', [...fields, estado])).rows[0]) as Written;
    });
  }

  async changeAnticipo(caller: Caller, id: number, estado: EstadoAnticipo): Promise<Record<string, unknown>> {
    const changed = await this.db.managed(async (tx, manager) => {
      const { rows } = await tx.query('SELECT company, estado FROM oppen_anticipo WHERE id = $1 FOR UPDATE', [id]);
      if (rows.length === 0) throw notFound();
      const { company, estado: before } = rows[0] as { company: string; estado: string };
      assertSees(caller, company);
      await tx.query('UPDATE oppen_anticipo SET estado = $2, updated_at = now() WHERE id = $1', [id, estado]);
      await this.audit.record({ caller, company, action: 'oppen_anticipo.updated', subject_type: 'oppen_anticipo', subject_id: String(id), before: { estado: before }, after: { estado } }, manager);
      return company;
    });
    return (await this.lists.find('oppen_anticipo', changed, id))!;
  }

  private async record(caller: Caller, company: string, table: Table, write: (tx: Queryable) => Promise<Written>): Promise<Recorded> {
    await this.companies.get(caller, company);
    const { id, known, settled } = await this.db.managed(async (tx, manager) => {
      const written = await write(tx);
      if (!written.known) await this.note(caller, company, table, written, manager);
      return written;
    });
    return { created: !known && !settled, record: (await this.lists.find(table, company, id))! };
  }

  private note(caller: Caller, company: string, table: Table, { id, settled }: Written, manager: EntityManager): Promise<void> {
    const action = settled ? { action: `${table}.updated`, before: { estado: 'pendiente' }, after: { estado: 'resuelto' } } : { action: `${table}.created` };
    return this.audit.record({ caller, company, ...action, subject_type: table, subject_id: String(id) }, manager);
  }
}

/** `known`: it was there already, nothing was written. `settled`: a pending advance was. */
interface Written {
  id: number;
  known?: boolean;
  settled?: boolean;
}

const SETTLE = `
  UPDATE oppen_anticipo SET estado = 'resuelto', updated_at = now()
  WHERE id = (SELECT id FROM oppen_anticipo WHERE company = $1 AND local = $2 AND fecha = $3 AND monto = $4 AND descripcion = $5 AND estado = 'pendiente' ORDER BY id LIMIT 1 FOR UPDATE)
  RETURNING id, true AS settled`;

// KEY SHARE: while one of these is being written, the shop's day cannot be audited.
async function shopName(tx: Queryable, company: string, local: string): Promise<string> {
  const { rows } = await tx.query('SELECT nombre FROM oppen_local WHERE company = $1 AND lower(nombre) = lower($2) FOR KEY SHARE', [company, local]);
  if (rows.length === 0) throw invalidFields({ path: 'local', ...unknownShop(local) });
  return rows[0].nombre as string;
}
