import { Money, readDecimal } from '../../../core/money/index.js';
import { type AlegraTax, idOf, moneyOf } from '../client/alegra.types.js';
import { lookUp } from './maps.js';
import type { Problem } from './problems.js';

export interface ResolvedTax {
  id: string;
  /** Alegra's percentage where it is known: Alegra computes with its own. */
  percentage: Money;
}

/** How ERPNext names a tax. */
export interface WantedTax {
  path: string;
  accountHead: string | null;
  /** The line's item tax template; its rate is not the account's usual one, so it is looked up first. */
  template: string | null;
  percentage: Money | null;
}

export interface TaxBook {
  taxMap: Readonly<Record<string, string>>;
  taxes: readonly AlegraTax[];
}

/**
 * The Alegra tax for one of ERPNext: by the map (template, else account head; then percentage), else the one active tax
 * with that percentage. Several 0 % taxes (exempt, excluded, zero rate) are different things: only the map can tell.
 */
export function resolveTax(book: TaxBook, wanted: WantedTax): ResolvedTax | Problem {
  const { percentage } = wanted;
  const mapped = mappedTax(book, wanted);
  if (mapped !== undefined) return { id: mapped, percentage: percentageOf(book, mapped) ?? percentage ?? new Money(0) };
  const listed = percentage === null ? [] : book.taxes.filter((tax) => tax.status !== 'inactive' && moneyOf(tax.percentage)?.eq(percentage));
  const preferred = listed.length > 1 && !percentage?.isZero() ? listed.filter(({ type }) => type === 'IVA') : listed;
  const id = preferred.length === 1 ? idOf(preferred[0]) : null;
  return id !== null && percentage !== null ? { id, percentage } : unmapped(wanted, listed);
}

export const isProblem = (value: object): value is Problem => 'code' in value;

/** The id that the map gives to a template or an account head, whatever its percentage. */
export function mappedByName({ taxMap }: TaxBook, ...names: (string | null)[]): string | undefined {
  return names.map((name) => lookUp(taxMap, name)).find((id) => id !== undefined);
}

function mappedTax(book: TaxBook, { accountHead, template, percentage }: WantedTax): string | undefined {
  return mappedByName(book, template ?? accountHead) ?? (percentage === null ? undefined : byPercentage(book, percentage));
}

// "13", "13.0", "13.00 %": people write percentages in many ways.
const byPercentage = ({ taxMap }: TaxBook, percentage: Money): string | undefined =>
  Object.entries(taxMap).find(([key]) => readDecimal(key.replace(/\s*%\s*$/, ''))?.eq(percentage))?.[1];

const percentageOf = ({ taxes }: TaxBook, id: string): Money | null => moneyOf(taxes.find((tax) => idOf(tax) === id)?.percentage);

function unmapped({ path, accountHead, template, percentage }: WantedTax, listed: readonly AlegraTax[]): Problem {
  const name = template ?? accountHead;
  const what = [name ? `«${name}»` : null, percentage === null ? null : `${percentage.toString()} %`].filter(Boolean).join(' de ');
  const candidates = listed.map((tax) => `${tax.name ?? ''} (id ${idOf(tax)})`).join(', ');
  return {
    path,
    code: 'tax_unmapped',
    message: `El impuesto ${what || 'sin nombre'} no tiene un impuesto de Alegra${candidates ? `; podría ser ${candidates}` : ''}. Agréguelo a tax_map por cuenta, plantilla o porcentaje.`,
  };
}
