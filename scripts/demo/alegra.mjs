// What a shop on ERPNext would send. All names and numbers are invented; the cédulas have the right number of digits.
export const integration = 'alegra';
export const webhookSecret = 'secreto-de-la-demo';

/** Fits the sandbox's first account: its items are found by their references, its tax 6 is the 13 % IVA. */
export const credential = {
  environment: 'sandbox',
  secrets: { email: 'sandbox@puente.example', token: 'sandbox-token', webhook_secret: webhookSecret },
  metadata: {
    country: 'CR',
    tax_map: { 13: '6' },
    payment_account_map: { Efectivo: '1', Tarjeta: '4' },
    generic_contact_id: '1',
  },
};

const IVA = (tax_amount) => ({ charge_type: 'On Net Total', account_head: 'IVA 13% - DEMO', description: 'IVA 13%', rate: 13, tax_amount });
const line = (item_code, item_name, qty, rate) => ({ item_code, item_name, qty, rate, amount: qty * rate });
const ROBLE = { customer_name: 'Ferretería El Roble S.R.L.', customer_type: 'Company', identification: '3102458721', identification_type: 'CJ', email: 'compras@elroble.example' };
const head = (doctype, name, more) => ({
  doctype, name, docstatus: 1, event: 'on_submit', modified: '2026-03-02 10:00:00.000001', company: 'Tienda Demo', currency: 'CRC', conversion_rate: 1,
  posting_date: '2026-03-02', due_date: '2026-03-02', ...more,
});

const posSale = head('POS Invoice', 'DEMO-POS-0001', {
  is_pos: 1,
  customer: { customer_name: 'Ana Solano Vargas', customer_type: 'Individual', identification: '109870654', identification_type: 'CF', email: 'ana.solano@correo.example' },
  items: [line('CARG-USBC-20W', 'Cargador USB-C 20W', 2, 8500)],
  taxes: [IVA(2210)],
  payments: [{ mode_of_payment: 'Efectivo', amount: 19210, type: 'Cash' }],
  net_total: 17000, grand_total: 19210, rounded_total: 0,
});
const creditSale = head('Sales Invoice', 'DEMO-SINV-0001', {
  is_pos: 0, due_date: '2026-04-01', customer: ROBLE,
  items: [line('CARG-USBC-20W', 'Cargador USB-C 20W', 4, 8000)],
  taxes: [IVA(4160)], payments: [], net_total: 32000, grand_total: 36160, rounded_total: 0,
});
const creditReturn = head('Sales Invoice', 'DEMO-SINV-RET-0001', {
  is_pos: 0, is_return: 1, return_against: creditSale.name, customer: ROBLE,
  items: [line('CARG-USBC-20W', 'Cargador USB-C 20W', -1, 8000)],
  taxes: [IVA(-1040)], payments: [], net_total: -8000, grand_total: -9040, rounded_total: 0,
});
const unmapped = head('POS Invoice', 'DEMO-POS-0002', {
  is_pos: 1, customer: 'Cliente de contado', customer_name: 'Cliente de contado',
  items: [line('MESA-PLEGABLE', 'Mesa plegable', 1, 25000)],
  taxes: [IVA(3250)],
  payments: [{ mode_of_payment: 'Efectivo', amount: 28250, type: 'Cash' }],
  net_total: 25000, grand_total: 28250, rounded_total: 0,
});
const purchase = head('Purchase Order', 'DEMO-PO-0001', { supplier: 'Distribuidora La Carreta S.A.', items: [line('CARG-USBC-20W', 'Cargador USB-C 20W', 50, 5000)], grand_total: 250000 });

/** In this order; each is followed to its end before the next one leaves. */
export const deliveries = [
  { what: 'venta de contado', document: posSale },
  { what: 'venta a crédito', document: creditSale },
  { what: 'devolución parcial', document: creditReturn },
  { what: 'la misma venta, otra vez', document: posSale },
  { what: 'producto sin correspondencia', document: unmapped },
  { what: 'orden de compra', document: purchase },
];
