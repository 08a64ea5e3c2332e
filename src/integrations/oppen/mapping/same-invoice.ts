import { Money, readDecimal } from '../../../core/money/index.js';
import { textOf, type OppenInvoice } from '../client/oppen.types.js';
import type { OppenMetadata } from '../oppen.credentials.js';
import type { Factura } from './factura-message.js';
import type { InvoiceBody } from './invoice.js';

/** What was, or may have been, sent. */
export interface Announced {
  body: InvoiceBody;
  factura: Factura;
  settings: OppenMetadata;
}

/** VAT arithmetic brings a cent of difference (contract §3); more is another invoice. */
const SAME_TOTAL = new Money('0.05');
/** What tells types apart, in the tenants that were seen (contract §3). */
const KINDS = ['InvoiceType', 'VoucherCode', 'DocType', 'FormType'];

/**
 * Whether an invoice of Oppen with our official number is the one we sent: its SerNr is ours, or day, type and total are. A and B
 * may share a number (contract §6), and somebody may have typed one by hand.
 */
export function isOurs(row: OppenInvoice, { body, factura, settings }: Announced): boolean {
  if (body.SerNr !== undefined && textOf(row.SerNr) === String(body.SerNr)) return true;
  const sameKind = KINDS.every((name) => [textOf(row[name]), textOf(body[name])].some((one) => one === null) || textOf(row[name]) === textOf(body[name]));
  const total = readDecimal(textOf(row.Total));
  const sums = [factura.monto, withVat(body, settings)];
  return textOf(row.TransDate) === body.TransDate && sameKind && Boolean(total && sums.some((sum) => total.minus(sum).abs().lte(SAME_TOTAL)));
}

/** A gross price with VAT on top of it: what a tenant makes of it where Oppen adds VAT. */
const withVat = ({ Items }: InvoiceBody, { vat_rate }: OppenMetadata): Money =>
  Items.reduce((sum, { Qty, Price }) => sum.plus(new Money(Price).times(Qty)), new Money(0)).times(new Money(vat_rate).plus(1));
