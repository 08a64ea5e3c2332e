import type { Warning } from '../../../core/errors/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import { type Country, UNKNOWN_COUNTRY } from './countries.js';
import type { Identification } from './identification.js';

/** The type a contact is created with: a number with letters cannot have a type of digits, it gets the generic one. */
export function fitType(
  identification: Identification,
  settings: Pick<AlegraMetadata, 'generic_identification_type'>,
  country: Country,
): { identification: Identification; warnings: Warning[] } {
  const { type, number } = identification;
  const hasLetters = !/^\d+$/.test(number);
  const fits = type !== null && country.identificationTypes.includes(type) && !country.numericTypes.includes(type);
  // Mexico takes its RFC as plain text, without a type.
  if (!hasLetters || fits || (type === null && country.code === 'MX')) return { identification, warnings: [] };
  const generic = settings.generic_identification_type;
  return { identification: { ...identification, type: generic, dv: null }, warnings: genericTypeWarnings(settings, country) };
}

/** What to tell people, when a document uses the generic type and when a credential is configured. */
export function genericTypeWarnings(settings: Pick<AlegraMetadata, 'generic_identification_type'>, country: Country = UNKNOWN_COUNTRY): Warning[] {
  const generic = settings.generic_identification_type;
  const { identificationTypes: listed, suggestedGenericType: suggested } = country;
  if (listed.length === 0 || listed.includes(generic)) return [];
  return [
    {
      code: 'generic_identification_type_not_listed',
      message: `El tipo de identificación genérico «${generic}» no está en la lista de Alegra para ${country.code} (${listed.join(', ')}); Alegra puede rechazarlo.${suggested ? ` Ponga generic_identification_type en «${suggested}».` : ''}`,
    },
  ];
}
