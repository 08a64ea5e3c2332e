import { Injectable } from '@nestjs/common';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { DOCUMENT_STATES, type DocumentState } from '../entities/einvoice-document.entity.js';

type ByState = Record<DocumentState, number>;

export interface Activity {
  /** Costa Rica's days with documents, oldest first, by the day of their creation. */
  days: { day: string; by_state: ByState }[];
  companies: { company: string; by_state: ByState }[];
}

const DAYS = 14;
const MINE = '($1::text[] IS NULL OR company = ANY($1))';
const BY_DAY = `
  SELECT to_char(created_at AT TIME ZONE 'America/Costa_Rica', 'YYYY-MM-DD') AS name, state, count(*)::int AS count
  FROM einvoice_document
  WHERE ${MINE} AND created_at >= date_trunc('day', now(), 'America/Costa_Rica') - make_interval(days => $2)
  GROUP BY 1, 2 ORDER BY 1`;
const BY_COMPANY = `SELECT company AS name, state, count(*)::int AS count FROM einvoice_document WHERE ${MINE} GROUP BY 1, 2 ORDER BY 1`;

/** How the days went, and how the companies stand. */
@Injectable()
export class CountActivity {
  constructor(private readonly db: Database) {}

  async count(caller: Caller, company?: string): Promise<Activity> {
    if (company !== undefined) assertSees(caller, company);
    const mine = company === undefined ? companyFilter(caller) : [company];
    const [days, companies] = await Promise.all([this.db.rows<Counted>(BY_DAY, [mine, DAYS - 1]), this.db.rows<Counted>(BY_COMPANY, [mine])]);
    return {
      days: grouped(days).map(({ name, by_state }) => ({ day: name, by_state })),
      companies: grouped(companies).map(({ name, by_state }) => ({ company: name, by_state })),
    };
  }
}

interface Counted {
  name: string;
  state: DocumentState;
  count: number;
}

/** One entry per name, in the order given. */
function grouped(rows: readonly Counted[]): { name: string; by_state: ByState }[] {
  const names = new Map<string, ByState>();
  for (const { name, state, count } of rows) names.set(name, { ...(names.get(name) ?? NONE), [state]: count });
  return [...names].map(([name, by_state]) => ({ name, by_state }));
}

const NONE = Object.fromEntries(DOCUMENT_STATES.map((state) => [state, 0])) as ByState;
