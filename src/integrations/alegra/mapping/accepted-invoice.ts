import type { AcceptedInvoice } from '../../../core/events/accepted-invoice.js';
import type { Money } from '../../../core/money/index.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { ErpnextDocument } from './erpnext-document.js';
import type { ErpnextItem } from './erpnext-rows.js';
import { netAmounts } from './net-amounts.js';
import { sortTaxRows, taxesOfLine, type TaxRows } from './tax-rows.js';

/** The sale in words of no system, for integrations that go on where Alegra's part ends. */
export function toAcceptedInvoice(document: ErpnextDocument, { tax_map, generate_stamp }: Pick<AlegraMetadata, 'tax_map' | 'generate_stamp'>): AcceptedInvoice {
  const rows = sortTaxRows(document.taxes, { taxMap: tax_map, taxes: [] });
  const nets = netAmounts(document, rows.taxes);
  const { name, identification, identificationType, email, phone, mobile } = document.customer;
  return {
    document: originOf(document),
    date: document.postingDate,
    due_date: document.dueDate,
    currency: document.currency,
    exchange_rate: text(document.conversionRate),
    customer: { name, identification, identification_type: identificationType, email, phone: phone ?? mobile },
    lines: document.items.map((item, index) => lineOf(item, nets[index]!, rows.taxes)),
    charges: rows.charges.map(({ description, accountHead, amount }) => ({ name: description ?? accountHead ?? 'Cargo', amount: amount?.toFixed() ?? '0' })),
    payments: document.payments.map(({ mode, kind, amount }) => ({ mode, kind, amount: amount.toFixed() })),
    total: text(document.grandTotal),
    issued: generate_stamp,
  };
}

export const originOf = ({ doctype, name }: Pick<ErpnextDocument, 'doctype' | 'name'>): AcceptedInvoice['document'] => ({ system: 'erpnext', type: doctype, name });

const lineOf = (item: ErpnextItem, net: Money, rows: TaxRows['taxes']): AcceptedInvoice['lines'][number] => ({
  code: item.code,
  description: item.name ?? item.description ?? item.code,
  catalogue_code: item.catalogueCode,
  unit: item.unit,
  quantity: item.quantity.toFixed(),
  net: net.toFixed(),
  taxes: taxesOfLine(item, rows).map(({ accountHead, template, percentage }) => ({ name: template ?? accountHead, rate: text(percentage) })),
});

const text = (amount: Money | null): string | null => amount?.toFixed() ?? null;
