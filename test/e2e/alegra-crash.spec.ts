import { setTimeout as pause } from 'node:timers/promises';
import { AlegraTenant, METADATA, SECRETS } from '../support/alegra/bench.js';
import { posInvoice, salesInvoice } from '../support/alegra/documents.js';
import { shapesOf } from '../support/conformance/secret-scan.js';
import { Tenant } from '../support/conformance/tenant.js';
import { CrashBench } from '../support/core/crash-bench.js';

// A worker that dies in the middle of a write, and what the program prints.
let bench: CrashBench;
beforeAll(async () => {
  bench = await CrashBench.open('alegra', { sandbox: { alegra: { ratePerMinute: 'off' } }, logLevel: 'trace' });
}, 180_000);
afterEach(async () => {
  await bench.sandbox.clearFaults();
  await bench.killWorkers();
});
afterAll(() => bench.close());

const tenant = async () => {
  const options = { integration: 'alegra', baseUrl: bench.sandboxes.alegra.baseUrl, secrets: SECRETS, metadata: METADATA };
  return new AlegraTenant(await Tenant.open(bench.api, bench.database.url, options), bench.sandbox);
};

it.each([
  ['while Alegra is still busy with it', { fault: 'delay', ms: 1_500 }],
  ['after Alegra has made it, before the answer', { fault: 'commit_then_drop', hang_ms: 60_000 }],
])('a worker killed with -9 %s: another takes over within 20 s and one invoice is made', async (_, fault) => {
  const erp = await tenant();
  const victim = await bench.start('worker');
  // The answer hangs, so that the victim dies between the intent and the answer.
  await bench.sandbox.fault({ ...fault, method: 'POST', path: '/invoices$' });
  const document = posInvoice();
  const id = await erp.deliver(document);
  while ((await bench.sandbox.armed()).armed.length > 0) await pause(20);
  await victim.kill();
  await bench.start('worker');
  const killed = Date.now();

  const taken = await erp.tenant.ended(id, 30_000);
  expect(Date.now() - killed).toBeLessThan(20_000);
  expect(taken.outcome).toMatch(/succeeded|retry_scheduled/);
  const last = await erp.tenant.settled(id, 70_000);
  expect(last).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
  expect(await erp.invoices(document)).toHaveLength(1);
  const writes = (await erp.tenant.calls(last.correlation_id)).filter(({ event_type }) => event_type === 'alegra.create-invoice');
  // Nobody will ever know what became of the dead worker's call: it stays without an answer.
  expect(writes).toMatchObject([{ http_status: null }]);
}, 120_000);

it('prints no secret, whatever Alegra says and however much is logged', async () => {
  const erp = await tenant();
  const worker = await bench.start('worker');
  const basic = Buffer.from(`${SECRETS.email}:${SECRETS.token}`).toString('base64');
  const message = `Rechazado: ${SECRETS.email} ${SECRETS.token} Basic ${basic}`;
  await bench.sandbox.fault({ fault: 'wrapped_error', method: 'POST', path: '/invoices$', message });
  expect(await erp.run(salesInvoice())).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
  await bench.sandbox.fault({ fault: 'expired_token', path: '/invoices' });
  expect(await erp.run(salesInvoice())).toMatchObject({ outcome: 'failed', error_category: 'authentication_error' });

  expect(worker.attempts('failed')).toBe(2);
  for (const { output } of bench.programs) expect(shapesOf([SECRETS.token, SECRETS.webhook_secret]).filter((shape) => output.includes(shape))).toEqual([]);
}, 60_000);
