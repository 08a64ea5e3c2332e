import { OppenBench } from '../support/oppen/bench.js';
import { facturaA } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterAll(() => bench.close());

const CREATE = { method: 'POST', path: '/Invoice$' };


// The attempt ended before the integration was asked, and the accountants read «pendiente» for ever.
it('shows as failed what could not be sent because the credential was switched off in mid-batch', async () => {
  const { shop, tenant } = await bench.shop({ retry_delays_seconds: [3600], sync_budget_seconds: 0 });
  await shop.load(Array.from({ length: 20 }, (_, at) => facturaA(1001 + at)));
  await bench.sandbox.fault({ fault: 'delay', ms: 500, ...CREATE, times: 'forever' });
  await shop.mark();
  await tenant.patchCredential({ active: false });
  const ends = await Promise.all((await tenant.list('direction=inbound')).map(({ id }) => tenant.ended(id)));
  const failed = ends.filter(({ outcome }) => outcome === 'failed');
  expect(failed.length).toBeGreaterThan(0);
  const rows = await shop.sync();
  expect(rows.filter(({ estado }) => estado === 'pendiente')).toEqual([]);
  expect(rows.filter(({ error_msg }) => error_msg === failed[0]!.error_message)).toHaveLength(failed.length);
}, 60_000);
