import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditService } from '../audit/index.js';
import type { Caller } from '../auth/caller.js';
import { companyFilter, within } from '../auth/scoping.js';
import { Database, type Queryable } from '../database/index.js';
import type { MessageFilter } from '../message-log/message-filter.js';
import { MessageReader } from '../message-log/message-reader.service.js';
import { notFound, problem } from '../problems/index.js';
import type { Operation, OperationItem } from './operation.entity.js';

export interface BulkResend {
  ids?: string[];
  filter?: MessageFilter;
  dry_run?: boolean;
  reason?: string;
}

/** Messages that exist already, to be watched to their end as one piece of work. */
export interface Followed {
  /** `<integration>.<verb>`, a word people read: it is translated in the back-office under `kind`. */
  kind: string;
  company: string;
  message_ids: readonly string[];
  caller: Caller;
  reason?: string;
}

type ItemView = Pick<OperationItem, 'message_id' | 'subject_id' | 'new_message_id' | 'outcome' | 'error'> & {
  external_reference: string | null;
  /** When a failed attempt of this item tries again by itself. */
  next_attempt_at: Date | null;
};

export type OperationView = Pick<Operation, 'id' | 'kind' | 'state' | 'total' | 'done' | 'succeeded' | 'failed' | 'reason' | 'error' | 'created_by' | 'created_at' | 'finished_at'> & {
  items: ItemView[];
  next_cursor: string | null;
};

export interface Started {
  /** `resend`, or one that bulk-items.service knows. */
  kind: string;
  ids: readonly string[];
  /** The rows' own table, trusted: it tells whose they are. */
  table: string;
  reason?: string;
  /** What was asked for, for the record. */
  asked: Record<string, unknown>;
}

const AUDITED: Readonly<Record<string, string>> = { resend: 'messages.resend' };
const MAX_ITEMS = 100_000;
const PAGE = 500;
const ITEMS = `
  SELECT i.position, i.message_id, i.subject_id, i.new_message_id, i.outcome, i.error,
    coalesce(n.external_reference, m.external_reference, e.entity_external_id, r.subject) AS external_reference,
    CASE WHEN n.outcome = 'retry_scheduled' THEN n.next_attempt_at END AS next_attempt_at
  FROM operation_item i LEFT JOIN integration_message m ON m.id = i.message_id LEFT JOIN integration_message n ON n.id = i.new_message_id
    LEFT JOIN integration_error e ON e.id = i.subject_id LEFT JOIN retry_queue_entry r ON r.id = i.subject_id
  WHERE i.operation_id = $1 AND i.position > $2 ORDER BY i.position LIMIT $3`;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Long work that people start, follow and stop. The runner in the workers does it. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly db: Database,
    private readonly reader: MessageReader,
    private readonly audit: AuditService,
  ) {}

  async startResend(caller: Caller, { ids, filter, dry_run, reason }: BulkResend): Promise<{ operation_id: string | null; total: number }> {
    const found = ids ? await this.known(caller, ids) : await this.reader.idsOf(caller, filter ?? {}, MAX_ITEMS);
    if (dry_run) return { operation_id: null, total: found.length };
    const id = await this.start(caller, { kind: 'resend', ids: found, table: 'integration_message', reason, asked: { filter: filter ?? null } });
    return { operation_id: id, total: found.length };
  }

  /** Opens an operation over rows that the caller sees, given by their ids, oldest first: documents go out in the order they came in. */
  async start(caller: Caller, { kind, ids, table, reason, asked }: Started): Promise<string> {
    const id = uuidv7();
    const { ip: _ip, ...who } = caller;
    await this.db.managed(async (tx, manager) => {
      await tx.query(
        `INSERT INTO operation (id, kind, companies, params, total, reason, created_by)
         VALUES ($1, $2, (SELECT coalesce(array_agg(DISTINCT company), '{}') FROM ${table} WHERE id = ANY($3::uuid[])), $4, $5, $6, $7)`,
        [id, kind, ids, JSON.stringify({ ...asked, caller: who }), ids.length, reason ?? null, caller.name],
      );
      await tx.query(
        `INSERT INTO operation_item (operation_id, position, ${kind === 'resend' ? 'message_id' : 'subject_id'})
         SELECT $1, row_number() OVER (ORDER BY given), given FROM unnest($2::uuid[]) AS given`,
        [id, ids],
      );
      await this.audit.record({ caller, action: AUDITED[kind] ?? kind, subject_type: 'operation', subject_id: id, reason, after: { total: ids.length, ...asked } }, manager);
    });
    return id;
  }

  /** Opens an operation over messages that were stored in the same transaction. Its runner only follows them. */
  async follow(tx: Queryable, { kind, company, message_ids, caller, reason }: Followed): Promise<string> {
    const id = uuidv7();
    await tx.query(`INSERT INTO operation (id, kind, companies, total, reason, created_by) VALUES ($1, $2, $3, $4, $5, $6)`, [id, kind, [company], message_ids.length, reason ?? null, caller.name]);
    await tx.query(
      `INSERT INTO operation_item (operation_id, position, message_id, new_message_id)
       SELECT $1, position, id, id FROM unnest($2::uuid[]) WITH ORDINALITY AS given(id, position)`,
      [id, message_ids],
    );
    return id;
  }

  async get(caller: Caller, id: string, cursor?: string): Promise<OperationView> {
    const operation = await this.find(caller, id);
    const after = Number(cursor ?? 0) || 0;
    const items = await this.db.rows<ItemView & { position: number }>(ITEMS, [id, after, PAGE + 1]);
    const page = items.slice(0, PAGE);
    return {
      id, kind: operation.kind, state: operation.state, total: operation.total, done: operation.done, succeeded: operation.succeeded,
      failed: operation.failed, reason: operation.reason, error: operation.error, created_by: operation.created_by,
      created_at: operation.created_at, finished_at: operation.finished_at,
      items: page.map(({ message_id, subject_id, new_message_id, outcome, error, external_reference, next_attempt_at }) => ({ message_id, subject_id, new_message_id, outcome, error, external_reference, next_attempt_at })),
      next_cursor: items.length > PAGE ? String(page.at(-1)!.position) : null,
    };
  }

  async cancel(caller: Caller, id: string): Promise<OperationView> {
    await this.find(caller, id);
    await this.db.query(`UPDATE operation SET state = 'canceled', finished_at = now() WHERE id = $1 AND state IN ('pending','running')`, [id]);
    await this.audit.record({ caller, action: 'operation.cancel', subject_type: 'operation', subject_id: id });
    return this.get(caller, id);
  }

  private async find(caller: Caller, id: string): Promise<Operation> {
    const [operation] = UUID.test(id) ? await this.db.rows<Operation>('SELECT * FROM operation WHERE id = $1', [id]) : [];
    if (!operation || !within(caller, operation.companies)) throw notFound();
    return operation;
  }

  private async known(caller: Caller, ids: string[]): Promise<string[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const rows = await this.db.rows<{ id: string }>(
      `SELECT id FROM integration_message WHERE id = ANY($1::uuid[]) AND direction = 'inbound' AND ($2::text[] IS NULL OR company = ANY($2))`,
      [wanted, companyFilter(caller)],
    );
    if (rows.length < wanted.length) throw unknownIds(wanted.filter((id) => !rows.some((row) => row.id === id)));
    return rows.map(({ id }) => id);
  }
}

const unknownIds = (ids: string[]) =>
  problem(404, {
    code: 'unknown_messages',
    es: `Estos mensajes no existen, no son recibidos o no están a su alcance: ${ids.slice(0, 10).join(', ')}`,
    en: `These messages do not exist, are not inbound or are not within your reach: ${ids.slice(0, 10).join(', ')}`,
    ids: ids.slice(0, 100),
  });
