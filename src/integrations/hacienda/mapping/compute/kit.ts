import type { Money } from '../../../../core/money/index.js';
import type { ComponentInput, LineInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';
import { figureLine, round, sum, ZERO, type LineFigures, type TaxFigures } from './line.js';

/** A component has only these fields of a line. */
const asLine = (component: ComponentInput): LineInput => ({
  ...component, tariff_heading: undefined, transaction_type: undefined, serial_numbers: [], medicine_registration: undefined, pharmaceutical_form: undefined, amount: undefined, components: [],
});

/** A kit in figures: those of its components, which make one unit, times its quantity (annex 1, SubTotal and Monto). */
export function figureKit(line: LineInput, type: DocumentType): LineFigures {
  const parts = line.components.map((component) => figureLine(asLine(component), type));
  const times = (value: Money): Money => round(value.times(line.quantity!));
  const total = (figure: 'amount' | 'subtotal' | 'base' | 'assumed' | 'net'): Money => times(sum(parts.map((part) => part[figure])));
  const discounts = discountsOf(parts).map(({ amount, ...kind }) => ({ ...kind, amount: times(amount) }));
  const [subtotal, net] = [total('subtotal'), total('net')];
  return {
    line: { ...line, unit_price: sum(parts.map(({ amount }) => amount)), discounts },
    amount: total('amount'), discounts: sum(discounts.map(({ amount }) => amount)), subtotal, base: total('base'), taxes: taxesOf(parts, times), assumed: total('assumed'), net, total: subtotal.plus(net), parts,
  };
}

/** One for each kind of discount of the components. */
function discountsOf(parts: readonly LineFigures[]): LineInput['discounts'] {
  const found = new Map<string, LineInput['discounts'][number]>();
  for (const discount of parts.flatMap(({ line }) => line.discounts)) {
    const key = discount.code === '99' ? `99 ${discount.reason ?? ''}` : discount.code;
    found.set(key, { ...discount, amount: discount.amount.plus(found.get(key)?.amount ?? 0) });
  }
  return [...found.values()];
}

/** One for each tax, without its rate: components may have different ones (annex 1, CodigoTarifaIVA and Tarifa of a line with a kit). */
function taxesOf(parts: readonly LineFigures[], times: (value: Money) => Money): TaxFigures[] {
  const found = new Map<string, TaxFigures>();
  for (const { tax, amount, due } of parts.flatMap(({ taxes }) => taxes)) {
    const { code, code_other } = tax;
    const before = found.get(code);
    const bare = { code, code_other, rate_code: undefined, rate: undefined, factor: undefined, specific: undefined, export_amount: undefined, exoneration: undefined };
    found.set(code, { tax: before?.tax ?? bare, rate: undefined, amount: times(amount).plus(before?.amount ?? 0), exonerated: ZERO, due: times(due).plus(before?.due ?? 0) });
  }
  return [...found.values()];
}
