import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/index.js';
import { may, type Caller } from '../auth/caller.js';
import { assertSees, companyFilter, roleTooLow } from '../auth/index.js';
import { CredentialStateService } from '../credentials/index.js';
import { Database } from '../database/index.js';
import { IntegrationRegistry } from '../integration/registry.js';
import { notFound, problem } from '../problems/index.js';
import type { RetryQueueEntry } from './retry-queue-entry.entity.js';
import { RetryQueue } from './retry-queue.service.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What people do with waiting retries. */
@Injectable()
export class RetryQueueDesk {
  constructor(
    private readonly db: Database,
    private readonly retries: RetryQueue,
    private readonly audit: AuditService,
    private readonly state: CredentialStateService,
    private readonly registry: IntegrationRegistry,
  ) {}

  async list(caller: Caller, query: { state?: string; integration?: string; company?: string; limit: number; cursor?: string }) {
    const rows = await this.db.rows<RetryQueueEntry>(
      `SELECT * FROM retry_queue_entry
       WHERE ($1::text[] IS NULL OR company = ANY($1)) AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR integration = $3)
         AND ($4::text IS NULL OR company = $4) AND ($5::uuid IS NULL OR id < $5)
       ORDER BY id DESC LIMIT $6`,
      [companyFilter(caller), query.state ?? null, query.integration ?? null, query.company ?? null, query.cursor ?? null, query.limit + 1],
    );
    const data = rows.slice(0, query.limit);
    return { data, next_cursor: rows.length > query.limit ? data.at(-1)!.id : null };
  }

  /** What waits is tried at once; what was given up is taken up again, once whatever stood in its way is mended. It passes an open circuit breaker. */
  async retryNow(caller: Caller, id: string, reason?: string): Promise<RetryQueueEntry> {
    const { state, credential_id } = await this.mine(caller, id);
    if (state === 'failed') await this.retries.reopen(id);
    else if (state !== 'pending') throw notWaiting();
    if (credential_id !== null) await this.state.probe(credential_id);
    if ((await this.retries.dispatch(id)) === 0) throw notWaiting();
    return this.after(caller, id, 'retry.now', { reason });
  }

  async cancel(caller: Caller, id: string, reason?: string): Promise<RetryQueueEntry> {
    await this.waiting(caller, id);
    if ((await this.retries.cancel(id, `cancelado por ${caller.name}${reason ? `: ${reason}` : ''}`)) === 0) throw notWaiting();
    return this.after(caller, id, 'retry.cancel', { reason });
  }

  /** The higher, the sooner. */
  async setPriority(caller: Caller, id: string, priority: number): Promise<RetryQueueEntry> {
    const before = await this.waiting(caller, id);
    const { rowCount } = await this.db.query(`UPDATE retry_queue_entry SET priority = $2, updated_at = now() WHERE id = $1 AND state = 'pending'`, [id, priority]);
    if (rowCount === 0) throw notWaiting();
    return this.after(caller, id, 'retry.priority', { before: { priority: before.priority }, after: { priority } });
  }

  private async after(caller: Caller, id: string, action: string, change: { reason?: string; before?: object; after?: object } = {}): Promise<RetryQueueEntry> {
    const entry = await this.find(caller, id);
    await this.audit.record({ caller, company: entry.company, action, subject_type: 'retry_queue_entry', subject_id: id, ...change });
    return entry;
  }

  private async waiting(caller: Caller, id: string): Promise<RetryQueueEntry> {
    const entry = await this.mine(caller, id);
    if (entry.state !== 'pending') throw notWaiting();
    return entry;
  }

  /** One that the caller may do something about. */
  private async mine(caller: Caller, id: string): Promise<RetryQueueEntry> {
    const entry = await this.find(caller, id);
    const needed = this.registry.find(entry.integration)?.retryRole ?? 'operator';
    if (!may(caller, needed)) throw roleTooLow(caller.role, needed);
    return entry;
  }

  private async find(caller: Caller, id: string): Promise<RetryQueueEntry> {
    const [entry] = UUID.test(id) ? await this.db.rows<RetryQueueEntry>('SELECT * FROM retry_queue_entry WHERE id = $1', [id]) : [];
    if (!entry) throw notFound();
    assertSees(caller, entry.company);
    return entry;
  }
}

const notWaiting = () =>
  problem(409, { code: 'not_waiting', es: 'Este reintento ya no está en espera.', en: 'This retry is no longer waiting.' });
