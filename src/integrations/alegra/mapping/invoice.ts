import type { Warning } from '../../../core/errors/index.js';
import type { Money } from '../../../core/money/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { Account } from './account.js';
import type { ErpnextDocument } from './erpnext-document.js';
import { type AlegraLineBody, lineBody, type LineContext, toLines } from './lines.js';
import { lookUp } from './maps.js';
import { type BuiltPayments, type PaymentBody, toPayments } from './payments.js';
import type { Problem } from './problems.js';
import { alegraTotal, wire } from './totals.js';

export interface InvoiceContext extends LineContext {
  contactId: string;
  /** Of `makeMarker`: by it the invoice is found again. */
  marker: string;
  /** With manual numbering: the number to use instead of `number_template_next`. */
  nextNumber?: string;
}

/** Body of `POST /invoices`. */
export interface InvoiceBody {
  date: string;
  dueDate: string;
  client: { id: string };
  numberTemplate?: { id?: string; prefix?: string; number?: string };
  items: AlegraLineBody[];
  payments?: PaymentBody[];
  status: 'open' | 'draft';
  currency?: { code: string; exchangeRate: number | string };
  paymentForm?: string;
  saleCondition?: string;
  paymentMethod?: string;
  stamp?: { generateStamp: true };
  observations: string;
  anotation?: string;
  [field: string]: unknown;
}

export type Built<Body> =
  | { body: Body; expectedTotal: Money; warnings: Warning[]; problems?: undefined }
  | { body?: undefined; problems: Problem[] };

/** The invoice of a submitted document, with the total that Alegra will compute; or everything that keeps it from going. */
export function toInvoiceBody(document: ErpnextDocument, context: InvoiceContext): Built<InvoiceBody> {
  const { settings, account } = context;
  const { lines, problems } = toLines(document, context);
  const currency = currencyOf(document, account);
  const found = [...problems, ...currency.problems];
  if (found.length > 0) return { problems: [...found, ...modeProblems(document, settings, account)] };

  const total = alegraTotal(lines, account.decimals);
  const isDraft = settings.invoice_status === 'draft';
  const paid = toPayments(document, settings, account.country, total);
  if (paid.problems.length > 0) return { problems: paid.problems };
  const number = numberTemplate(document, settings, context.nextNumber);
  const body: InvoiceBody = {
    ...settings.invoice_defaults,
    ...dates(document),
    client: { id: context.contactId },
    ...(number ? { numberTemplate: number } : {}),
    items: lines.map(lineBody),
    ...(paid.payments.length > 0 && !isDraft ? { payments: paid.payments } : {}),
    status: settings.invoice_status,
    ...(currency.field ? { currency: currency.field } : {}),
    ...terms(paid, total, settings, account),
    ...(settings.generate_stamp && !isDraft ? { stamp: { generateStamp: true as const } } : {}),
    observations: observations(document, context.marker),
    ...(document.remarks ? { anotation: document.remarks } : {}),
  };
  return { body, expectedTotal: total, warnings: [...paid.warnings, ...(isDraft && paid.payments.length > 0 ? [DRAFT_UNPAID] : [])] };
}

const DRAFT_UNPAID: Warning = { code: 'draft_without_payments', message: 'La factura se creó como borrador y Alegra no admite pagos en borradores; regístrelos al abrirla.' };

/** Unmapped modes are told together with the other problems, though the total is not known yet. */
function modeProblems(document: ErpnextDocument, settings: AlegraMetadata, { country }: Account): Problem[] {
  return toPayments(document, settings, country, document.grandTotal?.abs() ?? document.items[0]!.amount).problems.filter(({ code }) => code === 'payment_unmapped');
}

/** ERPNext's dates as they are; Alegra refuses a due date before the date. */
export function dates({ postingDate, dueDate }: ErpnextDocument): { date: string; dueDate: string } {
  const date = postingDate!;
  return { date, dueDate: dueDate && dueDate > date ? dueDate : date };
}

/** The document's currency when it is not the account's; amounts are in it, never converted. */
export function currencyOf({ currency, conversionRate }: ErpnextDocument, account: Account): { field?: InvoiceBody['currency']; problems: Problem[] } {
  const isOwn = currency === null || (account.currency === null ? !conversionRate || conversionRate.eq(1) : currency === account.currency);
  if (isOwn) return { problems: [] };
  if (conversionRate?.gt(0)) return { field: { code: currency, exchangeRate: wire(conversionRate) }, problems: [] };
  return { problems: [{ path: 'conversion_rate', code: 'exchange_rate_missing', message: `El documento está en ${currency} y la cuenta de Alegra en ${account.currency ?? 'otra moneda'}: falta conversion_rate.` }] };
}

/** Cash or credit, and the fiscal method, in the words of the country. */
function terms(paid: BuiltPayments, total: Money, settings: AlegraMetadata, { country }: Account): Partial<InvoiceBody> {
  const isCash = paid.payments.length > 0 && total.minus(paid.paid).lte(settings.total_tolerance);
  const method = paid.invoiceMethod ?? settings.default_payment_method_key ?? country.creditMethod;
  return {
    ...(country.termsField ? { [country.termsField]: isCash ? 'CASH' : 'CREDIT' } : {}),
    ...(method ? { paymentMethod: method } : {}),
  };
}

function numberTemplate(document: ErpnextDocument, settings: AlegraMetadata, next?: string): InvoiceBody['numberTemplate'] {
  const bySeries = lookUp(settings.number_template_map, document.namingSeries);
  if (bySeries !== undefined) return { id: bySeries };
  const { number_template_id: id, number_template_prefix: prefix } = settings;
  const number = next ?? settings.number_template_next;
  if (id === undefined && prefix === undefined && number === undefined) return undefined;
  return { ...(id === undefined ? {} : { id }), ...(prefix === undefined ? {} : { prefix }), ...(number === undefined ? {} : { number }) };
}

/** Internal notes: the marker first, then what helps a person to find the document in ERPNext. */
export function observations({ doctype, name, namingSeries, isPos, returnAgainst }: ErpnextDocument, marker: string): string {
  const parts = [`ERPNext ${doctype} ${name}`, isPos ? 'punto de venta' : null, namingSeries ? `serie ${namingSeries}` : null, returnAgainst ? `devolución de ${returnAgainst}` : null];
  return `${marker} ${parts.filter(Boolean).join(' · ')}`;
}
