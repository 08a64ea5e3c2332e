import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { BILLED, RECOGNISED } from './counted-documents.js';

export interface Range {
  company: string;
  currency: string;
  /** `YYYY-MM`, both included. */
  start: string;
  end: string;
}

/** How the deferred income of a month came from that of the month before: opening + billed − credited − recognised = closing. */
export interface RollForwardLine {
  month: string;
  opening: string;
  billed: string;
  credited: string;
  recognised: string;
  closing: string;
}

const ROLL = `
  WITH billed AS (${BILLED}), recognised AS (${RECOGNISED}),
  documents AS (
    SELECT date_trunc('month', day)::date AS month, sum(net) FILTER (WHERE kind = 'invoice') AS billed, -sum(net) FILTER (WHERE kind = 'creditnote') AS credited FROM billed GROUP BY 1),
  revenue AS (SELECT month, sum(amount) AS recognised FROM recognised GROUP BY 1),
  moves AS (
    SELECT m.month::date, coalesce(d.billed, 0) AS billed, coalesce(d.credited, 0) AS credited, coalesce(r.recognised, 0) AS recognised
    FROM generate_series($3::date, $4::date, '1 month') AS m(month) LEFT JOIN documents d ON d.month = m.month LEFT JOIN revenue r ON r.month = m.month),
  opening AS (
    SELECT coalesce((SELECT sum(net) FROM billed WHERE day < $3::date), 0) - coalesce((SELECT sum(amount) FROM recognised WHERE month < $3::date), 0) AS amount),
  lines AS (
    SELECT m.*, o.amount + sum(billed - credited - recognised) OVER (ORDER BY month) AS closing FROM moves m, opening o)
  SELECT to_char(month, 'YYYY-MM') AS month, (closing - billed + credited + recognised)::numeric(16,2)::text AS opening, billed::numeric(16,2)::text,
    credited::numeric(16,2)::text, recognised::numeric(16,2)::text, closing::numeric(16,2)::text
  FROM lines ORDER BY lines.month`;

/** Contracts by the month of their first invoice, and when what they were billed became revenue. One that lost its invoices keeps its month: its revenue is in the books. */
export interface WaterfallLine {
  billing_month: string;
  contracts: number;
  billed: string;
  credited: string;
  /** Recognised before the range, in each of its months that has any, and what is still deferred at its end. */
  before: string;
  months: Record<string, string>;
  deferred: string;
}

const WATERFALL = `
  WITH billed AS (${BILLED}), recognised AS (${RECOGNISED}),
  cohorts AS (
    SELECT c.id, date_trunc('month', coalesce(min(b.day), least(c.contract_date, $4::date)))::date AS cohort,
      sum(b.net) FILTER (WHERE b.kind = 'invoice') AS billed, -sum(b.net) FILTER (WHERE b.kind = 'creditnote') AS credited
    FROM devengo_service_contract c LEFT JOIN billed b ON b.contract = c.id AND b.day < $4::date + interval '1 month'
    WHERE c.company = $1 AND c.currency = $2 AND (b.contract IS NOT NULL OR c.id IN (SELECT r.contract FROM recognised r WHERE r.month <= $4::date)) GROUP BY c.id),
  revenue AS (
    SELECT k.cohort, r.month, sum(r.amount) AS amount FROM cohorts k JOIN recognised r ON r.contract = k.id WHERE r.month <= $4::date GROUP BY 1, 2),
  lines AS (
    SELECT cohort, count(*)::int AS contracts, coalesce(sum(billed), 0) AS billed, coalesce(sum(credited), 0) AS credited FROM cohorts GROUP BY 1)
  SELECT to_char(l.cohort, 'YYYY-MM') AS billing_month, l.contracts, l.billed::numeric(16,2)::text, l.credited::numeric(16,2)::text,
    coalesce(sum(r.amount) FILTER (WHERE r.month < $3::date), 0)::numeric(16,2)::text AS before,
    coalesce(jsonb_object_agg(to_char(r.month, 'YYYY-MM'), r.amount::numeric(16,2)::text) FILTER (WHERE r.month >= $3::date), '{}') AS months,
    (l.billed - l.credited - coalesce(sum(r.amount), 0))::numeric(16,2)::text AS deferred
  FROM lines l LEFT JOIN revenue r ON r.cohort = l.cohort GROUP BY l.cohort, l.contracts, l.billed, l.credited
  HAVING l.cohort >= $3::date OR l.billed - l.credited <> coalesce(sum(r.amount) FILTER (WHERE r.month < $3::date), 0) OR bool_or(r.month >= $3::date)
  ORDER BY l.cohort`;

/** What was billed and is not revenue yet. */
@Injectable()
export class ReportDeferred {
  constructor(private readonly db: Database) {}

  async rollForward({ company, currency, start, end }: Range): Promise<{ currency: string; months: RollForwardLine[]; total: Omit<RollForwardLine, 'month'> }> {
    const months = await this.db.rows<RollForwardLine>(ROLL, [company, currency, `${start}-01`, `${end}-01`]);
    const [total] = await this.db.rows<Pick<RollForwardLine, 'billed' | 'credited' | 'recognised'>>(
      `SELECT sum(billed)::text AS billed, sum(credited)::text AS credited, sum(recognised)::text AS recognised FROM unnest($1::numeric[], $2::numeric[], $3::numeric[]) AS m(billed, credited, recognised)`,
      [months.map(({ billed }) => billed), months.map(({ credited }) => credited), months.map(({ recognised }) => recognised)],
    );
    return { currency, months, total: { opening: months[0]!.opening, ...total!, closing: months.at(-1)!.closing } };
  }

  async waterfall({ company, currency, start, end }: Range): Promise<{ currency: string; start: string; end: string; lines: WaterfallLine[] }> {
    return { currency, start, end, lines: await this.db.rows<WaterfallLine>(WATERFALL, [company, currency, `${start}-01`, `${end}-01`]) };
  }
}
