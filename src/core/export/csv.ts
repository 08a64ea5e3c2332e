import type { ExportColumn, ExportTable } from './table.js';

const CHUNK_CHARACTERS = 32_768;
/** So that spreadsheets read UTF-8 as such. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet takes text that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r\n|%＝＋－＠]/;

/** The file in pieces: RFC 4180, a byte order mark first. Text that a spreadsheet would run is given an apostrophe. */
export async function* writeCsv<Row>({ columns, rows }: Pick<ExportTable<Row>, 'columns' | 'rows'>): AsyncGenerator<string> {
  let chunk = `${BYTE_ORDER_MARK}${line(columns.map(({ header }) => quote(harmless(header))))}`;
  for await (const row of rows) {
    chunk += line(columns.map((column) => cell(column, row)));
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function cell<Row>({ kind, value }: ExportColumn<Row>, row: Row): string {
  const found = value(row);
  if (found === null || found === undefined) return '';
  return kind === 'number' && Number.isFinite(Number(found)) ? String(found) : quote(harmless(String(found)));
}

const line = (cells: string[]): string => `${cells.join(',')}\r\n`;
const quote = (text: string): string => (/[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
