import { plainToInstance } from 'class-transformer';
import { AlegraMetadata } from '../alegra.credentials.js';
import { type Account, accountOf } from './account.js';
import { type ErpnextDocument, readDocument } from './erpnext-document.js';
import type { InvoiceContext } from './invoice.js';

type Fields = Record<string, unknown>;

/** A POS sale of 17349.56 + 13 % = 19605.00, paid in cash and by transfer. All names and numbers are invented. */
export const posSale = (more: Fields = {}): Fields => ({
  doctype: 'POS Invoice',
  name: 'ACC-PSINV-2026-00011',
  docstatus: 1,
  event: 'on_submit',
  modified: '2026-03-14 18:42:07.318224',
  company: 'Comercial Prueba S.A.',
  naming_series: 'ACC-PSINV-.YYYY.-',
  posting_date: '2026-03-14',
  due_date: '2026-03-14',
  currency: 'CRC',
  conversion_rate: 1.0,
  is_pos: 1,
  is_return: 0,
  net_total: 17349.56,
  grand_total: 19605.0,
  rounded_total: 19605.0,
  customer: {
    name: 'Ana Mora Solís', customer_name: 'Ana Mora Solís', custom_alegra_id: null, identification: '112340567', identification_type: 'CF',
    email: 'ana@correo.example', phone: '8888-1122',
  },
  items: [
    { item_code: 'PIN-5000', item_name: 'Pin recarga 5000', qty: 2.0, rate: 4424.78, amount: 8849.56, discount_percentage: 0.0 },
    { item_code: 'CARG-20W', item_name: 'Cargador 20W', qty: 1.0, rate: 8500.0, amount: 8500.0, discount_percentage: 0.0 },
  ],
  taxes: [iva(13, { tax_amount: 2255.44 })],
  payments: [cash(10000.0), { mode_of_payment: 'SINPE Móvil', amount: 9605.0, type: 'Bank' }],
  ...more,
});

/** A sale on credit of 283185.85 + 13 % = 320000.01, which ERPNext rounds to 320000.00. */
export const creditSale = (more: Fields = {}): Fields => ({
  doctype: 'Sales Invoice',
  name: 'ACC-SINV-2026-00052',
  docstatus: 1,
  modified: '2026-03-14 10:05:41.009817',
  posting_date: '2026-03-14',
  due_date: '2026-04-13',
  currency: 'CRC',
  conversion_rate: 1.0,
  net_total: 283185.85,
  grand_total: 320000.01,
  rounding_adjustment: -0.01,
  rounded_total: 320000.0,
  customer: 'CUST-00042',
  customer_name: 'Taller La Palma S.R.L.',
  tax_id: '3-102-458721',
  contact_email: 'compras@lapalma.example',
  items: [
    { item_code: 'TV-55', item_name: 'Televisor 55"', qty: 1.0, rate: 265486.73, amount: 265486.73, net_rate: 265486.73, net_amount: 265486.73, alegra_id: 77 },
    { item_code: 'INST-TV', item_name: 'Instalación', qty: 1.0, rate: 17699.12, amount: 17699.12, net_rate: 17699.12, net_amount: 17699.12 },
  ],
  taxes: [iva(13, { tax_amount: 36814.16 })],
  payments: [],
  ...more,
});

/** One line, 13 % on top, unless told otherwise. */
export const sale = (item: Fields, more: Fields = {}): Fields => creditSale({
  net_total: null, grand_total: null, rounded_total: null, rounding_adjustment: null, items: [{ item_code: 'PIN-5000', item_name: 'Pin', qty: 1, ...item }], taxes: [iva(13)], ...more,
});

export function iva(rate: number, more: Fields = {}): Fields {
  return { charge_type: 'On Net Total', account_head: `IVA ${rate}% - CP`, description: `IVA ${rate}%`, rate, ...more };
}

export function cash(amount: number): Fields {
  return { mode_of_payment: 'Efectivo', amount, type: 'Cash' };
}

/** The document of a payload that can be read. */
export function documentOf(payload: Fields): ErpnextDocument {
  const { document, problems } = readDocument(payload);
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

export const settingsOf = (given: Partial<AlegraMetadata> = {}): AlegraMetadata =>
  plainToInstance(
    AlegraMetadata,
    {
      country: 'CR',
      item_map: { 'PIN-5000': 75, 'CARG-20W': 76, 'INST-TV': '78' },
      payment_account_map: { Efectivo: 1, 'SINPE Movil': 3 },
      payment_method_map: { Efectivo: 'cash', 'SINPE Movil': 'transfer' },
      ...given,
    },
    { exposeDefaultValues: true },
  );

export const TAXES = [
  { id: '1', name: 'Exento', percentage: '0.00', type: 'EXENTO', status: 'active' },
  { id: 4, name: 'IVA reducido', percentage: '4.00', type: 'IVA', status: 'active' },
  { id: 6, name: 'IVA', percentage: '13.00', type: 'IVA', status: 'active' },
  { id: 9, name: 'IVA 0%', percentage: 0, type: 'IVA', status: 'active' },
  { id: 10, name: 'IVA derogado', percentage: 13, type: 'IVA', status: 'inactive' },
];

export const ACCOUNT: Account = accountOf({}, { applicationVersion: 'costarica', currency: { code: 'CRC' }, decimalPrecision: '2' }, TAXES);

export const contextOf = (settings: Partial<AlegraMetadata> = {}, more: Partial<InvoiceContext> = {}): InvoiceContext => ({
  settings: settingsOf(settings), account: ACCOUNT, contactId: '118', marker: '[ERPNEXT:default:Sales Invoice:X]', ...more,
});
