import { unique } from '../support/house.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterAll(() => bench.close());

const CREATE = { method: 'POST', path: '/Invoice$' };
const REFUSED = { fault: 'wrapped_error', status: 422, message: 'Invalid invoice number', ...CREATE };
// Nothing goes on by itself here: what happens next is somebody's doing.
const open = (metadata: Record<string, unknown> = {}) => bench.shop({ retry_delays_seconds: [3600] }, unique('LOCAL'), { metadata });
const ledger = async (numbers: RegExp) => (await bench.ledger()).filter((one) => numbers.test(one));


// The old message was sent as it had been written: an amount that had been mended, an invoice that had been annulled.
it('does not send an old message of an invoice that was changed or annulled since', async () => {
  for (const [number, change, code] of [[1001, { monto: '77.00' }, 'oppen.changed'], [1002, { estado: 'anulada' }, 'oppen.annulled']] as const) {
    const { shop, tenant } = await open();
    await shop.load([facturaA(number)]);
    await bench.sandbox.fault(REFUSED);
    await shop.mark();
    await shop.load([{ ...facturaA(number), ...change }]);
    const [failed] = await tenant.list('direction=inbound');
    expect(await tenant.settled(await tenant.resend(failed!.id))).toMatchObject({ outcome: 'failed', error_category: 'validation_error', error_code: code });
    expect(await ledger(new RegExp(`${number}`))).toEqual([]);
    expect(await shop.sync()).toMatchObject([{ estado: 'error' }]);
  }
}, 60_000);

// «A 0005-00001003 enviado» was what people read, and Oppen had 0005-00001004.
it('does not send an invoice under the number of another', async () => {
  const { shop, tenant } = await open();
  await shop.load([facturaA(1003)]);
  await bench.sandbox.fault(REFUSED);
  await shop.mark();
  const [failed] = await tenant.list('direction=inbound');
  const edited = await tenant.resend(failed!.id, { payload: { ...failed!.payload, nro_factura: '00001004' } });
  expect(await tenant.settled(edited)).toMatchObject({ outcome: 'failed', error_code: 'oppen.changed' });
  expect((await shop.resend()).body).toMatchObject({ exitosas: 1 });
  expect(await ledger(/100[34]/)).toEqual(['A 0005-00001003']);
}, 60_000);
