import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandboxes, stopSandboxes, type RunningSandboxes } from '../../src/sandbox/index.js';
import { ApiClient } from '../support/api-client.js';
import { SandboxControl } from '../support/conformance/sandbox-control.js';
import { shapesOf } from '../support/conformance/secret-scan.js';
import { Tenant, type Message } from '../support/conformance/tenant.js';
import { buildProgram, Program } from '../support/core/program.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_KEY } from '../support/house.js';
import { SECRETS, type RemoteInvoice } from '../support/oppen/bench.js';
import { facturaA, Shop } from '../support/oppen/shop.js';
import { openTempFolder } from '../support/temp-folder.js';

// What only separate processes can show: a worker that dies in the middle of a shop's day.
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

beforeAll(async () => {
  buildProgram();
  database = await createTestDatabase();
  folder = await openTempFolder('puente-oppen-crash-');
  sandboxes = await startSandboxes({ host: '127.0.0.1' });
  sandbox = new SandboxControl(sandboxes.oppen.url);
  api = new ApiClient((await start('api')).origin, TEST_KEY);
}, 180_000);
afterAll(async () => {
  for (const program of programs) await program.kill();
  await stopSandboxes(sandboxes);
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const remote = async () => (await sandbox.state<{ invoices: RemoteInvoice[] }>()).invoices;

it('killed with -9 in mid-batch, some invoices there without an answer, some on their way: another finishes, each is there once', async () => {
  const retry = { retry_delays_seconds: [0.3], sync_budget_seconds: 0 };
  const tenant = await Tenant.open(api, database.url, { integration: 'oppen', baseUrl: sandboxes.oppen.baseUrl, secrets: SECRETS, metadata: {}, retry });
  const shop = await Shop.open(api, tenant.company);
  const facturas = Array.from({ length: 60 }, (_, at) => facturaA(at + 1));
  await shop.load(facturas);

  const victim = await start('worker');
  // Two answers hang after the invoice was made, two writes are still on their way when the worker dies.
  await sandbox.fault({ fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST', path: '/Invoice$', after: 12, times: 2 });
  await sandbox.fault({ fault: 'delay', ms: 1_500, method: 'POST', path: '/Invoice$', after: 12, times: 2 });
  await shop.mark();
  while ((await sandbox.armed()).armed.length > 0) await pause(20);
  const before = (await remote()).length;
  await victim.kill();
  expect(before).toBeGreaterThan(10);
  expect(before).toBeLessThan(60);

  await Promise.all([start('worker'), start('worker')]);
  const path = `/api/messages?company=${tenant.company}&direction=inbound&limit=500`;
  const { data } = await api.until<{ data: Message[] }>(path, ({ data: rows }) => new Set(rows.filter(({ outcome }) => outcome === 'succeeded').map(({ external_reference }) => external_reference)).size === 60, 120_000);
  const ledger = (await remote()).map(({ OfficialSerNr }) => OfficialSerNr).sort();
  expect(ledger).toEqual(facturas.map(({ nro_factura }) => `0005-${nro_factura.padStart(8, '0')}`).sort());
  expect(new Set((await remote()).map(({ SerNr }) => SerNr)).size).toBe(60);
  expect(data.filter(({ response_payload }) => response_payload?.action === 'invoice_adopted').length).toBeGreaterThanOrEqual(2);
  const rows = await shop.sync();
  expect(rows).toHaveLength(60);
  const numbers = new Map((await remote()).map(({ OfficialSerNr, SerNr }) => [`A ${OfficialSerNr}`, String(SerNr)]));
  expect(rows.filter(({ estado, factura_ref, oppen_sernr }) => estado !== 'enviado' || oppen_sernr !== numbers.get(factura_ref))).toEqual([]);

  for (const { output } of programs) expect(shapesOf([SECRETS.password]).concat('eyJhbGciOiJIUzI1NiJ9').filter((shape) => output.includes(shape))).toEqual([]);
}, 240_000);
