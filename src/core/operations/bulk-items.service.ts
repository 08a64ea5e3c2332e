import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ErrorReviewService, type ErrorStatus } from '../integration-errors/index.js';
import { RetryError } from '../message-log/retry-error.service.js';
import { Problem } from '../problems/index.js';
import { RetryQueueDesk } from '../retry-queue/retry-queue-desk.service.js';

/** What became of one item: it ended, or a message goes on with it. */
export interface ItemEnd {
  new_message_id?: string;
  outcome?: 'succeeded' | 'skipped' | 'failed';
  error?: string;
}

type Work = (caller: Caller, ids: string[], reason: string | undefined) => Promise<Map<string, ItemEnd>>;

/** Bulk work on errors and waiting retries, by the operation's kind. Each item as if a person had pressed its button. */
@Injectable()
export class BulkItems {
  private readonly works: Readonly<Record<string, Work>> = {
    'errors.resolve': this.mark('resolved'),
    'errors.ignore': this.mark('ignored'),
    'errors.reopen': this.mark('pending'),
    'errors.retry': each(async (caller, id, reason) => ({ new_message_id: (await this.again.retry(caller, id, reason)).message_id })),
    'retry-queue.retry_now': each(async (caller, id, reason) => ({ new_message_id: (await this.desk.retryNow(caller, id, reason)).message_id })),
    'retry-queue.cancel': each(async (caller, id, reason) => {
      await this.desk.cancel(caller, id, reason);
      return { outcome: 'succeeded' };
    }),
  };

  constructor(
    private readonly review: ErrorReviewService,
    private readonly again: RetryError,
    private readonly desk: RetryQueueDesk,
  ) {}

  /** Undefined for kinds that are not done item by item: resends, and what is only followed. */
  of(kind: string): Work | undefined {
    return this.works[kind];
  }

  private mark(status: ErrorStatus): Work {
    return async (caller, ids, reason) => {
      const { not_found } = await this.review.setStatusOfMany(caller, ids, status, reason);
      const gone = new Set(not_found);
      return new Map(ids.map((id) => [id, gone.has(id) ? { outcome: 'skipped', error: 'Ya no existe.' } : { outcome: 'succeeded' }]));
    };
  }
}

/** One after the other. What somebody else did meanwhile (409) is passed over; what cannot be done is told. */
function each(work: (caller: Caller, id: string, reason: string | undefined) => Promise<ItemEnd>): Work {
  return async (caller, ids, reason) => {
    const ends = new Map<string, ItemEnd>();
    for (const id of ids) {
      try {
        ends.set(id, await work(caller, id, reason));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        ends.set(id, { outcome: error.getStatus() === 409 ? 'skipped' : 'failed', error: error.details.es });
      }
    }
    return ends;
  };
}
