import { Money } from '../../../core/money/index.js';
import type { ErpnextItem } from './erpnext-rows.js';
import { netOf } from './totals.js';

export interface LinePrice {
  price: Money;
  /** Percentage, at most 4 decimals. */
  discount: Money;
}

const ZERO = new Money(0);

/**
 * Price and discount with which Alegra arrives at `net`. ERPNext's `rate` is already discounted: the discount is shown only
 * together with the list price, and only if the two give exactly the line's amount; else the net price goes alone.
 */
export function linePrice(item: ErpnextItem, quantity: Money, net: Money, decimals: number): LinePrice {
  const isPlain = net.eq(item.amount.abs());
  const exact = net.div(quantity);
  const candidates: LinePrice[] = [
    ...(isPlain ? listPrice(item) : []),
    ...(isPlain ? [{ price: item.rate, discount: ZERO }] : []),
    ...(item.netRate ? [{ price: item.netRate, discount: ZERO }] : []),
    { price: exact.toDecimalPlaces(6), discount: ZERO },
  ];
  const wanted = net.toDecimalPlaces(decimals);
  return (
    candidates.find(({ price, discount }) => !price.isNegative() && netOf({ price, discount, quantity }, decimals).eq(wanted)) ??
    { price: exact.toDecimalPlaces(12), discount: ZERO }
  );
}

function listPrice({ priceListRate: price, discountPercentage, rate }: ErpnextItem): LinePrice[] {
  if (!price?.gt(0)) return [];
  const derived = price.minus(rate).div(price).times(100);
  return [discountPercentage, derived].filter((discount) => discount?.gt(0) && discount.lte(100)).map((discount) => ({ price, discount: discount!.toDecimalPlaces(4) }));
}
