import { Money } from '../../../core/money/index.js';
import { OppenMetadata } from '../oppen.credentials.js';
import type { Factura } from './factura-message.js';
import { officialSerNr, toInvoiceBody } from './invoice.js';

const FACTURA: Factura = { factura_id: 7, local: 'MATRIZ', fecha: '2025-01-05', tipo: 'A', punto_venta: '0005', nro_factura: '00001691', monto: new Money('15000.00') };
const build = (factura: Partial<Factura> = {}, settings: Partial<OppenMetadata> = {}, circumstances = {}) =>
  toInvoiceBody({ ...FACTURA, ...factura }, Object.assign(new OppenMetadata(), settings), { serNr: 173_596_712_345_678, today: '2025-01-05', ...circumstances });

it('is the specification’s example, key by key and in its order', () => {
  const { body } = build();
  expect(JSON.stringify(body)).toBe(
    '{"SerNr":173596712345678,"OfficialSerNr":"0005-00001691","CustCode":"C00001","TransDate":"2025-01-05","DueDate":"2025-02-04","Office":"100","Labels":"Local|MATRIZ",' +
      '"createUser":"API","Status":0,"Items":[{"ArtCode":"271240051","Qty":1,"Price":15000}],"InvoiceType":1}',
  );
});

it.each([['Z', 0], ['A', 1], ['B', 2], ['CC', 3]] as const)('type %s is InvoiceType %d', (tipo, InvoiceType) => expect(build({ tipo }).body).toMatchObject({ InvoiceType }));

// One setting, and all that it changes.
it.each<[string, Partial<Factura>, Partial<OppenMetadata>, Record<string, unknown>]>([
  ['five digits', {}, { pos_padding: 5 }, { OfficialSerNr: '00005-00001691' }],
  ['a net price', {}, { price_mode: 'net' }, { Items: [{ ArtCode: '271240051', Qty: 1, Price: 12396.69 }] }],
  ['a net price of more decimals', {}, { price_mode: 'net', price_decimals: 4 }, { Items: [{ ArtCode: '271240051', Qty: 1, Price: 12396.6942 }] }],
  ['another rate', {}, { price_mode: 'net', vat_rate: '0.105' }, { Items: [{ ArtCode: '271240051', Qty: 1, Price: 13574.66 }] }],
  ['no VAT', {}, { price_mode: 'net', vat_rate: '0' }, { Items: [{ ArtCode: '271240051', Qty: 1, Price: 15000 }] }],
  ['a large amount', { monto: new Money('999999999999.99') }, {}, { Items: [{ ArtCode: '271240051', Qty: 1, Price: 999999999999.99 }] }],
  ['approved', {}, { status: 1 }, { Status: 1 }],
  ['other days', {}, { payment_days: 0 }, { DueDate: '2025-01-05' }],
  ['over the end of February', { fecha: '2024-01-30' }, {}, { DueDate: '2024-02-29' }],
  ['a due date that is past, as it is', { fecha: '2024-01-01' }, {}, { DueDate: '2024-01-31' }],
  ['a due date that is past, moved', { fecha: '2024-01-01' }, { due_date_not_in_past: true }, { DueDate: '2025-02-04' }],
  ['a due date of today', { fecha: '2024-12-06' }, { due_date_not_in_past: true }, { DueDate: '2025-01-05' }],
  ['a customer', {}, { cust_code: 'C9' }, { CustCode: 'C9' }],
  ['a customer by shop', {}, { cust_code: 'C9', cust_code_by_shop: { Matriz: 'CUIT0' } }, { CustCode: 'CUIT0' }],
  ['an office by type', { tipo: 'CC' }, { office_by_type: { CC: '200' } }, { Office: '200' }],
  ['an item by type', { tipo: 'CC' }, { art_code_by_type: { CC: 'OTR-ING' } }, { Items: [{ ArtCode: 'OTR-ING', Qty: 1, Price: 15000 }] }],
  ['another type’s item', { tipo: 'A' }, { art_code: 'X', art_code_by_type: { CC: 'OTR-ING' } }, { Items: [{ ArtCode: 'X', Qty: 1, Price: 15000 }] }],
  ['a template', {}, { label_template: '{shop}-{shop}' }, { Labels: 'MATRIZ-MATRIZ' }],
  ['a label by shop', {}, { label_by_shop: { MATRIZ: 'ALMF01' } }, { Labels: 'ALMF01' }],
  ['of several labels the first', {}, { label_by_shop: { MATRIZ: 'ALMF01, OTRA' } }, { Labels: 'ALMF01' }],
  ['fields of a type', {}, { fields_by_type: { A: { VoucherCode: '001', FormType: null } } }, { VoucherCode: '001', FormType: null }],
  ['who creates', {}, { create_user: 'PUENTE' }, { createUser: 'PUENTE' }],
])('%s', (_, factura, settings, changed) => {
  const usual = build(factura).body!;
  const { InvoiceType, ...rest } = usual;
  expect(build(factura, settings).body).toEqual(settings.fields_by_type ? { ...rest, ...changed } : { ...rest, InvoiceType, ...changed });
});

it('a shop with a bar in its name goes by a label of its own', () => expect(build({ local: 'A|B' }, { label_by_shop: { 'A|B': 'ALMF02' } }).body).toMatchObject({ Labels: 'ALMF02' }));

it('leaves the number to Oppen', () => expect(build({}, {}, { serNr: null }).body).not.toHaveProperty('SerNr'));

it.each<[string, Partial<Factura>, string]>([
  ['a point of sale that does not fit is never cut', { punto_venta: '12345' }, 'oppen.punto_venta'],
  ['a shop whose name would be two labels', { local: 'SUR, ESTE' }, 'oppen.label'],
  ['a shop whose name would be another group', { local: 'SUR|ESTE' }, 'oppen.label'],
])('%s', (_, factura, code) => expect(build(factura).problems).toMatchObject([{ code, message: expect.stringMatching(/credencial de Oppen/) }]));

it('tells all that is wrong at once', () => expect(build({ punto_venta: '12345', local: 'A|B' }).problems).toHaveLength(2));

it.each([
  ['5', '1691', 4, '0005-00001691'],
  ['0005', '00001691', 4, '0005-00001691'],
  ['00005', '1', 4, '0005-00000001'],
  ['12345', '1', 5, '12345-00000001'],
  ['12345', '1', 4, null],
  ['5', '123456789', 4, null],
])('%s and %s in %d digits: %s', (punto_venta, nro_factura, digits, official) => expect(officialSerNr({ punto_venta, nro_factura }, digits)).toBe(official));
