import { RequestLedger } from './request-ledger.js';

it('forgets the oldest requests beyond its capacity, but not their number', () => {
  const ledger = new RequestLedger(2);
  for (const path of ['/a', '/b', '/c']) {
    ledger.open({ method: 'GET', path, query: new URLSearchParams(), headers: {}, params: {}, body: undefined, rawBody: Buffer.alloc(0) });
  }
  expect(ledger.list().total).toBe(3);
  expect(ledger.list().requests.map(({ id, path }) => `${id}${path}`)).toEqual(['2/b', '3/c']);
});
