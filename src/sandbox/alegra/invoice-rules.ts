import { readDocument } from './document-rules.js';
import { checkUnused, chooseNumber, type NumberChoice } from './numbering.js';
import { type InvoicePayment, readInvoicePayments } from './payment-rules.js';
import { checkListed, dateOf, type Fields, fieldsOf, rowsOf } from './read.js';
import { invalid } from './refusals.js';
import { checkStampable, wantsStamp } from './stamping.js';
import type { AlegraState, Invoice } from './state.js';
import { paidOf, totalsOf } from './totals.js';

const WRITABLE_STATUSES = ['draft', 'open'];

export interface ReadInvoice {
  fields: Omit<Invoice, 'id' | 'numbering' | 'stamp' | 'createdAt'>;
  number: NumberChoice;
  payments: InvoicePayment[];
  stamp: boolean;
}

/** Judges a whole invoice body before anything is changed; `existing` is the invoice that a PUT changes. */
export function readInvoice(state: AlegraState, body: Fields, existing?: Invoice): ReadInvoice {
  const document = readDocument(state, body, 'La factura');
  checkListed(body.type, state.country.invoiceTypes, 'type');
  const dueDate = dateOf(body.dueDate, 'La fecha de vencimiento');
  if (dueDate < document.date) invalid('La fecha de vencimiento no puede ser anterior a la fecha de la factura');

  const { total } = totalsOf(document.lines, state.country.decimalPrecision);
  const payments = existing ? [] : readInvoicePayments(state, rowsOf(body.payments, 'payments').map(fieldsOf), total);
  if (existing && paidOf(state, existing).gt(total)) invalid('El total de la factura no puede ser menor a lo pagado');

  const status = statusFor(body.status, payments.length > 0, existing);
  const number = chooseNumber(state, body.numberTemplate, 'invoice', document.date);
  checkUnused(state, number, existing?.id);
  const stamp = wantsStamp(body);
  if (stamp) checkStampable(number.template, status);
  return { fields: { ...document, dueDate, status }, number, payments, stamp };
}

/** No status and no payments → draft; payments → open. */
function statusFor(wanted: unknown, isPaid: boolean, existing?: Invoice): Invoice['status'] {
  checkListed(wanted, WRITABLE_STATUSES, 'status');
  if (existing?.status === 'open' && wanted === 'draft') return invalid('Una factura abierta no puede volver a borrador');
  if (wanted === 'draft' && isPaid) return invalid('Una factura en borrador no puede tener pagos');
  return (wanted as 'draft' | 'open' | undefined | null) ?? existing?.status ?? (isPaid ? 'open' : 'draft');
}
