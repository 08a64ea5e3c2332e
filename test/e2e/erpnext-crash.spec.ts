import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CrashBench } from '../support/core/crash-bench.js';
import { ErpnextTenant, expectDoneOnce } from '../support/erpnext/bench.js';

// A worker killed in the middle of a step, and many workers on many workflows.
let bench: CrashBench;
beforeAll(async () => {
  bench = await CrashBench.open('erpnext');
}, 180_000);
afterEach(async () => {
  await bench.sandbox.clearFaults();
  await bench.killWorkers();
});
afterAll(() => bench.close());

const tenant = (path: string) => ErpnextTenant.open(bench.api, bench.database.url, bench.sandboxes.erpnext.url + path, bench.sandbox);

const STEPS: [string, number][] = [['Purchase%20Order', 0], ['Purchase%20Receipt', 0], ['Delivery%20Note', 0], ['Purchase%20Receipt', 1]];

// Four workflows at once, each caught at another step, die with one worker.
it.each([
  ['before the document is created', { fault: 'delay', ms: 6_000, method: 'POST' }, '$'],
  ['after it is created, before the answer', { fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST' }, '$'],
  ['before it is submitted', { fault: 'delay', ms: 6_000, method: 'PUT' }, '/'],
  ['after it is submitted, before the answer', { fault: 'commit_then_drop', hang_ms: 60_000, method: 'PUT' }, '/'],
])('a worker killed with -9 %s, at each of the four steps: another one ends them, with one document of each kind', async (_, fault, end) => {
  const round = randomBytes(3).toString('hex');
  const victim = await bench.start('worker');
  const caught = await Promise.all(STEPS.map(async ([doctype, after], at) => {
    const mount = `/at/${round}-${at}`;
    await bench.sandbox.fault({ ...fault, path: `^${mount}/api/resource/${doctype}${end}`, after });
    const shop = await tenant(mount);
    const body = shop.body();
    return { shop, body, id: await shop.start(body) };
  }));
  for (const deadline = Date.now() + 20_000; (await bench.sandbox.armed()).armed.length > 0; await pause(20)) {
    if (Date.now() > deadline) throw new Error(`not caught: ${JSON.stringify(await bench.sandbox.armed())}`);
  }
  await victim.kill();
  const killed = await Promise.all(caught.map(({ shop, id }) => shop.execution(id)));
  expect(killed.map(({ status }) => status)).toEqual(['pending', 'step1_po_a', 'step2_pr_a', 'step3_dn_a']);
  await bench.start('worker');
  for (const { shop, body, id } of caught) {
    const execution = await shop.settled(id, 60_000);
    await expectDoneOnce(shop, execution, body);
    expect(execution.steps.filter(({ status }) => status === 'interrupted')).toHaveLength(1);
  }
}, 150_000);

it('200 workflows with four workers end, each with one document of each kind', async () => {
  const shop = await tenant('');
  await Promise.all(Array.from({ length: 4 }, () => bench.start('worker')));
  const bodies = Array.from({ length: 200 }, () => shop.body());
  const ids = await Promise.all(bodies.map((body) => shop.start(body)));
  await shop.until(ids.at(-1)!, ({ status }) => status === 'completed', 240_000);
  const executions = await Promise.all(ids.map((id) => shop.settled(id, 60_000)));
  expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['completed']));
  const [a, b] = [await shop.state('a'), await shop.state('b')];
  const ours = (documents: { custom_transfer_key?: string }[], step: string) => documents.filter(({ custom_transfer_key: key }) => executions.some(({ correlation_id }) => key === `tx:${correlation_id}:${step}:1`)).length;
  expect([ours(a.purchase_orders, 'po_a'), ours(a.purchase_receipts, 'pr_a'), ours(a.delivery_notes, 'dn_a'), ours(b.purchase_receipts, 'pr_b')]).toEqual([200, 200, 200, 200]);
  expect([...a.purchase_orders, ...a.purchase_receipts, ...a.delivery_notes, ...b.purchase_receipts].filter(({ docstatus }) => docstatus !== 1)).toEqual([]);
}, 320_000);
