import { rowsOf, textOf, type Row } from './fields.js';

export interface MappedContact {
  external_id: string;
  /** Trimmed, lower case; null when there is none anywhere. */
  email: string | null;
  name: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An address as it is compared; null for what is none. */
export function emailOf(value: unknown): string | null {
  const text = textOf(value).toLowerCase().replace(/^mailto:/, '');
  return EMAIL.test(text) ? text : null;
}

/** A contact without an e-mail of its own has the first of its contact persons (contract holded §3.3). */
export function mapContact(row: Row): MappedContact {
  const persons = rowsOf(row.contactPersons).map(({ email }) => emailOf(email));
  return { external_id: textOf(row.id), email: emailOf(row.email) ?? persons.find((email) => email !== null) ?? null, name: textOf(row.name) };
}

/** Two spellings of one name: accents, case and blanks do not count. */
export const sameName = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
