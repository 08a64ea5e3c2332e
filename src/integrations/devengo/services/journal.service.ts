import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { problem } from '../../../core/problems/index.js';
import type { ExportColumn } from '../../../core/export/index.js';

/** One line of the entry: deferred income (485) becomes income (705) of the service's own account. */
export interface JournalLine {
  date: string;
  account: string;
  description: string;
  debit: string;
  credit: string;
}

/** Where nothing else is said: deferred income, and services rendered (PGC). */
const DEFERRED_ACCOUNT = '485';
const INCOME_ACCOUNT = '705';

const STATE = `SELECT status, processed_at FROM devengo_accrual_month WHERE company = $1 AND month = $2`;
// More given back than earned turns a line around: an entry has no negative amounts.
const LINES = `
  WITH sums AS (
    SELECT coalesce(s.account_identifier, '${INCOME_ACCOUNT}') AS account, s.name, sum(p.accrued_amount) AS amount
    FROM devengo_accrued_period p JOIN devengo_service_contract c ON c.id = p.service_contract_id JOIN devengo_service s ON s.id = c.service_id
    WHERE c.company = $1 AND p.accrual_date = $2 AND c.currency = $3 GROUP BY 1, 2)
  SELECT ($2::date + interval '1 month' - interval '1 day')::date::text AS date, l.account, 'Devengo ' || to_char($2::date, 'YYYY-MM') || ' ' || s.name AS description,
    greatest(l.debit, 0)::numeric(16,2)::text AS debit, greatest(-l.debit, 0)::numeric(16,2)::text AS credit
  FROM sums s, LATERAL (VALUES (1, '${DEFERRED_ACCOUNT}', s.amount), (2, s.account, -s.amount)) AS l(side, account, debit)
  WHERE s.amount <> 0 ORDER BY s.account, s.name, l.side`;

/** The entry that a month's accruals are in the books. */
@Injectable()
export class Journal {
  constructor(private readonly db: Database) {}

  /** Throws 409 for a month that was not processed: an empty entry would look like a month without revenue. */
  async of(company: string, month: string, currency: string): Promise<{ month: string; status: string; currency: string; lines: JournalLine[]; total: string }> {
    const [state] = await this.db.rows<{ status: string; processed_at: Date | null }>(STATE, [company, `${month}-01`]);
    if (!state?.processed_at) throw problem(409, { code: 'month_not_processed', es: `El mes ${month} no se ha procesado: procéselo antes de pedir su asiento.`, en: `${month} was not processed: process it before asking for its entry.` });
    const lines = await this.db.rows<JournalLine>(LINES, [company, `${month}-01`, currency]);
    const [sum] = await this.db.rows<{ total: string }>('SELECT coalesce(sum(d), 0)::numeric(16,2)::text AS total FROM unnest($1::numeric[]) AS d', [lines.map(({ debit }) => debit)]);
    return { month, status: state.status, currency, lines, total: sum!.total };
  }
}

export const JOURNAL_COLUMNS: readonly ExportColumn<JournalLine>[] = [
  { header: 'Fecha', value: ({ date }) => date },
  { header: 'Cuenta', value: ({ account }) => account },
  { header: 'Concepto', value: ({ description }) => description },
  { header: 'Debe', kind: 'number', value: ({ debit }) => debit },
  { header: 'Haber', kind: 'number', value: ({ credit }) => credit },
];
