import { haciendaLinks } from './links.js';

const facts = { external_reference: 'x', summary: { consecutive: '00100001010000000007' }, base_url: null };

it('leads to the document here, ours or a supplier’s', () => {
  expect(haciendaLinks({ ...facts, order_key: 'document:abc-1' })).toEqual([{ label: '00100001010000000007', href: '/admin/resources/hacienda-documents/records/abc-1/show' }]);
  expect(haciendaLinks({ ...facts, summary: {}, order_key: 'received:abc-2' })).toEqual([{ label: 'x', href: '/admin/resources/hacienda-received/records/abc-2/show' }]);
  expect(haciendaLinks({ ...facts, order_key: null })).toEqual([]);
});
