import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { RECOGNISED } from './counted-documents.js';

/** The original's answer: amounts are numbers there. Everywhere else they are text with two decimals. */
export interface MonthlyAccruals {
  year: number;
  monthly_data: { month: string; month_number: number; amount: number }[];
  total_year_amount: number;
}

const MONTHLY = `
  WITH recognised AS (${RECOGNISED})
  SELECT to_char(make_date(2000, n, 1), 'FMMonth') AS month, n AS month_number,
    coalesce((SELECT sum(amount) FROM recognised WHERE month = make_date($3::int, n, 1)), 0)::float8 AS amount
  FROM generate_series(1, 12) AS n ORDER BY n`;
const YEAR_TOTAL = `WITH recognised AS (${RECOGNISED}) SELECT coalesce(sum(amount), 0)::float8 AS total FROM recognised WHERE extract(year FROM month) = $3`;

const BY_TYPE = `
  WITH recognised AS (${RECOGNISED})
  SELECT s.service_type, s.id AS service_id, s.name AS service, s.account_identifier AS account,
    sum(r.amount)::numeric(16,2)::text AS amount,
    jsonb_object_agg(to_char(r.month, 'YYYY-MM'), r.amount::numeric(16,2)::text) AS months
  FROM (SELECT service_id, month, sum(amount) AS amount FROM recognised WHERE extract(year FROM month) = $3 GROUP BY 1, 2) r JOIN devengo_service s ON s.id = r.service_id
  GROUP BY s.id ORDER BY s.service_type, s.name`;

const SUMMARY = `
  SELECT count(*)::int AS total_contracts, coalesce(sum(coalesce(a.total_amount_to_accrue, c.contract_amount)), 0)::numeric(16,2)::text AS total_amount,
    coalesce(sum(a.total_amount_accrued), 0)::numeric(16,2)::text AS accrued_amount,
    coalesce(sum(coalesce(a.remaining_amount_to_accrue, c.contract_amount)), 0)::numeric(16,2)::text AS pending_amount
  FROM devengo_service_contract c LEFT JOIN devengo_contract_accrual a ON a.service_contract_id = c.id
  WHERE c.company = $1 AND c.currency = $2 AND ($3::int IS NULL OR extract(year FROM c.contract_date) = $3)`;

export interface ServiceRevenue {
  service_type: string;
  service_id: number;
  service: string;
  account: string | null;
  amount: string;
  months: Record<string, string>;
}

/** What became revenue, by month, by service and by contract year. */
@Injectable()
export class ReportRevenue {
  constructor(private readonly db: Database) {}

  async monthly(company: string, currency: string, year: number): Promise<MonthlyAccruals> {
    const monthly_data = await this.db.rows<MonthlyAccruals['monthly_data'][number]>(MONTHLY, [company, currency, year]);
    const [sum] = await this.db.rows<{ total: number }>(YEAR_TOTAL, [company, currency, year]);
    return { year, monthly_data, total_year_amount: sum!.total };
  }

  async byServiceType(company: string, currency: string, year: number): Promise<{ year: number; currency: string; services: ServiceRevenue[]; types: { service_type: string; amount: string }[] }> {
    const services = await this.db.rows<ServiceRevenue>(BY_TYPE, [company, currency, year]);
    const types = await this.db.rows<{ service_type: string; amount: string }>(
      `SELECT service_type, sum(amount)::text AS amount FROM unnest($1::text[], $2::numeric[]) AS s(service_type, amount) GROUP BY 1 ORDER BY 1`,
      [services.map(({ service_type }) => service_type), services.map(({ amount }) => amount)],
    );
    return { year, currency, services, types };
  }

  /** Of the contracts of a year, or of all. */
  async summary(company: string, currency: string, year?: number): Promise<Record<string, unknown>> {
    return (await this.db.rows<Record<string, unknown>>(SUMMARY, [company, currency, year ?? null]))[0]!;
  }

  async years(company: string): Promise<number[]> {
    const rows = await this.db.rows<{ year: number }>('SELECT DISTINCT extract(year FROM accrual_date)::int AS year FROM devengo_accrued_period WHERE company = $1 ORDER BY 1', [company]);
    return rows.map(({ year }) => year);
  }
}
