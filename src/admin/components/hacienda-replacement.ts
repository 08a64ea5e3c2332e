import type { Einvoice } from './hacienda-data.js';
import { costaRicaDay } from './hacienda-panel-data.js';

const MOST_REFERENCES = 10;

/** The invoice of a rejected document with a reference to it, as Hacienda asks: type 10 (rejected document), code 16 (replaces it). */
export function replacementOf(input: Record<string, unknown>, { clave, issue_date }: Pick<Einvoice, 'clave' | 'issue_date'>): Record<string, unknown> {
  const references = Array.isArray(input.references) ? (input.references as { number?: unknown }[]) : [];
  if (clave === null || issue_date === null || references.length >= MOST_REFERENCES || references.some(({ number }) => number === clave)) return input;
  const rejected = { document_type: '10', number: clave, issue_date: costaRicaDay(new Date(issue_date)), code: '16', reason: 'Sustituye comprobante rechazado' };
  return { ...input, references: [...references, rejected] };
}
