import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../core/auth/index.js';
import { companyOf } from '../../../core/companies/index.js';
import { say, type Locale } from '../../../core/i18n/index.js';
import { quickJson } from '../../../core/message-log/index.js';
import { problem } from '../../../core/problems/index.js';
import { readCsv } from '../mapping/csv.js';
import { count, LoadFacturas, type LoadedRow } from './load-facturas.service.js';

export interface ImportedRow {
  row: number;
  status: LoadedRow['status'];
  id?: number;
  error?: string;
  warning?: string;
}

export interface Imported {
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  rows: ImportedRow[];
}

/** A file of invoices as it came. */
export interface Upload {
  contentType: string;
  body: Buffer;
}

const MOST_ROWS = 5_000;

/** Invoices by the thousand: a JSON array, a CSV, or either in a form. Each row is answered for itself. */
@Injectable()
export class ImportFacturas {
  constructor(private readonly loader: LoadFacturas) {}

  async import(caller: Caller, company: string | undefined, upload: Upload, locale: Locale): Promise<Imported> {
    const given = await open(upload);
    const rows = readRows(given.file);
    if (rows.length === 0) throw refused(400, 'no_rows', 'No trae ninguna factura.', 'It brings no invoice.');
    if (rows.length > MOST_ROWS) throw refused(413, 'too_many_rows', `Trae ${rows.length} filas y caben ${MOST_ROWS}: pártalo.`, `It brings ${rows.length} rows and ${MOST_ROWS} fit: split it.`);
    const loaded = await this.loader.load(caller, companyOf(caller, company ?? given.company), rows);
    return { ...count(loaded), rows: loaded.map((row) => shown(row, locale)) };
  }
}

/** A row's result in the reader's language. */
function shown({ row, status, id, problems, warning }: LoadedRow, locale: Locale): ImportedRow {
  const error = problems?.map((one) => (one.path ? `${one.path}: ${say(one, locale)}` : say(one, locale))).join('; ');
  return { row, status, ...(id !== undefined && { id }), ...(error !== undefined && { error }), ...(warning && { warning: say(warning, locale) }) };
}

async function open(upload: Upload): Promise<{ file: Upload; company?: string }> {
  if (!/^multipart\/form-data\b/i.test(upload.contentType)) return { file: upload };
  // Node reads the form itself (https://developer.mozilla.org/docs/Web/API/Response/formData).
  const form = await new Response(new Uint8Array(upload.body), { headers: { 'content-type': upload.contentType } }).formData().catch(() => undefined);
  const file = [...(form?.values() ?? [])].find((value) => typeof value !== 'string');
  if (!file || typeof file === 'string') throw refused(400, 'file_missing', 'El formulario no trae ningún archivo, o no se pudo leer.', 'The form brings no file, or could not be read.');
  const company = form?.get('company');
  return { file: { contentType: file.name.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv', body: Buffer.from(await file.arrayBuffer()) }, ...(typeof company === 'string' && company !== '' && { company }) };
}

function readRows({ contentType, body }: Upload): readonly unknown[] {
  if (/^(text\/(csv|plain)|application\/(csv|vnd\.ms-excel))\b/i.test(contentType)) {
    const read = readCsv(body);
    if (read.problem) throw refused(400, 'csv_unreadable', read.problem.es, read.problem.en);
    return read.rows;
  }
  if (contentType !== '' && !/[/+]json\b/i.test(contentType)) throw refused(415, 'json_or_csv_expected', 'El contenido debe ser JSON o CSV (text/csv).', 'The body must be JSON or CSV (text/csv).');
  const read = quickJson(body);
  if ('problem' in read) throw refused(400, 'malformed_json', read.problem.message, 'The body is not valid JSON.');
  if (!Array.isArray(read.value)) throw refused(400, 'array_expected', 'Debe ser una lista JSON de facturas.', 'It must be a JSON array of invoices.');
  return read.value;
}

const refused = (status: number, code: string, es: string, en: string) => problem(status, { code, es, en });
