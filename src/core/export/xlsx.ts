import type { Readable } from 'node:stream';
import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { problem } from '../problems/index.js';
import type { ExportColumn, ExportTable } from './table.js';

/** A workbook is made in memory; beyond this a CSV serves better. */
export const MOST_XLSX_ROWS = 100_000;
const LONGEST_CELL = 32_767;

/** One sheet, the headers bold and kept in sight. Text is stored as text, so nothing in it is ever run. */
export async function writeXlsx<Row>({ columns, rows }: Pick<ExportTable<Row>, 'columns' | 'rows'>): Promise<Readable> {
  const sheet: (CellObject | null)[][] = [columns.map(({ header }) => ({ value: storable(header), type: String, fontWeight: 'bold' }))];
  for await (const row of rows) {
    if (sheet.length > MOST_XLSX_ROWS) throw tooManyRows();
    sheet.push(columns.map((column) => cell(column, row)));
  }
  const file = writeExcelFile(sheet, { stickyRowsCount: 1, columns: columns.map(({ header, kind }) => ({ width: Math.max(header.length + 2, kind === 'number' ? 14 : 18) })) });
  return (file.toStream as () => Promise<Readable>)();
}

function cell<Row>({ kind, value }: ExportColumn<Row>, row: Row): CellObject | null {
  const found = value(row);
  if (found === null || found === undefined || found === '') return null;
  if (kind === 'number' && Number.isFinite(Number(found))) return { value: Number(found), type: Number, format: Number.isInteger(found) ? '0' : '#,##0.00' };
  return { value: storable(String(found)), type: String };
}

// What XML cannot hold would make the file one that no program opens.
// oxlint-disable-next-line no-control-regex
const storable = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').slice(0, LONGEST_CELL);

const tooManyRows = () =>
  problem(422, {
    code: 'too_many_rows',
    es: `Son más de ${MOST_XLSX_ROWS} filas, demasiadas para una hoja de cálculo: pida el mismo informe en CSV.`,
    en: `There are more than ${MOST_XLSX_ROWS} rows, too many for a workbook: ask for the same report as CSV.`,
  });
