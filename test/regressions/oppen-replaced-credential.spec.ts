import { unique } from '../support/house.js';
import { OppenBench, SECRETS } from '../support/oppen/bench.js';
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


// The resend kept the credential of the first message: every one of them failed, for ever, though the company had a good one.
it('sends again with the company’s credential of today', async () => {
  const { shop, tenant } = await open();
  await shop.load([facturaA(1001)]);
  await bench.sandbox.fault(REFUSED);
  await shop.mark();
  await tenant.patchCredential({ active: false, name: 'anterior' });
  const made = await shop.api.post('/api/credentials', { integration: 'oppen', company: shop.company, environment: 'sandbox', base_url: bench.baseUrl, secrets: SECRETS, metadata: {} });
  expect(made.status).toBe(201);
  expect((await shop.resend()).body).toMatchObject({ exitosas: 1, fallidas: 0 });
  expect(await ledger(/1001/)).toHaveLength(1);
});
