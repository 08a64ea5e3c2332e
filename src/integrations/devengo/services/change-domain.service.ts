import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import { assertSees, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { notFound } from '../../../core/problems/index.js';

interface Change {
  table: 'devengo_service_period' | 'devengo_service_contract';
  column: 'status_change_override' | 'release_on';
  id: number;
  day: string | null;
  reason?: string;
}

/** The two dates that people decide. They count with the next run of the open months. */
@Injectable()
export class ChangeDomain {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditService,
  ) {}

  overrideStatusDate(caller: Caller, id: number, day: string | null, reason?: string): Promise<Record<string, unknown>> {
    return this.change(caller, { table: 'devengo_service_period', column: 'status_change_override', id, day, reason });
  }

  release(caller: Caller, id: number, day: string | null, reason?: string): Promise<Record<string, unknown>> {
    return this.change(caller, { table: 'devengo_service_contract', column: 'release_on', id, day, reason });
  }

  private async change(caller: Caller, { table, column, id, day, reason }: Change): Promise<Record<string, unknown>> {
    await this.db.managed(async (tx, manager) => {
      const [found] = (await tx.query(`SELECT company, ${column}::text AS day FROM ${table} WHERE id = $1 FOR UPDATE`, [id])).rows as { company: string; day: string | null }[];
      if (!found) throw notFound();
      assertSees(caller, found.company);
      const by = table === 'devengo_service_contract' ? ', released_by = $3' : '';
      await tx.query(`UPDATE ${table} SET ${column} = $2${by}, updated_at = now() WHERE id = $1`, [id, day, ...(by ? [day === null ? null : caller.name] : [])]);
      await this.audit.record({ caller, company: found.company, action: `${table}.updated`, subject_type: table, subject_id: String(id), reason, before: { [column]: found.day }, after: { [column]: day } }, manager);
    });
    return { id, [column]: day };
  }
}
