import type { Money } from '../../../../core/money/index.js';
import type { DocumentInput, PartyInput, TaxInput } from '../shape/index.js';
import type { Party, PreparedDocument, PreparedLine, PreparedPayment, PreparedTax, Totals } from '../types.js';
import { proportionOf, type LineFigures, type TaxFigures } from './line.js';
import { fixed } from './totals.js';

/** The document as it is stored: plain JSON, figures as text. What is not there is undefined, and JSON leaves it out. */
export function prepare(input: DocumentInput, lines: readonly LineFigures[], totals: Totals, payments: PreparedPayment[]): PreparedDocument {
  const purchase = input.document_type === 'FEC';
  return {
    document_type: input.document_type,
    issue_date: input.issue_date,
    receiver: purchase ? undefined : prepareParty(input.receiver),
    supplier: purchase ? prepareParty(input.supplier) : undefined,
    sale_condition: input.sale_condition,
    sale_condition_other: input.sale_condition === '99' ? input.sale_condition_other : undefined,
    credit_days: input.credit_days || undefined,
    payments,
    currency: input.currency,
    exchange_rate: input.exchange_rate ? fixed(input.exchange_rate) : '1.00000',
    lines: lines.map(prepareLine),
    other_charges: input.other_charges.map((charge) => ({ ...charge, percentage: charge.percentage && fixed(charge.percentage), amount: fixed(charge.amount) })),
    references: input.references.map((reference) => ({ ...reference })),
    totals,
  };
}

const prepareParty = (party: PartyInput | undefined): Party | undefined => party && { ...party, location: party.location && { ...party.location } };

function prepareLine(figures: LineFigures, index: number): PreparedLine {
  const { line } = figures;
  return {
    number: index + 1,
    tariff_heading: line.tariff_heading,
    cabys: line.cabys,
    codes: line.codes,
    quantity: line.quantity?.toFixed(3),
    unit: line.unit,
    commercial_unit: line.commercial_unit,
    transaction_type: line.transaction_type,
    description: line.description,
    serial_numbers: line.serial_numbers,
    medicine_registration: line.medicine_registration,
    pharmaceutical_form: line.pharmaceutical_form,
    unit_price: line.unit_price && fixed(line.unit_price),
    amount: fixed(figures.amount),
    discounts: line.discounts.map((discount) => ({ ...discount, amount: fixed(discount.amount) })),
    subtotal: fixed(figures.subtotal),
    factory_vat: line.factory_vat,
    taxable_base: fixed(figures.base),
    taxes: figures.taxes.map(prepareTax),
    components: figures.parts?.map(prepareLine),
    tax_assumed: fixed(figures.assumed),
    net_tax: fixed(figures.net),
    total: fixed(figures.total),
  };
}

function prepareTax({ tax, rate, amount, exonerated }: TaxFigures): PreparedTax {
  const { exoneration } = tax;
  return {
    code: tax.code,
    code_other: tax.code_other,
    rate_code: tax.rate_code,
    rate: rate?.toFixed(2),
    factor: tax.factor?.toFixed(4),
    specific: prepareSpecific(tax.specific),
    amount: fixed(amount),
    export_amount: tax.export_amount && fixed(tax.export_amount),
    exoneration: exoneration && {
      ...exoneration,
      article: exoneration.article?.toString(),
      clause: exoneration.clause?.toString(),
      rate: exoneration.rate.toFixed(2),
      amount: fixed(exonerated),
    },
  };
}

function prepareSpecific(specific: TaxInput['specific']): PreparedTax['specific'] {
  if (!specific) return undefined;
  const two = (value: Money | undefined): string | undefined => value?.toFixed(2);
  return {
    quantity: specific.quantity.toFixed(2),
    percentage: two(specific.percentage),
    proportion: specific.percentage && two(proportionOf(specific)),
    volume: two(specific.volume),
    unit_tax: fixed(specific.unit_tax),
  };
}
