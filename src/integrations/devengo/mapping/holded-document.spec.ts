import { mapDocument, type MappedDocument } from './holded-document.js';

const DAY = '2024-06-15';
const row = (more: Record<string, unknown> = {}) => ({
  id: 'a1', contact: 'c1', contactName: 'Lucía', docNumber: 'F240017', date: 1704841200, dueDate: 1707519600, currency: 'eur', status: 1, approvedAt: 1704877200,
  products: [{ name: 'Full-Stack', price: 6000, units: 1, discount: 0, account: 'k1' }], subtotal: 6000, tax: 0, total: 6000, paymentsTotal: 3000, paymentsPending: 3000, draft: null, from: null, ...more,
});
const map = (more?: Record<string, unknown>, kind: 'invoice' | 'creditnote' = 'invoice'): MappedDocument => mapDocument(row(more), kind, DAY) as MappedDocument;

it('takes midnight in Madrid for the day it begins', () => {
  expect(map()).toMatchObject({ invoice_date: '2024-01-10', due_date: '2024-02-10', currency: 'EUR', net_amount: '6000.00', status: 'partial' });
  expect(map({ date: 1709247600 }).invoice_date).toBe('2024-03-01');
  expect(map({ date: 1521673200 }).invoice_date).toBe('2018-03-22');
});

it.each([
  [{ status: -1 }, 'cancelled'],
  [{ status: 3, total: 0, paymentsPending: 0 }, 'cancelled'],
  [{ draft: true }, 'draft'],
  [{ status: 0, approvedAt: null, docNumber: '' }, 'draft'],
  [{ status: 0, paymentsPending: 0 }, 'paid'],
  [{ paymentsTotal: 0, dueDate: 1718402400 }, 'pending'],
  [{ paymentsTotal: 0 }, 'overdue'],
  [{ paymentsTotal: 0, dueDate: null }, 'pending'],
])('%j is %s', (more, status) => expect(map(more).status).toBe(status));

it.each([
  [{ docNumber: 'CN240003', from: { id: 'i1', docType: 'invoice' } }, 'i1'],
  [{ docNumber: 'AB1', from: null }, null],
  [{ subtotal: -6000, total: -6000, products: [{ price: -6000, units: 1, account: 'k1' }] }, null],
])('a credit note takes away, whatever its number and signs: %j', (more, credited) => {
  expect(map(more, 'creditnote')).toMatchObject({ net_amount: '-6000.00', total_amount: '-6000.00', credited_external_id: credited, lines: [{ net_amount: '-6000.00' }], problem: null });
});

it('reads the account as id, object or code, and the document’s own channel where a line has none', () => {
  const accounts = (products: unknown[]) => map({ products, salesChannelId: 'doc', subtotal: 30, total: 30 }).lines.map(({ account }) => account);
  expect(accounts([{ price: 10, units: 1, account: { id: 'k2', num: 70500002 } }, { price: 10, units: 1, accountCode: 70500003 }, { price: 10, units: 1 }])).toEqual(['k2', '70500003', 'doc']);
});

it('makes lines add up to the document to the cent, and says so when they do not', () => {
  const thirds = map({ products: [1, 2, 3].map(() => ({ price: 33.335, units: 1, account: 'k1' })), subtotal: 100.01, total: 100.01 });
  expect([thirds.problem, thirds.lines.map(({ net_amount }) => net_amount)]).toEqual([null, ['33.33', '33.34', '33.34']]);
  expect(map({ subtotal: 5990 }).problem).toMatchObject({ code: 'amount_mismatch' });
  expect(map({ products: [{ price: 1000, units: 2, discount: 10, account: 'k1' }], subtotal: 1800, total: 1800 })).toMatchObject({ problem: null, lines: [{ net_amount: '1800.00', units: '2' }] });
});

it('has the same hash for the same content, another for any change', () => {
  expect(map().content_hash).toBe(map({ tags: ['nuevo'] }).content_hash);
  expect(map({ subtotal: 5000, products: [{ price: 5000, units: 1, account: 'k1' }] }).content_hash).not.toBe(map().content_hash);
});

it('refuses what has no day or no currency', () => {
  expect(mapDocument(row({ date: null }), 'invoice', DAY)).toMatchObject({ external_id: 'a1', problem: { code: 'invalid_response' } });
  expect(mapDocument(row({ currency: 'euros' }), 'invoice', DAY)).toMatchObject({ problem: { code: 'invalid_response' } });
});

it.each([
  [{ date: 1704841200000 }],
  [{ subtotal: 1e15, total: 1e15 }],
  [{ products: [{ price: 0, units: 1e13, account: 'k1' }], subtotal: 0 }],
])('one that no table could hold is a problem of its own, not of its page: %j', (more) => expect(mapDocument(row(more), 'invoice', DAY)).toEqual({ external_id: 'a1', problem: expect.objectContaining({ code: 'invalid_response' }) }));

it('keeps texts that PostgreSQL takes', () => {
  const document = map({ contactName: 'Luc\u0000ía \ud800', notes: 'a\u0000' });
  expect(document.contact_name).toBe('Luc\ufffdía \ufffd');
  expect(document.original_data).not.toContain('\\u0000');
});
