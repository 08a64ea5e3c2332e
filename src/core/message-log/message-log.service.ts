import { Injectable } from '@nestjs/common';
import { Database, prepared, type PreparedStatement, type Queryable } from '../database/index.js';
import { Metrics } from '../metrics/index.js';
import { MessageQueue } from '../queue/message-queue.js';
import { GroupCommit } from './group-commit.js';
import { peek, toRow, type Delivery, type InboundRow } from './inbound.js';
import { inboundInsertion } from './insert-inbound.js';

/** Deliveries that were stored in somebody's transaction. */
export interface Accepted {
  ids: string[];
  /** Queues them. After the commit: a job that runs before it would find no row. */
  wake(): void;
}

/** The door of the log. A promise kept here is the first promise of the house: answered means stored. */
@Injectable()
export class MessageLog {
  private readonly commits: GroupCommit<InboundRow>;

  constructor(
    private readonly db: Database,
    private readonly queue: MessageQueue,
    private readonly metrics: Metrics,
  ) {
    this.commits = new GroupCommit<InboundRow>((rows) => this.insert(rows), {
      maxItems: 128,
      maxBytes: 1_000_000,
      flushers: 4,
      sizeOf: (row) => row.payload_raw.length * 2,
    });
  }

  /** Stores a delivery and queues it. Resolves with the message's id once the row is committed. */
  async accept(delivery: Delivery, stored = peek(delivery.body).stored): Promise<string> {
    const row = toRow(delivery, stored);
    try {
      await this.commits.add(row);
    } catch (error) {
      // PostgreSQL's jsonb has limits of its own: the bytes are kept all the same.
      if (row.payload === null || !isDataError(error)) throw error;
      row.payload = null;
      await this.commits.add(row);
    }
    this.metrics.messageReceived(row.integration, row.trigger);
    return row.id;
  }

  /**
   * Stores deliveries inside the caller's transaction, so that they and the caller's own rows live or die together (an outbox).
   * What jsonb cannot hold must not come this way: the caller makes these payloads itself.
   */
  async acceptWithin(tx: Queryable, deliveries: readonly Delivery[]): Promise<Accepted> {
    const rows = deliveries.map((delivery) => toRow(delivery, peek(delivery.body).stored));
    if (rows.length > 0) await tx.query(insertion(rows));
    return {
      ids: rows.map(({ id }) => id),
      wake: () => {
        for (const { integration, trigger } of rows) this.metrics.messageReceived(integration, trigger);
        this.queue.wakeSoon(rows);
      },
    };
  }

  private async insert(rows: InboundRow[]): Promise<void> {
    await this.db.query(insertion(rows));
    // After the commit, and never awaited: a job that is not queued now is queued by the sweep.
    this.queue.wakeSoon(rows);
  }
}

function insertion(rows: readonly InboundRow[]): PreparedStatement {
  const { text, values } = inboundInsertion(rows);
  return prepared(text, values);
}

const isDataError = (error: unknown): boolean => String((error as { code?: string }).code ?? '').startsWith('22');
