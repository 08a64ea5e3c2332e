import { createHmac } from 'node:crypto';

export const WEBHOOK_SECRET = 'bench-webhook-secret';

// A customer and items that the sandbox Alegra has; the invented lines make it as long as a real delivery (1.8 kB).
const TEMPLATE = JSON.stringify({
  doctype: 'Sales Invoice', name: '@NAME@', docstatus: 1, company: 'Comercial Ejemplo S.A.', naming_series: 'BENCH-.YYYY.-',
  posting_date: '2025-11-14', posting_time: '10:05:41.009817', due_date: '2025-12-14', currency: 'CRC', conversion_rate: 1.0, is_pos: 0,
  is_return: 0, return_against: null, remarks: 'Entrega en bodega, horario de 8 a 17. Orden de compra OC-4471.', status: 'Unpaid',
  net_total: 283185.85, total_taxes_and_charges: 36814.16, grand_total: 320000.01, rounded_total: 320000.01, outstanding_amount: 320000.01,
  modified: '@NAME@', event: 'on_submit',
  customer: { name: 'CUST-00042', customer_name: 'Ferretería El Roble S.R.L.', custom_alegra_id: '118', identification: '3102458721', identification_type: 'CJ' },
  items: [line(1, 'TV-SAM-55', 'Televisor Samsung 55" 4K', 265486.73), line(2, 'INST-TV', 'Instalación de TV', 17699.12)],
  taxes: [{ charge_type: 'On Net Total', account_head: 'IVA por Pagar 13% - CE', description: 'IVA 13%', rate: 13.0, tax_amount: 36814.16 }],
  payments: [],
});

function line(idx: number, item_code: string, item_name: string, rate: number) {
  return {
    name: `row-${idx}-3a3390b71b`, idx, item_code, item_name, description: item_name, qty: 1.0, uom: 'Unidad', conversion_factor: 1.0, rate, amount: rate,
    discount_percentage: 0.0, item_tax_template: null, cost_center: 'Principal - CE', warehouse: 'Bodega central - CE', serial_no: null,
  };
}

/** Metadata of a credential that needs no look-up at Alegra for these documents. */
export const METADATA = { country: 'CR', item_map: { 'TV-SAM-55': '77', 'INST-TV': '78' } };

/** A delivery that differs from every other, and its signature as Frappe makes it. */
export function delivery(name: string): { body: Buffer; signature: string } {
  const body = Buffer.from(TEMPLATE.replaceAll('@NAME@', name));
  return { body, signature: createHmac('sha256', WEBHOOK_SECRET).update(body).digest('base64') };
}
