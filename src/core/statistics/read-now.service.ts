import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Scope } from './read-buckets.service.js';

/** What is not done yet is counted as it is now, from the small indexes of what is open, no further than this over all integrations. */
export const MOST = 10_000;

export interface OpenCount {
  integration: string;
  waiting: number;
  processing: number;
  oldest: { message_id: string; at: string; why: string | null } | null;
}

export interface RetryCount {
  integration: string;
  retrying: number;
  /** A retry whose time has passed. */
  overdue: { message_id: string; at: string; why: string | null } | null;
}

const OF = (column: string) => `($1::text[] IS NULL OR company = ANY($1)) AND ($2::text IS NULL OR ${column} = $2)`;

const WAITING = `
  SELECT integration, count(*) FILTER (WHERE status = 'received')::int AS waiting, count(*) FILTER (WHERE status = 'processing')::int AS processing,
         (array_agg(json_build_object('message_id', id, 'at', received_at, 'why', wait_reason) ORDER BY id) FILTER (WHERE status = 'received'))[1] AS oldest
  FROM (SELECT id, integration, status, received_at, wait_reason FROM integration_message
        WHERE direction = 'inbound' AND status IN ('received','processing') AND ${OF('integration')} LIMIT ${MOST}) AS open
  GROUP BY 1`;

const RETRYING = `
  SELECT integration, count(*)::int AS retrying,
         (array_agg(json_build_object('message_id', message_id, 'at', next_attempt_at, 'why', last_error) ORDER BY next_attempt_at) FILTER (WHERE next_attempt_at <= now()))[1] AS overdue
  FROM (SELECT integration, message_id, next_attempt_at, last_error FROM retry_queue_entry
        WHERE state = 'pending' AND ${OF('integration')} LIMIT ${MOST}) AS pending
  GROUP BY 1`;

const ERRORS = `
  SELECT integration, count(*)::int AS errors
  FROM (SELECT integration_name AS integration FROM integration_error WHERE status = 'pending' AND ${OF('integration_name')} LIMIT ${MOST}) AS pending
  GROUP BY 1`;

/** What waits at this moment. */
@Injectable()
export class ReadNow {
  constructor(private readonly db: Database) {}

  waiting(scope: Scope): Promise<OpenCount[]> {
    return this.db.rows<OpenCount>(WAITING, [scope.companies, scope.integration]);
  }

  retrying(scope: Scope): Promise<RetryCount[]> {
    return this.db.rows<RetryCount>(RETRYING, [scope.companies, scope.integration]);
  }

  errors(scope: Scope): Promise<{ integration: string; errors: number }[]> {
    return this.db.rows<{ integration: string; errors: number }>(ERRORS, [scope.companies, scope.integration]);
  }
}
