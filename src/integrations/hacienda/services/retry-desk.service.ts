import { Injectable } from '@nestjs/common';
import { companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { notFound } from '../../../core/problems/index.js';
import { RetryQueueDesk } from '../../../core/retry-queue/index.js';
import { specCategory } from '../hacienda.policy.js';
import type { Page } from './documents.service.js';
import { UUID } from './events.js';

/** An entry by the specification's names. */
export interface RetryView {
  id: string;
  company: string;
  document_id: string | null;
  clave: string | null;
  operation: 'sign' | 'submit' | 'check_status' | 'email';
  retry_count: number;
  max_retries: number;
  next_attempt: Date | null;
  error_category: string;
  error_code: string | null;
  last_error: string | null;
  state: string;
  priority: number;
  message_id: string;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
}

export interface RetryFilter {
  company?: string;
  state?: string;
  operation?: string;
  document_id?: string;
  cursor?: string;
  limit: number;
}

// `issue` signs and then submits: which of the two failed is told by whether there is a signature.
const ENTRIES = `
  SELECT r.id, r.company, d.id AS document_id, d.clave,
    CASE WHEN m.event_type <> 'hacienda.issue' THEN replace(m.event_type, 'hacienda.', '') WHEN d.clave IS NULL THEN 'sign' ELSE 'submit' END AS operation,
    r.retry_count, r.max_retries, r.next_attempt_at AS next_attempt, r.error_category, r.last_error_code AS error_code, r.last_error, r.state, r.priority,
    r.message_id, r.created_at, r.updated_at, r.finished_at
  FROM retry_queue_entry r
  JOIN integration_message m ON m.id = r.message_id
  LEFT JOIN einvoice_document d ON d.company = r.company AND d.id::text = m.payload->>'document_id'
  WHERE r.integration = 'hacienda'`;

const CONDITIONS: Partial<Record<keyof RetryFilter, string>> = {
  company: 'company = ?', state: 'state = ?', operation: 'operation = ?', document_id: 'document_id = ?::uuid', cursor: 'id < ?::uuid',
};

/** The core's retry queue as the specification shows it; what people do with it is the core's. */
@Injectable()
export class RetryDesk {
  constructor(
    private readonly db: Database,
    private readonly desk: RetryQueueDesk,
  ) {}

  /** Newest first. */
  async list(caller: Caller, query: RetryFilter): Promise<Page<RetryView>> {
    const values: unknown[] = [companyFilter(caller)];
    const conditions = ['($1::text[] IS NULL OR company = ANY($1))'];
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = query[name as keyof RetryFilter];
      if (value !== undefined) conditions.push(condition.replace('?', `$${values.push(value)}`));
    }
    const rows = await this.db.rows<RetryView>(`SELECT * FROM (${ENTRIES}) e WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${query.limit + 1}`, values);
    const data = rows.slice(0, query.limit).map((row) => ({ ...row, error_category: specCategory(row.error_category) }));
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  async retryNow(caller: Caller, id: string): Promise<RetryView> {
    await this.ours(caller, id);
    await this.desk.retryNow(caller, id);
    return this.ours(caller, id);
  }

  async cancel(caller: Caller, id: string): Promise<RetryView> {
    await this.ours(caller, id);
    await this.desk.cancel(caller, id);
    return this.ours(caller, id);
  }

  /** The higher, the sooner. */
  async setPriority(caller: Caller, id: string, priority: number): Promise<RetryView> {
    await this.ours(caller, id);
    await this.desk.setPriority(caller, id, priority);
    return this.ours(caller, id);
  }

  private async ours(caller: Caller, id: string): Promise<RetryView> {
    const [row] = UUID.test(id) ? await this.db.rows<RetryView>(`SELECT * FROM (${ENTRIES}) e WHERE id = $1 AND ($2::text[] IS NULL OR company = ANY($2))`, [id, companyFilter(caller)]) : [];
    if (!row) throw notFound();
    return { ...row, error_category: specCategory(row.error_category) };
  }
}
