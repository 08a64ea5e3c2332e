import type { Warning } from '../../../core/errors/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { Country } from './countries.js';
import type { ErpnextCustomer } from './erpnext-customer.js';
import { fitType } from './generic-type.js';
import { type Identification, nitCheckDigit, readIdentification } from './identification.js';
import { type NameObject, soundsLikeCompany, splitName } from './person-name.js';
import type { Problem } from './problems.js';

/** Body of `POST /contacts`. People have `nameObject`, companies `name`: both together is Alegra's error 2039. */
export interface ContactBody {
  name?: string;
  nameObject?: NameObject;
  identification?: string;
  identificationObject?: { type: string; number: string; dv?: string };
  kindOfPerson?: 'PERSON_ENTITY' | 'LEGAL_ENTITY';
  email?: string;
  phonePrimary?: string;
  mobile?: string;
  address?: { address: string };
  type: string | string[];
  [field: string]: unknown;
}

export type BuiltContact =
  | { body: ContactBody; identification: Identification | null; warnings: Warning[]; problems?: undefined }
  | { body?: undefined; problems: Problem[] };

type Settings = Pick<AlegraMetadata, 'generic_identification_type' | 'missing_last_name' | 'contact_defaults'>;

/** The contact as it would be created. */
export function toContactBody(customer: ErpnextCustomer, settings: Settings, country: Country): BuiltContact {
  const name = customer.name?.replace(/\s+/g, ' ').trim();
  if (!name) return { problems: [{ path: 'customer', code: 'customer_name_missing', message: 'El cliente no tiene nombre: envíe customer.customer_name.' }] };
  const wanted = readIdentification(customer.identification, customer.identificationType, country);
  const fitted = wanted ? fitType(wanted, settings, country) : null;
  const identification = fitted?.identification ?? null;
  const isCompany = isCompanyName(customer, name, identification, country);
  const email = emailOf(customer.email);
  return {
    body: {
      ...settings.contact_defaults,
      ...(isCompany ? { name } : { nameObject: splitName(name, settings.missing_last_name) }),
      ...identificationFields(identification),
      ...(country.kindOfPerson ? { kindOfPerson: isCompany ? ('LEGAL_ENTITY' as const) : ('PERSON_ENTITY' as const) } : {}),
      ...(email ? { email } : {}),
      ...(customer.phone ? { phonePrimary: customer.phone } : {}),
      ...(customer.mobile ? { mobile: customer.mobile } : {}),
      ...(customer.address ? { address: { address: customer.address } } : {}),
      type: 'client',
    },
    identification,
    warnings: [...(fitted?.warnings ?? []), ...emailWarnings(customer.email, email), ...checkDigitWarnings(identification)],
  };
}

/** After 2039: the same contact under its single name. */
export function withoutNameObject(body: ContactBody): ContactBody {
  const { nameObject, ...rest } = body;
  return { ...rest, name: rest.name ?? fullName(nameObject) };
}

export const fullName = (name: NameObject | undefined): string =>
  [name?.firstName, name?.secondName, name?.lastName, name?.secondLastName].filter(Boolean).join(' ');

function identificationFields(identification: Identification | null): Pick<ContactBody, 'identification' | 'identificationObject'> {
  if (!identification) return {};
  const { type, number, dv } = identification;
  return type === null ? { identification: number } : { identificationObject: { type, number, ...(dv ? { dv } : {}) } };
}

function isCompanyName(customer: ErpnextCustomer, name: string, identification: Identification | null, country: Country): boolean {
  if (customer.kind && /^(company|empresa|partnership)$/i.test(customer.kind)) return true;
  if (customer.kind && /^individual$/i.test(customer.kind)) return false;
  if (identification?.type && country.companyTypes.includes(identification.type)) return true;
  // Nobody says what it is: a single name is right for both, splitting a company's name is not.
  return soundsLikeCompany(name) || identification?.type == null;
}

/** The first address that looks like one: ERPNext fields may hold several, or a dash. */
export function emailOf(text: string | null): string | null {
  return text?.split(/[\s,;]+/).find((part) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(part)) ?? null;
}

const emailWarnings = (given: string | null, email: string | null): Warning[] =>
  given && !email ? [{ code: 'customer_email_ignored', message: `El correo del cliente («${given.slice(0, 60)}») no es válido; no se envió a Alegra.` }] : [];

function checkDigitWarnings(identification: Identification | null): Warning[] {
  if (!identification?.dv || nitCheckDigit(identification.number) === identification.dv) return [];
  return [
    {
      code: 'check_digit_wrong',
      message: `El dígito de verificación de ${identification.number}-${identification.dv} no corresponde (debería ser ${nitCheckDigit(identification.number)}).`,
    },
  ];
}
