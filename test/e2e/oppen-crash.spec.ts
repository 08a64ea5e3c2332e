import { setTimeout as pause } from 'node:timers/promises';
import { shapesOf } from '../support/conformance/secret-scan.js';
import { Tenant, type Message } from '../support/conformance/tenant.js';
import { CrashBench } from '../support/core/crash-bench.js';
import { SECRETS, type RemoteInvoice } from '../support/oppen/bench.js';
import { facturaA, Shop } from '../support/oppen/shop.js';

// A worker that dies in the middle of a shop's day.
let bench: CrashBench;
beforeAll(async () => {
  bench = await CrashBench.open('oppen', { logLevel: 'trace' });
}, 180_000);
afterAll(() => bench.close());

const remote = async () => (await bench.sandbox.state<{ invoices: RemoteInvoice[] }>()).invoices;

it('killed with -9 in mid-batch, some invoices there without an answer, some on their way: another finishes, each is there once', async () => {
  const retry = { retry_delays_seconds: [0.3], sync_budget_seconds: 0 };
  const tenant = await Tenant.open(bench.api, bench.database.url, { integration: 'oppen', baseUrl: bench.sandboxes.oppen.baseUrl, secrets: SECRETS, metadata: {}, retry });
  const shop = await Shop.open(bench.api, tenant.company);
  const facturas = Array.from({ length: 60 }, (_, at) => facturaA(at + 1));
  await shop.load(facturas);

  const victim = await bench.start('worker');
  // Two answers hang after the invoice was made, two writes are still on their way when the worker dies.
  await bench.sandbox.fault({ fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST', path: '/Invoice$', after: 12, times: 2 });
  await bench.sandbox.fault({ fault: 'delay', ms: 1_500, method: 'POST', path: '/Invoice$', after: 12, times: 2 });
  await shop.mark();
  while ((await bench.sandbox.armed()).armed.length > 0) await pause(20);
  const before = (await remote()).length;
  await victim.kill();
  expect(before).toBeGreaterThan(10);
  expect(before).toBeLessThan(60);

  await Promise.all([bench.start('worker'), bench.start('worker')]);
  const path = `/api/messages?company=${tenant.company}&direction=inbound&limit=500`;
  const { data } = await bench.api.until<{ data: Message[] }>(path, ({ data: rows }) => new Set(rows.filter(({ outcome }) => outcome === 'succeeded').map(({ external_reference }) => external_reference)).size === 60, 120_000);
  const ledger = (await remote()).map(({ OfficialSerNr }) => OfficialSerNr).sort();
  expect(ledger).toEqual(facturas.map(({ nro_factura }) => `0005-${nro_factura.padStart(8, '0')}`).sort());
  expect(new Set((await remote()).map(({ SerNr }) => SerNr)).size).toBe(60);
  expect(data.filter(({ response_payload }) => response_payload?.action === 'invoice_adopted').length).toBeGreaterThanOrEqual(2);
  const rows = await shop.sync();
  expect(rows).toHaveLength(60);
  const numbers = new Map((await remote()).map(({ OfficialSerNr, SerNr }) => [`A ${OfficialSerNr}`, String(SerNr)]));
  expect(rows.filter(({ estado, factura_ref, oppen_sernr }) => estado !== 'enviado' || oppen_sernr !== numbers.get(factura_ref))).toEqual([]);

  for (const { output } of bench.programs) expect(shapesOf([SECRETS.password]).concat('eyJhbGciOiJIUzI1NiJ9').filter((shape) => output.includes(shape))).toEqual([]);
}, 240_000);
