import { type Fields, textOf } from '../client/alegra.types.js';
import { plainText } from '../../../core/text/index.js';

/**
 * The mark by which a document is found again in Alegra: `[ERPNEXT:<company code>:<doctype>:<name>]`, put in
 * `observations` (not printed). The closing bracket keeps `INV-1` apart from `INV-1-1`.
 */
export function makeMarker(company: string, { doctype, name }: { doctype: string; name: string }): string {
  return `[ERPNEXT:${company}:${doctype}:${name}]`;
}

/** Whether a document of Alegra carries the marker, however Alegra kept the text (escaped, other spaces). */
export function hasMarker(document: Fields, marker: string): boolean {
  const text = textOf(document.observations);
  if (text === null) return false;
  return text.includes(marker) || plainText(text, text.length).includes(plainText(marker, marker.length));
}

/** All rows that carry the marker; a voided one too, its caller decides. */
export function findMarked<Row extends Fields>(rows: readonly Row[], marker: string): Row[] {
  return rows.filter((row) => hasMarker(row, marker));
}
