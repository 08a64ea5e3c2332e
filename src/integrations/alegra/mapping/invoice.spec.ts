import type { AlegraMetadata } from '../alegra.credentials.js';
import { accountOf } from './account.js';
import { ACCOUNT, cash, contextOf, creditSale, documentOf, iva, posSale, sale, TAXES } from './documents.fixture.js';
import { type InvoiceContext, toInvoiceBody } from './invoice.js';

type Fields = Record<string, unknown>;
const build = (payload: Fields, settings: Partial<AlegraMetadata> = {}, more: Partial<InvoiceContext> = {}) => toInvoiceBody(documentOf(payload), contextOf(settings, more));
const bodyOf = (...given: Parameters<typeof build>) => {
  const built = build(...given);
  if (!built.body) throw new Error(JSON.stringify(built.problems));
  return built;
};
const problemsOf = (...given: Parameters<typeof build>) => build(...given).problems?.map(({ path, code }) => `${path} ${code}`);
const total = (...given: Parameters<typeof build>) => bodyOf(...given).expectedTotal.toFixed(2);

describe('toInvoiceBody', () => {
  it('a POS sale: 17349.56 + 2255.44 = 19605.00, paid in two ways', () => {
    const { body, expectedTotal, warnings } = bodyOf(posSale({ remarks: '<p>Entregar hoy</p>' }), {}, { marker: '[ERPNEXT:default:POS Invoice:ACC-PSINV-2026-00011]' });
    expect(expectedTotal.toFixed(2)).toBe('19605.00');
    expect(warnings).toEqual([]);
    expect(body).toEqual({
      date: '2026-03-14',
      dueDate: '2026-03-14',
      client: { id: '118' },
      items: [
        { id: 75, name: 'Pin recarga 5000', price: 4424.78, quantity: 2, tax: [{ id: 6 }] },
        { id: 76, name: 'Cargador 20W', price: 8500, quantity: 1, tax: [{ id: 6 }] },
      ],
      payments: [
        { date: '2026-03-14', account: { id: '1' }, amount: 10000, paymentMethod: 'cash' },
        { date: '2026-03-14', account: { id: '3' }, amount: 9605, paymentMethod: 'transfer' },
      ],
      status: 'open',
      saleCondition: 'CASH',
      paymentMethod: 'CASH',
      observations: '[ERPNEXT:default:POS Invoice:ACC-PSINV-2026-00011] ERPNext POS Invoice ACC-PSINV-2026-00011 · punto de venta · serie ACC-PSINV-.YYYY.-',
      anotation: 'Entregar hoy',
    });
  });

  it('case 29: a sale on credit: 283185.85 + 36814.16 = 320000.01, due later, nothing paid', () => {
    const { body, expectedTotal } = bodyOf(creditSale());
    expect(expectedTotal.toFixed(2)).toBe('320000.01');
    expect(body).toMatchObject({ dueDate: '2026-04-13', saleCondition: 'CREDIT', items: [{ id: 77, price: 265486.73 }, { id: 78, price: 17699.12 }] });
    expect(body).not.toHaveProperty('payments');
    expect(body).not.toHaveProperty('currency');
  });

  it('Colombia has other words for the same', () => {
    const account = accountOf({ country: 'CO' }, { currency: { code: 'CRC' }, decimalPrecision: 2 }, TAXES);
    expect(bodyOf(creditSale(), {}, { account }).body).toMatchObject({ paymentForm: 'CREDIT', paymentMethod: 'INSTRUMENT_NOT_DEFINED' });
    expect(bodyOf(posSale(), {}, { account }).body).toMatchObject({ paymentForm: 'CASH', paymentMethod: 'CASH' });
  });

  it('a due date before the date is the date', () => {
    expect(bodyOf(creditSale({ due_date: '2026-03-01' })).body.dueDate).toBe('2026-03-14');
    expect(bodyOf(creditSale({ due_date: null })).body.dueDate).toBe('2026-03-14');
  });

  it('case 38: a draft only when asked for, and without payments', () => {
    const { body, warnings } = bodyOf(posSale(), { invoice_status: 'draft', generate_stamp: true });
    expect(body).toMatchObject({ status: 'draft' });
    expect(body).not.toHaveProperty('payments');
    expect(body).not.toHaveProperty('stamp');
    expect(warnings.map(({ code }) => code)).toEqual(['draft_without_payments']);
    expect(bodyOf(posSale(), { generate_stamp: true }).body.stamp).toEqual({ generateStamp: true });
  });

  it.each<[Partial<AlegraMetadata>, string | undefined, unknown]>([
    [{}, undefined, undefined],
    [{ number_template_id: '19' }, undefined, { id: '19' }],
    [{ number_template_id: 19 as unknown as string, number_template_prefix: 'FE', number_template_next: 341 as unknown as string }, undefined, { id: '19', prefix: 'FE', number: '341' }],
    [{ number_template_prefix: 'FE', number_template_next: '341' }, '345', { prefix: 'FE', number: '345' }],
    [{ number_template_id: '19', number_template_map: { 'acc-psinv-.yyyy.-': '7' } }, undefined, { id: '7' }],
  ])('case 36: numbering %j', (settings, nextNumber, expected) => expect(bodyOf(posSale(), settings, { nextNumber }).body.numberTemplate).toEqual(expected));

  it('carries the configured fields under its own', () => {
    expect(bodyOf(posSale(), { invoice_defaults: { warehouse: { id: '1' }, status: 'draft', date: '2000-01-01' } }).body).toMatchObject({ warehouse: { id: '1' }, status: 'open', date: '2026-03-14' });
  });
});

describe('case 21: items', () => {
  it.each<[string, Fields, Partial<AlegraMetadata>, Partial<InvoiceContext>, number]>([
    ['its own id first', { item_code: 'PIN-5000', alegra_id: 900 }, {}, {}, 900],
    ['then the map, case and accents aside', { item_code: 'pin-5000' }, {}, {}, 75],
    ['then what a search found', { item_code: 'NUEVO' }, { default_item_id: '79' }, { foundItems: new Map([['NUEVO', '80']]) }, 80],
    ['then the default', { item_code: 'NUEVO' }, { default_item_id: '79' }, {}, 79],
    ['a free line too', { item_code: null, item_name: 'Servicio' }, { default_item_id: '79' }, {}, 79],
  ])('%s', (_, item, settings, more, id) => expect(bodyOf(sale({ rate: 100, ...item }), settings, more).body.items[0]!.id).toBe(id));

  it('names every item that has none, and never sends a line without id', () => {
    const built = build(creditSale({ items: [{ item_code: 'A', qty: 1, rate: 1 }, { item_code: 'B', qty: 1, rate: 1 }, { item_name: 'Libre', qty: 1, rate: 1 }] }));
    expect(built.problems?.map(({ code, message }) => [code, /«(.*?)»/.exec(message)?.[1]])).toEqual([['item_unmapped', 'A'], ['item_unmapped', 'B'], ['item_unmapped', 'Libre']]);
  });

  it('does not take a word of JavaScript for a mapped item', () => expect(problemsOf(sale({ rate: 1, item_code: 'constructor' }))).toEqual(['items[0] item_unmapped']));
});

describe('case 22: taxes', () => {
  const taxOf = (...given: Parameters<typeof build>) => bodyOf(...given).body.items.map(({ tax }) => tax?.map(({ id }) => id));
  const template = { item_tax_template: 'IVA 4% - CP', item_tax_rate: '{"IVA 13% - CP": 4.0}' };

  it.each<[string, Fields, Partial<AlegraMetadata>, (number | string)[] | undefined]>([
    ['by percentage from the list, inactive ones aside', sale({ rate: 100 }), {}, [6]],
    ['by percentage from the map', sale({ rate: 100 }), { tax_map: { '13.0 %': '60' } }, [60]],
    ['by account head before percentage', sale({ rate: 100 }), { tax_map: { 'iva 13% - cp': '61', '13': '60' } }, [61]],
    ['the line’s own rate', sale({ rate: 100, ...template }), {}, [4]],
    ['the line’s own rate is not what the account is mapped to', sale({ rate: 100, ...template }), { tax_map: { 'IVA 13% - CP': '61' } }, [4]],
    ['the same without a template', sale({ rate: 100, item_tax_rate: '{"IVA 13% - CP": 4.0}' }), { tax_map: { 'IVA 13% - CP': '61' } }, [4]],
    ['the line’s template', sale({ rate: 100, ...template }), { tax_map: { 'IVA 4% - CP': '62' } }, [62]],
    ['a template whose name tells the rate', sale({ rate: 100, item_tax_template: 'IVA 4% - CP' }), {}, [4]],
    ['no tax table, the line tells', sale({ rate: 100, ...template }, { taxes: [] }), {}, [4]],
    ['no tax at all', sale({ rate: 100 }, { taxes: [] }), {}, undefined],
    ['an account at 0 % that other lines use', sale({ rate: 100 }, { taxes: [iva(13), iva(0)] }), {}, [6]],
    ['a tax written as a fixed amount, when mapped', sale({ rate: 100 }, { taxes: [{ charge_type: 'Actual', account_head: 'IVA - CP', rate: 0, tax_amount: 13 }] }), { tax_map: { 'IVA - CP': '6' } }, [6]],
    ['0 % where the map tells which', sale({ rate: 100 }, { taxes: [iva(0)] }), { tax_map: { '0': '1' } }, [1]],
    ['the template of an exempt line', sale({ rate: 100, item_tax_template: 'Exento', item_tax_rate: '{"IVA 13% - CP": 0}' }), { tax_map: { Exento: '1' } }, [1]],
  ])('%s', (_, payload, settings, expected) => expect(taxOf(payload, settings)).toEqual([expected]));

  it.each<[string, Fields]>([
    ['a percentage that Alegra lacks', sale({ rate: 100 }, { taxes: [iva(8)] })],
    ['0 % that may be exempt or zero rate', sale({ rate: 100 }, { taxes: [iva(0)] })],
    ['a template that tells nothing', sale({ rate: 100, item_tax_template: 'Especial' })],
    ['a withholding', sale({ rate: 100 }, { taxes: [iva(13), iva(-2)] })],
    ['a tax on a tax', sale({ rate: 100 }, { taxes: [iva(13), iva(1, { charge_type: 'On Previous Row Amount' })] })],
  ])('stops at %s', (_, payload) => expect(problemsOf(payload)?.map((problem) => problem.split(' ')[1])).toEqual(['tax_unmapped']));

  it('names a tax once, however many lines have it', () => {
    const built = build(creditSale({ taxes: [iva(8)] }));
    expect(built.problems).toHaveLength(1);
    expect(built.problems![0]!.message).toContain('IVA 8% - CP');
  });
});

describe('cases 23 and 24: prices and discounts', () => {
  const line = (item: Fields, more: Fields = {}) => bodyOf(sale(item, more)).body.items[0]!;

  it('case 23: a price that includes IVA goes without it', () => {
    const included = { taxes: [iva(13, { included_in_print_rate: 1 })] };
    expect(line({ rate: 5000, amount: 5000, net_rate: 4424.78, net_amount: 4424.78 }, included).price).toBe(4424.78);
    expect(line({ rate: 5000, amount: 5000 }, included).price).toBe(4424.78);
    expect(total(sale({ rate: 5000, amount: 5000 }, included))).toBe('5000.00');
    expect(line({ rate: 1000, qty: 3, amount: 3000, net_rate: 884.96, net_amount: 2654.87 }, included)).toMatchObject({ quantity: 3, price: 884.956667 });
    expect(line({ rate: 5200, amount: 5200, item_tax_rate: '{"IVA 13% - CP": 4}' }, included)).toMatchObject({ price: 5000, tax: [{ id: 4 }] });
  });

  it.each<[string, Fields, Fields]>([
    ['ERPNext’s rate is after the discount', { price_list_rate: 100, discount_percentage: 10, rate: 90, amount: 90 }, { price: 100, discount: 10 }],
    ['without a list price there is no discount to show', { discount_percentage: 10, rate: 90, amount: 90 }, { price: 90 }],
    ['a percentage with four decimals', { price_list_rate: 30000, discount_percentage: 33.3333, rate: 20000.01, amount: 20000.01 }, { price: 30000, discount: 33.3333 }],
    ['derived from an amount', { price_list_rate: 8, rate: 7, amount: 7, discount_amount: 1 }, { price: 8, discount: 12.5 }],
    ['one that does not come out exactly is left out', { price_list_rate: 1000000, rate: 666666.67, amount: 666666.67, discount_percentage: 33.33 }, { price: 666666.67 }],
    ['case 27: 100 %', { price_list_rate: 100, discount_percentage: 100, rate: 0, amount: 0 }, { price: 100, discount: 100 }],
    ['case 27: a gift', { rate: 0, amount: 0 }, { price: 0 }],
    ['a margin above the list price is no discount', { price_list_rate: 100, rate: 120, amount: 120 }, { price: 120 }],
    ['case 27: a quantity with decimals', { qty: 0.375, rate: 1999.99, amount: 750 }, { price: 1999.99, quantity: 0.375 }],
  ])('case 24: %s', (_, item, expected) => {
    expect(line(item)).toMatchObject(expected);
    expect('discount' in line(item)).toBe('discount' in expected);
  });

  it('case 24: the document’s discount is in net_rate, and not sent again', () => {
    const { items } = bodyOf(sale({ price_list_rate: 100, rate: 100, amount: 100, net_rate: 90, net_amount: 90 }, { discount_amount: 10, apply_discount_on: 'Net Total', net_total: 90 })).body;
    expect(items[0]).toMatchObject({ price: 90 });
    expect(items[0]).not.toHaveProperty('discount');
  });

  const two = { items: [{ item_code: 'PIN-5000', qty: 1, rate: 100 }, { item_code: 'CARG-20W', qty: 1, rate: 200 }] };
  it.each<[string, Fields, string[], string]>([
    ['by the net total', { net_total: 270 }, ['90', '180'], '305.10'],
    ['on the net total', { discount_amount: 30, apply_discount_on: 'Net Total' }, ['90', '180'], '305.10'],
    ['on the grand total', { discount_amount: 33.9, apply_discount_on: 'Grand Total' }, ['90', '180'], '305.10'],
    ['as a percentage', { additional_discount_percentage: 10 }, ['90', '180'], '305.10'],
    ['cents go to the last line', { net_total: 200.01 }, ['66.67', '133.34'], '226.01'],
  ])('case 24: without net rates the discount is spread: %s', (_, more, prices, expected) => {
    const built = bodyOf(sale({}, { ...two, ...more }));
    expect(built.body.items.map(({ price }) => String(price))).toEqual(prices);
    expect(built.expectedTotal.toFixed(2)).toBe(expected);
  });

  it.each<[string, Fields]>([
    ['a negative line', { qty: -1, rate: 100, amount: -100 }],
    ['no quantity', { qty: 0, rate: 100, amount: 0 }],
    ['a negative price', { qty: 1, rate: -100, amount: -100 }],
  ])('case 27: %s is refused with its item', (_, item) => {
    expect(build(sale(item)).problems).toMatchObject([{ code: 'line_not_positive', message: expect.stringContaining('PIN-5000') }]);
  });

  it('keeps every digit of a large price', () => {
    expect(JSON.stringify(line({ rate: '123456789012.123456', amount: '123456789012.123456' }).price)).toBe('"123456789012.123456"');
  });
});

describe('case 25: charges', () => {
  const freight = (more: Fields = {}) => ({ charge_type: 'Actual', account_head: 'Flete - CP', description: 'Flete', tax_amount: 2500, ...more });

  it('a fixed charge is a line of its mapped service, without taxes', () => {
    const { body, expectedTotal } = bodyOf(sale({ rate: 1000 }, { taxes: [iva(13), freight()] }), { charge_item_map: { 'Flete - CP': '78' } });
    expect(body.items[1]).toEqual({ id: 78, name: 'Flete', price: 2500, quantity: 1 });
    expect(expectedTotal.toFixed(2)).toBe('3630.00');
  });

  it('taxes after the freight are on the freight too', () => {
    const taxes = [freight(), iva(13, { charge_type: 'On Previous Row Total' })];
    expect(total(sale({ rate: 1000 }, { taxes }), { charge_item_map: { '*': '78' } })).toBe('3955.00');
  });

  it.each([[freight()], [freight({ tax_amount: -100 })]])('%j stops the document and is named', (charge) => {
    const built = build(sale({ rate: 1000 }, { taxes: [iva(13), charge] }), charge.tax_amount < 0 ? { charge_item_map: { '*': '78' } } : {});
    expect(built.problems).toMatchObject([{ path: 'taxes[1]', code: 'charge_unmapped', message: expect.stringContaining('Flete - CP') }]);
  });

  it('a row without an amount is nothing', () => expect(total(sale({ rate: 1000 }, { taxes: [iva(13), freight({ tax_amount: 0 })] }))).toBe('1130.00'));
});

describe('case 28: currency', () => {
  it('another currency goes with its rate, amounts as they are', () => {
    const { body } = bodyOf(sale({ rate: 100 }, { currency: 'USD', conversion_rate: 512.5 }));
    expect(body).toMatchObject({ currency: { code: 'USD', exchangeRate: 512.5 }, items: [{ price: 100 }] });
  });

  it.each([[null], [0]])('a rate of %p stops it', (rate) => expect(problemsOf(sale({ rate: 100 }, { currency: 'USD', conversion_rate: rate }))).toEqual(['conversion_rate exchange_rate_missing']));

  it('when Alegra does not tell its currency, a rate of one is its own', () => {
    const account = { ...ACCOUNT, currency: null };
    expect(bodyOf(sale({ rate: 100 }), {}, { account }).body).not.toHaveProperty('currency');
    expect(bodyOf(sale({ rate: 100 }, { currency: 'USD', conversion_rate: 512.5 }), {}, { account }).body).toHaveProperty('currency');
  });
});

it('tells all problems together: items, taxes, charges, modes', () => {
  const bad = creditSale({
    items: [{ item_code: 'A', qty: 1, rate: 10 }],
    taxes: [iva(8), { charge_type: 'Actual', account_head: 'Flete', tax_amount: 5 }],
    payments: [{ ...cash(10), mode_of_payment: 'Trueque' }],
  });
  expect(problemsOf(bad)).toEqual(['items[0] item_unmapped', 'taxes[0] tax_unmapped', 'taxes[1] charge_unmapped', 'payments[0] payment_unmapped']);
});
