import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Database } from '../database/index.js';
import { ResendService } from '../message-log/resend.service.js';
import { MessageQueue, type Wakeable } from '../queue/message-queue.js';
import { BulkItems, type ItemEnd } from './bulk-items.service.js';
import type { Operation, OperationItem } from './operation.entity.js';

const BATCH = 100;
const IDLE_MS = 1_000;
const BUSY_MS = 300;
/** An operation whose runner fell silent is taken over by another. */
const TAKE_OVER_S = 15;

const TAKE = `
  UPDATE operation SET state = 'running', heartbeat_at = now()
  WHERE id = (
    SELECT id FROM operation
    WHERE state = 'pending' OR (state = 'running' AND (heartbeat_at IS NULL OR heartbeat_at < now() - make_interval(secs => $1)) AND id <> ALL($2::uuid[]))
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING *`;

// Two people who resend the same selection: the second passes over what the first has under way.
const UNDER_WAY = `(
  SELECT r.id FROM integration_message r
  WHERE r.correlation_id = m.correlation_id AND r.parent_id = m.id AND r.trigger = 'resend' AND r.status IN ('received','processing') LIMIT 1)`;

const OPEN_ITEMS = `
  SELECT i.position, i.subject_id FROM operation_item i JOIN operation o ON o.id = i.operation_id AND o.state = 'running'
  WHERE i.operation_id = $1 AND i.new_message_id IS NULL AND i.outcome IS NULL ORDER BY i.position LIMIT $2`;

const ENDED = `
  UPDATE operation_item i SET new_message_id = e.message, outcome = e.outcome, error = e.error
  FROM unnest($2::int[], $3::uuid[], $4::text[], $5::text[]) AS e(position, message, outcome, error)
  WHERE i.operation_id = $1 AND i.position = e.position`;

// A message that waits for its retry has not ended: its item goes on with the message that tries again.
const FOLLOW = `
  UPDATE operation_item i SET new_message_id = r.id
  FROM integration_message m JOIN integration_message r ON r.correlation_id = m.correlation_id AND r.parent_id = m.id AND r.trigger = 'retry'
  WHERE i.operation_id = $1 AND i.outcome IS NULL AND m.id = i.new_message_id AND m.outcome = 'retry_scheduled'`;

const COLLECT = `
  UPDATE operation_item i SET outcome = m.outcome, error = m.error_message
  FROM integration_message m
  WHERE i.operation_id = $1 AND i.outcome IS NULL AND m.id = i.new_message_id AND m.status IN ('processed','skipped') AND m.outcome <> 'retry_scheduled'`;

const COUNT = `
  UPDATE operation o SET heartbeat_at = now(), done = c.done, succeeded = c.succeeded, failed = c.failed,
    state = CASE WHEN o.state = 'running' AND c.done = o.total THEN 'completed' ELSE o.state END,
    finished_at = CASE WHEN o.state = 'running' AND c.done = o.total THEN now() ELSE o.finished_at END
  FROM (
    SELECT count(outcome)::int AS done, count(*) FILTER (WHERE outcome IN ('succeeded','skipped','duplicate'))::int AS succeeded,
           count(*) FILTER (WHERE outcome = 'failed')::int AS failed
    FROM operation_item WHERE operation_id = $1) c
  WHERE o.id = $1
  RETURNING o.state`;

/** Does the bulk work of operations in the background: resends in batches, then follows each new message to its end. */
@Injectable()
export class OperationRunner {
  private readonly log = new Logger(OperationRunner.name);
  private readonly mine = new Map<string, Operation>();
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  /** Whether the last tick got anything further: what waits for a retry in an hour need not be asked three times a second. */
  private moved = false;

  constructor(
    private readonly db: Database,
    private readonly resender: ResendService,
    private readonly queue: MessageQueue,
    private readonly items: BulkItems,
  ) {}

  start(): void {
    const tick = () => {
      this.running = this.tick().finally(() => {
        if (this.timer) this.timer = setTimeout(tick, this.moved ? BUSY_MS : IDLE_MS);
      });
    };
    this.timer = setTimeout(tick, 0);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async tick(): Promise<void> {
    this.moved = false;
    try {
      const [taken] = await this.db.rows<Operation>(TAKE, [TAKE_OVER_S, [...this.mine.keys()]]);
      if (taken) this.mine.set(taken.id, taken);
      for (const operation of this.mine.values()) this.moved = (await this.advance(operation)) || this.moved;
    } catch (error) {
      this.log.warn(`operations postponed: ${(error as Error).message}`);
    }
  }

  private async advance(operation: Operation): Promise<boolean> {
    const work = this.items.of(operation.kind);
    const sent = work ? await this.workBatch(operation, work) : await this.sendBatch(operation);
    const followed = await this.db.query(FOLLOW, [operation.id]);
    const ended = await this.db.query(COLLECT, [operation.id]);
    const { rows } = await this.db.query(COUNT, [operation.id]);
    if (rows[0]?.state !== 'running') this.mine.delete(operation.id);
    return sent + (followed.rowCount ?? 0) + (ended.rowCount ?? 0) > 0;
  }

  // One transaction per batch: an item is either sent and recorded, or neither, whatever dies in between.
  private async sendBatch({ id, created_by, reason }: Operation): Promise<number> {
    const sent = await this.db.transaction(async (tx) => {
      const { rows } = await tx.query(
        `SELECT i.position, i.message_id, m.integration, ${UNDER_WAY} AS under_way FROM operation_item i JOIN integration_message m ON m.id = i.message_id
         JOIN operation o ON o.id = i.operation_id AND o.state = 'running'
         WHERE i.operation_id = $1 AND i.new_message_id IS NULL AND i.outcome IS NULL ORDER BY i.position LIMIT $2 FOR UPDATE OF i SKIP LOCKED`,
        [id, BATCH],
      );
      const fresh: Wakeable[] = [];
      for (const item of rows as (OperationItem & { message_id: string; integration: string; under_way: string | null })[]) {
        if (item.under_way) {
          await tx.query(`UPDATE operation_item SET outcome = 'skipped', error = $3 WHERE operation_id = $1 AND position = $2`, [id, item.position, `Otro reenvío de este mensaje está en curso: ${item.under_way}`]);
          continue;
        }
        const newId = await this.resender.copy(tx, item.message_id, { name: created_by }, reason, null);
        await tx.query('UPDATE operation_item SET new_message_id = $3 WHERE operation_id = $1 AND position = $2', [id, item.position, newId]);
        fresh.push({ id: newId, integration: item.integration });
      }
      return fresh;
    });
    if (sent.length > 0) await this.queue.wake(sent);
    return sent.length;
  }

  /** Whoever takes over does an item again whose end was not written down: all of this can be done twice. */
  private async workBatch({ id, reason, params }: Operation, work: NonNullable<ReturnType<BulkItems['of']>>): Promise<number> {
    const open = await this.db.rows<{ position: number; subject_id: string }>(OPEN_ITEMS, [id, BATCH]);
    if (open.length === 0) return 0;
    const ends = await work(params.caller as Caller, open.map(({ subject_id }) => subject_id), reason ?? undefined);
    const told = (name: keyof ItemEnd) => open.map(({ subject_id }) => ends.get(subject_id)?.[name] ?? null);
    await this.db.query(ENDED, [id, open.map(({ position }) => position), told('new_message_id'), told('outcome'), told('error')]);
    return open.length;
  }
}
