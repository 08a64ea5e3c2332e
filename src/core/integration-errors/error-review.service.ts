import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan, type FindOptionsWhere } from 'typeorm';
import { AuditService } from '../audit/index.js';
import { assertSees, companyFilter, type Caller } from '../auth/index.js';
import { notFound } from '../problems/index.js';
import type { BulkUpdated, ErrorPage, ErrorQuery } from './integration-error.dto.js';
import { IntegrationError, type ErrorStatus } from './integration-error.entity.js';

const FILTERS = ['integration_name', 'operation', 'status', 'entity_type'] as const;

/** Errors as people go through them. */
@Injectable()
export class ErrorReviewService {
  constructor(
    private readonly db: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Newest first. */
  async list(caller: Caller, query: ErrorQuery): Promise<ErrorPage> {
    if (query.company !== undefined) assertSees(caller, query.company);
    const companies = query.company !== undefined ? [query.company] : companyFilter(caller);
    const where: FindOptionsWhere<IntegrationError> = { ...(companies && { company: In(companies) }), ...(query.cursor && { id: LessThan(query.cursor) }) };
    for (const name of FILTERS) if (query[name] !== undefined) Object.assign(where, { [name]: query[name] });
    const rows = await this.db.getRepository(IntegrationError).find({ where, order: { id: 'DESC' }, take: query.limit + 1 });
    const data = rows.slice(0, query.limit);
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  /** 404 when there is none, and when it is another company's. */
  async get(caller: Caller, id: string): Promise<IntegrationError> {
    const error = await this.db.getRepository(IntegrationError).findOneBy({ id });
    if (!error) throw notFound();
    assertSees(caller, error.company);
    return error;
  }

  async setStatus(caller: Caller, id: string, status: ErrorStatus): Promise<IntegrationError> {
    const { updated, not_found } = await this.setStatusOfMany(caller, [id], status);
    if (updated === 0 && not_found.length > 0) throw notFound();
    return this.db.getRepository(IntegrationError).findOneByOrFail({ id });
  }

  /** All or nothing in the database; ids that do not exist, or not for this caller, are named in the answer. */
  async setStatusOfMany(caller: Caller, ids: string[], status: ErrorStatus, reason?: string): Promise<BulkUpdated> {
    const companies = companyFilter(caller);
    return this.db.transaction(async (manager) => {
      const rows = await manager.getRepository(IntegrationError).find({
        where: { id: In(ids), ...(companies && { company: In(companies) }) },
        // In one order, so that two bulk changes at once cannot lock each other out.
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      const changing = rows.filter((row) => row.status !== status);
      const resolution = status === 'pending' ? { resolved_at: null, resolved_by: null } : { resolved_at: new Date(), resolved_by: caller.name };
      if (changing.length > 0) await manager.getRepository(IntegrationError).update({ id: In(changing.map((row) => row.id)) }, { status, ...resolution });
      for (const row of changing) {
        await this.audit.record(
          {
            caller, company: row.company, action: `integration_error.${status === 'pending' ? 'reopened' : status}`,
            subject_type: 'integration_error', subject_id: row.id, reason, before: { status: row.status }, after: { status },
          },
          manager,
        );
      }
      const known = new Set(rows.map((row) => row.id));
      return { updated: changing.length, status, not_found: ids.filter((id) => !known.has(id)) };
    });
  }
}
