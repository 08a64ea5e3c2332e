import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { Step } from './ranges.js';

/** Inbound messages of one bar by how they stand. */
export interface Counted {
  integration: string;
  /** Index into the steps. */
  step: number;
  /** An outcome, or `received`/`processing` while there is none. */
  outcome: string;
  error_category: string | null;
  messages: number;
}

/** Calls made to one host of a provider. */
export interface Called {
  integration: string;
  host: string;
  outcome: string;
  error_category: string | null;
  calls: number;
  duration_ms: number;
  slowest_ms: number;
}

/** Null companies: all. Null integration: all. */
export interface Scope {
  companies: string[] | null;
  integration: string | null;
}

const WITHIN = `hour >= ($3::timestamptz[])[1] AND ($1::text[] IS NULL OR company = ANY($1)) AND ($2::text IS NULL OR integration = $2)`;

const INBOUND = `
  SELECT integration, width_bucket(hour, $3::timestamptz[]) - 1 AS step, outcome, nullif(error_category, '') AS error_category, sum(messages)::int AS messages
  FROM message_bucket WHERE ${WITHIN} AND direction = 'inbound' GROUP BY 1, 2, 3, 4`;

const OUTBOUND = `
  SELECT integration, host, outcome, nullif(error_category, '') AS error_category, sum(messages)::int AS calls,
         sum(duration_ms)::float8 AS duration_ms, max(slowest_ms) AS slowest_ms
  FROM message_bucket WHERE ${WITHIN} AND direction = 'outbound' GROUP BY 1, 2, 3, 4`;

/** The counted log. A range costs as many rows as it has hours and kinds of endings, however many messages there were. */
@Injectable()
export class ReadBuckets {
  constructor(private readonly db: Database) {}

  inbound(scope: Scope, steps: readonly Step[]): Promise<Counted[]> {
    return this.db.rows<Counted>(INBOUND, values(scope, steps));
  }

  outbound(scope: Scope, steps: readonly Step[]): Promise<Called[]> {
    return this.db.rows<Called>(OUTBOUND, values(scope, steps));
  }

  /** Until when the figures are complete; null before the first count. */
  async countedUntil(): Promise<Date | null> {
    const [row] = await this.db.rows<{ counted_until: Date }>('SELECT counted_until FROM message_bucket_progress');
    return row?.counted_until ?? null;
  }
}

const values = ({ companies, integration }: Scope, steps: readonly Step[]) => [companies, integration, steps.map(({ from }) => from)];
