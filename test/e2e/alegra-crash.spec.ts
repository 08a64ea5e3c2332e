import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandboxes, stopSandboxes, type RunningSandboxes } from '../../src/sandbox/index.js';
import { AlegraTenant, METADATA, SECRETS } from '../support/alegra/bench.js';
import { posInvoice, salesInvoice } from '../support/alegra/documents.js';
import { ApiClient } from '../support/api-client.js';
import { SandboxControl } from '../support/conformance/sandbox-control.js';
import { shapesOf } from '../support/conformance/secret-scan.js';
import { Tenant } from '../support/conformance/tenant.js';
import { buildProgram, Program } from '../support/core/program.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_KEY } from '../support/house.js';
import { openTempFolder } from '../support/temp-folder.js';

// What only separate processes can show: a worker that dies in the middle of a write, and what the program prints.
let database: TestDatabase;
let sandboxes: RunningSandboxes;
let sandbox: SandboxControl;
let folder: string;
let api: ApiClient;
const programs: Program[] = [];
const keys = { ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`, SESSION_SECRET: 'x'.repeat(40) };

const start = (roles: string) => {
  const program = new Program({ DATABASE_URL: database.url, DATA_DIR: folder, ROLES: roles, LOG_LEVEL: 'trace', ...keys });
  programs.push(program);
  return program.ready();
};
const tenant = async () => {
  const options = { integration: 'alegra', baseUrl: sandboxes.alegra.baseUrl, secrets: SECRETS, metadata: METADATA };
  return new AlegraTenant(await Tenant.open(api, database.url, options), sandbox);
};

beforeAll(async () => {
  buildProgram();
  database = await createTestDatabase();
  folder = await openTempFolder('puente-crash-');
  sandboxes = await startSandboxes({ host: '127.0.0.1' }, { alegra: { ratePerMinute: 'off' } });
  sandbox = new SandboxControl(sandboxes.alegra.url);
  api = new ApiClient((await start('api')).origin, TEST_KEY);
}, 180_000);
afterEach(async () => {
  await sandbox.clearFaults();
  // Only the API stays: a worker left over would take the next test's message.
  for (const program of programs.slice(1)) await program.kill();
});
afterAll(async () => {
  for (const program of programs) await program.kill();
  await stopSandboxes(sandboxes);
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

it.each([
  ['while Alegra is still busy with it', { fault: 'delay', ms: 1_500 }],
  ['after Alegra has made it, before the answer', { fault: 'commit_then_drop', hang_ms: 60_000 }],
])('a worker killed with -9 %s: another takes over within 20 s and one invoice is made', async (_, fault) => {
  const erp = await tenant();
  const victim = await start('worker');
  // The answer hangs, so that the victim dies between the intent and the answer.
  await sandbox.fault({ ...fault, method: 'POST', path: '/invoices$' });
  const document = posInvoice();
  const id = await erp.deliver(document);
  while ((await sandbox.armed()).armed.length > 0) await pause(20);
  await victim.kill();
  await start('worker');
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
  const worker = await start('worker');
  const basic = Buffer.from(`${SECRETS.email}:${SECRETS.token}`).toString('base64');
  const message = `Rechazado: ${SECRETS.email} ${SECRETS.token} Basic ${basic}`;
  await sandbox.fault({ fault: 'wrapped_error', method: 'POST', path: '/invoices$', message });
  expect(await erp.run(salesInvoice())).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
  await sandbox.fault({ fault: 'expired_token', path: '/invoices' });
  expect(await erp.run(salesInvoice())).toMatchObject({ outcome: 'failed', error_category: 'authentication_error' });

  expect(worker.attempts('failed')).toBe(2);
  for (const { output } of programs) expect(shapesOf([SECRETS.token, SECRETS.webhook_secret]).filter((shape) => output.includes(shape))).toEqual([]);
}, 60_000);
