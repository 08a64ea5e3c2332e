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


// Annulled at the audit, it had no message; valid again, nobody was told that it was still to be sent.
it('shows an invoice that becomes valid after its audit as pending, and sends it', async () => {
  const { shop } = await open();
  await shop.load([{ ...facturaA(1001), estado: 'anulada' }]);
  await shop.mark();
  expect(await shop.load([{ ...facturaA(1001), estado: 'ok' }])).toMatchObject({ updated: 1, rows: [{ warning: expect.stringContaining('ya está auditado') }] });
  expect(await shop.sync()).toMatchObject([{ estado: 'pendiente' }]);
  expect((await shop.resend()).body).toMatchObject({ exitosas: 1 });
});

it('shows none as pending that comes annulled', async () => {
  const { shop } = await open();
  await shop.mark();
  await shop.load([{ ...facturaA(1002), estado: 'anulada' }]);
  expect(await shop.sync()).toEqual([]);
});
