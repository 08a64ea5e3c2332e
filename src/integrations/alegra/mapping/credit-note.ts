import type { Warning } from '../../../core/errors/index.js';
import { Money } from '../../../core/money/index.js';
import { type AlegraInvoice, fieldsOf, idOf, moneyOf } from '../client/alegra.types.js';
import type { Account } from './account.js';
import type { ErpnextDocument } from './erpnext-document.js';
import { type Built, currencyOf, type InvoiceBody, type InvoiceContext, observations } from './invoice.js';
import { type AlegraLineBody, lineBody, toLines } from './lines.js';
import { type PaymentBody, toPayments } from './payments.js';
import type { Problem } from './problems.js';
import { alegraTotal, money, wire } from './totals.js';

/** The Alegra invoice that is taken back. */
export interface Original {
  invoiceId: string;
  /** Its total; null when not known. */
  total?: Money | null;
  /** What earlier credit notes already took back. */
  credited?: Money | null;
}

/** Body of `POST /credit-notes`. */
export interface CreditNoteBody {
  date: string;
  client: { id: string };
  numberTemplate?: { id: string };
  items: AlegraLineBody[];
  invoices: { id: string; amount: number | string }[];
  type?: string;
  currency?: InvoiceBody['currency'];
  refunds?: PaymentBody[];
  stamp?: { generateStamp: true };
  observations: string;
  [field: string]: unknown;
}

/** The credit note of a return, against the original's invoice. Quantities and amounts are positive. */
export function toCreditNoteBody(document: ErpnextDocument, context: InvoiceContext & { original: Original }): Built<CreditNoteBody> {
  const { settings, account, original } = context;
  const { lines, problems } = toLines(document, context);
  const currency = currencyOf(document, account);
  const total = alegraTotal(lines, account.decimals);
  const applied = amountToApply(total, original, new Money(settings.total_tolerance));
  const refunds = settings.credit_note_refunds ? toPayments(document, settings, account.country, total) : null;
  const found = [...problems, ...currency.problems, ...(problems.length > 0 ? [] : applied.problems), ...(refunds?.problems ?? [])];
  if (found.length > 0) return { problems: found };
  const template = settings.credit_note_number_template_id;
  return {
    body: {
      date: document.postingDate!,
      client: { id: context.contactId },
      ...(template ? { numberTemplate: { id: template } } : {}),
      items: lines.map(lineBody),
      invoices: [{ id: original.invoiceId, amount: wire(applied.amount) }],
      ...noteType(account, original.total ? total.gte(original.total) : false),
      ...(currency.field ? { currency: currency.field } : {}),
      ...(refunds && refunds.payments.length > 0 ? { refunds: refunds.payments } : {}),
      ...(settings.generate_stamp ? { stamp: { generateStamp: true as const } } : {}),
      observations: observations(document, context.marker),
    },
    expectedTotal: total,
    warnings: refunds ? refunds.warnings : refundWarnings(document),
  };
}

/**
 * Takes back a whole invoice as Alegra has it: what a cancelled document asks for when its invoice is stamped and can no
 * longer be voided.
 */
export function toReversalBody(invoice: AlegraInvoice, context: { date: string; marker: string; account: Account; stamp: boolean }): CreditNoteBody {
  const { date, marker, account, stamp } = context;
  return {
    date,
    client: { id: idOf(invoice.client) ?? '' },
    items: (invoice.items ?? []).map(reversedLine),
    invoices: [{ id: idOf(invoice)!, amount: wire(moneyOf(invoice.total) ?? new Money(0)) }],
    ...noteType(account, true),
    ...reversedCurrency(invoice, account),
    ...(stamp ? { stamp: { generateStamp: true as const } } : {}),
    observations: `${marker} Anulación del documento de ERPNext`,
  };
}

function reversedLine(item: Record<string, unknown>): AlegraLineBody {
  const amount = (name: string) => moneyOf(item[name]) ?? new Money(0);
  const taxes = [item.tax ?? []].flat().map(idOf).filter((id) => id !== null);
  return {
    id: idOf(item) ?? '',
    price: wire(amount('price')),
    quantity: wire(amount('quantity')),
    ...(amount('discount').isZero() ? {} : { discount: wire(amount('discount')) }),
    ...(taxes.length > 0 ? { tax: taxes.map((id) => ({ id })) } : {}),
  };
}

function reversedCurrency(invoice: AlegraInvoice, account: Account): Pick<CreditNoteBody, 'currency'> {
  const { code, exchangeRate } = fieldsOf(invoice.currency);
  return typeof code === 'string' && code !== account.currency ? { currency: { code, exchangeRate: wire(moneyOf(exchangeRate) ?? new Money(1)) } } : {};
}

/** All returns together may not exceed the invoice; a difference of rounding is cut off. */
function amountToApply(total: Money, { total: invoiced, credited }: Original, tolerance: Money): { amount: Money; problems: Problem[] } {
  const left = invoiced ? invoiced.minus(credited ?? 0) : total;
  if (total.lte(left)) return { amount: total, problems: [] };
  if (total.minus(left).lte(tolerance) && left.gt(0)) return { amount: left, problems: [] };
  const message = `La devolución (${money(total)}) supera lo que queda por acreditar de la factura de Alegra (${money(left)}).`;
  return { amount: left, problems: [{ path: 'grand_total', code: 'credit_exceeds_invoice', message }] };
}

function noteType({ country }: Account, isFull: boolean): { type?: string } {
  return country.creditNoteType ? { type: isFull ? country.creditNoteType.full : country.creditNoteType.partial } : {};
}

function refundWarnings({ payments }: ErpnextDocument): Warning[] {
  const refunded = payments.filter(({ amount }) => !amount.isZero());
  if (refunded.length === 0) return [];
  const list = refunded.map(({ mode, amount }) => `${mode ?? 'pago'} ${money(amount.abs())}`).join(', ');
  return [{ code: 'refund_not_sent', message: `El dinero devuelto (${list}) no se registró en Alegra; regístrelo allí o active credit_note_refunds.` }];
}
