import type { AcceptedInvoice } from '../../../../core/events/accepted-invoice.js';
import { judgeDocument } from '../judge-document.js';
import { ISSUER } from '../samples.fixture.js';
import { fromAcceptedInvoice } from './index.js';

const line = (more: Partial<AcceptedInvoice['lines'][number]> = {}): AcceptedInvoice['lines'][number] => ({
  code: 'INST-TV', description: 'Instalación', catalogue_code: '8314100000000', unit: 'Nos', quantity: '2', net: '20000.00', taxes: [{ name: 'IVA 13% - CP', rate: '13' }], ...more,
});
const sale = (more: Partial<AcceptedInvoice> = {}): AcceptedInvoice => ({
  document: { system: 'erpnext', type: 'Sales Invoice', name: 'ACC-SINV-2026-00001' }, date: '2026-03-14', due_date: '2026-04-13', currency: 'CRC', exchange_rate: '1',
  customer: { name: 'Taller La Palma S.R.L.', identification: '3-102-458721', identification_type: null, email: 'compras@lapalma.example', phone: null },
  lines: [line()], charges: [], payments: [], total: '22600', issued: false, ...more,
});
const build = (more: Partial<AcceptedInvoice> = {}, cabysOf: Record<string, string> = {}) => {
  const built = fromAcceptedInvoice(sale(more), { cabysOf });
  if ('problems' in built) return { problems: built.problems.map(({ path }) => path) };
  const judged = judgeDocument(built.document, { issuer: ISSUER, today: '2026-03-15' });
  if ('problems' in judged) throw new Error(JSON.stringify(judged.problems));
  return { document: judged.document };
};

it('a sale on credit to a company is an FE that Hacienda would take, of the same total', () => {
  expect(build().document).toMatchObject({
    document_type: 'FE', sale_condition: '02', credit_days: 30, receiver: { identification_type: '02', identification: '3102458721', email: 'compras@lapalma.example' },
    lines: [{ cabys: '8314100000000', unit: 'Unid', quantity: '2.000', unit_price: '10000.00000', codes: [{ type: '01', code: 'INST-TV' }] }], totals: { total: '22600.00000' },
  });
});

it('a sale to nobody in particular is a TE; cash with change is one means of payment, two ways keep their amounts', () => {
  const customer = { name: 'Cliente de contado', identification: null, identification_type: null, email: null, phone: null };
  expect(build({ customer, payments: [{ mode: 'Efectivo', kind: 'Cash', amount: '25000' }] }).document).toMatchObject({ document_type: 'TE', sale_condition: '01', payments: [{ type: '01', amount: '22600.00000' }] });
  const payments = [{ mode: 'Caja', kind: 'Cash', amount: '12600' }, { mode: 'SINPE Móvil', kind: 'Bank', amount: '10000' }];
  expect(build({ payments }).document?.payments).toEqual([{ type: '01', amount: '12600.00000' }, { type: '06', amount: '10000.00000' }]);
});

it('CABYS may stand in the setting; the article’s own wins', () => {
  expect(build({ lines: [line({ catalogue_code: null })] }, { 'INST-TV': '8711000000000' }).document?.lines[0]?.cabys).toBe('8711000000000');
  expect(build({}, { 'INST-TV': '8711000000000' }).document?.lines[0]?.cabys).toBe('8314100000000');
});

it.each([['IVA Exento', '10'], ['No sujeto', '11'], ['Tarifa 0', '01']])('nothing to pay, by the name of its tax: %s', (name, code) => {
  expect(build({ lines: [line({ taxes: [{ name, rate: '0' }] })] }).document?.lines[0]?.taxes[0]?.rate_code).toBe(code);
});

it('names everything that it lacks, where it lacks it', () => {
  const lines = [line({ catalogue_code: null, unit: 'Tarima', taxes: [{ name: 'Impuesto', rate: '0' }] }), line({ taxes: [] }), line({ taxes: [{ name: 'Selectivo', rate: '10' }] })];
  const customer = { name: 'X', identification: '9999999999', identification_type: null, email: null, phone: null };
  expect(build({ lines, customer, payments: [{ mode: 'Cuenta 7', kind: 'General', amount: '1' }] }).problems).toEqual([
    'customer.identification_type', 'payments[0].mode', 'lines[0].catalogue_code', 'lines[0].unit', 'lines[0].taxes[0]', 'lines[1].taxes', 'lines[2].taxes[0]',
  ]);
  expect(build({ due_date: '2026-03-14', issued: true }).problems).toEqual(['issued', 'payments']);
});
