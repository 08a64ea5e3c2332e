import { erpnextLinks } from './links.js';

const facts = { order_key: 'workflow:7', external_reference: '7', summary: { po_a_id: 'PUR-ORD-1', pr_b_id: 'MAT-PRE-9' }, base_url: 'https://a.example/' };

it('leads to the execution here and to the documents of side A in their ERPNext', () => {
  expect(erpnextLinks(facts)).toEqual([
    { label: 'Ejecución 7', href: '/admin/resources/erpnext-executions/records/7/show' },
    { label: 'PUR-ORD-1', href: 'https://a.example/app/purchase-order/PUR-ORD-1' },
  ]);
});

it('knows no page of what is no execution', () => {
  expect(erpnextLinks({ ...facts, order_key: 'instance:3' })).toEqual([]);
});
