import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import { assertSees, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { invalidFields, notFound } from '../../../core/problems/index.js';
import type { ServiceChange } from '../dto/changes.js';

type Table = 'devengo_service_period' | 'devengo_service_contract' | 'devengo_service';

interface Change {
  table: Table;
  id: number;
  /** Columns; those that are undefined stay. */
  values: Record<string, string | number | null | undefined>;
  reason?: string;
}

/** What people decide, and no reading changes. It counts with the next run of the open months. */
@Injectable()
export class ChangeDomain {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditService,
  ) {}

  overrideStatusDate(caller: Caller, id: number, status_change_override: string | null, reason?: string): Promise<Record<string, unknown>> {
    return this.change(caller, { table: 'devengo_service_period', id, values: { status_change_override }, reason });
  }

  release(caller: Caller, id: number, release_on: string | null, reason?: string): Promise<Record<string, unknown>> {
    return this.change(caller, { table: 'devengo_service_contract', id, values: { release_on, released_by: release_on === null ? null : caller.name }, reason });
  }

  /** How many classes the method `sessions` spreads a course over, and of what type its courses are. */
  defineService(caller: Caller, id: number, { reason, ...values }: ServiceChange): Promise<Record<string, unknown>> {
    return this.change(caller, { table: 'devengo_service', id, values: { ...values }, reason });
  }

  private async change(caller: Caller, { table, id, values, reason }: Change): Promise<Record<string, unknown>> {
    const columns = Object.keys(values).filter((column) => values[column] !== undefined);
    if (columns.length === 0) throw invalidFields({ path: '', es: 'no dice qué cambiar', en: 'says nothing to change' });
    return this.db.managed(async (tx, manager) => {
      const [found] = (await tx.query(`SELECT company, ${columns.map((column) => `${column}::text`).join(', ')} FROM ${table} WHERE id = $1 FOR UPDATE`, [id])).rows as Record<string, string | null>[];
      if (!found) throw notFound();
      const { company, ...before } = found as typeof found & { company: string };
      assertSees(caller, company);
      const { rows } = await tx.query(
        `UPDATE ${table} SET ${columns.map((column, at) => `${column} = $${at + 2}`).join(', ')}, updated_at = now() WHERE id = $1 RETURNING ${columns.map((column) => `${column}::text`).join(', ')}`,
        [id, ...columns.map((column) => values[column])],
      );
      const after = rows[0] as Record<string, unknown>;
      await this.audit.record({ caller, company, action: `${table}.updated`, subject_type: table, subject_id: String(id), reason, before, after }, manager);
      return { id, ...after };
    });
  }
}
