import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../core/audit/index.js';
import { sees, type Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { OpenCredentials } from '../../../core/credentials/index.js';
import { Database, type Queryable } from '../../../core/database/index.js';
import type { Text } from '../../../core/i18n/index.js';
import { invalidFields, notFound, type FieldProblem } from '../../../core/problems/index.js';
import { UnreadableRow } from '../mapping/csv.js';
import { readFacturaRow, type FacturaRow } from '../mapping/factura-row.js';
import { companyCredential } from './company-credential.js';
import { ListRecords } from './list-records.service.js';
import { FIND, INSERT, LOCK_LOCALES, PENDING, UPDATE, columns, type Found } from './load-facturas.statements.js';
import { settingsOf } from './settings.js';

/** What became of one row; `row` counts from 1. */
export interface LoadedRow {
  row: number;
  status: 'created' | 'updated' | 'unchanged' | 'failed';
  id?: number;
  problems?: FieldProblem[];
  warning?: Text;
}

interface Candidate extends FacturaRow {
  at: number;
}

const CHUNK = 500;

/** Loads invoices, one or thousands: each row is created, changed, found unchanged or refused with the reason. Once per key, however often it comes. */
@Injectable()
export class LoadFacturas {
  constructor(
    private readonly db: Database,
    private readonly companies: CompaniesService,
    private readonly credentials: OpenCredentials,
    private readonly audit: AuditService,
    private readonly lists: ListRecords,
  ) {}

  /** `given`: objects as they came, or `UnreadableRow`. */
  async load(caller: Caller, company: string, given: readonly unknown[]): Promise<LoadedRow[]> {
    await this.companies.get(caller, company);
    const { results, candidates } = readRows(given, await this.posPadding(company));
    await this.db.managed(async (tx, manager) => {
      const locales = await lockLocales(tx, company, candidates);
      const rows = pickRows(candidates, locales, results);
      for (let from = 0; from < rows.length; from += CHUNK) await loadChunk(tx, company, rows.slice(from, from + CHUNK), results);
      const [only, ...more] = results;
      const counted = more.length === 0 ? { status: only?.status, factura: candidates[0] } : count(results);
      await this.audit.record({ caller, company, action: 'oppen.facturas_loaded', subject_type: 'oppen_factura', subject_id: more.length === 0 ? String(only?.id ?? '-') : 'import', after: counted }, manager);
    });
    return results;
  }

  /** Mends one that is stored. Its shop, day, type and number are what it is, and stay. */
  async change(caller: Caller, id: number, changes: { monto?: unknown; estado?: string }): Promise<Record<string, unknown>> {
    const [stored] = await this.db.rows<FacturaRow & { company: string }>('SELECT company, local, fecha::text, tipo, punto_venta, nro_factura, monto::text, estado FROM oppen_factura WHERE id = $1', [id]);
    if (!stored || !sees(caller, stored.company)) throw notFound();
    const [loaded] = await this.load(caller, stored.company, [{ ...stored, ...changes }]);
    if (loaded!.problems) throw invalidFields(...loaded!.problems);
    return (await this.lists.find('oppen_factura', stored.company, id))!;
  }

  private async posPadding(company: string): Promise<number> {
    return settingsOf(await companyCredential(this.credentials, company)).pos_padding;
  }
}

export function count(results: readonly LoadedRow[]) {
  const of = (status: LoadedRow['status']) => results.filter((row) => row.status === status).length;
  return { total: results.length, created: of('created'), updated: of('updated'), unchanged: of('unchanged'), failed: of('failed') };
}

function readRows(given: readonly unknown[], posPadding: number): { results: LoadedRow[]; candidates: Candidate[] } {
  const results: LoadedRow[] = [];
  const candidates: Candidate[] = [];
  for (const [at, one] of given.entries()) {
    const read = one instanceof UnreadableRow ? { problems: [{ path: '', ...one.problem }] } : readFacturaRow(one, posPadding);
    if (read.problems) results.push({ row: at + 1, status: 'failed', problems: read.problems });
    else {
      results.push({ row: at + 1, status: 'unchanged' });
      candidates.push({ ...read.row, at });
    }
  }
  return { results, candidates };
}

// Held until the end: an audit of one of these shops waits for us or we for it, so no invoice slips between.
async function lockLocales(tx: Queryable, company: string, rows: readonly Candidate[]): Promise<Map<string, string>> {
  const { rows: found } = await tx.query(LOCK_LOCALES, [company, [...new Set(rows.map(({ local }) => local))]]);
  return new Map((found as { asked: string; nombre: string }[]).map(({ asked, nombre }) => [asked, nombre]));
}

/** The rows to load: shops known and by their own names, each invoice once. */
function pickRows(candidates: readonly Candidate[], locales: Map<string, string>, results: LoadedRow[]): Candidate[] {
  const first = new Map<string, Candidate>();
  for (const given of candidates) {
    const nombre = locales.get(given.local);
    const row = { ...given, local: nombre ?? given.local };
    if (nombre === undefined) refuse(results[row.at]!, 'local', unknownShop(given.local));
    else if (!first.has(keyOf(row))) first.set(keyOf(row), row);
    else repeated(results, first.get(keyOf(row))!, row);
  }
  return [...first.values()];
}

async function loadChunk(tx: Queryable, company: string, rows: readonly Candidate[], results: LoadedRow[]): Promise<void> {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const created = new Set((await tx.query(INSERT, [company, ...columns(rows)])).rows.map(({ id }) => id as number));
  const found = (await tx.query(FIND, [company, ...columns(rows)])).rows as Found[];
  const changed: { id: number; row: Candidate }[] = [];
  const late: number[] = [];
  for (const stored of found) {
    const row = byKey.get(keyOf(stored))!;
    const result = Object.assign(results[row.at]!, { id: stored.id });
    if (created.has(stored.id)) result.status = 'created';
    else if (stored.monto === row.monto && (row.estado ?? stored.estado) === stored.estado) continue;
    else if (stored.sent || stored.open) refuse(result, stored.monto === row.monto ? 'estado' : 'monto', stored.sent ? ALREADY_SENT : ON_ITS_WAY);
    else {
      result.status = 'updated';
      changed.push({ id: stored.id, row });
    }
    // New to the audit: it came after it, or was annulled when it took place.
    const revived = result.status === 'updated' && stored.estado !== 'ok' && row.estado === 'ok';
    if (stored.audited && (revived || (result.status === 'created' && stored.estado === 'ok'))) {
      result.warning = AFTER_AUDIT;
      late.push(stored.id);
    }
  }
  if (changed.length > 0) await tx.query(UPDATE, [changed.map(({ id }) => id), changed.map(({ row }) => row.monto), changed.map(({ row }) => row.estado ?? null)]);
  if (late.length > 0) await tx.query(PENDING, [late]);
}

function repeated(results: LoadedRow[], first: Candidate, row: Candidate): void {
  const said = { es: `repite la fila ${first.at + 1}`, en: `repeats row ${first.at + 1}` };
  if (first.monto === row.monto && first.estado === row.estado) results[row.at]!.warning = said;
  else refuse(results[row.at]!, 'monto', { es: `${said.es} con otros datos: deje una sola`, en: `${said.en} with other data: leave only one` });
}

function refuse(result: LoadedRow, path: string, text: Text): void {
  Object.assign(result, { status: 'failed', problems: [{ path, ...text }] });
}

const keyOf = ({ local, fecha, tipo, punto_venta, nro_factura }: Pick<FacturaRow, 'local' | 'fecha' | 'tipo' | 'punto_venta' | 'nro_factura'>): string =>
  JSON.stringify([local, fecha, tipo, punto_venta, nro_factura]);

export const unknownShop = (local: string): Text => ({ es: `no existe el local «${local}»; créelo primero`, en: `there is no shop "${local}"; create it first` });
const ALREADY_SENT: Text = { es: 'la factura ya está en Oppen: no se cambia; corríjala en Oppen', en: 'the invoice is in Oppen already: it is not changed; mend it in Oppen' };
const ON_ITS_WAY: Text = { es: 'la factura se está enviando a Oppen: espere a que termine, o cancele su reintento', en: 'the invoice is on its way to Oppen: wait until it ends, or cancel its retry' };
const AFTER_AUDIT: Text = {
  es: 'el local ya está auditado ese día: la factura queda pendiente; envíela con «reenviar facturas»',
  en: 'the shop is audited for that day already: the invoice stays pending; send it with "reenviar facturas"',
};
