import { toAcceptedInvoice } from './accepted-invoice.js';
import { creditSale, documentOf, iva, posSale } from './documents.fixture.js';

it('tells a sale with its net lines, its own rates and no word of Alegra', () => {
  const sale = toAcceptedInvoice(documentOf(creditSale({ items: [{ item_code: 'TV-55', item_name: 'Televisor', qty: 2, rate: 100, amount: 200, net_amount: 180, custom_cabys: '4711401000000', uom: 'Unidad' }], taxes: [iva(13)] })), { tax_map: {}, generate_stamp: false });
  expect(sale).toEqual({
    document: { system: 'erpnext', type: 'Sales Invoice', name: 'ACC-SINV-2026-00052' }, date: '2026-03-14', due_date: '2026-04-13', currency: 'CRC', exchange_rate: '1',
    customer: { name: 'Taller La Palma S.R.L.', identification: '3-102-458721', identification_type: null, email: 'compras@lapalma.example', phone: null },
    lines: [{ code: 'TV-55', description: 'Televisor', catalogue_code: '4711401000000', unit: 'Unidad', quantity: '2', net: '180', taxes: [{ name: 'IVA 13% - CP', rate: '13' }] }],
    charges: [], payments: [], total: '320000.01', issued: false,
  });
});

it('tells what was paid, freight, and that Alegra issues it itself', () => {
  const freight = { charge_type: 'Actual', account_head: 'Flete - CP', description: 'Flete', tax_amount: 1500 };
  expect(toAcceptedInvoice(documentOf(posSale({ taxes: [iva(13), freight] })), { tax_map: {}, generate_stamp: true })).toMatchObject({
    charges: [{ name: 'Flete', amount: '1500' }], payments: [{ mode: 'Efectivo', kind: 'Cash', amount: '10000' }, { mode: 'SINPE Móvil', kind: 'Bank', amount: '9605' }], issued: true,
  });
});
