import { isLosslessNumber } from 'lossless-json';
import { type Money, readDecimal } from '../../../core/money/index.js';

/** JSON as it came. Alegra is loose with types: read ids with `idOf`, money with `moneyOf`, lists with `rowsOf`. */
export type Fields = Record<string, unknown>;

/** A string in one endpoint, a number in the next; a reference may also be `{id}`. */
export type AlegraId = string | number;
/** A number or numeric text of any length; `moneyOf` reads both. */
export type AlegraMoney = unknown;

export interface AlegraContact extends Fields {
  id: AlegraId;
  name?: string;
  /** Plain text, or `{type, number, dv}` in some country editions. */
  identification?: unknown;
  identificationObject?: unknown;
  email?: string | null;
  /** `"client"` or `["client", "provider"]`. */
  type?: string | string[];
  status?: string;
}

export interface AlegraInvoice extends Fields {
  id: AlegraId;
  date?: string;
  dueDate?: string;
  status?: string;
  observations?: string | null;
  client?: unknown;
  /** `{id, prefix, number, fullNumber}` or a list of one. */
  numberTemplate?: unknown;
  total?: AlegraMoney;
  totalPaid?: AlegraMoney;
  balance?: AlegraMoney;
  items?: Fields[];
  stamp?: unknown;
}

export interface AlegraCreditNote extends Fields {
  id: AlegraId;
  date?: string;
  status?: string;
  observations?: string | null;
  total?: AlegraMoney;
}

export interface AlegraItem extends Fields {
  id: AlegraId;
  name?: string;
  reference?: unknown;
  status?: string;
}

export interface AlegraTax extends Fields {
  id: AlegraId;
  name?: string;
  percentage?: AlegraMoney;
  type?: string;
  status?: string;
}

export interface AlegraCompany extends Fields {
  /** The country edition: `colombia`, `costarica`… */
  applicationVersion?: string;
  currency?: unknown;
  decimalPrecision?: unknown;
}

/** The value as an object; anything else counts as empty. A list of one counts as its row (`numberTemplate`). */
export function fieldsOf(value: unknown): Fields {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof one === 'object' && one !== null && !Array.isArray(one) ? (one as Fields) : {};
}

/** Trimmed text of a string or number; null when there is none. */
export function textOf(value: unknown): string | null {
  if (isLosslessNumber(value)) return value.value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}

/** An id as text, from `12`, `"12"` or `{id: 12}`. */
export function idOf(value: unknown): string | null {
  return textOf(value) ?? textOf(fieldsOf(value).id);
}

/** An amount, exact; null when there is none or it cannot be read. */
export function moneyOf(value: unknown): Money | null {
  return readDecimal(value) ?? null;
}

/** Whether an answer is a list at all: `rowsOf` reads nothing in one that is not. */
export const isList = (json: unknown): boolean => Array.isArray(json) || Array.isArray(fieldsOf(json).data);

/** The rows of a list answer: a bare array, or `{metadata: {total}, data: […]}`. What is not an object is left out. */
export function rowsOf<Row = Fields>(json: unknown): Row[] {
  const rows: unknown = Array.isArray(json) ? json : fieldsOf(json).data;
  return (Array.isArray(rows) ? rows.filter((row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row)) : []) as Row[];
}

/** `FE341`: the number people know the document by; null while it has none (a draft). */
export function numberOf(document: Fields): string | null {
  const { fullNumber, prefix, number } = fieldsOf(document.numberTemplate);
  const digits = textOf(number);
  return textOf(fullNumber) ?? (digits === null ? null : `${textOf(prefix) ?? ''}${digits}`);
}

/** Stamped documents are legally fixed: neither edited, deleted nor voided, only credited. */
export function isStamped(document: Fields): boolean {
  const { emissionStatus, emission_status: snake, legalStatus, uuid, cufe } = fieldsOf(document.stamp);
  return (textOf(emissionStatus) ?? textOf(snake) ?? '').startsWith('STAMPED') || textOf(legalStatus) === 'ACCEPTED' || textOf(uuid) !== null || textOf(cufe) !== null;
}

/** What the invoice is, whatever a country edition calls it (`void`/`voided`, `closed`/`paid`). */
export function statusOf(document: Fields): 'draft' | 'open' | 'closed' | 'void' | null {
  const status = textOf(document.status)?.toLowerCase();
  if (status === 'draft' || status === 'open' || status === 'closed' || status === 'void') return status;
  return status === 'voided' ? 'void' : status === 'paid' ? 'closed' : null;
}
