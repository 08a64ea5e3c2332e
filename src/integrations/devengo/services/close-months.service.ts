import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import { assertSees, companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import { problem } from '../../../core/problems/index.js';
import { writeMonth, type Month } from '../mapping/accruals/calendar.js';
import { dateOf, lockBooks, NEVER, readBooks, thisMonth, type Books } from './accrual-books.js';
import { CompareAccruals } from './compare-accruals.service.js';

export interface MonthView {
  month: string;
  status: 'open' | 'closed';
  processed_at: Date | null;
  closed_at: Date | null;
  closed_by: string | null;
  /** Revenue, and how many rows it is made of. */
  amount: string;
  rows: number;
  notices: number;
}

export interface CompanyYears {
  company: string;
  years: number[];
}

const COMPANIES = `
  SELECT c.code AS company, coalesce((
    SELECT array_agg(y.year ORDER BY y.year) FROM (
      SELECT DISTINCT extract(year FROM i.invoice_date)::int AS year FROM devengo_invoice i WHERE i.company = c.code AND i.deleted_at IS NULL
      UNION SELECT DISTINCT extract(year FROM p.accrual_date)::int FROM devengo_accrued_period p WHERE p.company = c.code) y), '{}') AS years
  FROM company c WHERE $1::text[] IS NULL OR c.code = ANY($1) ORDER BY c.code`;

const LIST = `
  SELECT to_char(m.month, 'YYYY-MM') AS month, m.status, m.processed_at, m.closed_at, m.closed_by,
    coalesce(r.amount, 0)::numeric(14,2)::text AS amount, coalesce(r.rows, 0)::int AS rows, coalesce(n.notices, 0)::int AS notices
  FROM devengo_accrual_month m
  LEFT JOIN (SELECT accrual_date, sum(accrued_amount) AS amount, count(*) AS rows FROM devengo_accrued_period WHERE company = $1 GROUP BY 1) r ON r.accrual_date = m.month
  LEFT JOIN (SELECT month, count(*) AS notices FROM devengo_accrual_notice WHERE company = $1 GROUP BY 1) n ON n.month = m.month
  WHERE m.company = $1 AND ($2::date IS NULL OR m.month = $2) ORDER BY m.month DESC`;

/** The months of the books: closed in order, oldest first, and opened again last first. */
@Injectable()
export class CloseMonths {
  constructor(
    private readonly db: Database,
    private readonly compare: CompareAccruals,
    private readonly audit: AuditService,
  ) {}

  list(caller: Caller, company: string): Promise<MonthView[]> {
    assertSees(caller, company);
    return this.db.rows<MonthView>(LIST, [company, null]);
  }

  /** Where there is something to look at. */
  companies(caller: Caller): Promise<CompanyYears[]> {
    return this.db.rows<CompanyYears>(COMPANIES, [companyFilter(caller)]);
  }

  /** From here on nothing in the month changes. Throws 409 with what stands in the way. */
  async close(caller: Caller, company: string, month: Month): Promise<MonthView> {
    return this.change(caller, company, month, 'closed', async (tx, books) => {
      if (month >= (await thisMonth(tx, company))) throw refusal('month_not_over', month, `El mes ${writeMonth(month)} no ha terminado.`, `${writeMonth(month)} is not over.`);
      const [first] = (await tx.query(FIRST_OPEN, [company])).rows as { month: string }[];
      if (books.closedUntil !== NEVER && month > books.closedUntil + 1) throw earlierOpen(month, writeMonth(books.closedUntil + 1));
      if (first && first.month < writeMonth(month)) throw earlierOpen(month, first.month);
      const changed = await this.compare.differences(tx, company, books, month);
      if (changed > 0) throw stale(month, changed);
    });
  }

  /** Only the last closed month, so that no open one lies below a closed one. */
  async open(caller: Caller, company: string, month: Month): Promise<MonthView> {
    return this.change(caller, company, month, 'open', async (_tx, { closedUntil }) => {
      if (month === closedUntil) return;
      const last = closedUntil === NEVER ? 'ninguno' : writeMonth(closedUntil);
      throw refusal('not_last_closed', month, `Solo se puede abrir el último mes cerrado (${last}).`, `Only the last closed month can be opened (${last}).`);
    });
  }

  private async change(caller: Caller, company: string, month: Month, status: 'open' | 'closed', judge: (tx: Queryable, books: Books) => Promise<void>): Promise<MonthView> {
    assertSees(caller, company);
    await this.db.managed(async (tx, manager) => {
      await lockBooks(tx, company);
      const { rows } = await tx.query('SELECT status, processed_at FROM devengo_accrual_month WHERE company = $1 AND month = $2', [company, dateOf(month)]);
      const [found] = rows as { status: string; processed_at: Date | null }[];
      if (found?.status === status) return;
      if (!found?.processed_at) throw refusal('month_not_processed', month, `El mes ${writeMonth(month)} no se ha procesado.`, `${writeMonth(month)} was not processed.`);
      await judge(tx, await readBooks(tx, company));
      const closing = status === 'closed';
      await tx.query('UPDATE devengo_accrual_month SET status = $3, closed_at = $4, closed_by = $5 WHERE company = $1 AND month = $2', [company, dateOf(month), status, closing ? new Date() : null, closing ? caller.name : null]);
      await this.audit.record({ caller, company, action: `accrual_month.${closing ? 'closed' : 'opened'}`, subject_type: 'accrual_month', subject_id: writeMonth(month) }, manager);
    });
    return (await this.db.rows<MonthView>(LIST, [company, dateOf(month)]))[0]!;
  }
}

const FIRST_OPEN = `SELECT to_char(min(month), 'YYYY-MM') AS month FROM devengo_accrual_month WHERE company = $1 AND status = 'open'`;

const refusal = (code: string, month: Month, es: string, en: string) => problem(409, { code, es, en, month: writeMonth(month) });
const earlierOpen = (month: Month, earlier: string) =>
  refusal('earlier_month_open', month, `Los meses se cierran en orden: antes que ${writeMonth(month)} está abierto ${earlier}.`, `Months are closed in order: ${earlier} is open before ${writeMonth(month)}.`);
const stale = (month: Month, contracts: number) =>
  refusal('month_stale', month, `Hay datos más nuevos que el último proceso: ${contracts} contratos cambiarían. Vuelva a procesar ${writeMonth(month)}, revíselo y ciérrelo.`, `Data is newer than the last run: ${contracts} contracts would change. Process ${writeMonth(month)} again, look at it, then close it.`);
