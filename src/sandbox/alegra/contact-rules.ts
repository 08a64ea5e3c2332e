import { type Country } from './countries.js';
import { checkListed, type Fields, fieldsOf, listOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import type { AlegraSettings } from './routes.js';
import type { Contact } from './state.js';

const KINDS = ['LEGAL_ENTITY', 'PERSON_ENTITY'];
const STATUSES = ['active', 'inactive'];
const TYPES = ['client', 'provider'];
const OWN_FIELDS = ['id', 'name', 'nameObject', 'identification', 'identificationObject', 'email', 'type', 'status', 'ignoreRepeated'];

/** Reads a create body, or an update body over the contact it changes; refuses what the country's edition refuses. */
export function readContact(body: Fields, country: Country, settings: AlegraSettings, existing?: Contact): Omit<Contact, 'id'> {
  if (body.name && body.nameObject && settings.nameAndNameObject === 'refuse') {
    invalid('Los campos name y nameObject son mutuamente excluyentes', { code: 2039 });
  }
  checkListed(body.kindOfPerson, KINDS, 'kindOfPerson');
  checkListed(body.regime, country.regimes, 'regime');
  checkListed(body.status, STATUSES, 'status');
  const name = nameOf(body) ?? existing?.name ?? invalid('El nombre del contacto es obligatorio');
  return {
    name,
    nameObject: body.nameObject ? fieldsOf(body.nameObject) : body.name ? null : (existing?.nameObject ?? null),
    identification: identificationOf(body, country) ?? existing?.identification ?? null,
    email: body.email === undefined ? (existing?.email ?? null) : emailOf(body.email),
    type: body.type === undefined ? (existing?.type ?? ['client']) : typesOf(body.type),
    status: (body.status as Contact['status'] | undefined) ?? existing?.status ?? 'active',
    other: { ...existing?.other, ...Object.fromEntries(Object.entries(body).filter(([field]) => !OWN_FIELDS.includes(field))) },
  };
}

function nameOf(body: Fields): string | null {
  const parts = fieldsOf(body.nameObject);
  const person = [parts.firstName, parts.secondName, parts.lastName, parts.secondLastName].map(textOf).filter(Boolean).join(' ');
  if (body.nameObject && !textOf(parts.firstName)) return invalid('nameObject.firstName es obligatorio');
  return textOf(body.name) ?? (person || null);
}

function identificationOf(body: Fields, country: Country): Contact['identification'] {
  const given = body.identificationObject ?? body.identification;
  const { type, number, dv } = typeof given === 'object' ? fieldsOf(given) : { type: null, number: given, dv: null };
  const digits = textOf(number);
  if (type !== null && type !== undefined) {
    checkListed(type, country.identificationTypes, 'el tipo de identificación');
    if (digits === null) invalid('El número de identificación es obligatorio');
  }
  if (digits === null) return null;
  const named = textOf(type);
  if (named && country.numericTypes?.includes(named) && !/^\d+$/.test(digits)) {
    invalid(`El número de identificación ${digits} sólo debe contener números para el tipo ${named}`);
  }
  if (textOf(dv) && country.dvOnlyFor && !country.dvOnlyFor.includes(named ?? '')) {
    invalid(`El dígito de verificación sólo aplica para ${country.dvOnlyFor.join(', ')}`);
  }
  return { type: named, number: digits, dv: textOf(dv) };
}

function emailOf(value: unknown): string | null {
  const email = textOf(value);
  return email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : invalid(`El correo "${email}" no es válido`);
}

function typesOf(value: unknown): string[] {
  const types = typeof value === 'string' ? [value] : listOf(value).map(String);
  types.forEach((type) => checkListed(type, TYPES, 'type'));
  return types;
}

/** What uniqueness compares: the digits, or the whole upper-case number when it has letters (passports). */
export function comparableNumber(number: string): string {
  const bare = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return /^\d+$/.test(bare) ? bare : number.toUpperCase().trim();
}
