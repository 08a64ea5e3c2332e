import { parse } from 'lossless-json';
import { judgeDocument } from './judge-document.js';
import { CLAVE, ISSUER, KIT, SAMPLES, TODAY } from './samples.fixture.js';

const judge = (input: unknown, today = TODAY) => judgeDocument(input, { issuer: ISSUER, today });
const problemsOf = (input: unknown, today?: string) => {
  const verdict = judge(input, today);
  return 'problems' in verdict ? verdict.problems : [];
};
const pathsOf = (input: unknown, today?: string) => problemsOf(input, today).map(({ path }) => path);

type Type = keyof typeof SAMPLES;
const on = (type: Type, more: object) => ({ ...SAMPLES[type], ...more });
const onLine = (type: Type, more: object) => on(type, { lines: [{ ...SAMPLES[type].lines[0], ...more }] });
const onTax = (type: Type, tax: object) => onLine(type, { taxes: [tax] });
const onParty = (type: Type, more: object) => on(type, type === 'FEC' ? { supplier: { ...SAMPLES.FEC.supplier, ...more } } : { receiver: { ...SAMPLES.FE.receiver, ...more } });
const onReference = (type: 'NC' | 'REP' | 'FEC', more: object) => on(type, { references: [{ ...SAMPLES[type].references[0], ...more }] });
const exonerated = (more: object) => onTax('TE', { code: '01', rate_code: '08', exoneration: { document_type: '04', document_number: 'AL-1', institution: '01', issue_date: '2026-01-01', rate: 13, ...more } });
const kit = (more: object, type: Type = 'FE') => on(type, { lines: [{ ...KIT, ...more }], payments: [{ type: '01' }] });
const inKit = (more: object, type?: Type) => kit({ components: [{ ...KIT.components[0], ...more }, KIT.components[1]] }, type);

it.each(Object.entries(SAMPLES))('a sound %s', (_, sample) => expect(problemsOf(sample)).toEqual([]));

describe('refuses', () => {
  it.each<[string, unknown, string]>([
    ['a field it does not know', on('TE', { discount: 5 }), 'discount'],
    ['one deep inside', onLine('TE', { discounts: [{ amount: 1, code: '07', percent: 3 }] }), 'lines[0].discounts[0].percent'],
    ['an own __proto__', JSON.parse('{"__proto__": {"document_type": "FE"}}'), '__proto__'],
    ['an unknown type', on('TE', { document_type: 'XX' }), 'document_type'],
    ['a list for an object', on('FE', { receiver: [] }), 'receiver'],
    ['an object for a list', on('TE', { lines: {} }), 'lines'],
    ['a line that is null', on('TE', { lines: [null] }), 'lines[0]'],
    ['1,001 lines', on('TE', { lines: Array(1001).fill(SAMPLES.TE.lines[0]) }), 'lines'],
    ['no lines', on('TE', { lines: [] }), 'lines'],
    ['a code as number', on('TE', { sale_condition: 1 }), 'sale_condition'],
    ['a date that does not exist', on('TE', { issue_date: '2026-02-30' }), 'issue_date'],
    ['a date to come', on('TE', { issue_date: '2026-11-29' }), 'issue_date'],
    ['an unknown currency', on('TE', { currency: 'ABC', exchange_rate: 1 }), 'currency'],
    ['colones that are not one', on('TE', { exchange_rate: 2 }), 'exchange_rate'],
    ['dollars without rate', on('FEE', { exchange_rate: null }), 'exchange_rate'],

    ['an invoice to nobody', on('FE', { receiver: undefined }), 'receiver'],
    ['an invoice to somebody without identification', onParty('FE', { identification: '' }), 'receiver.identification'],
    ['a cédula física with a zero', onParty('FE', { identification_type: '01', identification: '012345678' }), 'receiver.identification'],
    ['a cédula jurídica with dashes', onParty('FE', { identification: '3-102-555123' }), 'receiver.identification'],
    ['a DIMEX of ten', onParty('FE', { identification_type: '03', identification: '1234567890' }), 'receiver.identification'],
    ['a foreigner in an FE sold at home', onParty('FE', { identification_type: '05', identification: 'X1' }), 'receiver.identification_type'],
    ['a type 06 buyer', onParty('FE', { identification_type: '06', identification: 'X1' }), 'receiver.identification_type'],
    ['half an identification', on('TE', { receiver: { name: 'Ana Solano', identification_type: '01' } }), 'receiver.identification'],
    ['an address that is not one', onParty('FE', { email: 'ana@ejemplo' }), 'receiver.email'],
    ['a short telephone', onParty('FE', { phone: '911' }), 'receiver.phone'],
    ['a seven-digit activity', onParty('FE', { activity_code: '4752.00' }), 'receiver.activity_code'],
    ['an activity as number', onParty('FE', { activity_code: 475200 }), 'receiver.activity_code'],
    ['a district there is not', onParty('FE', { location: { province: '1', canton: '01', district: '99', other: 'Frente al parque' } }), 'receiver.location'],
    ['a supplier in an FE', on('FE', { supplier: SAMPLES.FE.receiver }), 'supplier'],
    ['a purchase from nobody', on('FEC', { supplier: undefined }), 'supplier'],
    ['a purchase for somebody else', on('FEC', { receiver: SAMPLES.FE.receiver }), 'receiver'],
    ['a foreign supplier without type 16', onReference('FEC', { document_type: '14' }), 'references'],
    ['used goods without condition 13', onParty('FEC', { identification_type: '06', foreign_address: undefined }), 'supplier.identification_type'],

    ['condition 99 without words', on('TE', { sale_condition: '99' }), 'sale_condition_other'],
    ['condition 12 on a ticket', on('TE', { sale_condition: '12' }), 'sale_condition'],
    ['condition 09 on an invoice', on('FE', { sale_condition: '09' }), 'sale_condition'],
    ['credit without days', on('TE', { sale_condition: '02' }), 'credit_days'],
    ['credit of zero days', on('TE', { sale_condition: '02', credit_days: 0 }), 'credit_days'],
    ['VAT credit beyond 90 days', on('TE', { sale_condition: '10', credit_days: 91 }), 'credit_days'],
    ['cash without means', on('TE', { payments: [] }), 'payments'],
    ['five means', on('TE', { payments: Array(5).fill({ type: '01', amount: 1 }) }), 'payments'],
    ['means 99 without words', on('TE', { payments: [{ type: '99' }] }), 'payments[0].other'],
    ['two means, one without amount', on('FE', { payments: [{ type: '01', amount: 1 }, { type: '02' }] }), 'payments[1].amount'],
    ['means that do not add up', on('FE', { payments: [{ type: '01', amount: 1 }, { type: '02', amount: 2 }] }), 'payments'],
    ['a payment that is not the total', on('TE', { payments: [{ type: '01', amount: 1230.5 }] }), 'payments[0].amount'],

    ['a CABYS of twelve', onLine('TE', { cabys: '239210100000' }), 'lines[0].cabys'],
    ['no CABYS', onLine('TE', { cabys: undefined }), 'lines[0].cabys'],
    ['a unit that is none', onLine('TE', { unit: 'unid' }), 'lines[0].unit'],
    ['quantity zero', onLine('TE', { quantity: 0 }), 'lines[0].quantity'],
    ['a negative price, in a credit note too', onLine('NC', { unit_price: -1 }), 'lines[0].unit_price'],
    ['four decimals of quantity', onLine('TE', { quantity: '1.0001' }), 'lines[0].quantity'],
    ['six decimals of price', onLine('TE', { unit_price: '1.000001' }), 'lines[0].unit_price'],
    ['a comma', onLine('TE', { unit_price: '1,5' }), 'lines[0].unit_price'],
    ['hexadecimal', onLine('TE', { unit_price: '0x10' }), 'lines[0].unit_price'],
    ['a price without end', onLine('TE', { unit_price: '1e400' }), 'lines[0].unit_price'],
    ['a short description', onLine('TE', { description: 'ab' }), 'lines[0].description'],
    ['201 characters', onLine('TE', { description: 'ñ'.repeat(201) }), 'lines[0].description'],
    ['a control character', onLine('TE', { description: 'uno\u0007dos' }), 'lines[0].description'],
    ['half a character', onLine('TE', { description: 'uno \ud83d' }), 'lines[0].description'],
    ['more discount than price', onLine('TE', { discounts: [{ amount: 1000.01, code: '07' }] }), 'lines[0].discounts'],
    ['discount 99 without words', onLine('TE', { discounts: [{ amount: 1, code: '99' }] }), 'lines[0].discounts[0].reason'],
    ['six discounts', onLine('TE', { discounts: Array(6).fill({ amount: 1, code: '07' }) }), 'lines[0].discounts'],
    ['a transaction type on a ticket', onLine('TE', { transaction_type: '01' }), 'lines[0].transaction_type'],
    ['exported goods without heading', onLine('FEE', { tariff_heading: undefined }), 'lines[0].tariff_heading'],
    ['a base of one’s own', onLine('TE', { taxable_base: 5 }), 'lines[0].taxable_base'],
    ['a price in a receipt', onLine('REP', { unit_price: 5 }), 'lines[0].unit_price'],
    ['a receipt without amount', onLine('REP', { amount: undefined }), 'lines[0].amount'],
    ['charges in a receipt', on('REP', { other_charges: [{ document_type: '06', description: 'x', amount: 1 }] }), 'other_charges'],

    ['a line without tax', onLine('TE', { taxes: [] }), 'lines[0].taxes'],
    ['VAT without rate code', onTax('TE', { code: '01', rate: 13 }), 'lines[0].taxes[0].rate_code'],
    ['a rate that is not its code’s', onTax('TE', { code: '01', rate_code: '04', rate: 13 }), 'lines[0].taxes[0].rate'],
    ['a transitory rate on an invoice', onTax('TE', { code: '01', rate_code: '06' }), 'lines[0].taxes[0].rate_code'],
    ['VAT twice', onLine('TE', { taxes: [{ code: '01', rate_code: '08' }, { code: '07', rate_code: '08' }] }), 'lines[0].taxes[1].code'],
    ['cement at another rate', onTax('TE', { code: '12', rate: 6 }), 'lines[0].taxes[0].rate'],
    ['used goods without factor', onTax('TE', { code: '08' }), 'lines[0].taxes[0].factor'],
    ['fuel without litres', onTax('TE', { code: '03' }), 'lines[0].taxes[0].specific'],
    ['fuel in a purchase', onTax('FEC', { code: '03', specific: { quantity: 1, unit_tax: 1 } }), 'lines[0].taxes[0].code'],
    ['more exonerated than taxed', exonerated({ rate: 14 }), 'lines[0].taxes[0].exoneration.rate'],
    ['exonerated by law without article', exonerated({ document_type: '03' }), 'lines[0].taxes[0].exoneration.article'],
    ['an institution without name', exonerated({ institution: '99' }), 'lines[0].taxes[0].exoneration.institution_other'],
    ['exoneration 01 on an invoice', exonerated({ document_type: '01' }), 'lines[0].taxes[0].exoneration.document_type'],
    ['an exoneration in an export', onTax('FEE', { code: '01', rate_code: '08', exoneration: { document_type: '04', document_number: 'AL-1', institution: '01', issue_date: '2026-01-01', rate: 13 } }), 'lines[0].taxes[0].exoneration'],
    ['FE exonerated by 11 without reference', { ...exonerated({ document_type: '11' }), document_type: 'FE', receiver: SAMPLES.FE.receiver }, 'references'],
    ['charge 04 without third party', on('TE', { other_charges: [{ document_type: '04', description: 'x', amount: 1 }] }), 'other_charges[0].third_party'],

    ['charge 04 for nobody there is', on('TE', { other_charges: [{ document_type: '04', third_party: { identification_type: '01', identification: '1', name: 'Ana Solano' }, description: 'x', amount: 1 }] }), 'other_charges[0].third_party.identification'],
    ['a litre of alcohol', onTax('TE', { code: '04', specific: { quantity: 2500, percentage: 40, unit_tax: 1 } }), 'lines[0].taxes[0].specific'],
    ['a receipt without tax', onLine('REP', { taxes: [] }), 'lines[0].taxes'],

    ['a note without reference', on('NC', { references: [] }), 'references'],
    ['a reference without clave', onReference('NC', { number: '123' }), 'references[0].number'],
    ['a reference code that does not exist', onReference('NC', { code: '03' }), 'references[0].code'],
    ['code 17 outside a receipt', onReference('NC', { code: '17' }), 'references[0].code'],
    ['type 16 outside a purchase', onReference('NC', { document_type: '16' }), 'references[0].document_type'],
    ['a receipt for a contract', onReference('REP', { document_type: '06' }), 'references[0].document_type'],
    ['a reference without reason', onReference('NC', { reason: '' }), 'references[0].reason'],
    ['a reference to the day after tomorrow', onReference('NC', { issue_date: '2026-11-30' }), 'references[0].issue_date'],
    ['an exoneration of the day after tomorrow', exonerated({ issue_date: '2026-11-30' }), 'lines[0].taxes[0].exoneration.issue_date'],
    ['a reference of eleven years ago', onReference('NC', { issue_date: '2015-11-27' }), 'references[0].issue_date'],
    ['a kit of one thing', kit({ components: [KIT.components[0]] }), 'lines[0].components'],
    ['a kit of twenty-one', kit({ components: Array.from({ length: 21 }, () => KIT.components[0]) }), 'lines[0].components'],
    ['a kit in a purchase', kit({}, 'FEC'), 'lines[0].components'],
    ['a kit without the manufacturer’s code', kit({ codes: [{ type: '04', code: 'CANASTA' }] }), 'lines[0].codes'],
    ['half a kit', kit({ quantity: 1.5 }), 'lines[0].quantity'],
    ['a kit with a tax of its own', kit({ taxes: [{ code: '01', rate_code: '08' }] }), 'lines[0].taxes'],
    ['a kit that costs something else than its components', kit({ unit_price: 4500 }), 'lines[0].unit_price'],
    ['a component without CABYS', inKit({ cabys: '' }), 'lines[0].components[0].cabys'],
    ['a component without tax', inKit({ taxes: [] }), 'lines[0].components[0].taxes'],
    ['a component with a rate that is another code’s', inKit({ taxes: [{ code: '01', rate_code: '08', rate: 4 }] }), 'lines[0].components[0].taxes[0].rate'],
    ['a component exonerated', inKit(exonerated({}).lines[0]!), 'lines[0].components[0].taxes[0].exoneration'],
    ['a component cheaper than its discount', inKit({ discounts: [{ amount: 3001, code: '07' }] }), 'lines[0].components[0].discounts'],
    ['a kit within a kit', inKit({ components: [] }), 'lines[0].components[0].components'],
    ['factory VAT in an exported kit', inKit({ factory_vat: '02' }, 'FEE'), 'lines[0].components[0].factory_vat'],
  ])('%s', (_, input, path) => expect(pathsOf(input)).toContain(path));
  it('nothing of a sound kit', () => expect(problemsOf(kit({}))).toEqual([]));

  it.each([null, undefined, 'FE', 7, []])('%j', (input) => expect(problemsOf(input)).toEqual([{ path: '', message: 'Debe ser un objeto.' }]));

  it('a total beyond what Hacienda can write', () => {
    expect(pathsOf(onLine('TE', { quantity: 10, unit_price: '9999999999999.99999' }))).toContain('lines[0]');
  });
});

it('tells shapes and rules in one answer', () => {
  const problems = problemsOf({ ...SAMPLES.FE, color: 'red', sale_condition: '02', receiver: undefined, lines: [{ ...SAMPLES.FE.lines[0], cabys: 'x', taxes: [{ code: '01', rate_code: '08', rate: 8 }] }] });
  expect(problems).toEqual([
    { path: 'color', message: 'No es un campo conocido.' },
    { path: 'lines[0].cabys', message: 'El código CABYS tiene 13 dígitos.' },
    { path: 'receiver', message: 'Es obligatorio en este tipo de documento.' },
    { path: 'credit_days', message: 'La condición de venta 02 lleva el plazo en días, mayor que cero.' },
    { path: 'lines[0].taxes[0].rate', message: 'La tarifa 8 no es la del código 08 (Tarifa general 13%): es 13.' },
  ]);
});

it('tells a hundred problems, not a hundred thousand', () => {
  expect(problemsOf(on('TE', { lines: Array(1000).fill({}) }))).toHaveLength(100);
});

describe('codes are dated', () => {
  it.each([
    ['2026-04-21', ['references[0].code']],
    ['2026-04-22', []],
  ])('code 14 on %s', (today, paths) => {
    expect(pathsOf(onReference('NC', { code: '14', issue_date: '2026-01-02' }), today)).toEqual(paths);
  });

  it('a company may have letters in its number since 2026', () => {
    const sold = onParty('FE', { identification: '3102ABC123' });
    expect([pathsOf(sold), pathsOf({ ...sold, lines: SAMPLES.TE.lines, payments: [{ type: '01' }], issue_date: '2025-12-31' })]).toEqual([[], ['receiver.identification']]);
  });
});

describe('reads', () => {
  it('numbers as JSON, as text and as lossless-json has them', () => {
    const lossless = parse(JSON.stringify(onLine('TE', { unit_price: 1234.56789, payments: undefined }))) as object;
    expect([judge(lossless), judge(onLine('TE', { unit_price: '1234.56789' }))]).toEqual(Array(2).fill(judge(onLine('TE', { unit_price: 1234.56789 }))));
  });

  it('a reference of tomorrow, which is today east of Costa Rica', () => expect(pathsOf(onReference('NC', { issue_date: '2026-11-29' }))).toEqual([]));

  it('no days of credit and no discount as none', () => {
    expect(judge(on('TE', { credit_days: 0, lines: [{ ...SAMPLES.TE.lines[0], discounts: [{ amount: 0, code: '07' }] }] }))).toMatchObject({ document: { credit_days: undefined, totals: { total_discounts: '0.00000' } } });
  });

  it('null and empty as left out', () => {
    expect(problemsOf(on('TE', { receiver: null, issue_date: '', other_charges: null }))).toEqual([]);
  });

  it('a payment in cents for a total with fractions of them', () => {
    expect(judge(on('TE', { payments: [{ type: '01', amount: '1230.00' }] }))).toMatchObject({ document: { payments: [{ amount: '1229.99999' }] } });
  });

  it('part of a sale on credit', () => {
    expect(judge(on('TE', { sale_condition: '02', credit_days: 8, payments: [{ type: '01', amount: 100 }] }))).toMatchObject({ document: { payments: [{ amount: '100.00000' }] } });
  });

  it('our own name as the receiver of a purchase', () => {
    expect(judge(on('FEC', { receiver: { name: ISSUER.name, identification_type: '02', identification: ISSUER.identification } }))).toMatchObject({ document: { receiver: undefined } });
  });

  it('moments on Costa Rica’s clock', () => {
    expect(judge(onReference('NC', { issue_date: '2026-11-28T03:00:00Z', number: CLAVE }))).toMatchObject({ document: { references: [{ issue_date: '2026-11-27T21:00:00-06:00' }] } });
  });
});
