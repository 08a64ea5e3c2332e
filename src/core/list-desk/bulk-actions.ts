import type { ListName } from './lists.service.js';

/** What can be done with many rows of a list at once, as data. The kind is what operations.service and its items know it by. */
export interface BulkAction {
  kind: string;
  /** SQL over the list's own table: rows that the action means nothing to are left out, and not counted. */
  only: string;
}

export const BULK_ACTIONS: Readonly<Record<ListName, Readonly<Record<string, BulkAction>>>> = {
  messages: {
    resend: { kind: 'resend', only: `direction = 'inbound'` },
  },
  errors: {
    resolve: { kind: 'errors.resolve', only: `status <> 'resolved'` },
    ignore: { kind: 'errors.ignore', only: `status <> 'ignored'` },
    reopen: { kind: 'errors.reopen', only: `status <> 'pending'` },
    retry: { kind: 'errors.retry', only: `status = 'pending'` },
  },
  'retry-queue': {
    retry_now: { kind: 'retry-queue.retry_now', only: `state = 'pending'` },
    cancel: { kind: 'retry-queue.cancel', only: `state = 'pending'` },
  },
};

export const BULK_NAMES = Object.values(BULK_ACTIONS).flatMap((actions) => Object.keys(actions));
/** As many as one person can answer for at once; a broader filter is narrowed first. */
export const MOST_ITEMS = 50_000;
