import { Money } from '../../../../core/money/index.js';
import { GIFT_DISCOUNTS, RATES, TAXES_IN_BASE } from '../../catalogues/index.js';
import type { LineInput, TaxInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';

/** A tax of a line, in figures. */
export interface TaxFigures {
  tax: TaxInput;
  rate: Money | undefined;
  amount: Money;
  exonerated: Money;
  /** What the buyer pays of it. */
  due: Money;
}

/** A line in figures, each rounded to five places, half up, before anything is added up (annex 1). */
export interface LineFigures {
  line: LineInput;
  amount: Money;
  discounts: Money;
  subtotal: Money;
  base: Money;
  taxes: TaxFigures[];
  assumed: Money;
  net: Money;
  total: Money;
  /** The components of one unit, when the line sells a kit. */
  parts?: LineFigures[];
}

export const ZERO = new Money(0);
export const round = (value: Money): Money => (value.decimalPlaces() <= 5 ? value : value.toDecimalPlaces(5, Money.ROUND_HALF_UP));
// Most lines have one tax and no discount: nothing to add.
export const sum = (values: readonly Money[]): Money => (values.length > 0 ? values.reduce((total, value) => total.plus(value)) : ZERO);

/** Documents whose issuer can bear a tax (ImpuestoAsumidoEmisorFabrica). */
const CAN_ASSUME: readonly DocumentType[] = ['FE', 'TE', 'NC', 'ND'];

export function figureLine(line: LineInput, type: DocumentType): LineFigures {
  const amount = line.amount ?? round(line.quantity!.times(line.unit_price!));
  const discounts = sum(line.discounts.map((discount) => discount.amount));
  const subtotal = discounts.isZero() ? amount : amount.minus(discounts);
  const gift = line.discounts.some((discount) => GIFT_DISCOUNTS.has(discount.code));
  const given = line.taxes;
  const before = given.filter((tax) => TAXES_IN_BASE.has(tax.code)).map((tax) => taxOn(tax, line, subtotal, subtotal));
  const base = line.taxable_base ?? (before.length > 0 ? subtotal.plus(sum(before)) : subtotal);
  const borne = CAN_ASSUME.includes(type) && (gift || line.factory_vat === '01');

  const taxes = given.map((tax): TaxFigures => {
    // A gift pays the value added tax of its price, not of what is left after the discount.
    const taxed = tax.code === '01' && gift ? amount : base;
    const taxAmount = taxOn(tax, line, taxed, subtotal);
    const exonerated = tax.exoneration ? Money.min(percent(VALUE_ADDED.has(tax.code) ? taxed : subtotal, tax.exoneration.rate), taxAmount) : ZERO;
    return { tax, rate: rateOf(tax), amount: taxAmount, exonerated, due: borne ? ZERO : exonerated === ZERO ? taxAmount : taxAmount.minus(exonerated) };
  });
  const payable = sum(taxes.map((tax) => (tax.exonerated === ZERO ? tax.amount : tax.amount.minus(tax.exonerated))));
  const assumed = borne ? payable : ZERO;
  const net = borne ? ZERO : payable;
  return { line, amount, discounts, subtotal, base, taxes, assumed, net, total: subtotal.plus(net) };
}

const VALUE_ADDED = new Set(['01', '07']);

const PERCENT = new Map(Object.entries(RATES).map(([code, rate]) => [code, new Money(rate)]));
const rateOf = (tax: TaxInput): Money | undefined => tax.rate ?? PERCENT.get(tax.rate_code ?? '');

/** Monto of one tax: annex 1, "Cálculo" of each. */
function taxOn(tax: TaxInput, line: LineInput, base: Money, subtotal: Money): Money {
  const { specific } = tax;
  if (VALUE_ADDED.has(tax.code)) return percent(base, rateOf(tax)!);
  if (tax.code === '08') return round(subtotal.times(tax.factor!));
  if (!specific) return percent(subtotal, tax.rate!);
  const units = line.quantity!;
  const each = specific.unit_tax;
  switch (tax.code) {
    case '03': return round(specific.quantity.times(each));
    case '04': return round(units.times(proportionOf(specific)).times(each));
    case '05': return round(isSoap(line) ? units.times(specific.volume!).times(each) : units.times(specific.quantity).times(each).div(specific.volume!));
    default: return round(units.times(specific.quantity).times(each));
  }
}

// A product is exact and quick; a quotient is neither.
const HUNDREDTH = new Money('0.01');
const percent = (base: Money, rate: Money): Money => round(base.times(rate).times(HUNDREDTH));

/** Millilitres of pure alcohol in a container (Proporcion). */
export const proportionOf = (specific: NonNullable<TaxInput['specific']>): Money =>
  specific.quantity.times(specific.percentage ?? 0).div(100).toDecimalPlaces(2, Money.ROUND_HALF_UP);

/** CABYS 3532: soaps; tax 05 counts them by weight, drinks by volume. */
const isSoap = (line: LineInput): boolean => line.cabys?.startsWith('3532') ?? false;
