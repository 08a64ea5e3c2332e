import type { Money } from '../../../../core/money/index.js';
import { NOT_SUBJECT, VAT_CODES } from '../../catalogues/index.js';
import { isGoods } from '../rules/lines.js';
import type { DocumentInput } from '../shape/index.js';
import type { Totals } from '../types.js';
import { round, sum, ZERO, type LineFigures, type TaxFigures } from './line.js';

type Bucket = 'taxed' | 'exempt' | 'exonerated' | 'not_subject';
type Kind = 'services' | 'goods';

/**
 * TotalComprobante of a REP. Annex 1 (June 2025, page 54): the sum of «Total de la venta», so without tax; the documentation of the same element in
 * ReciboElectronicoPago_V4.4.xsd: net sale + tax, which is what was paid and what MedioPago adds up to. No published answer settles it: the latter
 * unless the credential says otherwise.
 */
export const RECEIPT_TOTALS = ['with_tax', 'sale_only'] as const;
export type ReceiptTotal = (typeof RECEIPT_TOTALS)[number];

/** ResumenFactura of the lines and charges, by the formulas of annex 1. */
export function totalsOf(document: DocumentInput, lines: readonly LineFigures[], receiptTotal: ReceiptTotal = 'with_tax'): Totals {
  const buckets = fillBuckets(document, lines);
  const inBucket = (bucket: Bucket): Money => buckets.services[bucket].plus(buckets.goods[bucket]);
  const sale = document.document_type === 'REP' ? sum(lines.map(({ amount }) => amount)) : sum([inBucket('taxed'), inBucket('exempt'), inBucket('exonerated'), inBucket('not_subject')]);
  const discounts = sum(lines.map((line) => line.discounts));
  const netSale = sale.minus(discounts);
  const breakdown = breakdownOf(lines);
  const tax = sum(breakdown.map(({ amount }) => amount));
  const returned = vatReturned(document, lines, netSale);
  const charges = sum(document.other_charges.map(({ amount }) => amount));
  return {
    services_taxed: fixed(buckets.services.taxed),
    services_exempt: fixed(buckets.services.exempt),
    services_exonerated: fixed(buckets.services.exonerated),
    services_not_subject: fixed(buckets.services.not_subject),
    goods_taxed: fixed(buckets.goods.taxed),
    goods_exempt: fixed(buckets.goods.exempt),
    goods_exonerated: fixed(buckets.goods.exonerated),
    goods_not_subject: fixed(buckets.goods.not_subject),
    total_taxed: fixed(inBucket('taxed')),
    total_exempt: fixed(inBucket('exempt')),
    total_exonerated: fixed(inBucket('exonerated')),
    total_not_subject: fixed(inBucket('not_subject')),
    total_sale: fixed(sale),
    total_discounts: fixed(discounts),
    total_net_sale: fixed(netSale),
    tax_breakdown: breakdown.map(({ amount, ...codes }) => ({ ...codes, amount: fixed(amount) })),
    total_tax: fixed(tax),
    total_tax_assumed: fixed(sum(lines.map(({ assumed }) => assumed))),
    total_vat_returned: fixed(returned),
    total_other_charges: fixed(charges),
    total: fixed(document.document_type === 'REP' && receiptTotal === 'sale_only' ? sale : netSale.plus(tax).plus(charges).minus(returned)),
  };
}

export const fixed = (value: Money): string => value.toFixed(5);

/** Amounts before discount; an exonerated line is split by the share of its taxes that is exonerated. */
function fillBuckets({ document_type: type }: DocumentInput, lines: readonly LineFigures[]): Record<Kind, Record<Bucket, Money>> {
  const empty = (): Record<Bucket, Money> => ({ taxed: ZERO, exempt: ZERO, exonerated: ZERO, not_subject: ZERO });
  const buckets = { services: empty(), goods: empty() };
  if (type === 'REP') return buckets;
  const put = (kind: Kind, bucket: Bucket, amount: Money): void => void (buckets[kind][bucket] = buckets[kind][bucket].plus(amount));
  for (const figures of lines) {
    // Without CABYS (a financial note) nothing is handed over.
    const kind = figures.line.cabys && isGoods(figures.line.cabys) ? 'goods' : 'services';
    const bucket = bucketOf(figures);
    const relieved = bucket === 'taxed' ? exoneratedPart(figures) : ZERO;
    // An export summary has no place for what is not subject.
    put(kind, bucket === 'not_subject' && type === 'FEE' ? 'exempt' : bucket, relieved === ZERO ? figures.amount : figures.amount.minus(relieved));
    if (relieved !== ZERO) put(kind, 'exonerated', relieved);
  }
  return buckets;
}

/** A kit is taxed when anything in it is: a line has one place in the totals. */
const BY_WEIGHT: readonly Bucket[] = ['taxed', 'exempt', 'not_subject'];

function bucketOf({ line, taxes, parts }: LineFigures): Bucket {
  if (parts) return BY_WEIGHT.find((bucket) => parts.some((part) => bucketOf(part) === bucket))!;
  const vat = taxes.find(({ tax }) => VAT_CODES.has(tax.code));
  if (!vat || line.factory_vat === '02') return 'exempt';
  if (NOT_SUBJECT.has(vat.tax.rate_code ?? '')) return 'not_subject';
  return vat.tax.code === '08' || vat.rate?.gt(0) ? 'taxed' : 'exempt';
}

function exoneratedPart({ amount, taxes }: LineFigures): Money {
  const relief = sum(taxes.map(({ exonerated }) => exonerated));
  return relief.isZero() ? ZERO : round(amount.times(relief).div(sum(taxes.map((tax) => tax.amount))));
}

/** Of a kit, those of its components, which have the rates. */
const breakableTaxes = ({ line, taxes, parts }: LineFigures): Pick<TaxFigures, 'tax' | 'due'>[] =>
  parts ? parts.flatMap((part) => part.taxes.map(({ tax, due }) => ({ tax, due: round(due.times(line.quantity!)) }))) : taxes;

/** One entry for each tax and rate code there is, those of zero too. */
function breakdownOf(lines: readonly LineFigures[]): { code: string; rate_code?: string; amount: Money }[] {
  const found = new Map<string, { code: string; rate_code?: string; amount: Money }>();
  for (const { tax, due } of lines.flatMap(breakableTaxes)) {
    const key = `${tax.code}/${tax.rate_code ?? ''}`;
    const entry = found.get(key) ?? { code: tax.code, ...(tax.rate_code && { rate_code: tax.rate_code }), amount: ZERO };
    entry.amount = entry.amount.plus(due);
    found.set(key, entry);
  }
  return [...found.values()];
}

const CARD = '02';
/** CABYS 931: human health services. */
const isHealth = ({ line }: LineFigures): boolean => line.cabys?.startsWith('931') ?? false;

/** TotalIVADevuelto: the tax of health services paid by card goes back to the patient; of a mixed payment, the card's share of the net sale. */
function vatReturned({ document_type: type, payments }: DocumentInput, lines: readonly LineFigures[], netSale: Money): Money {
  const cards = payments.filter((payment) => payment.type === CARD);
  if (cards.length === 0 || !['FE', 'TE', 'NC', 'ND'].includes(type)) return ZERO;
  const tax = sum(lines.filter(isHealth).map(({ net }) => net));
  if (cards.length === payments.length || netSale.isZero()) return tax;
  const byCard = sum(cards.map((card) => card.amount ?? ZERO));
  return byCard.gte(netSale) ? tax : round(tax.times(byCard).div(netSale));
}
