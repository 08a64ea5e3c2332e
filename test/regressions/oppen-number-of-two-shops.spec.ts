import { unique } from '../support/house.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA, Shop } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterAll(() => bench.close());

const CREATE = { method: 'POST', path: '/Invoice$' };
// Nothing goes on by itself here: what happens next is somebody's doing.
const open = (metadata: Record<string, unknown> = {}) => bench.shop({ retry_delays_seconds: [3600] }, unique('LOCAL'), { metadata });
const ledger = async (numbers: RegExp) => (await bench.ledger()).filter((one) => numbers.test(one));

// Its write had failed and reached nothing; the look-up then took the other shop's invoice for its own: «enviado».
it('does not take for its own what another shop has sent under the same number', async () => {
  const { shop, tenant } = await open();
  const other = await Shop.open(shop.api, shop.company, unique('OTRO'));
  await shop.load([facturaA(1001)]);
  await other.load([facturaA(1001)]);
  await shop.mark();
  await bench.sandbox.fault({ fault: '500', ...CREATE });
  await other.mark();
  const lost = (await tenant.list('direction=inbound')).find(({ payload }) => payload.local === other.local)!;
  expect(await tenant.settled(await tenant.resend(lost.id), 40_000)).toMatchObject({ outcome: 'failed', error_category: 'conflict' });
  expect(await other.sync()).toMatchObject([{ estado: 'error', oppen_sernr: null }]);
  expect(await ledger(/1001/)).toHaveLength(1);
}, 60_000);
