import { RequestLedger } from './request-ledger.js';

const request = (path: string, rawBody = Buffer.alloc(0)) => ({
  method: 'POST',
  path,
  query: new URLSearchParams(),
  headers: {},
  params: {},
  body: rawBody.toString(),
  rawBody,
});

it('forgets the oldest requests beyond its capacity, but not their number', () => {
  const ledger = new RequestLedger(2);
  for (const path of ['/a', '/b', '/c']) ledger.open(request(path));
  expect(ledger.list().total).toBe(3);
  expect(ledger.list().requests.map(({ id, path }) => `${id}${path}`)).toEqual(['2/b', '3/c']);
});

it('keeps small bodies and only the size of large ones', () => {
  const ledger = new RequestLedger();
  expect(ledger.open(request('/small', Buffer.alloc(256 * 1024, 'x'))).body).toHaveLength(256 * 1024);
  expect(ledger.open(request('/large', Buffer.alloc(256 * 1024 + 1, 'x'))).body).toBe('(262145 bytes, not kept)');
});
