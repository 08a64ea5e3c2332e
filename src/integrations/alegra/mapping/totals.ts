import type { Warning } from '../../../core/errors/index.js';
import { Money } from '../../../core/money/index.js';
import type { ErpnextDocument } from './erpnext-document.js';

/** A line as Alegra computes it. */
export interface PricedLine {
  /** Before discount and taxes. */
  price: Money;
  quantity: Money;
  /** Percentage, 0 to 100. */
  discount: Money;
  /** Percentages. */
  taxes: readonly Money[];
}

export const sum = (amounts: readonly Money[]): Money => amounts.reduce((total, amount) => total.plus(amount), new Money(0));

/** price · quantity · (1 − discount/100), rounded to the account's decimals. */
export function netOf({ price, quantity, discount }: Omit<PricedLine, 'taxes'>, decimals: number): Money {
  return price.times(quantity).times(new Money(100).minus(discount)).div(100).toDecimalPlaces(decimals);
}

/** What Alegra will say the document comes to: each line and each of its taxes is rounded, then all is added. */
export function alegraTotal(lines: readonly PricedLine[], decimals: number): Money {
  return sum(
    lines.map((line) => {
      const net = netOf(line, decimals);
      return net.plus(sum(line.taxes.map((percentage) => net.times(percentage).div(100).toDecimalPlaces(decimals))));
    }),
  );
}

export interface TotalsSeen {
  document: Pick<ErpnextDocument, 'grandTotal' | 'roundedTotal'>;
  /** What we computed; the yardstick when the payload has no total. */
  expected: Money;
  /** What Alegra answered. */
  actual: Money;
  tolerance: Money;
}

/**
 * `total_mismatch` when Alegra's total is neither ERPNext's total nor its rounded total, within the tolerance.
 * Returns of ERPNext are negative, Alegra's credit notes are not: signs do not count.
 */
export function totalWarning({ document, expected, actual, tolerance }: TotalsSeen): Warning | null {
  const { grandTotal, roundedTotal } = document;
  // ERPNext leaves rounded_total at 0 where rounding is switched off.
  const rounded = roundedTotal?.isZero() ? null : roundedTotal;
  const wanted = [grandTotal, rounded].filter((total) => total !== null && total !== undefined);
  const references = (wanted.length > 0 ? wanted : [expected]).map((total) => total.abs());
  if (references.some((reference) => reference.minus(actual).abs().lte(tolerance))) return null;
  const [erpnext] = references;
  return {
    code: 'total_mismatch',
    message: `El total de Alegra (${money(actual)}) no es el de ERPNext (${money(erpnext!)}); la diferencia es ${money(actual.minus(erpnext!).abs())} y se tolera ${tolerance.toString()}. Revise impuestos, descuentos y redondeos.`,
  };
}

/** At least two decimals, more where there are more. */
export const money = (amount: Money): string => amount.toFixed(Math.max(2, amount.decimalPlaces()));

/** As it goes into JSON: a number when a JavaScript number keeps every digit, else its exact text, which Alegra takes too. */
export function wire(amount: Money): number | string {
  const text = amount.toFixed();
  const number = Number(text);
  return new Money(number).eq(amount) && amount.precision(true) <= 15 && !String(number).includes('e') ? number : text;
}
