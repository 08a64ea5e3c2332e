import { fold } from '../../../core/text/index.js';
import type { Country } from './countries.js';

/** Who somebody is to the tax authority. */
export interface Identification {
  /** null when nobody says and the number does not tell. */
  type: string | null;
  /** Without separators when it has only digits; leading zeros kept: it is text, never a number. */
  number: string;
  /** Colombian check digit, apart from the number. */
  dv: string | null;
  /** Other ways in which the same number may be written in Alegra. Searched too, and compared. */
  aliases: readonly string[];
}

/** NFKC, upper case, trimmed; dots, spaces and dashes go when only digits remain without them. */
export function normaliseNumber(raw: string): string {
  const text = raw.normalize('NFKC').toUpperCase().trim().replace(/\s+/g, ' ');
  const compact = compactNumber(text);
  return /^\d+$/.test(compact) ? compact : text;
}

/** For comparing: no separators at all, letters kept (`AB-123` is `AB123`, but `A123` is not `B123`). */
export function compactNumber(raw: string): string {
  return raw.normalize('NFKC').toUpperCase().replace(/[\s.\p{Pd}]/gu, '');
}

/** Check digit of a Colombian NIT: weighted sum from the right, modulo 11. */
export function nitCheckDigit(number: string): string {
  const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
  const total = [...number].reverse().reduce((sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0), 0);
  const rest = total % 11;
  return String(rest < 2 ? rest : 11 - rest);
}

/** Alegra's name of a type that ERPNext may write as `nit`, `Cédula Jurídica` or `02`; unknown names stay as they are. */
export function normaliseType(raw: string | null, country: Country): string | null {
  const text = raw?.trim().toUpperCase() ?? '';
  if (text === '' || country.identificationTypes.includes(text)) return text || null;
  return country.typeAliases[fold(raw ?? '')] ?? text;
}

/** Reads a number and its type as somebody wrote them; null without a number. */
export function readIdentification(rawNumber: string | null, rawType: string | null, country: Country): Identification | null {
  const number = normaliseNumber(rawNumber ?? '');
  if (number === '' || !/[\p{L}\d]/u.test(number)) return null;
  const type = normaliseType(rawType, country);
  if (country.dvTypes.length > 0 && (type === null || country.dvTypes.includes(type))) return withCheckDigit(rawNumber ?? '', number, type);
  return { type: type ?? typeOf(number, country), number, dv: null, aliases: [] };
}

const typeOf = (number: string, { typeByNumber }: Country): string | null => typeByNumber.find(([shape]) => shape.test(number))?.[1] ?? null;

/** `901.123.456-1`, `9011234561` and `901123456` are one NIT; without a dash the ten digits may also be a person's number. */
function withCheckDigit(raw: string, number: string, type: string | null): Identification {
  const dashed = /^([\d.\s]{6,})\p{Pd}\s*(\d)$/u.exec(raw.normalize('NFKC').trim());
  if (dashed) {
    const base = normaliseNumber(dashed[1]!);
    return { type: type ?? 'NIT', number: base, dv: dashed[2]!, aliases: [base + dashed[2]!] };
  }
  if (/^\d{10}$/.test(number) && nitCheckDigit(number.slice(0, 9)) === number[9]) {
    const base = number.slice(0, 9);
    // Companies have nine digits and begin with 8 or 9: there the tenth is the check digit, else both readings stay open.
    return /^[89]/.test(base)
      ? { type: type ?? 'NIT', number: base, dv: number[9]!, aliases: [number] }
      : { type, number, dv: null, aliases: [base] };
  }
  const isBase = /^\d{6,15}$/.test(number) && (type !== null || /^[89]\d{8}$/.test(number));
  const dv = isBase ? nitCheckDigit(number) : null;
  return { type, number, dv: type === null ? null : dv, aliases: dv === null ? [] : [number + dv] };
}

/** Equal numbers, whatever separators, check digit or case each side has. */
export function sameNumber(one: Identification, other: Identification): boolean {
  const numbers = new Set(spellings(one));
  return spellings(other).some((number) => numbers.has(number));
}

/** Equal numbers, and equal types where both sides know theirs. */
export function samePerson(one: Identification, other: Identification): boolean {
  return sameNumber(one, other) && (one.type === null || other.type === null || one.type === other.type);
}

/** What to ask Alegra for, best first. */
export function searchNumbers(identification: Identification, raw: string | null = null): string[] {
  return [...new Set([identification.number, ...identification.aliases, raw?.trim() ?? ''])].filter(Boolean);
}

const spellings = ({ number, aliases }: Identification): string[] => [number, ...aliases].map(compactNumber);
