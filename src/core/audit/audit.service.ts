import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { companyFilter } from '../auth/scoping.js';
import { redact } from '../redaction/index.js';
import { AuditLog } from './audit-log.entity.js';

export interface AuditEntry {
  caller: Caller;
  company?: string | null;
  /** Dotted, past tense: `user.created`, `access.denied`. */
  action: string;
  subject_type: string;
  subject_id: string;
  reason?: string | null;
  before?: unknown;
  after?: unknown;
}

export interface AuditFilter {
  subject_type?: string;
  subject_id?: string;
  action?: string;
  company?: string;
  /** Id of the last row already seen. */
  cursor?: string;
  limit: number;
}

@Injectable()
export class AuditService {
  constructor(private readonly db: DataSource) {}

  /** Writes one row, in the caller's transaction when `manager` is given. Secrets are redacted by the names of their keys. */
  async record(entry: AuditEntry, manager: EntityManager = this.db.manager): Promise<void> {
    const { caller } = entry;
    await manager.getRepository(AuditLog).insert({
      id: uuidv7(),
      at: new Date(),
      company: entry.company ?? null,
      actor_type: caller.type,
      actor_id: caller.id,
      actor_name: caller.name,
      action: entry.action,
      subject_type: entry.subject_type,
      subject_id: entry.subject_id,
      reason: entry.reason ?? null,
      before: jsonb(entry.before),
      after: jsonb(entry.after),
      ip: caller.ip ?? null,
    });
  }

  /** Newest first. Rows of no company (users, refusals) are for those who see every company. */
  async list(caller: Caller, filter: AuditFilter): Promise<AuditLog[]> {
    const query = this.db.getRepository(AuditLog).createQueryBuilder('audit').orderBy('audit.id', 'DESC').limit(filter.limit);
    const companies = companyFilter(caller);
    if (companies) query.andWhere('audit.company = ANY(:companies)', { companies });
    for (const name of ['subject_type', 'subject_id', 'action', 'company'] as const) {
      if (filter[name] !== undefined) query.andWhere(`audit.${name} = :${name}`, { [name]: filter[name] });
    }
    if (filter.cursor) query.andWhere('audit.id < :cursor', { cursor: filter.cursor });
    return query.getMany();
  }
}

/** Undefined leaves the column null; a bare JSON null would be a value. */
const jsonb = (value: unknown): object | undefined => (value === undefined || value === null ? undefined : (redact(value) as object));
