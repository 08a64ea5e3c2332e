import type { PageContext } from 'adminjs';
import type { DataSource } from 'typeorm';
import { companyFilter } from '../core/auth/index.js';
import { callerOf } from './current-admin.js';

/** What waits for a person, counted no further than «many»: the home page must not scan the log. */
export const MOST = 1_000;

export interface HomeFigures {
  failed: number;
  waiting: number;
  retrying: number;
  errors: number;
  paused: number;
}

const COUNTS: Record<keyof HomeFigures, string> = {
  failed: `integration_message m WHERE outcome = 'failed' AND direction = 'inbound' AND received_at > now() - interval '7 days'`,
  waiting: `integration_message m WHERE direction = 'inbound' AND status IN ('received','processing')`,
  retrying: `retry_queue_entry m WHERE state = 'pending'`,
  errors: `integration_error m WHERE status = 'pending'`,
  paused: `integration_credential m JOIN credential_state s ON s.credential_id = m.id WHERE s.paused_at IS NOT NULL`,
};

export const homeFigures = (db: DataSource) => async (_request: unknown, _response: unknown, { currentAdmin }: PageContext): Promise<HomeFigures> => {
  const companies = companyFilter(callerOf(currentAdmin));
  const parts = Object.entries(COUNTS).map(
    ([name, from]) => `(SELECT count(*)::int FROM (SELECT 1 FROM ${from} AND ($1::text[] IS NULL OR m.company = ANY($1)) LIMIT ${MOST}) AS capped) AS ${name}`);
  const [row] = await db.query<HomeFigures[]>(`SELECT ${parts.join(', ')}`, [companies]);
  return row!;
};
