import { parse } from 'lossless-json';
import { problemsByField } from './problems-by-field.js';
import { readWorkflow } from './read-workflow.js';

const line = (more: object = {}) => ({ item_code: 'PIN-5000', qty: 2, rate: 4424.78, serials: ['S1', 'S2'], ...more });
const body = (more: object = {}) => ({
  company_a_instance_id: 1, company_b_instance_id: 2, supplier: 'Liberty CR', company_a_name: 'Empresa A', company_b_customer_name: 'Empresa B',
  company_a_supplier_name: 'Empresa A', company_a_warehouse: 'Bodega A - EA', company_b_warehouse: 'Bodega B - EB', items: [line()], ...more,
});
const paths = (value: unknown) => readWorkflow(value).problems?.map(({ path }) => path) ?? [];

it('reads the specification’s body, trimmed, with numbers also as text and every digit of a price', () => {
  const { workflow, unknown } = readWorkflow(parse(JSON.stringify(body({ company_a_instance_id: '1', supplier: ' Liberty CR ', extra: 1, items: [line({ qty: '2', rate: '99999999.99', serials: [' S1', 'S2 '] })] })))) as Extract<ReturnType<typeof readWorkflow>, { workflow: object }>;
  expect(workflow).toMatchObject({ instanceA: 1, supplier: 'Liberty CR', companyB: null, scheduleDate: null, currency: null, lines: [{ qty: 2, serials: ['S1', 'S2'] }] });
  expect(workflow.lines[0]!.rate.toFixed(2)).toBe('99999999.99');
  expect(workflow.lines[0]!.transferRate.toFixed(2)).toBe('99999999.99');
  expect(unknown).toEqual(['extra']);
});

it.each<[string, object, string[]]>([
  ['a missing field, said once', { supplier: undefined }, ['supplier']],
  ['a number for a text', { supplier: 7 }, ['supplier']],
  ['blanks', { company_a_name: '  ' }, ['company_a_name']],
  ['101 characters', { company_a_warehouse: 'x'.repeat(101) }, ['company_a_warehouse']],
  ['a line break', { company_b_warehouse: 'a\nb' }, ['company_b_warehouse']],
  ['an instance that is no number', { company_a_instance_id: 'uno', company_b_instance_id: 0 }, ['company_a_instance_id', 'company_b_instance_id']],
  ['no lines', { items: [] }, ['items']],
  ['lines that are no list', { items: {} }, ['items']],
  ['a line that is no object', { items: [7] }, ['items[0]']],
  ['a day that is none', { schedule_date: '2026-02-30' }, ['schedule_date']],
  ['a currency in small letters', { currency: 'crc' }, ['currency']],
  ['a fraction of a unit', { items: [line({ qty: 1.5 })] }, ['items[0].qty']],
  ['a negative price', { items: [line({ rate: -1 })] }, ['items[0].rate']],
  ['three decimals', { items: [line({ rate: '1.234' })] }, ['items[0].rate']],
  ['a price of eleven digits', { items: [line({ transfer_rate: '123456789.00' })] }, ['items[0].transfer_rate']],
  ['a serial number too few', { items: [line({ serials: ['S1'] })] }, ['items[0].serials']],
  ['an empty serial number', { items: [line({ serials: ['S1', ' '] })] }, ['items[0].serials']],
  ['a comma, a line break', { items: [line({ serials: ['S,1', 'S\n2'] })] }, ['items[0].serials', 'items[0].serials']],
  ['a serial number that is no text', { items: [line({ serials: [1, 2] })] }, ['items[0].serials']],
  ['a serial number in two lines, in other letters', { items: [line(), line({ item_code: 'PIN-10000', qty: 1, serials: ['s1'] })] }, ['items[1].serials']],
  ['one article at two prices', { items: [line(), line({ rate: 1, serials: ['S3', 'S4'] })] }, ['items[1].rate', 'items[1].transfer_rate']],
  ['one article with and without serial numbers', { items: [line(), line({ serials: [] })] }, ['items[1].serials']],
])('refuses %s', (_, more, expected) => expect(paths(body(more))).toEqual(expected));

it.each([null, [], 'x', 7])('refuses %p', (value) => expect(paths(value)).toEqual(['']));

it('tells all errors at once, also in the shape of the specification', () => {
  const { problems } = readWorkflow({ items: [line(), { ...line(), qty: 0, serials: null }] });
  const told = problemsByField(problems!, 'es');
  expect(Object.keys(told).sort()).toEqual(['company_a_instance_id', 'company_a_name', 'company_a_supplier_name', 'company_a_warehouse', 'company_b_customer_name', 'company_b_instance_id', 'company_b_warehouse', 'items', 'supplier']);
  expect(told).toMatchObject({ supplier: ['Este campo es obligatorio.'], items: [{}, { qty: ['Debe ser 1 o más.'] }] });
});

it('keeps a number that no double could hold for the rule that refuses it', () => {
  expect(paths(parse(JSON.stringify(body()).replace('4424.78', '4424.780000000000000001')))).toEqual(['items[0].rate']);
});
