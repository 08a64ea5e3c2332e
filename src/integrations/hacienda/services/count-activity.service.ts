import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { DOCUMENT_STATES, type DocumentState } from '../entities/einvoice-document.entity.js';

export interface Activity {
  /** Costa Rica's days with documents, oldest first, by the day of their creation. `open` waits for something. */
  days: { day: string; accepted: number; rejected: number; open: number }[];
  companies: { company: string; by_state: Record<DocumentState, number> }[];
}

const DAYS = 14;
const MINE = '($1::text[] IS NULL OR company = ANY($1))';
const BY_DAY = `
  SELECT to_char(created_at AT TIME ZONE 'America/Costa_Rica', 'YYYY-MM-DD') AS day,
    count(*) FILTER (WHERE state = 'accepted')::int AS accepted, count(*) FILTER (WHERE state = 'rejected')::int AS rejected,
    count(*) FILTER (WHERE state NOT IN ('accepted','rejected','canceled'))::int AS open
  FROM einvoice_document
  WHERE ${MINE} AND created_at >= date_trunc('day', now(), 'America/Costa_Rica') - make_interval(days => $2)
  GROUP BY 1 ORDER BY 1`;
const BY_COMPANY = `SELECT company, state, count(*)::int AS count FROM einvoice_document WHERE ${MINE} GROUP BY company, state ORDER BY company`;

/** How the days went, and how the companies stand. */
@Injectable()
export class CountActivity {
  constructor(private readonly db: Database) {}

  async count(caller: Caller, company?: string): Promise<Activity> {
    if (company !== undefined) assertSees(caller, company);
    const mine = company === undefined ? companyFilter(caller) : [company];
    const [days, counts] = await Promise.all([
      this.db.rows<Activity['days'][number]>(BY_DAY, [mine, DAYS - 1]),
      this.db.rows<{ company: string; state: DocumentState; count: number }>(BY_COMPANY, [mine]),
    ]);
    const companies = [...new Set(counts.map((row) => row.company))].map((code) => ({ company: code, by_state: tally(counts.filter((row) => row.company === code)) }));
    return { days, companies };
  }
}

const tally = (rows: readonly { state: DocumentState; count: number }[]): Record<DocumentState, number> =>
  Object.fromEntries(DOCUMENT_STATES.map((name) => [name, rows.find(({ state }) => state === name)?.count ?? 0])) as Record<DocumentState, number>;
