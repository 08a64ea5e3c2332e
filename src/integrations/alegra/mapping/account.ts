import { type AlegraCompany, type AlegraTax, fieldsOf, moneyOf, textOf } from '../client/alegra.types.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import { type Country, countryOf, UNKNOWN_COUNTRY } from './countries.js';

/** What mapping needs to know of the Alegra account that documents go to. */
export interface Account {
  country: Country;
  /** ISO 4217; null when Alegra does not tell. */
  currency: string | null;
  /** Decimals that Alegra rounds to. */
  decimals: number;
  taxes: readonly AlegraTax[];
}

/** The configured country wins over the one that Alegra tells. */
export function accountOf(settings: Pick<AlegraMetadata, 'country'>, company: AlegraCompany, taxes: readonly AlegraTax[]): Account {
  const decimals = moneyOf(company.decimalPrecision)?.toNumber();
  return {
    country: countryOf(settings.country) ?? countryOf(textOf(company.applicationVersion)) ?? UNKNOWN_COUNTRY,
    currency: textOf(fieldsOf(company.currency).code) ?? textOf(company.currency),
    decimals: decimals !== undefined && Number.isInteger(decimals) && decimals >= 0 && decimals <= 10 ? decimals : 2,
    taxes,
  };
}

/** Alegra's documentation shows item and tax ids as numbers; anything that is not a plain number stays text. */
export const wireId = (id: string): number | string => (/^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id);
