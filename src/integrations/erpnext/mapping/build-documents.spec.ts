import { Money } from '../../../core/money/index.js';
import { buildDocument, expectedSerials, itemMapFor, type BuildContext } from './build-documents.js';
import { compareSerials } from './serials.js';
import { markerOf, STEPS } from './steps.js';
import type { Workflow } from './workflow.js';

const workflow: Workflow = {
  instanceA: 1, instanceB: 2, supplier: 'Liberty CR', companyA: 'Empresa A', companyB: null, customerInA: 'Empresa B', supplierInB: 'Empresa A',
  warehouseA: 'Bodega A - EA', warehouseB: 'Bodega B - EB', scheduleDate: null, currency: null,
  lines: [
    { itemCode: 'PIN-5000', qty: 1, rate: new Money('4424.78'), transferRate: new Money('4500'), serials: ['KLB1'] },
    { itemCode: 'CABLE-USB', qty: 3, rate: new Money('10.1'), transferRate: new Money('10.1'), serials: [] },
    { itemCode: 'PIN-5000', qty: 1, rate: new Money('4424.78'), transferRate: new Money('4500'), serials: ['KLB2'] },
  ],
};
const row = (name: string, item_code: string, idx: number) => ({ name, item_code, idx });
const context: BuildContext = {
  today: '2026-03-02', companyB: 'Empresa B', itemMap: { 'PIN-5000': 'PIN5K' },
  orderA: { name: 'PUR-ORD-2026-00001', docstatus: 1, items: [row('r2', 'CABLE-USB', 2), row('r1', 'pin-5000', 1)] }, deliveryA: { name: 'MAT-DN-2026-00001', docstatus: 1 },
};
const build = (at: number, more: Partial<Workflow> = {}) => buildDocument(STEPS[at]!, { ...workflow, ...more }, context);
const serials = { use_serial_batch_fields: 1, serial_no: 'KLB1\nKLB2' };

it('1: the order, one row per article, with the day that ERPNext demands', () => {
  expect(build(0)).toEqual({
    supplier: 'Liberty CR', company: 'Empresa A', transaction_date: '2026-03-02', schedule_date: '2026-03-02', ignore_pricing_rule: 1,
    items: [
      { item_code: 'PIN-5000', qty: 2, rate: 4424.78, warehouse: 'Bodega A - EA', schedule_date: '2026-03-02' },
      { item_code: 'CABLE-USB', qty: 3, rate: 10.1, warehouse: 'Bodega A - EA', schedule_date: '2026-03-02' },
    ],
  });
  expect(build(0, { scheduleDate: '2026-04-01', currency: 'USD' })).toMatchObject({ transaction_date: '2026-03-02', schedule_date: '2026-04-01', currency: 'USD' });
  expect(build(0, { scheduleDate: '2026-03-01' })).toMatchObject({ schedule_date: '2026-03-02' });
});

it('2: the receipt names the order and its rows, whatever their order and letters', () => {
  expect(build(1)).toMatchObject({
    supplier: 'Liberty CR', company: 'Empresa A',
    items: [
      { item_code: 'PIN-5000', qty: 2, received_qty: 2, rate: 4424.78, purchase_order: 'PUR-ORD-2026-00001', purchase_order_item: 'r1', ...serials },
      { item_code: 'CABLE-USB', purchase_order_item: 'r2' },
    ],
  });
  expect((build(1).items as object[])[1]).not.toHaveProperty('serial_no');
});

it('3 and 4: at the transfer price, and in B with the codes of B and the delivery it came with', () => {
  expect(build(2)).toMatchObject({ customer: 'Empresa B', company: 'Empresa A', items: [{ rate: 4500, warehouse: 'Bodega A - EA', ...serials }, { rate: 10.1 }] });
  expect(build(3)).toMatchObject({ supplier: 'Empresa A', company: 'Empresa B', supplier_delivery_note: 'MAT-DN-2026-00001', items: [{ item_code: 'PIN5K', rate: 4500, warehouse: 'Bodega B - EB', ...serials }, { item_code: 'CABLE-USB' }] });
});

it('knows which serial numbers each step must have moved', () => {
  const expected = STEPS.map((step) => Object.fromEntries(expectedSerials(step, workflow, context.itemMap)));
  expect(expected).toEqual([{}, { 'PIN-5000': ['KLB1', 'KLB2'] }, { 'PIN-5000': ['KLB1', 'KLB2'] }, { PIN5K: ['KLB1', 'KLB2'] }]);
  expect(compareSerials(['KLB1', 'KLB2'], ['klb1', 'OLD'])).toEqual({ missing: ['KLB2'], extra: ['OLD'] });
});

it('prefers the codes of a pair of instances to those for all', () => {
  expect(itemMapFor({ '*': { A: 'x', B: 'y' }, 1: { A: 'z' } }, 1)).toEqual({ A: 'z', B: 'y' });
  expect(itemMapFor({ '*': { A: 'x' } }, 9)).toEqual({ A: 'x' });
});

it('marks each document of each generation', () => expect(markerOf('0190-uuid', 2, STEPS[3]!)).toBe('tx:0190-uuid:pr_b:2'));
