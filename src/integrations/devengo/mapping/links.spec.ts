import { devengoLinks } from './links.js';

it('leads to the synchronisation, once the message has told which', () => {
  const facts = { order_key: null, external_reference: 'clients 4', base_url: null };
  expect(devengoLinks({ ...facts, summary: { execution_id: 4 } })).toEqual([{ label: 'Sincronización 4', href: '/admin/resources/devengo-executions/records/4/show' }]);
  expect(devengoLinks({ ...facts, summary: {} })).toEqual([]);
});
