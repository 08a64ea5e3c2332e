import { sql } from '../support/conformance/tenant.js';
import { unique } from '../support/house.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterAll(() => bench.close());

// Nothing goes on by itself here: what happens next is somebody's doing.
const open = (metadata: Record<string, unknown> = {}) => bench.shop({ retry_delays_seconds: [3600] }, unique('LOCAL'), { metadata });
const ledger = async (numbers: RegExp) => (await bench.ledger()).filter((one) => numbers.test(one));

// A restored database hands out numbers again. The refused one was kept, so that no resend could ever succeed.
it('takes another SerNr when the first was refused as somebody else’s', async () => {
  const { shop } = await open({ sernr_mode: 'client' });
  const [{ last_value }] = (await sql<{ last_value: string }>(bench.test.database.url, 'SELECT last_value FROM oppen_sernr_seq')) as [{ last_value: string }];
  const taken = [0, 1].map((more) => ({ SerNr: Number(last_value) + more, OfficialSerNr: `0099-0000900${more}`, CustCode: 'C9', TransDate: '2024-12-31', Items: [{ ArtCode: '1', Qty: 1, Price: 1 }] }));
  await bench.sandbox.seed({ invoices: taken });
  await shop.load([facturaA(1001)]);
  await shop.mark();
  expect(await shop.sync()).toMatchObject([{ estado: 'error', error_msg: 'Error HTTP 409: Duplicate Serial Nr!' }]);
  await shop.resend();
  await shop.resend();
  expect(await shop.sync()).toMatchObject([{ estado: 'enviado' }]);
  expect(await ledger(/1001/)).toHaveLength(1);
});
