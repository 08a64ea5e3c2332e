import type { Warning } from '../../../core/errors/index.js';
import type { Money } from '../../../core/money/index.js';
import { plainText } from '../../../core/text/index.js';
import { type ErpnextCustomer, readCustomer } from './erpnext-customer.js';
import { type ErpnextItem, type ErpnextPayment, type ErpnextTax, readItem, readPayment, readTax } from './erpnext-rows.js';
import { FieldReader, isFields } from './field-reader.js';
import type { Problem } from './problems.js';

export { describeDelivery } from './describe-delivery.js';

export const INVOICE_DOCTYPES: readonly string[] = ['POS Invoice', 'Sales Invoice'];

/** A document of ERPNext, read: exact numbers, trimmed texts, null for nothing, dates `YYYY-MM-DD`. */
export interface ErpnextDocument {
  doctype: string;
  name: string;
  /** 0 draft, 1 submitted, 2 cancelled. */
  docstatus: 0 | 1 | 2;
  event: string | null;
  modified: string | null;
  company: string | null;
  namingSeries: string | null;
  /** Only null in documents that need no work. */
  postingDate: string | null;
  dueDate: string | null;
  customer: ErpnextCustomer;
  items: readonly ErpnextItem[];
  taxes: readonly ErpnextTax[];
  payments: readonly ErpnextPayment[];
  currency: string | null;
  conversionRate: Money | null;
  netTotal: Money | null;
  grandTotal: Money | null;
  roundedTotal: Money | null;
  roundingAdjustment: Money | null;
  outstanding: Money | null;
  paidAmount: Money | null;
  /** null when the payload does not tell. */
  changeAmount: Money | null;
  writeOff: Money | null;
  loyaltyAmount: Money | null;
  discountAmount: Money | null;
  /** `Grand Total` or `Net Total`. */
  applyDiscountOn: string | null;
  discountPercentage: Money | null;
  /** Plain text, at most 500 characters. */
  remarks: string | null;
  isPos: boolean;
  isReturn: boolean;
  returnAgainst: string | null;
  isDebitNote: boolean;
  isOpening: boolean;
  /** A transfer within one company; a sale to a sister company is a sale. */
  isInternal: boolean;
  /** A Sales Invoice made by closing a POS shift. */
  isConsolidated: boolean;
  /** The consolidated Sales Invoice that a POS Invoice went into. */
  consolidatedInvoice: string | null;
  amendedFrom: string | null;
}

export type ReadDocument =
  | { document: ErpnextDocument; warnings: Warning[]; problems?: undefined }
  | { document?: undefined; problems: Problem[] };

/**
 * Reads a webhook's payload (plain JSON, or parsed by lossless-json). Only what needs work is judged as a whole: another
 * doctype, a draft or a cancellation has to tell no more than its doctype and name.
 */
export function readDocument(payload: unknown): ReadDocument {
  if (!isFields(payload)) return { problems: [{ path: '', code: 'not_an_object', message: 'El contenido no es un objeto JSON.' }] };
  const head = new FieldReader(payload, '', []);
  const doctype = head.required('doctype', head.text('doctype'));
  const name = head.required('name', head.text('name'));
  const isInvoice = INVOICE_DOCTYPES.includes(doctype ?? '');
  const docstatus = isInvoice ? readStatus(head) : 1;
  if (doctype === null || name === null || docstatus === null) return { problems: head.problems };

  const reader = new FieldReader(payload, '', []);
  const document = readBody(reader, { doctype, name, docstatus });
  if (isInvoice && docstatus === 1 && !/cancel/i.test(document.event ?? '')) demand(reader, document);
  else reader.problems.length = 0;
  if (reader.problems.length > 0) return { problems: reader.problems };
  return { document, warnings: head.has('docstatus') || !isInvoice ? [] : [STATUS_ASSUMED] };
}

const STATUS_ASSUMED: Warning = {
  code: 'docstatus_assumed',
  message: 'La entrega no trae docstatus; se tomó por un documento validado. Agregue docstatus al webhook de ERPNext.',
};

function readStatus(head: FieldReader): 0 | 1 | 2 | null {
  const given = head.number('docstatus');
  if (given === null) return head.has('docstatus') ? null : /cancel/i.test(head.text('event') ?? '') ? 2 : 1;
  const status = given.toNumber();
  return status === 0 || status === 1 || status === 2 ? status : head.problem('docstatus', 'not_a_docstatus', 'debe ser 0, 1 o 2');
}

function readBody(from: FieldReader, head: Pick<ErpnextDocument, 'doctype' | 'name' | 'docstatus'>): ErpnextDocument {
  const remarks = from.text('remarks');
  return {
    ...head,
    event: from.text('event'),
    modified: from.text('modified'),
    company: from.text('company'),
    namingSeries: from.text('naming_series'),
    postingDate: from.date('posting_date'),
    dueDate: from.date('due_date'),
    customer: readCustomer(from),
    items: rowsOf(from, 'items', readItem),
    taxes: rowsOf(from, 'taxes', readTax),
    payments: rowsOf(from, 'payments', readPayment),
    currency: from.text('currency'),
    conversionRate: from.number('conversion_rate'),
    netTotal: from.number('net_total'),
    grandTotal: from.number('grand_total'),
    roundedTotal: from.number('rounded_total'),
    roundingAdjustment: from.number('rounding_adjustment'),
    outstanding: from.number('outstanding_amount'),
    paidAmount: from.number('paid_amount'),
    changeAmount: from.number('change_amount'),
    writeOff: from.number('write_off_amount'),
    loyaltyAmount: from.number('loyalty_amount'),
    discountAmount: from.number('discount_amount'),
    applyDiscountOn: from.text('apply_discount_on'),
    discountPercentage: from.number('additional_discount_percentage'),
    remarks: remarks === null ? null : plainText(remarks, 500) || null,
    isPos: from.check('is_pos') || head.doctype === 'POS Invoice',
    isReturn: from.check('is_return'),
    returnAgainst: from.text('return_against'),
    isDebitNote: from.check('is_debit_note'),
    isOpening: from.check('is_opening'),
    isInternal: from.check('is_internal_customer') && from.text('company') !== null && from.text('represents_company') === from.text('company'),
    isConsolidated: from.check('is_consolidated'),
    consolidatedInvoice: from.text('consolidated_invoice'),
    amendedFrom: from.text('amended_from'),
  };
}

function rowsOf<Row>(from: FieldReader, name: string, read: (row: FieldReader, path: string) => Row | null): Row[] {
  return from.rows(name).map((row) => read(row, row.path)).filter((row) => row !== null);
}

/** What Alegra cannot do without. */
function demand(reader: FieldReader, document: ErpnextDocument): void {
  reader.required('posting_date', document.postingDate);
  if (document.customer.name === null && document.customer.alegraId === null) reader.required('customer', null);
  if (document.items.length === 0 && !reader.problems.some(({ path }) => path.startsWith('items'))) {
    reader.problem('items', 'missing', 'debe tener al menos una línea');
  }
}
