import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { readMonth } from '../mapping/accruals/calendar.js';
import { readBooks } from './accrual-books.js';
import { CompareAccruals } from './compare-accruals.service.js';
import { BILLED, RECOGNISED } from './counted-documents.js';

export interface Check {
  name: string;
  /** false stands in the way of closing; a warning does not. */
  ok: boolean;
  severity: 'error' | 'warning';
  message: string;
  [figure: string]: unknown;
}

export interface ClosingCheck {
  month: string;
  ok: boolean;
  checks: Check[];
}

const SUMS = `
  WITH billed AS (${BILLED}), recognised AS (${RECOGNISED}),
  contracts AS (
    SELECT c.id, coalesce((SELECT sum(net) FROM billed b WHERE b.contract = c.id AND b.day < $3::date + interval '1 month'), 0) AS net,
      coalesce((SELECT sum(amount) FROM recognised r WHERE r.contract = c.id AND r.month <= $3), 0) AS accrued
    FROM devengo_service_contract c WHERE c.company = $1 AND c.currency = $2)
  SELECT coalesce(sum(net), 0)::numeric(16,2)::text AS net, coalesce(sum(accrued), 0)::numeric(16,2)::text AS accrued, coalesce(sum(net - accrued), 0)::numeric(16,2)::text AS deferred,
    count(*) FILTER (WHERE net >= 0 AND accrued > net)::int AS overdrawn
  FROM contracts`;

const UNLINKED = `
  SELECT count(DISTINCT i.id)::int AS documents, coalesce(sum(l.net_amount), 0)::numeric(16,2)::text AS net
  FROM devengo_invoice i JOIN devengo_invoice_line l ON l.invoice_id = i.id AND l.service_contract_id IS NULL AND l.net_amount <> 0
  WHERE i.company = $1 AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled') AND i.invoice_date < $2::date + interval '1 month'`;
const MISMATCHED = `
  SELECT count(*)::int AS documents FROM devengo_invoice i
  WHERE i.company = $1 AND i.deleted_at IS NULL AND i.status NOT IN ('draft','cancelled') AND i.invoice_date < $2::date + interval '1 month'
    AND i.net_amount <> (SELECT coalesce(sum(l.net_amount), 0) FROM devengo_invoice_line l WHERE l.invoice_id = i.id)`;
const NOTICES = 'SELECT type, count(*)::int AS count FROM devengo_accrual_notice WHERE company = $1 AND month = $2 GROUP BY 1 ORDER BY 1';
const ERRORS = `SELECT count(*)::int AS count FROM integration_error WHERE company = $1 AND integration_name = ANY('{holded,fourgeeks,notion}') AND status = 'pending'`;
const CURRENCIES = 'SELECT array_agg(DISTINCT currency) AS currencies FROM devengo_service_contract WHERE company = $1 AND currency <> $2';
const MONTH = `
  SELECT (SELECT processed_at FROM devengo_accrual_month WHERE company = $1 AND month = $2) AS processed_at,
    (SELECT to_char(min(month), 'YYYY-MM') FROM devengo_accrual_month WHERE company = $1 AND month < $2 AND status = 'open') AS earlier_open`;

/** What to look at before a month is closed. */
@Injectable()
export class ClosingCheckReport {
  constructor(
    private readonly db: Database,
    private readonly compare: CompareAccruals,
  ) {}

  async of(company: string, month: string, currency: string): Promise<ClosingCheck> {
    const day = `${month}-01`;
    const checks = [
      ...(await this.state(company, month, day)),
      ...(await this.sums(company, day, currency)),
      ...(await this.documents(company, day)),
      ...(await this.open(company, day, currency)),
    ];
    return { month, ok: checks.every(({ ok, severity }) => ok || severity === 'warning'), checks };
  }

  private async state(company: string, month: string, day: string): Promise<Check[]> {
    const [found] = await this.db.rows<{ processed_at: Date | null; earlier_open: string | null }>(MONTH, [company, day]);
    const { processed_at, earlier_open } = found!;
    const books = await readBooks(this.db, company);
    const changed = processed_at && books.closedUntil < readMonth(month) ? await this.compare.differences(this.db, company, books, readMonth(month)) : 0;
    return [
      error('processed', processed_at !== null, 'El mes se ha procesado.', 'El mes no se ha procesado: procéselo.', { processed_at }),
      error('earlier_months_closed', earlier_open === null, 'Los meses anteriores están cerrados.', `El mes ${earlier_open} está abierto: ciérrelo antes.`, { earlier_open }),
      error('up_to_date', changed === 0, 'El proceso es posterior a todos los datos.', `Con los datos de hoy cambiarían ${changed} contratos: vuelva a procesar.`, { contracts: changed }),
    ];
  }

  private async sums(company: string, day: string, currency: string): Promise<Check[]> {
    const [found] = await this.db.rows<{ net: string; accrued: string; deferred: string; overdrawn: number }>(SUMS, [company, currency, day]);
    const { net, accrued, deferred, overdrawn } = found!;
    return [error('accrued_within_billed', overdrawn === 0, `Devengado ${accrued} + diferido ${deferred} = facturado neto ${net}.`, `${overdrawn} contratos tienen más devengado que facturado.`, { net, accrued, deferred, contracts: overdrawn })];
  }

  private async documents(company: string, day: string): Promise<Check[]> {
    const [unlinked] = await this.db.rows<{ documents: number; net: string }>(UNLINKED, [company, day]);
    const [mismatched] = await this.db.rows<{ documents: number }>(MISMATCHED, [company, day]);
    return [
      warning('documents_linked', unlinked!.documents === 0, 'Todos los documentos tienen contrato.', `${unlinked!.documents} documentos por ${unlinked!.net} no tienen contrato y no se devengan.`, { ...unlinked }),
      error('lines_add_up', mismatched!.documents === 0, 'Las líneas suman el neto de cada documento.', `En ${mismatched!.documents} documentos las líneas no suman el neto: sincronice de nuevo.`, { ...mismatched }),
    ];
  }

  private async open(company: string, day: string, currency: string): Promise<Check[]> {
    const notices = await this.db.rows<{ type: string; count: number }>(NOTICES, [company, day]);
    const [errors] = await this.db.rows<{ count: number }>(ERRORS, [company]);
    const [others] = await this.db.rows<{ currencies: string[] | null }>(CURRENCIES, [company, currency]);
    return [
      warning('notices_reviewed', notices.length === 0, 'Sin avisos.', 'Hay avisos del mes por revisar.', { notices }),
      warning('no_sync_errors', errors!.count === 0, 'Sin errores de sincronización.', `${errors!.count} errores de sincronización pendientes: puede faltar algún documento o curso.`, { errors: errors!.count }),
      warning('one_currency', !others!.currencies, 'Una sola moneda.', `Hay contratos en ${others!.currencies?.join(', ')}: compruebe también esa moneda.`, { currencies: others!.currencies ?? [] }),
    ];
  }
}

const make = (severity: Check['severity']) => (name: string, ok: boolean, good: string, bad: string, figures: Record<string, unknown>): Check => ({ name, ok, severity, message: ok ? good : bad, ...figures });
const error = make('error');
const warning = make('warning');
