import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { line, payment, posInvoice, salesInvoice, vat, type Document } from '../support/alegra/documents.js';

let bench: AlegraBench;
let erp: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  erp = await bench.tenant();
});
afterAll(() => bench.close());

async function bill(document: Document, to: AlegraTenant = erp) {
  const message = await to.run(document);
  const body = (await to.sent(message, 'alegra.create-invoice')) as unknown as Body;
  return { message, body, invoice: (await to.invoices(document))[0], codes: message.warnings.map(({ code }) => code) };
}

interface Body {
  date: string;
  dueDate: string;
  items: { id: number | string; price: number; quantity: number; discount?: number; tax?: { id: number }[] }[];
  payments?: { account: { id: string }; amount: number; paymentMethod: string; date: string }[];
  saleCondition?: string;
  paymentMethod?: string;
  currency?: { code: string; exchangeRate: number };
  numberTemplate?: Record<string, string>;
  anotation?: string;
  observations: string;
  status: string;
}

describe('items', () => {
  it('takes the item from the line, then the map, then Alegra’s reference', async () => {
    const { body } = await bill(salesInvoice({
      items: [line({ alegra_id: 78 }), line(), line({ item_code: 'CARG-USBC-20W', item_name: 'Cargador' })],
      net_total: 6000, grand_total: 6780, taxes: [vat({ tax_amount: 780 })],
    }));
    expect(body.items.map(({ id }) => String(id))).toEqual(['78', '76', '76']);
  });

  it('takes the default item when nothing else tells, and keeps what was sold readable', async () => {
    const tenant = await bench.tenant({ metadata: { default_item_id: '79' } });
    const { body } = await bill(salesInvoice({ items: [line({ item_code: 'NUEVO', item_name: 'Cosa nueva' })] }), tenant);
    expect(body.items[0]).toMatchObject({ name: 'Cosa nueva' });
    expect(String(body.items[0]!.id)).toBe('79');
  });

  it('names every unmapped item, tax and mode of payment in one error, and creates nothing', async () => {
    const document = posInvoice({
      items: [line({ item_code: 'RARO-1' }), line({ item_code: 'RARO-2' })],
      taxes: [vat({ account_head: 'Impuesto Raro - EP', rate: 7.5, tax_amount: 300 })],
      payments: [payment({ mode_of_payment: 'Trueque', type: 'General', amount: 4300 })],
      net_total: 4000, grand_total: 4300,
    });
    const { message } = await bill(document);
    expect(message).toMatchObject({ status: 'processed', outcome: 'failed', error_category: 'validation_error' });
    for (const name of ['RARO-1', 'RARO-2', 'Impuesto Raro - EP', 'Trueque']) expect(message.error_message).toContain(name);
    const calls = await erp.tenant.calls(message.correlation_id);
    expect(calls.filter(({ http_method }) => http_method !== 'GET')).toEqual([]);
  });
});

describe('amounts', () => {
  it('sends prices without the tax they include', async () => {
    const { body, message, invoice } = await bill(salesInvoice({
      items: [line({ qty: 1, rate: 1130, amount: 1130, net_rate: 1000, net_amount: 1000 })],
      taxes: [vat({ included_in_print_rate: 1, tax_amount: 130 })], net_total: 1000, grand_total: 1130,
    }));
    expect(body.items[0]).toMatchObject({ price: 1000, quantity: 1, tax: [{ id: 6 }] });
    expect({ total: invoice?.total, warnings: message.warnings }).toEqual({ total: '1130.00', warnings: [] });
  });

  it('keeps a line discount and spreads one on the document', async () => {
    const discounted = await bill(salesInvoice({
      items: [line({ qty: 2, price_list_rate: 1000, discount_percentage: 10, rate: 900, amount: 1800, net_rate: 900, net_amount: 1800 })],
      taxes: [vat({ tax_amount: 234 })], net_total: 1800, grand_total: 2034,
    }));
    expect({ total: discounted.invoice?.total, codes: discounted.codes }).toEqual({ total: '2034.00', codes: [] });

    const spread = await bill(salesInvoice({
      items: [line({ qty: 1, rate: 1000, amount: 1000, net_rate: 900, net_amount: 900 }), line({ item_code: 'MESA', qty: 1, rate: 3000, amount: 3000, net_rate: 2700, net_amount: 2700 })],
      discount_amount: 400, apply_discount_on: 'Net Total', taxes: [vat({ tax_amount: 468 })], net_total: 3600, grand_total: 4068,
    }));
    expect({ total: spread.invoice?.total, codes: spread.codes }).toEqual({ total: '4068.00', codes: [] });
  });

  it('sends foreign currency with its rate, amounts not converted', async () => {
    const { body, invoice } = await bill(salesInvoice({ currency: 'USD', conversion_rate: 512.5, items: [line({ qty: 1, rate: 100, amount: 100 })], taxes: [vat({ tax_amount: 13 })], net_total: 100, grand_total: 113 }));
    expect(body).toMatchObject({ currency: { code: 'USD', exchangeRate: 512.5 }, items: [{ price: 100 }] });
    expect(invoice?.total).toBe('113.00');
    const without = await bill(salesInvoice({ currency: 'USD', conversion_rate: 0 }));
    expect(without.message).toMatchObject({ outcome: 'failed', error_code: 'exchange_rate_missing' });
  });

  it('accepts ERPNext’s rounding and keeps the payment within Alegra’s total', async () => {
    const { message, invoice, body } = await bill(posInvoice({
      items: [line({ qty: 1, rate: 999.97, amount: 999.97 })], taxes: [vat({ tax_amount: 130 })], net_total: 999.97, grand_total: 1129.97,
      rounding_adjustment: 0.03, rounded_total: 1130, payments: [payment({ amount: 1130 })],
    }));
    expect(message).toMatchObject({ outcome: 'succeeded', warnings: [] });
    expect({ total: invoice?.total, balance: invoice?.balance }).toEqual({ total: '1129.97', balance: '0.00' });
    expect(body.payments).toEqual([expect.objectContaining({ amount: 1129.97 })]);
  });

  it('flags a total that differs with both numbers, and bills all the same', async () => {
    const { message, codes } = await bill(salesInvoice({ grand_total: 2300 }));
    expect(codes).toEqual(['total_mismatch']);
    expect(message.outcome).toBe('succeeded');
    expect(message.warnings[0]!.message).toMatch(/2260\.00.*2300\.00/);
  });
});

describe('payments', () => {
  it('takes the change out of the cash', async () => {
    const { body, invoice } = await bill(posInvoice({ payments: [payment({ amount: 3000 })], paid_amount: 3000, change_amount: 740 }));
    expect(body.payments).toEqual([{ date: '2026-03-02', account: { id: '1' }, amount: 2260, paymentMethod: 'cash' }]);
    expect(invoice?.balance).toBe('0.00');
    const untold = await bill(posInvoice({ payments: [payment({ amount: 5000 })] }));
    expect({ amount: untold.body.payments?.[0]?.amount, codes: untold.codes }).toEqual({ amount: 2260, codes: ['change_assumed'] });
  });

  it('sends several modes, twice the same too, and leaves out the zero rows', async () => {
    const { body } = await bill(posInvoice({
      payments: [payment({ amount: 1000 }), payment({ mode_of_payment: 'tarjeta', type: 'Bank', amount: 760 }), payment({ mode_of_payment: 'Tarjeta', type: 'Bank', amount: 500 }), payment({ mode_of_payment: 'Cheque', amount: 0 })],
    }));
    expect(body.payments?.map(({ account, amount, paymentMethod }) => [account.id, amount, paymentMethod])).toEqual([['1', 1000, 'cash'], ['4', 760, 'credit-card'], ['4', 500, 'credit-card']]);
    expect(body).toMatchObject({ saleCondition: 'CASH', paymentMethod: 'CASH' });
  });

  it('uses the defaults for a mode that no map knows', async () => {
    const tenant = await bench.tenant({ metadata: { default_payment_account_id: '2', default_payment_method: 'deposit', default_payment_method_key: 'OTHER' } });
    const { body } = await bill(posInvoice({ payments: [payment({ mode_of_payment: 'Trueque', type: 'General' })] }), tenant);
    expect(body).toMatchObject({ paymentMethod: 'OTHER', payments: [{ account: { id: '2' }, paymentMethod: 'deposit' }] });
  });

  it('leaves what is not paid open', async () => {
    const credit = await bill(salesInvoice());
    expect(credit.body).toMatchObject({ saleCondition: 'CREDIT', dueDate: '2026-04-01' });
    expect(credit.body.payments).toBeUndefined();
    expect(credit.invoice).toMatchObject({ status: 'open', balance: '2260.00' });
    const part = await bill(posInvoice({ payments: [payment({ amount: 260 })], change_amount: 0 }));
    expect(part.invoice?.balance).toBe('2000.00');
  });

  it('refuses payments beyond the total', async () => {
    const { message } = await bill(posInvoice({ payments: [payment({ mode_of_payment: 'Tarjeta', type: 'Bank', amount: 9000 })], change_amount: 0 }));
    expect(message).toMatchObject({ outcome: 'failed', error_code: 'payment_exceeds_total' });
  });
});

it('uses the optional fields: due date, remarks without HTML, series', async () => {
  const { body } = await bill(salesInvoice({ due_date: '2026-05-05', remarks: '<p>Entregar en <b>bodega</b></p>', naming_series: 'SINV-.YYYY.-' }));
  expect(body).toMatchObject({ date: '2026-03-02', dueDate: '2026-05-05', anotation: 'Entregar en bodega' });
  expect(body.observations).toContain('SINV-.YYYY.-');
});

it('sends a draft without payments when told so', async () => {
  const tenant = await bench.tenant({ metadata: { invoice_status: 'draft' } });
  const { body, codes, invoice } = await bill(posInvoice(), tenant);
  expect(body).toMatchObject({ status: 'draft' });
  expect({ codes, status: invoice?.status, payments: body.payments }).toEqual({ codes: ['draft_without_payments'], status: 'draft', payments: undefined });
});

describe('numbering', () => {
  it('sends template and prefix, and chooses the template by series', async () => {
    const tenant = await bench.tenant({ metadata: { number_template_id: '1', number_template_map: { 'ESP-': '1' } } });
    expect((await bill(salesInvoice(), tenant)).body.numberTemplate).toEqual({ id: '1' });
  });

  it('numbers by hand: twelve invoices at once take twelve numbers in a row', async () => {
    const tenant = await bench.tenant({ metadata: { number_template_id: '2', number_template_prefix: 'MAN', number_template_next: '500' } });
    const documents = Array.from({ length: 12 }, () => salesInvoice());
    const messages = await Promise.all(documents.map((document) => tenant.run(document, 40_000)));
    expect(messages.map(({ outcome, error_message }) => [outcome, error_message])).toEqual(Array(12).fill(['succeeded', null]));
    const numbers = await Promise.all(documents.map(async (document) => Number((await tenant.invoices(document))[0]!.numberTemplate.number)));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => 500 + index));
  });

  it('passes over a number that was taken by hand in Alegra', async () => {
    const metadata = { number_template_id: '2', number_template_prefix: 'MAN', number_template_next: '700' };
    const first = salesInvoice();
    await (await bench.tenant({ metadata })).run(first);
    const tenant = await bench.tenant({ metadata });
    const document = salesInvoice();
    expect(await tenant.run(document)).toMatchObject({ outcome: 'succeeded' });
    expect(Number((await tenant.invoices(document))[0]!.numberTemplate.number)).toBe(701);
  });
});
