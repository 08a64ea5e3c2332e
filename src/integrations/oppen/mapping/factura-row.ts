import { DateTime } from 'luxon';
import type { Text } from '../../../core/i18n/index.js';
import { Money, readDecimal } from '../../../core/money/index.js';
import type { FieldProblem } from '../../../core/problems/index.js';
import { ESTADOS_FACTURA, TIPOS, type EstadoFactura, type Tipo } from './tipos.js';

/** An invoice as it came in, before anybody looked whether its shop exists. */
export interface FacturaRow {
  local: string;
  fecha: string;
  tipo: Tipo;
  punto_venta: string;
  nro_factura: string;
  monto: string;
  /** Undefined: `ok` for a new one, left alone for one that exists. */
  estado?: EstadoFactura;
}

export type ReadRow = { row: FacturaRow; problems?: undefined } | { row?: undefined; problems: FieldProblem[] };

/**
 * Reads one invoice from JSON or CSV, where everything is text. Nothing is cut or rounded: what does not fit is told.
 * `posPadding`: digits of a point of sale, as the Oppen credential sets it.
 */
export function readFacturaRow(given: unknown, posPadding: number): ReadRow {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { problems: [{ path: '', es: 'debe ser un objeto', en: 'must be an object' }] };
  const fields = given as Record<string, unknown>;
  const problems: FieldProblem[] = [];
  const read = <T>(path: string, reader: (value: unknown) => T | Text): T => {
    const value = reader(Object.hasOwn(fields, path) ? fields[path] : undefined);
    if (isText(value)) problems.push({ path, es: value.es, en: value.en });
    return value as T;
  };
  const row: FacturaRow = {
    local: read('local', readNombre),
    fecha: read('fecha', readFecha),
    tipo: read('tipo', (value) => oneOf(TIPOS, typeof value === 'string' ? value.trim().toUpperCase() : value)),
    punto_venta: read('punto_venta', (value) => readPuntoVenta(value, posPadding)),
    nro_factura: read('nro_factura', readNumero),
    monto: read('monto', readMonto),
  };
  if (isGiven(fields.estado)) row.estado = read('estado', (value) => oneOf(ESTADOS_FACTURA, typeof value === 'string' ? value.trim().toLowerCase() : value));
  return problems.length > 0 ? { problems } : { row };
}

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'es' in value;
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const MISSING: Text = { es: 'es obligatorio', en: 'is required' };

/** A shop's name: one line, spaces at the ends dropped. */
export function readNombre(value: unknown): string | Text {
  if (!isGiven(value)) return MISSING;
  if (typeof value !== 'string') return { es: 'debe ser un texto', en: 'must be a text' };
  const name = value.normalize('NFC').trim();
  if (name === '') return MISSING;
  if (name.length > 100) return { es: 'no puede tener más de 100 caracteres', en: 'must not be longer than 100 characters' };
  return /\p{Cc}/u.test(name) ? { es: 'no puede tener caracteres de control', en: 'must not have control characters' } : name;
}

/** A day that exists, `2025-01-05`; a time of day behind it is dropped. */
export function readFecha(value: unknown): string | Text {
  if (!isGiven(value)) return MISSING;
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(String(value).trim()) ?? [];
  const date = DateTime.fromISO(day ?? '', { zone: 'utc' });
  if (day && date.isValid && date.year >= 2000 && date.year < 2100) return day;
  return { es: 'debe ser una fecha que exista, AAAA-MM-DD, como 2025-01-05', en: 'must be a date that exists, YYYY-MM-DD, like 2025-01-05' };
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | Text {
  if (!isGiven(value)) return MISSING;
  const found = allowed.find((one) => one === value);
  return found ?? { es: `debe ser uno de: ${allowed.join(', ')}`, en: `must be one of: ${allowed.join(', ')}` };
}

function digits(value: unknown): string | Text {
  if (!isGiven(value)) return MISSING;
  if (typeof value !== 'string' && typeof value !== 'number') return { es: 'debe ser un número', en: 'must be a number' };
  const text = String(value).trim();
  return /^\d{1,40}$/.test(text) ? text.replace(/^0+(?=\d)/, '') : { es: 'debe tener solo cifras', en: 'must have digits only' };
}

function readPuntoVenta(value: unknown, padding: number): string | Text {
  const read = digits(value);
  if (isText(read)) return read;
  if (read.length > padding) {
    return { es: `tiene ${read.length} cifras y caben ${padding} (no se recorta; vea «pos_padding» de la credencial de Oppen)`, en: `has ${read.length} digits and ${padding} fit (it is never cut; see "pos_padding" of the Oppen credential)` };
  }
  return read.padStart(4, '0');
}

function readNumero(value: unknown): string | Text {
  const read = digits(value);
  if (isText(read)) return read;
  if (read === '0') return { es: 'debe ser mayor que 0', en: 'must be greater than 0' };
  return read.length > 8 ? { es: `tiene ${read.length} cifras y caben 8 (no se recorta)`, en: `has ${read.length} digits and 8 fit (it is never cut)` } : read.padStart(8, '0');
}

const NOT_AN_AMOUNT: Text = { es: 'debe ser un monto como 1234.50', en: 'must be an amount like 1234.50' };

/** An amount above zero with at most two decimals, as `"1234.50"`. Reads a decimal comma too where it cannot be misread. */
export function readMonto(value: unknown): string | Text {
  if (!isGiven(value)) return MISSING;
  const amount = readDecimal(typeof value === 'string' ? plainNumber(value) : value);
  if (!amount) return NOT_AN_AMOUNT;
  if (amount.lte(0)) return { es: 'debe ser mayor que 0', en: 'must be greater than 0' };
  if (amount.decimalPlaces() > 2) return { es: 'no puede tener más de dos decimales', en: 'must not have more than two decimals' };
  return amount.gte(new Money('1e12')) ? { es: 'es demasiado grande', en: 'is too large' } : amount.toFixed(2);
}

// "1234.50", "1234,5", "1.234,50", "1,234.50". "1,234" could be either and is not guessed; neither are "0x1f" or "1e3".
function plainNumber(text: string): string {
  const bare = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(bare)) return bare;
  if (/^-?\d+,\d{1,2}$/.test(bare)) return bare.replace(',', '.');
  if (/^-?\d{1,3}(\.\d{3})+,\d{1,2}$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^-?\d{1,3}(,\d{3})+\.\d{1,2}$/.test(bare)) return bare.replaceAll(',', '');
  return 'x';
}
