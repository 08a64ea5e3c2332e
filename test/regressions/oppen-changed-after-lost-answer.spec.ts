import { unique } from '../support/house.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterAll(() => bench.close());

const CREATE = { method: 'POST', path: '/Invoice$' };
// Nothing goes on by itself here: what happens next is somebody's doing.
const open = (metadata: Record<string, unknown> = {}) => bench.shop({ retry_delays_seconds: [3600] }, unique('LOCAL'), { metadata });
const ledger = async (numbers: RegExp) => (await bench.ledger()).filter((one) => numbers.test(one));

// The look-up went by what would be sent now: under the new number nothing was found, and a second invoice was made.
it('finds the invoice of a lost answer by what was announced then: edited number, edited type', async () => {
  for (const change of [{ nro_factura: '00001002' }, { tipo: 'B' }]) {
    const { shop, tenant } = await open({ sernr_mode: 'server' });
    const number = 1001 + 10 * Object.keys(change)[0]!.length;
    await shop.load([facturaA(number)]);
    await bench.sandbox.fault({ fault: 'commit_then_drop', ...CREATE });
    await shop.mark();
    const [lost] = await tenant.list('direction=inbound');
    const last = await tenant.settled(await tenant.resend(lost!.id, { payload: { ...lost!.payload, ...change } }), 40_000);
    expect(last).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted', official_sernr: `0005-0000${number}` } });
    expect(await ledger(new RegExp(`${number}|1002`))).toEqual([`A 0005-0000${number}`]);
  }
}, 100_000);

it('and when the padding of the point of sale was changed meanwhile', async () => {
  const { shop, tenant } = await open({ sernr_mode: 'server' });
  await shop.load([facturaA(2001)]);
  await bench.sandbox.fault({ fault: 'commit_then_drop', ...CREATE });
  await shop.mark();
  await tenant.patchCredential({ metadata: { sernr_mode: 'server', pos_padding: 5 } });
  await shop.resend();
  expect(await ledger(/00002001/)).toEqual(['A 0005-00002001']);
  expect(await shop.sync()).toMatchObject([{ estado: 'enviado' }]);
}, 60_000);
