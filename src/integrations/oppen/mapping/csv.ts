import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { Text } from '../../../core/i18n/index.js';

const COLUMNS = ['local', 'fecha', 'tipo', 'punto_venta', 'nro_factura', 'monto'] as const;
const DELIMITERS = [',', ';', '\t', '|'] as const;

export type ReadCsv = { rows: CsvRow[]; problem?: undefined } | { rows?: undefined; problem: Text };
/** A row that could not even be read. A class, for no JSON of a caller is one, whatever its fields are called. */
export class UnreadableRow {
  constructor(readonly problem: Text) {}
}
/** A row by column name; unreadable when it has another number of cells than the header. */
export type CsvRow = Record<string, string> | UnreadableRow;

/**
 * Bytes of a spreadsheet → text. A byte order mark tells; else UTF-8 if it is valid UTF-8 (which other text hardly ever is);
 * else windows-1252, what Excel writes in our countries and what browsers assume (https://encoding.spec.whatwg.org/#names-and-labels).
 */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not Node's TextDecoder: in 20 it reads 0x80–0x9F as latin-1 (https://github.com/nodejs/node/issues/56542).
    return iconv.decode(Buffer.from(bytes), 'windows-1252');
  }
}

/** A CSV with a header line. The delimiter is the one that finds most of our columns in it. */
export function readCsv(bytes: Uint8Array): ReadCsv {
  const text = decodeText(bytes);
  const header = text.split(/\r\n|\n|\r/, 1)[0]!;
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, found: named(header.split(delimiter)).filter((name) => COLUMNS.includes(name as never)).length }));
  const { delimiter } = counted.reduce((best, one) => (one.found > best.found ? one : best));
  let cells: string[][];
  try {
    cells = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, bom: true }) as string[][];
  } catch (error) {
    return { problem: { es: `El CSV no se pudo leer: ${(error as Error).message}`, en: `The CSV could not be read: ${(error as Error).message}` } };
  }
  const [first, ...lines] = cells;
  const names = named(first ?? []);
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const [list, has] = [missing.join(', '), COLUMNS.join(', ')];
    return { problem: { es: `A la primera línea del CSV le faltan columnas: ${list}. Debe tener: ${has}.`, en: `The first line of the CSV lacks columns: ${list}. It must have: ${has}.` } };
  }
  return { rows: lines.map((line) => toRow(names, line)) };
}

function toRow(names: string[], line: string[]): CsvRow {
  if (line.length === names.length) return Object.fromEntries(names.map((name, at) => [name, line[at]!]));
  const [has, needs] = [line.length, names.length];
  return new UnreadableRow({ es: `la fila tiene ${has} columnas y la primera línea ${needs}`, en: `the row has ${has} columns and the first line ${needs}` });
}

// "Nro Factura" and "nro_factura" are one column.
const named = (cells: string[]): string[] => cells.map((cell) => cell.replace(/^\uFEFF/, '').replace(/^"|"$/g, '').trim().toLowerCase().replace(/[\s-]+/g, '_'));
