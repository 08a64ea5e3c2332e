import { Money, readDecimal } from '../../../../core/money/index.js';
import { whyNot, type Catalogue } from '../../catalogues/index.js';
import { costaRicaMoment, isDay } from '../dates.js';
import { readPhone } from '../phone.js';
import type { Rule } from './shape.js';

// What an XML 1.0 document cannot carry: control characters, halves of a surrogate pair, U+FFFE and U+FFFF.
const UNWRITABLE = /(?![\t\n])\p{Cc}|\p{Cs}|\uFFFE|\uFFFF/u;

export interface TextLimits {
  min?: number;
  max: number;
  /** With its sentence. */
  shape?: { is: RegExp; says: string };
  help?: string;
}

/** Text, trimmed, its length counted in characters as the XSDs count. */
export const text = ({ min = 1, max, shape, help }: TextLimits): Rule<string> => ({
  schema: { type: 'string', minLength: min, maxLength: max, ...(shape && { pattern: shape.is.source }), ...(help && { description: help }) },
  read: (value, path, { report }) => {
    if (typeof value !== 'string') return void report(path, 'Debe ser un texto (entre comillas).');
    const read = value.trim().replace(/\r\n?/g, '\n');
    if (UNWRITABLE.test(read)) return void report(path, 'Tiene caracteres de control que un XML no admite: quítelos.');
    // A character is one code unit or two; what is longer than that is not worth counting.
    const length = read.length > max && read.length <= 2 * max ? [...read].length : read.length;
    if (length < min || length > max) return void report(path, `Debe tener de ${min} a ${max} caracteres; tiene ${length}.`);
    if (shape && !shape.is.test(read)) return void report(path, shape.says);
    return read;
  },
});

/** A code of a catalogue that is valid on the document's day and for its type. */
export const code = (catalogue: Catalogue): Rule<string> => ({
  schema: { type: 'string', enum: [...catalogue.entries.keys()] },
  read: (value, path, { report, day, type }) => {
    if (typeof value !== 'string') return void report(path, 'El código debe ir como texto, entre comillas.');
    const why = whyNot(catalogue, value, day, type);
    return why ? void report(path, why) : value;
  },
});

export interface DecimalLimits {
  /** Digits before the point and after it. */
  whole: number;
  places: number;
  /** Zero is refused too. */
  positive?: boolean;
  help?: string;
}

const PLAIN = /^[+-]?\d{1,30}(\.\d{1,30})?$/;

/** A decimal, as number or text; never negative, in any document (annex 1). */
export function decimal({ whole, places, positive = false, help }: DecimalLimits): Rule<Money> {
  const limit = new Money(10).pow(whole);
  return {
    schema: { oneOf: [{ type: 'number' }, { type: 'string' }], ...(help && { description: help }) },
    read: (value, path, { report }) => {
      // decimal.js would also read "0x1f".
      const read = typeof value === 'string' && !PLAIN.test(value.trim()) ? undefined : readDecimal(value);
      if (!read) return void report(path, 'Debe ser un número, con punto decimal y sin separador de miles.');
      if (read.isNegative() && !read.isZero()) return void report(path, 'No puede ser negativo: en las notas los montos también van en positivo.');
      if (positive && read.isZero()) return void report(path, 'Debe ser mayor que cero.');
      if (read.decimalPlaces() > places) return void report(path, `Admite ${places} decimales como mucho.`);
      if (read.gte(limit)) return void report(path, `Es demasiado grande: admite ${whole} dígitos enteros.`);
      return read;
    },
  };
}

/** DecimalDineroType: 13 digits and 5 places. */
export const amount = (limits: { positive?: boolean; help?: string } = {}): Rule<Money> => decimal({ whole: 13, places: 5, ...limits });

export const integer = (min: number, max: number): Rule<number> => ({
  schema: { type: 'integer', minimum: min, maximum: max },
  read: (value, path, { report }) => {
    const read = readDecimal(value);
    if (!read?.isInteger() || read.lt(min) || read.gt(max)) return void report(path, `Debe ser un número entero de ${min} a ${max}.`);
    return read.toNumber();
  },
});

const MOMENT = 'Debe ser una fecha que exista, AAAA-MM-DD, o con hora: 2026-11-28T10:15:00-06:00.';

/** A day or a moment; `2026-11-28T00:00:00-06:00` when read. */
export const moment: Rule<string> = {
  schema: { type: 'string', example: '2026-11-28' },
  read: (value, path, { report }) => (typeof value === 'string' && costaRicaMoment(value.trim())) || void report(path, MOMENT),
};

/** The same, but a day stays a day: the hour is not known yet. */
export const dayOrMoment: Rule<string> = {
  ...moment,
  read: (value, path, judging) => (typeof value === 'string' && isDay(value.trim()) ? value.trim() : moment.read(value, path, judging)),
};

export const boolean: Rule<boolean> = {
  schema: { type: 'boolean' },
  read: (value, path, { report }) => (typeof value === 'boolean' ? value : void report(path, 'Debe ser verdadero o falso (true o false), sin comillas.')),
};

/** 8 to 20 digits, with a country's code before them or Costa Rica's. */
export const phone: Rule<string> = {
  schema: { type: 'string', example: '+506 8888-8888' },
  read: (value, path, { report }) =>
    typeof value === 'string' && readPhone(value) ? value.trim() : void report(path, 'Debe ser un teléfono de 8 a 20 dígitos; con código de país, «+506 8888-8888».'),
};
