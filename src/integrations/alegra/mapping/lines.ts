import { Money } from '../../../core/money/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import { type Account, wireId } from './account.js';
import type { ErpnextDocument } from './erpnext-document.js';
import type { ErpnextItem, ErpnextTax } from './erpnext-rows.js';
import { type FoundItems, resolveItem } from './items.js';
import { linePrice } from './line-price.js';
import { lookUp } from './maps.js';
import { netAmounts } from './net-amounts.js';
import type { Problem } from './problems.js';
import { sortTaxRows, taxesOfLine, type TaxRows } from './tax-rows.js';
import { isProblem, type ResolvedTax, resolveTax, type TaxBook, type WantedTax } from './taxes.js';
import { type PricedLine, wire } from './totals.js';

/** A line ready to go, with what its total is computed from. */
export interface Line extends PricedLine {
  itemId: string;
  name: string | null;
  description: string | null;
  taxIds: readonly string[];
}

export interface LineContext {
  settings: AlegraMetadata;
  account: Account;
  foundItems?: FoundItems;
}

/** All lines of an invoice or return (quantities positive in both), or every problem that keeps them from Alegra. */
export function toLines(document: ErpnextDocument, context: LineContext): { lines: Line[]; problems: Problem[] } {
  const book: TaxBook = { taxMap: context.settings.tax_map, taxes: context.account.taxes };
  const rows = sortTaxRows(document.taxes, book);
  const nets = netAmounts(document, rows.taxes);
  const sign = document.isReturn ? -1 : 1;
  const problems = [...rows.problems];
  const keep = (line: Line | Problem[]): Line[] => (Array.isArray(line) ? (problems.push(...line), []) : [line]);
  const items = document.items.flatMap((item, index) => keep(itemLine(item, nets[index]!, sign, rows, book, context)));
  const charges = rows.charges.flatMap((charge) => keep(chargeLine(charge, sign, rows, book, context)));
  // Twenty lines with one unmapped tax are one problem.
  const distinct = [...new Map(problems.map((problem) => [problem.message, problem])).values()];
  return { lines: [...items, ...charges], problems: distinct };
}

function itemLine(item: ErpnextItem, net: Money, sign: number, rows: TaxRows, book: TaxBook, { settings, account, foundItems }: LineContext): Line | Problem[] {
  const quantity = item.quantity.times(sign);
  const label = `«${item.code ?? item.name ?? item.path}»`;
  if (!quantity.gt(0) || net.isNegative()) {
    return [{ path: item.path, code: 'line_not_positive', message: `La línea ${label} tiene cantidad o importe cero o de signo contrario al documento; Alegra no lo admite. Sepárela en otro documento.` }];
  }
  const itemId = resolveItem(item, settings, foundItems);
  const taxes = resolveAll(taxesOfLine(item, rows.taxes), book);
  const problems = [...(typeof itemId === 'string' ? [] : [itemId]), ...taxes.problems];
  if (typeof itemId !== 'string' || problems.length > 0) return problems;
  return {
    itemId,
    // Under a default item only the texts tell what was sold.
    name: item.name ?? item.code,
    description: item.description === item.name ? null : item.description,
    quantity,
    ...linePrice(item, quantity, net, account.decimals),
    taxIds: taxes.resolved.map(({ id }) => id),
    taxes: taxes.resolved.map(({ percentage }) => percentage),
  };
}

function chargeLine(charge: ErpnextTax, sign: number, rows: TaxRows, book: TaxBook, { settings }: LineContext): Line | Problem[] {
  const { path, accountHead, description } = charge;
  const name = description ?? accountHead ?? 'Cargo';
  const price = (charge.amount ?? new Money(0)).times(sign);
  const itemId = lookUp(settings.charge_item_map, accountHead) ?? lookUp(settings.charge_item_map, description) ?? settings.charge_item_map['*'];
  if (itemId === undefined || price.isNegative()) {
    const why = price.isNegative() ? 'es negativo y Alegra no admite líneas negativas' : 'no tiene un servicio de Alegra: agréguelo a charge_item_map';
    return [{ path, code: 'charge_unmapped', message: `El cargo «${accountHead ?? name}» de ${price.toString()} ${why}.` }];
  }
  const onCharge = rows.taxes.filter(({ onCharges }) => onCharges);
  const wanted = onCharge.map(({ row }): WantedTax => ({ path: row.path, accountHead: row.accountHead, template: null, percentage: row.rate }));
  const taxes = resolveAll(wanted, book);
  if (taxes.problems.length > 0) return taxes.problems;
  return {
    itemId,
    name,
    description: null,
    price,
    quantity: new Money(1),
    discount: new Money(0),
    taxIds: taxes.resolved.map(({ id }) => id),
    taxes: taxes.resolved.map(({ percentage }) => percentage),
  };
}

function resolveAll(wanted: readonly WantedTax[], book: TaxBook): { resolved: ResolvedTax[]; problems: Problem[] } {
  const answers = wanted.map((one) => resolveTax(book, one));
  const resolved = answers.filter((answer): answer is ResolvedTax => !isProblem(answer));
  return { resolved: [...new Map(resolved.map((tax) => [tax.id, tax])).values()], problems: answers.filter(isProblem) };
}

/** A row of `items` in a body. */
export interface AlegraLineBody {
  id: number | string;
  name?: string;
  description?: string;
  price: number | string;
  quantity: number | string;
  discount?: number | string;
  tax?: { id: number | string }[];
}

export function lineBody({ itemId, name, description, price, quantity, discount, taxIds }: Line): AlegraLineBody {
  return {
    id: wireId(itemId),
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    price: wire(price),
    quantity: wire(quantity),
    ...(discount.isZero() ? {} : { discount: wire(discount) }),
    ...(taxIds.length > 0 ? { tax: taxIds.map((id) => ({ id: wireId(id) })) } : {}),
  };
}
