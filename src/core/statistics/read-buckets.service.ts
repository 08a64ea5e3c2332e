import { Injectable } from '@nestjs/common';
import { ShortCache } from '../cache/index.js';
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

export interface Buckets {
  inbound: Counted[];
  outbound: Called[];
  /** Until when the figures are complete; null before the first count. */
  countedUntil: Date | null;
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

/** Between two counts the figures stay; while history is still being counted they are this old at most. */
const KEPT_MS = 10_000;

/** The counted log. A range costs as many rows as it has hours and kinds of endings, however many messages there were. */
@Injectable()
export class ReadBuckets {
  private readonly kept = new ShortCache<Buckets>(KEPT_MS, 200);

  constructor(private readonly db: Database) {}

  async read(scope: Scope, steps: readonly Step[]): Promise<Buckets> {
    const [row] = await this.db.rows<{ counted_until: Date }>('SELECT counted_until FROM message_bucket_progress');
    const countedUntil = row?.counted_until ?? null;
    const values = [scope.companies, scope.integration, steps.map(({ from }) => from)];
    return this.kept.get(JSON.stringify([values, countedUntil]), async () => {
      const [inbound, outbound] = await Promise.all([this.db.rows<Counted>(INBOUND, values), this.db.rows<Called>(OUTBOUND, values)]);
      return { inbound, outbound, countedUntil };
    });
  }
}
