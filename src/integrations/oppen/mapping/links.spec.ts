import { oppenLinks } from './links.js';

it('leads to the invoice’s line in Puente', () => {
  const facts = { order_key: 'A:0005:00001691', external_reference: '0005-00001691', summary: {}, base_url: null };
  expect(oppenLinks(facts)).toEqual([{ label: '0005-00001691', href: '/admin/resources/oppen-sync?filters.factura_ref=0005-00001691' }]);
  expect(oppenLinks({ ...facts, external_reference: null })).toEqual([]);
});
