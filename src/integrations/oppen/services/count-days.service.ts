import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { companyFilter, type Caller } from '../../../core/auth/index.js';
import { Database } from '../../../core/database/index.js';
import { invalidFields } from '../../../core/problems/index.js';

/** What to count. Days as `YYYY-MM-DD`, both ends included. */
export interface Range {
  company?: string;
  local?: string;
  from?: string;
  to?: string;
}

interface Counts {
  pendiente: number;
  enviado: number;
  error: number;
}

export interface DayCounts extends Counts {
  company: string;
  local: string;
  fecha: string;
  auditado: boolean;
}

/** Amounts are decimals as text. Both totals add up the same invoices: those sent whose total Oppen told. */
export interface Totals extends Counts {
  /** Percent of what ended, `"98.50"`; null when nothing ended. */
  tasa_exito: string | null;
  oppen_total: string;
  monto_total: string;
  /** Oppen's total less ours, in cents. */
  diferencia_centavos: string;
  /** How many invoices differ: differences up and down may cancel each other out in the sum. */
  facturas_con_diferencia: number;
}

export interface Statistics {
  from: string;
  to: string | null;
  /** Latest first, at most 400. */
  days: DayCounts[];
  /** There are more days; the totals count them too. */
  truncated: boolean;
  totals: Totals;
  recent_errors: Record<string, unknown>[];
}

const MAX_ROWS = 400;
const MAX_DAYS = 366;
const DEFAULT_DAYS = 30;
const IN_RANGE = `($1::text[] IS NULL OR s.company = ANY($1)) AND ($2::text IS NULL OR s.company = $2) AND ($3::text IS NULL OR lower(s.local) = lower($3))
      AND s.fecha >= $4::date AND ($5::date IS NULL OR s.fecha <= $5::date)`;

// The sums over all days come before the limit, so that one reading answers both.
const DAYS = `
  WITH day AS (
    SELECT s.company, s.local, s.fecha,
      count(*) FILTER (WHERE s.estado = 'pendiente') AS pendiente, count(*) FILTER (WHERE s.estado = 'enviado') AS enviado, count(*) FILTER (WHERE s.estado = 'error') AS error,
      coalesce(sum(s.oppen_total) FILTER (WHERE s.estado = 'enviado'), 0) AS oppen,
      coalesce(sum(f.monto) FILTER (WHERE s.estado = 'enviado' AND s.oppen_total IS NOT NULL), 0) AS monto,
      count(*) FILTER (WHERE s.estado = 'enviado' AND s.oppen_total <> f.monto) AS differing
    FROM oppen_sync_log s JOIN oppen_factura f ON f.id = s.factura_id
    WHERE ${IN_RANGE}
    GROUP BY s.company, s.local, s.fecha)
  SELECT company, local, fecha::text, pendiente::int, enviado::int, error::int,
    EXISTS (SELECT 1 FROM oppen_local_auditado a WHERE (a.company, a.local, a.fecha) = (day.company, day.local, day.fecha)) AS auditado,
    json_build_object(
      'pendiente', sum(pendiente) OVER (), 'enviado', sum(enviado) OVER (), 'error', sum(error) OVER (),
      'tasa_exito', round(100 * sum(enviado) OVER () / nullif(sum(enviado + error) OVER (), 0), 2)::text,
      'oppen_total', (sum(oppen) OVER ())::numeric(30,2)::text, 'monto_total', (sum(monto) OVER ())::text,
      'diferencia_centavos', trim_scale(100 * (sum(oppen) OVER () - sum(monto) OVER ()))::text,
      'facturas_con_diferencia', sum(differing) OVER ()) AS totals
  FROM day ORDER BY fecha DESC, local, company LIMIT ${MAX_ROWS + 1}`;

const RECENT_ERRORS = `
  SELECT s.id, s.company, s.local, s.fecha::text, s.factura_ref, s.error_msg, s.intentos, s.message_id, s.updated_at
  FROM oppen_sync_log s WHERE s.estado = 'error' AND ${IN_RANGE} ORDER BY s.updated_at DESC, s.id DESC LIMIT 10`;

const NOTHING: Totals = { pendiente: 0, enviado: 0, error: 0, tasa_exito: null, oppen_total: '0.00', monto_total: '0.00', diferencia_centavos: '0', facturas_con_diferencia: 0 };

/** How the synchronisation stands, per shop and day. */
@Injectable()
export class CountDays {
  constructor(private readonly db: Database) {}

  async count(caller: Caller, range: Range): Promise<Statistics> {
    const { from, to } = span(range);
    const values = [companyFilter(caller), range.company ?? null, range.local ?? null, from, to];
    const rows = await this.db.rows<DayCounts & { totals: Totals }>(DAYS, values);
    const days = rows.slice(0, MAX_ROWS).map(({ company, local, fecha, auditado, pendiente, enviado, error }) => ({ company, local, fecha, auditado, pendiente, enviado, error }));
    return { from, to, days, truncated: rows.length > MAX_ROWS, totals: rows[0]?.totals ?? NOTHING, recent_errors: await this.db.rows(RECENT_ERRORS, values) };
  }
}

/** Thirty days when no beginning is given, and never more than a year: the table is read from one end of it to the other. */
function span({ from, to }: Range): { from: string; to: string | null } {
  const end = to === undefined ? DateTime.utc() : DateTime.fromISO(to, { zone: 'utc' });
  const start = from ?? end.minus({ days: DEFAULT_DAYS - 1 }).toISODate()!;
  const days = end.diff(DateTime.fromISO(start, { zone: 'utc' }), 'days').days;
  if (to !== undefined && days < 0) throw invalidFields({ path: 'from', es: 'no puede ser posterior a «to»', en: 'must not be later than "to"' });
  if (days > MAX_DAYS) throw invalidFields({ path: 'from', es: `abarca más de ${MAX_DAYS} días hasta «to» (o hasta hoy): acorte el período`, en: `spans more than ${MAX_DAYS} days up to "to" (or today): shorten the period` });
  return { from: start, to: to ?? null };
}
