import type { PreparedDocument } from './types.js';

/** Annex 1, note 3. 1 normal, 2 replaces a paper document of a contingency, 3 issued without internet. */
export type Situation = '1' | '2' | '3';

export interface ConsecutivoParts {
  /** 1 to 999; 1 is the main office. */
  branch: number | string;
  /** 1 to 99999. */
  terminal: number | string;
  /** Two digits of the document's kind: `01`. */
  typeCode: string;
  /** 1 to 9999999999. */
  number: number | bigint | string;
}

/** 20 digits: branch 3, terminal 5, type 2, number 10. Throws a RangeError for what does not fit. */
export function consecutivoOf({ branch, terminal, typeCode, number }: ConsecutivoParts): string {
  return digits(branch, 3, 'branch') + digits(terminal, 5, 'terminal') + digits(typeCode, 2, 'typeCode') + digits(number, 10, 'number');
}

export interface ClaveParts {
  /** Costa Rica's day, `yyyy-mm-dd`; FechaEmision must show the same. */
  date: string;
  /** Of the one who issues and signs; letters (since 2026) stay as they are. */
  identification: string;
  consecutive: string;
  situation: Situation;
  /** Eight digits of our own. */
  securityCode: string;
}

/** 50 characters; there is no check digit. Throws a RangeError for what does not fit. */
export function claveOf({ date, identification, consecutive, situation, securityCode }: ClaveParts): string {
  const [, year, month, day] = /^\d\d(\d\d)-(\d\d)-(\d\d)$/.exec(date) ?? fail('date', date);
  if (!/^[0-9A-Z]{9,12}$/.test(identification)) fail('identification', identification);
  if (!/^\d{20}$/.test(consecutive)) fail('consecutive', consecutive);
  if (!/^\d{8}$/.test(securityCode)) fail('securityCode', securityCode);
  return `506${day}${month}${year}${identification.padStart(12, '0')}${consecutive}${situation}${securityCode}`;
}

/** The situation a document is issued in, decided on the day it is signed (Costa Rica's). */
export function situationOf(document: Pick<PreparedDocument, 'issue_date' | 'references'>, today: string): Situation {
  if (document.references.some((reference) => reference.document_type === '08' && reference.code === '05')) return '2';
  return document.issue_date && document.issue_date.slice(0, 10) < today ? '3' : '1';
}

function digits(value: number | bigint | string, width: number, name: string): string {
  const text = String(value);
  return /^\d+$/.test(text) && BigInt(text) > 0n && text.length <= width ? text.padStart(width, '0') : fail(name, text);
}

function fail(name: string, value: string): never {
  throw new RangeError(`${name} cannot be part of a clave or consecutivo: "${value.slice(0, 60)}"`);
}
