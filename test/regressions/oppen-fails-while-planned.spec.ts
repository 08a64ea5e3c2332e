import pg from 'pg';
import { sql } from '../support/conformance/tenant.js';
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


// The plan had read the day before the attempt failed, and wrote «pendiente» over its «error»: nothing was under way any more.
it('leaves «error» what fails while its day is planned again', async () => {
  const { shop, tenant } = await open();
  await shop.load([facturaA(1001), facturaA(1002)]);
  await bench.sandbox.fault({ ...REFUSED, times: 3 });
  await shop.mark();
  const [first, second] = await shop.sync();
  await shop.api.post(`/api/credentials/${tenant.credentialId}/pause`, { reason: 'Ensayo.' });
  const again = await tenant.resend(second!.message_id!);

  // Holds the plan between what it has read and what it writes.
  const holder = new pg.Client({ connectionString: bench.test.database.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM oppen_sync_log WHERE factura_id = $1 FOR UPDATE', [first!.factura_id]);
  const planned = shop.resend();
  const held = async () => (await sql(bench.test.database.url, `SELECT pg_sleep(0.05) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'INSERT INTO oppen_sync_log'`)).length > 0;
  for (let look = 0; look < 200 && !(await held()); look++);
  await shop.api.post(`/api/credentials/${tenant.credentialId}/resume`);
  expect(await tenant.ended(again)).toMatchObject({ outcome: 'failed' });
  await holder.query('COMMIT');
  await holder.end();

  await planned;
  expect((await shop.sync())[1]).toMatchObject({ estado: 'error', message_id: again });
}, 60_000);
