import { Money } from '../../core/money/index.js';
import type { AlegraState, Invoice, Line, SalesDocument } from './state.js';

export interface Totals {
  /** Before discount and tax. */
  subtotal: Money;
  discount: Money;
  tax: Money;
  total: Money;
}

const sum = (amounts: readonly Money[]): Money => amounts.reduce((total, amount) => total.plus(amount), new Money(0));

/** line = price · quantity · (1 − discount/100), each line and each of its taxes rounded to the company's decimals. */
export function lineTotals({ price, quantity, discount, taxes }: Line, decimals: number): Totals {
  const subtotal = price.times(quantity).toDecimalPlaces(decimals);
  const net = price.times(quantity).times(new Money(100).minus(discount)).div(100).toDecimalPlaces(decimals);
  const tax = sum(taxes.map(({ percentage }) => net.times(percentage).div(100).toDecimalPlaces(decimals)));
  return { subtotal, discount: subtotal.minus(net), tax, total: net.plus(tax) };
}

export function totalsOf(lines: readonly Line[], decimals: number): Totals {
  const each = lines.map((line) => lineTotals(line, decimals));
  return {
    subtotal: sum(each.map(({ subtotal }) => subtotal)),
    discount: sum(each.map(({ discount }) => discount)),
    tax: sum(each.map(({ tax }) => tax)),
    total: sum(each.map(({ total }) => total)),
  };
}

export function totalOf(state: AlegraState, document: SalesDocument): Money {
  return totalsOf(document.lines, state.country.decimalPrecision).total;
}

export type Allocating = { status: string; allocations: { invoiceId: string; amount: Money }[] };

function allocatedTo(invoice: Invoice, documents: readonly Allocating[]): Money {
  const valid = documents.filter(({ status }) => status !== 'void');
  return sum(valid.flatMap(({ allocations }) => allocations.filter(({ invoiceId }) => invoiceId === invoice.id).map(({ amount }) => amount)));
}

export const paidOf = (state: AlegraState, invoice: Invoice): Money => allocatedTo(invoice, state.payments);

export const creditedOf = (state: AlegraState, invoice: Invoice): Money => allocatedTo(invoice, state.creditNotes);

/** What is still owed; never negative: a credit on a paid invoice is money to give back. */
export function balanceOf(state: AlegraState, invoice: Invoice): Money {
  const owed = totalOf(state, invoice).minus(paidOf(state, invoice)).minus(creditedOf(state, invoice));
  return Money.max(owed, 0);
}

export function statusOf(state: AlegraState, invoice: Invoice): 'draft' | 'open' | 'closed' | 'void' {
  return invoice.status === 'open' && balanceOf(state, invoice).isZero() ? 'closed' : invoice.status;
}

export const allocatedBy = (document: Allocating): Money => sum(document.allocations.map(({ amount }) => amount));
