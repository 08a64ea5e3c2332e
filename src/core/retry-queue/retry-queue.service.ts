import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Database, type Queryable } from '../database/index.js';
import { MessageQueue, type Wakeable } from '../queue/message-queue.js';

const DUE = `
  SELECT id, message_id, integration, retry_count FROM retry_queue_entry
  WHERE state = 'pending' AND (CASE WHEN $1::uuid IS NULL THEN next_attempt_at <= now() ELSE id = $1 END)
  ORDER BY priority DESC, next_attempt_at LIMIT 200 FOR UPDATE SKIP LOCKED`;

// A retry is a new message: same bytes, same chain, same place in its document's order, next attempt.
const REPEAT = `
  INSERT INTO integration_message
    (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id, correlation_id, parent_id,
     attempt, trigger, created_by, credential_id, http_method, url, request_headers, payload_raw, payload)
  SELECT n.new_id, m.company, m.integration, 'inbound', m.event_type, m.external_reference, m.dedupe_key, m.order_key, m.order_id,
     m.correlation_id, m.id, n.used + 1, 'retry', m.created_by, m.credential_id, m.http_method, m.url, m.request_headers, m.payload_raw, m.payload
  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS n(new_id, old_id, used) JOIN integration_message m ON m.id = n.old_id`;

const TAKEN = `
  UPDATE retry_queue_entry r SET state = 'processing', message_id = n.new_id, next_attempt_at = NULL, updated_at = now()
  FROM unnest($1::uuid[], $2::uuid[]) AS n(id, new_id) WHERE r.id = n.id`;

const CANCEL = `
  UPDATE retry_queue_entry SET state = 'canceled', next_attempt_at = NULL, finished_at = now(), updated_at = now()
  WHERE state = 'pending' AND (id = $1 OR correlation_id = $1)
  RETURNING message_id, order_key, integration`;

// Only while nothing newer of the chain was tried: then that message stands for it.
const REOPEN = `
  UPDATE retry_queue_entry r SET state = 'pending', next_attempt_at = now(), finished_at = NULL, updated_at = now()
  WHERE r.id = $1 AND r.state = 'failed'
    AND NOT EXISTS (SELECT 1 FROM retry_queue_entry o WHERE o.correlation_id = r.correlation_id AND o.state IN ('pending','processing'))
    AND NOT EXISTS (SELECT 1 FROM integration_message m WHERE m.correlation_id = r.correlation_id AND m.direction = 'inbound' AND m.id > r.message_id)`;

const WAIT_ENDS = `UPDATE integration_message SET outcome = 'failed', decision = $2 WHERE id = ANY($1::uuid[]) AND outcome = 'retry_scheduled'`;

const NEXT_OF = `
  SELECT DISTINCT ON (order_key) id, integration FROM integration_message
  WHERE order_key = ANY($1::text[]) AND direction = 'inbound' AND status = 'received' ORDER BY order_key, order_id, id`;

/** Turns due retries into new messages. The table owns every retry: queues may be emptied, nothing is lost. */
@Injectable()
export class RetryQueue {
  constructor(
    private readonly db: Database,
    private readonly queue: MessageQueue,
  ) {}

  /** Sends what is due (or the one entry, due or not). Several processes may do it at once. Returns how many. */
  async dispatch(entryId: string | null = null): Promise<number> {
    const sent = await this.db.transaction(async (tx) => {
      const { rows } = await tx.query(DUE, [entryId]);
      if (rows.length === 0) return [];
      const fresh = rows.map((row) => ({ ...row, new_id: uuidv7() })) as (DueEntry & { new_id: string })[];
      await tx.query(REPEAT, [fresh.map((e) => e.new_id), fresh.map((e) => e.message_id), fresh.map((e) => e.retry_count)]);
      await tx.query(TAKEN, [fresh.map((e) => e.id), fresh.map((e) => e.new_id)]);
      return fresh.map(({ new_id, integration }) => ({ id: new_id, integration }));
    });
    if (sent.length > 0) await this.queue.wake(sent);
    return sent.length;
  }

  /** Makes an entry that was given up wait again, to be dispatched at once. */
  async reopen(id: string): Promise<void> {
    await this.db.query(REOPEN, [id]);
  }

  /** Ends a waiting retry, by entry id or by chain. Its message then ends failed, and later messages of the document go on. */
  async cancel(entryOrChain: string, why: string, tx: Queryable = this.db): Promise<number> {
    const { rows } = await tx.query(CANCEL, [entryOrChain]);
    if (rows.length === 0) return 0;
    await tx.query(WAIT_ENDS, [rows.map((row) => row.message_id), `canceled: ${why}`]);
    const { rows: next } = await tx.query(NEXT_OF, [rows.map((row) => row.order_key).filter(Boolean)]);
    this.queue.wakeSoon(next as Wakeable[]);
    return rows.length;
  }
}

interface DueEntry {
  id: string;
  message_id: string;
  integration: string;
  retry_count: number;
}
