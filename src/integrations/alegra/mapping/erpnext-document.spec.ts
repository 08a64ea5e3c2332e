import { parse } from 'lossless-json';
import { cash, creditSale, documentOf, iva, posSale } from './documents.fixture.js';
import { readDocument } from './erpnext-document.js';

const codes = (payload: unknown) => readDocument(payload).problems?.map(({ path, code }) => `${path} ${code}`);

describe('readDocument', () => {
  it('reads numbers exactly, texts trimmed, nothing as null', () => {
    const document = documentOf(posSale({ naming_series: '  ACC-  ', remarks: 'None', company: '' }));
    expect(document).toMatchObject({ namingSeries: 'ACC-', remarks: null, company: null, docstatus: 1, isPos: true, isReturn: false, changeAmount: null });
    expect(document.grandTotal?.toFixed(2)).toBe('19605.00');
    expect(document.items.map(({ rate }) => rate.toString())).toEqual(['4424.78', '8500']);
  });

  it('reads the same from lossless JSON, digits beyond a double included', () => {
    const text = JSON.stringify(creditSale()).replace('320000.01', '12345678901234.0123456789');
    expect(documentOf(parse(text) as Record<string, unknown>).grandTotal?.toString()).toBe('12345678901234.0123456789');
    expect(documentOf(parse(text) as Record<string, unknown>)).toMatchObject({ isPos: false, docstatus: 1, items: [{ alegraId: '77' }, { alegraId: null }] });
  });

  it('case 6: customer as object, as text with fallbacks, as name only', () => {
    expect(documentOf(posSale()).customer).toMatchObject({ name: 'Ana Mora Solís', identification: '112340567', identificationType: 'CF', email: 'ana@correo.example', phone: '8888-1122' });
    expect(documentOf(creditSale({ customer_phone: '2222-3344' })).customer).toMatchObject({ code: 'CUST-00042', name: 'Taller La Palma S.R.L.', identification: '3-102-458721', email: 'compras@lapalma.example', phone: '2222-3344' });
    expect(documentOf(creditSale({ customer_name: '', tax_id: null, contact_email: '' })).customer).toMatchObject({ name: 'CUST-00042', identification: null, email: null });
    expect(documentOf(posSale({ customer: { name: 'X', email: '' }, contact_email: 'x@y.example', customer_name: 'Equis' })).customer).toMatchObject({ name: 'Equis', email: 'x@y.example' });
  });

  it('case 7: HTML of remarks is stripped and cut at 500', () => {
    expect(documentOf(posSale({ remarks: '<p>Hola<br>mundo</p>' })).remarks).toBe('Hola mundo');
    expect(documentOf(posSale({ remarks: `<b>${'x'.repeat(900)}</b>` })).remarks).toHaveLength(500);
  });

  it.each([
    ['2026-03-14', '2026-03-14'],
    ['2026-03-14 18:42:07.318224', '2026-03-14'],
    ['2026-03-14T23:59:59-06:00', '2026-03-14'],
  ])('case 7: date %p → %p, never shifted', (given, expected) => expect(documentOf(posSale({ posting_date: given })).postingDate).toBe(expected));

  it.each([[1, true], ['1', true], [true, true], ['Yes', true], [0, false], ['0', false], ['', false], ['None', false], [null, false]])('check %p → %p', (given, expected) => {
    expect(documentOf(posSale({ is_return: given })).isReturn).toBe(expected);
  });

  it('tells every problem at once, with its path', () => {
    const bad = posSale({
      posting_date: '2026-02-30', customer: '', customer_name: null, is_return: 'quizás', grand_total: 'mucho', conversion_rate: 1e300,
      items: [{ item_code: 'A', qty: 'dos', rate: 1 }, 'nada', { item_code: 'B', qty: 1 }, { item_code: 'C', qty: 1, rate: 1, item_tax_rate: '{mal' }],
      payments: [{ mode_of_payment: 'Efectivo' }],
      taxes: 'trece',
    });
    expect(codes(bad)).toEqual([
      'posting_date not_a_date', 'items[1] not_an_object', 'items[0].qty not_a_number', 'items[2].rate missing', 'items[3].item_tax_rate not_json',
      'taxes not_a_list', 'payments[0].amount missing', 'conversion_rate number_out_of_range', 'grand_total not_a_number', 'is_return not_a_check', 'customer missing',
    ]);
  });

  it.each([
    [null, [' not_an_object']],
    [[], [' not_an_object']],
    ['x', [' not_an_object']],
    [{}, ['doctype missing', 'name missing']],
    [{ doctype: 'Sales Invoice', name: 'X', docstatus: 7 }, ['docstatus not_a_docstatus']],
    [{ doctype: 'Sales Invoice', name: 'X', docstatus: 'uno' }, ['docstatus not_a_number']],
    [posSale({ items: [] }), ['items missing']],
    [posSale({ items: undefined }), ['items missing']],
  ])('refuses %j', (payload, expected) => expect(codes(payload)).toEqual(expected));

  it.each([
    [{ doctype: 'Purchase Order', name: 'PUR-1', docstatus: 1, items: 'x' }],
    [{ doctype: 'Sales Invoice', name: 'S-1', docstatus: 0, posting_date: 'x' }],
    [{ doctype: 'Sales Invoice', name: 'S-1', docstatus: 2 }],
    [{ doctype: 'Sales Invoice', name: 'S-1', event: 'on_cancel' }],
  ])('demands no more than a name of %j', (payload) => expect(readDocument(payload).problems).toBeUndefined());

  it('takes a missing docstatus for a submitted document, and says so', () => {
    expect(readDocument(posSale({ docstatus: null }))).toMatchObject({ document: { docstatus: 1 }, warnings: [{ code: 'docstatus_assumed' }] });
  });

  it('reads rows: own tax rates, amounts without a rate, payments', () => {
    const document = documentOf(posSale({
      items: [{ item_code: 'A', qty: 3, amount: 100, item_tax_rate: '{"IVA 4% - CP": 4.0}', item_tax_template: 'IVA 4%' }], taxes: [iva(13, { included_in_print_rate: 1 })], payments: [cash(5)],
    }));
    expect(document.items[0]?.rate.toFixed(4)).toBe('33.3333');
    expect(document.items[0]?.taxRates?.get('IVA 4% - CP')?.toString()).toBe('4');
    expect(document.taxes[0]).toMatchObject({ includedInPrice: true, accountHead: 'IVA 13% - CP' });
    expect(document.payments[0]).toMatchObject({ mode: 'Efectivo', kind: 'Cash' });
  });
});
