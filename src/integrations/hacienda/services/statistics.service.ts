import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { DOCUMENT_STATES, type DocumentState } from '../entities/einvoice-document.entity.js';

export interface Statistics {
  by_state: Record<DocumentState, number>;
  /** Share of the answered ones, 0 to 1; null while nothing is answered. */
  acceptance_rate: number | null;
  /** From the submission to the acceptance. */
  average_acceptance_seconds: number | null;
  retry_queue: Record<'pending' | 'processing' | 'completed' | 'failed' | 'canceled', number>;
  /** Since midnight in Costa Rica. */
  today: Record<'created' | 'signed' | 'submitted' | 'accepted' | 'rejected', number>;
}

const MINE = '($1::text[] IS NULL OR company = ANY($1))';
const STATES = `SELECT state, count(*)::int AS count FROM einvoice_document WHERE ${MINE} GROUP BY state`;
const SECONDS = `SELECT avg(extract(epoch FROM accepted_at - submitted_at))::float AS seconds FROM einvoice_document WHERE state = 'accepted' AND ${MINE}`;
const QUEUE = `SELECT state, count(*)::int AS count FROM retry_queue_entry WHERE integration = 'hacienda' AND ${MINE} GROUP BY state`;
const TODAY = `
  SELECT count(*) FILTER (WHERE created_at >= day.start)::int AS created, count(*) FILTER (WHERE signed_at >= day.start)::int AS signed,
    count(*) FILTER (WHERE submitted_at >= day.start)::int AS submitted, count(*) FILTER (WHERE accepted_at >= day.start)::int AS accepted,
    count(*) FILTER (WHERE rejected_at >= day.start)::int AS rejected
  FROM einvoice_document, (SELECT date_trunc('day', now(), 'America/Costa_Rica') AS start) AS day
  WHERE ${MINE} AND updated_at >= day.start`;

/** The dashboard's figures. */
@Injectable()
export class CountDocuments {
  constructor(private readonly db: Database) {}

  async count(caller: Caller, company?: string): Promise<Statistics> {
    if (company !== undefined) assertSees(caller, company);
    const values = [company === undefined ? companyFilter(caller) : [company]];
    const [states, seconds, queue, today] = await Promise.all([
      this.db.rows<Counted>(STATES, values), this.db.rows<{ seconds: number | null }>(SECONDS, values),
      this.db.rows<Counted>(QUEUE, values), this.db.rows<Statistics['today']>(TODAY, values),
    ]);
    const by_state = tally(DOCUMENT_STATES, states);
    const answered = by_state.accepted + by_state.rejected;
    return {
      by_state,
      acceptance_rate: answered === 0 ? null : by_state.accepted / answered,
      average_acceptance_seconds: seconds[0]?.seconds ?? null,
      retry_queue: tally(['pending', 'processing', 'completed', 'failed', 'canceled'] as const, queue),
      today: today[0]!,
    };
  }
}

interface Counted {
  state: string;
  count: number;
}

const tally = <Name extends string>(names: readonly Name[], rows: readonly Counted[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, rows.find(({ state }) => state === name)?.count ?? 0])) as Record<Name, number>;
