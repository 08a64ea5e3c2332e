import { unique } from '../house.js';

/** An ERPNext document as a webhook template renders it. All names and numbers are invented. */
export type Document = Record<string, unknown> & { doctype: string; name: string };

export const line = (more: Record<string, unknown> = {}) => ({ item_code: 'SILLA', item_name: 'Silla de madera', qty: 2, rate: 1000, amount: 2000, ...more });
export const vat = (more: Record<string, unknown> = {}) => ({ charge_type: 'On Net Total', account_head: 'IVA 13% - EP', description: 'IVA 13%', rate: 13, tax_amount: 260, ...more });
export const payment = (more: Record<string, unknown> = {}) => ({ mode_of_payment: 'Efectivo', amount: 2260, type: 'Cash', ...more });

/** Two chairs at 1000 with 13 % VAT: 2260. Paid in cash, unless `more` says otherwise. */
export function posInvoice(more: Record<string, unknown> = {}): Document {
  return {
    doctype: 'POS Invoice',
    name: unique('PSINV'),
    docstatus: 1,
    event: 'on_submit',
    modified: '2026-03-02 10:00:00.000001',
    posting_date: '2026-03-02',
    due_date: '2026-03-02',
    currency: 'CRC',
    conversion_rate: 1,
    is_pos: 1,
    customer: customer(),
    net_total: 2000,
    grand_total: 2260,
    rounded_total: 0,
    items: [line()],
    taxes: [vat()],
    payments: [payment()],
    ...more,
  };
}

/** The same, on credit. */
export const salesInvoice = (more: Record<string, unknown> = {}): Document =>
  posInvoice({ doctype: 'Sales Invoice', name: unique('SINV'), is_pos: 0, payments: [], due_date: '2026-04-01', ...more });

/** Takes back `qty` chairs of `original`. */
export const returnOf = (original: Document, qty = 2, more: Record<string, unknown> = {}): Document => ({
  ...original,
  name: unique('RET'),
  is_return: 1,
  return_against: original.name,
  posting_date: '2026-03-03',
  due_date: '2026-03-03',
  net_total: -1000 * qty,
  grand_total: -1130 * qty,
  items: [line({ qty: -qty, amount: -1000 * qty })],
  taxes: [vat({ tax_amount: -130 * qty })],
  payments: [],
  ...more,
});

export const canceled = (document: Document): Document => ({ ...document, docstatus: 2, event: 'on_cancel', modified: '2026-03-09 08:00:00.000001' });

let people = 0;

/** Somebody new: a Costa Rican national with nine digits. */
export function customer(more: Record<string, unknown> = {}): Record<string, unknown> {
  people += 1;
  return {
    name: `CLI-${people}`,
    customer_name: 'Marta Quesada Rojas',
    customer_type: 'Individual',
    custom_alegra_id: null,
    identification: String(101000000 + (Date.now() % 1_000_000) * 7 + people),
    identification_type: 'CF',
    email: null,
    phone: '2222-3344',
    ...more,
  };
}
