import { Money } from '../../../core/money/index.js';
import type { ErpnextDocument } from './erpnext-document.js';
import { includedPercentage, type TaxRows } from './tax-rows.js';
import { sum } from './totals.js';

/**
 * What each line comes to before taxes and after every discount, positive for invoice and return alike. ERPNext's own
 * `net_amount` where the payload has it; else taken from the price by removing included taxes and spreading the
 * document's discount in proportion, as ERPNext does.
 */
export function netAmounts(document: ErpnextDocument, rows: TaxRows['taxes']): Money[] {
  const sign = document.isReturn ? -1 : 1;
  const known = document.items.map(({ netAmount }) => netAmount);
  if (known.every((net) => net !== null)) return known.map((net) => net.times(sign));

  const before = document.items.map((item) => item.amount.times(sign).div(includedPercentage(item, rows).div(100).plus(1)));
  const factor = discountFactor(document, before, rows);
  // An amount that nothing was taken from keeps its digits.
  const amounts = before.map((amount, index) => {
    const isWhole = factor.eq(1) && amount.eq(document.items[index]!.amount.abs());
    return isWhole ? amount : amount.times(factor).toDecimalPlaces(2);
  });
  const missing = document.netTotal ? document.netTotal.abs().minus(sum(amounts)) : new Money(0);
  const isRounding = missing.abs().lte(new Money('0.01').times(amounts.length));
  // Cents lost in rounding go to the last line, as in ERPNext.
  return isRounding ? amounts.map((amount, index) => (index === amounts.length - 1 ? amount.plus(missing) : amount)) : amounts;
}

/** The share of the lines that the document's discount leaves: 1 without a discount. */
function discountFactor(document: ErpnextDocument, before: readonly Money[], rows: TaxRows['taxes']): Money {
  const { discountAmount, discountPercentage, applyDiscountOn, netTotal, items } = document;
  const total = sum(before);
  const one = new Money(1);
  if (total.isZero()) return one;
  const taken = netTotal ? total.minus(netTotal.abs()) : null;
  if (taken?.gt(new Money('0.01').times(before.length))) return one.minus(taken.div(total));
  if (taken) return one;
  if (discountAmount && !discountAmount.isZero()) {
    const taxOf = (index: number) => sum(rows.map(({ row }) => items[index]!.taxRates?.get(row.accountHead ?? '') ?? row.rate ?? new Money(0)));
    const base = applyDiscountOn === 'Net Total' ? total : sum(before.map((amount, index) => amount.times(taxOf(index).div(100).plus(1))));
    return one.minus(discountAmount.abs().div(base));
  }
  return discountPercentage ? one.minus(discountPercentage.div(100)) : one;
}
