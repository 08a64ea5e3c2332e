import type { Queryable } from '../../../core/database/index.js';
import { problem } from '../../../core/problems/index.js';
import { readMonth, writeDay, firstDay, type Month } from '../mapping/accruals/calendar.js';
import type { Policies } from '../mapping/accruals/facts.js';
import { DEFAULT_POLICIES } from '../mapping/accruals/policies.js';

/** First half of the advisory lock; the company's hash is the other. */
const ACCRUAL_LOCK = 778_899_040;
/** No month is closed: below every month. */
export const NEVER: Month = -1;

/** The months of a company's books. */
export interface Books {
  /** The last closed month, else `NEVER`. */
  closedUntil: Month;
  /** The first month that may be computed; null when there is nothing to accrue. */
  firstOpen: Month | null;
  /** The last month that was ever processed. */
  lastProcessed: Month | null;
  /** Policies that closed months keep. */
  policies: ReadonlyMap<Month, Policies>;
}

/** The database's form of a month. */
export const dateOf = (month: Month): string => writeDay(firstDay(month));

const THIS_MONTH = 'SELECT (now() AT TIME ZONE timezone)::date::text AS day FROM company WHERE code = $1';

/** The month that runs where the company is. */
export async function thisMonth(tx: Queryable, company: string): Promise<Month> {
  return readMonth(((await tx.query(THIS_MONTH, [company])).rows[0] as { day: string }).day);
}

/** One run, closing or opening at a time per company, to the end of the transaction. Throws 409 while another goes on. */
export async function lockBooks(tx: Queryable, company: string): Promise<void> {
  const { rows } = await tx.query('SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine', [ACCRUAL_LOCK, company]);
  if (!(rows[0] as { mine: boolean }).mine) {
    throw problem(409, { code: 'accruals_running', es: 'Ya hay un proceso de devengo en marcha para esta empresa. Espere a que termine.', en: 'Accruals of this company are being processed. Wait for their end.' });
  }
}

const MONTHS = 'SELECT month::text, status, processed_at, policies FROM devengo_accrual_month WHERE company = $1 ORDER BY month';
const BEGINNING = `
  SELECT least(
    (SELECT min(i.invoice_date) FROM devengo_invoice i WHERE i.company = $1 AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled')),
    (SELECT min(p.start_date) FROM devengo_service_period p WHERE p.company = $1 AND p.deleted_at IS NULL AND p.service_contract_id IS NOT NULL))::text AS day`;

export async function readBooks(tx: Queryable, company: string): Promise<Books> {
  const months = (await tx.query(MONTHS, [company])).rows as { month: string; status: string; processed_at: Date | null; policies: Policies }[];
  const closed = months.filter(({ status }) => status === 'closed').map(({ month, policies }): [Month, Policies] => [readMonth(month), { ...DEFAULT_POLICIES, ...policies }]);
  const closedUntil = closed.at(-1)?.[0] ?? NEVER;
  const processed = months.filter(({ processed_at }) => processed_at !== null).map(({ month }) => readMonth(month));
  const { day } = (await tx.query(BEGINNING, [company])).rows[0] as { day: string | null };
  // Rows that an earlier run left in a month that nothing belongs to any more must go, too.
  const begin = [...(day === null ? [] : [day]), ...months.map(({ month }) => month)].map(readMonth);
  const firstOpen = closedUntil !== NEVER ? closedUntil + 1 : begin.length > 0 ? Math.min(...begin) : null;
  return { closedUntil, firstOpen, lastProcessed: processed.at(-1) ?? null, policies: new Map(closed) };
}
