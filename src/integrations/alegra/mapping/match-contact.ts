import { type AlegraContact, fieldsOf, idOf, textOf } from '../client/alegra.types.js';
import type { ContactBody } from './contact.js';
import { fullName } from './contact.js';
import type { Country } from './countries.js';
import { type Identification, readIdentification, sameNumber, samePerson } from './identification.js';

export interface WantedContact {
  identification: Identification | null;
  email: string | null;
}

export type ContactMatch =
  | { kind: 'match'; contact: AlegraContact; by: 'identification' | 'email' }
  | { kind: 'ambiguous'; contacts: AlegraContact[]; by: 'identification' | 'email' }
  | { kind: 'none' };

/** A contact's identification: `identificationObject`, or `identification` as `{type, number, dv}` or plain text. */
export function identificationOf(contact: AlegraContact, country: Country): Identification | null {
  for (const given of [contact.identificationObject, contact.identification]) {
    const { type, number, dv } = fieldsOf(given);
    const base = textOf(number) ?? textOf(given);
    if (base === null) continue;
    const digit = textOf(dv);
    return readIdentification(digit === null ? base : `${base}-${digit}`, textOf(type), country);
  }
  return null;
}

/**
 * Finds the wanted contact among the rows of a search. Every row is verified, because Alegra ignores filters it does not
 * know and then answers with anybody. Active rows come before inactive ones; two equally good rows are for a person to tell apart.
 */
export function matchContact(rows: readonly AlegraContact[], wanted: WantedContact, country: Country): ContactMatch {
  const known = unique(rows).map((contact) => ({ contact, identification: identificationOf(contact, country) }));
  if (wanted.identification) {
    const same = known.filter(({ identification }) => identification && samePerson(wanted.identification!, identification));
    const typed = same.filter(({ identification }) => identification?.type === wanted.identification?.type);
    if (same.length > 0) return choose((typed.length > 0 ? typed : same).map(({ contact }) => contact), 'identification');
  }
  const email = fold(wanted.email);
  if (email === '') return { kind: 'none' };
  const same = known.filter(({ contact }) => fold(contact.email) === email);
  // One shared address of several people says nothing about who is meant.
  if (same.length > 1) return choose(same.map(({ contact }) => contact), 'email');
  const [only] = same;
  const isOther = only?.identification && wanted.identification && !sameNumber(only.identification, wanted.identification);
  return only && !isOther ? { kind: 'match', contact: only.contact, by: 'email' } : { kind: 'none' };
}

function choose(contacts: AlegraContact[], by: 'identification' | 'email'): ContactMatch {
  const active = contacts.filter((contact) => contact.status !== 'inactive');
  const best = active.length > 0 ? active : contacts;
  return best.length === 1 ? { kind: 'match', contact: best[0]!, by } : { kind: 'ambiguous', contacts: best, by };
}

const unique = (rows: readonly AlegraContact[]): AlegraContact[] => [...new Map(rows.map((row) => [idOf(row), row])).values()];

const fold = (email: unknown): string => textOf(email)?.toLowerCase() ?? '';

/** What an update would send: only what differs and is not empty. Nothing in Alegra is blanked; null = nothing to update. */
export function contactChanges(existing: AlegraContact, wanted: ContactBody, country: Country): Partial<ContactBody> | null {
  const changes: Partial<ContactBody> = {};
  const name = wanted.name ?? fullName(wanted.nameObject);
  if (words(name) !== '' && words(existing.name) !== words(name)) Object.assign(changes, wanted.nameObject ? { nameObject: wanted.nameObject } : { name });
  if (wanted.email && fold(existing.email) !== fold(wanted.email)) changes.email = wanted.email;
  if (wanted.phonePrimary && words(existing.phonePrimary) !== words(wanted.phonePrimary)) changes.phonePrimary = wanted.phonePrimary;
  if (wanted.mobile && words(existing.mobile) !== words(wanted.mobile)) changes.mobile = wanted.mobile;
  if (identificationOf(existing, country) === null) {
    const { identification, identificationObject } = wanted;
    Object.assign(changes, identificationObject ? { identificationObject } : identification ? { identification } : {});
  }
  const types = [existing.type ?? []].flat();
  if (types.length > 0 && !types.includes('client')) changes.type = ['client', ...types];
  return Object.keys(changes).length > 0 ? changes : null;
}

const words = (value: unknown): string => textOf(value)?.replace(/\s+/g, ' ') ?? '';
