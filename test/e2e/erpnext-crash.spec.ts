import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CrashBench } from '../support/core/crash-bench.js';
import { type Body, ErpnextTenant, type Execution, expectDoneOnce } from '../support/erpnext/bench.js';

// A worker killed in the middle of a step, and many workers on many workflows.
let bench: CrashBench;

const STEPS = [
  { at: 'step 1', doctype: 'Purchase%20Order', after: 0, done: 'pending' }, { at: 'step 2', doctype: 'Purchase%20Receipt', after: 0, done: 'step1_po_a' },
  { at: 'step 3', doctype: 'Delivery%20Note', after: 0, done: 'step2_pr_a' }, { at: 'step 4', doctype: 'Purchase%20Receipt', after: 1, done: 'step3_dn_a' },
];
// What is delayed is done all the same, long after its caller has died: while others look for it.
const BOUNDARIES = [
  { when: 'before its document is created', fault: { fault: 'delay', ms: 20_000, method: 'POST' }, end: '$' },
  { when: 'after its document is created, before the answer', fault: { fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST' }, end: '$' },
  { when: 'before its document is submitted', fault: { fault: 'delay', ms: 20_000, method: 'PUT' }, end: '/' },
  { when: 'after its document is submitted, before the answer', fault: { fault: 'commit_then_drop', hang_ms: 60_000, method: 'PUT' }, end: '/' },
];
const CASES = STEPS.flatMap((step) => BOUNDARIES.map((boundary) => ({ ...step, ...boundary, name: `${step.at}, ${boundary.when}` })));

interface Caught {
  mount: string;
  shop: ErpnextTenant;
  body: Body;
  killed: Execution;
}
const caught = new Map<string, Caught>();

const tenant = (path: string) => ErpnextTenant.open(bench.api, bench.database.url, bench.sandboxes.erpnext.url + path, bench.sandbox);

/** One workflow per case, each held at its own boundary, die with the one worker that runs them all; four others come after it. */
beforeAll(async () => {
  bench = await CrashBench.open('erpnext');
  const victim = await bench.start('worker', { WORKER_CONCURRENCY: String(CASES.length) });
  const started = await Promise.all(CASES.map(async ({ name, doctype, after, fault, end }, at) => {
    const mount = `/at/${randomBytes(3).toString('hex')}-${at}`;
    await bench.sandbox.fault({ ...fault, path: `^${mount}/api/resource/${doctype}${end}`, after });
    const shop = await tenant(mount);
    const body = shop.body();
    return { name, mount, shop, body, id: 0 };
  }));
  for (const each of started) each.id = await each.shop.start(each.body);
  for (const deadline = Date.now() + 60_000; (await bench.sandbox.armed()).armed.length > 0; await pause(20)) {
    if (Date.now() > deadline) throw new Error(`not caught: ${JSON.stringify(await bench.sandbox.armed())}`);
  }
  await victim.kill();
  for (const { name, mount, shop, body, id } of started) caught.set(name, { mount, shop, body, killed: await shop.execution(id) });
  await bench.sandbox.clearFaults();
  await Promise.all(Array.from({ length: 4 }, () => bench.start('worker')));
}, 240_000);
afterAll(() => bench.close());

it.each(CASES)('killed with -9 in $name: another worker ends it, with one document of each kind', async ({ name, done }) => {
  const { mount, shop, body, killed } = caught.get(name)!;
  expect(killed.status).toBe(done);
  const execution = await shop.settled(killed.id, 90_000);
  // What the dead worker had sent arrives by then, and is refused or merged.
  while ((await bench.sandbox.log({ path: `^${mount}/` })).some(({ fault, status }) => fault === 'delay' && status === null)) await pause(50);
  await expectDoneOnce(shop, execution, body);
  expect(execution.steps.filter(({ status }) => status === 'interrupted')).toHaveLength(1);
}, 120_000);

it('200 workflows of four companies with four workers end, each with one document of each kind', async () => {
  const shops = await Promise.all(Array.from({ length: 4 }, () => tenant('')));
  // Ten by each of twenty programs: all at once would only test how long the API lets them wait for a connection.
  const lanes = await Promise.all(Array.from({ length: 20 }, async (_, lane) => {
    const shop = shops[lane % shops.length]!;
    const ids: number[] = [];
    for (let at = 0; at < 10; at += 1) ids.push(await shop.start());
    return ids.map((id) => ({ shop, id }));
  }));
  const started = lanes.flat();
  const last = started.at(-1)!;
  await last.shop.until(last.id, ({ status }) => status === 'completed', 240_000);
  const executions: Execution[] = [];
  for (const { shop, id } of started) executions.push(await shop.settled(id, 60_000));
  expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['completed']));
  const [a, b] = [await shops[0]!.state('a'), await shops[0]!.state('b')];
  const ours = (documents: { custom_transfer_key?: string }[], step: string) => documents.filter(({ custom_transfer_key: key }) => executions.some(({ correlation_id }) => key === `tx:${correlation_id}:${step}:1`)).length;
  expect([ours(a.purchase_orders, 'po_a'), ours(a.purchase_receipts, 'pr_a'), ours(a.delivery_notes, 'dn_a'), ours(b.purchase_receipts, 'pr_b')]).toEqual([200, 200, 200, 200]);
  expect([...a.purchase_orders, ...a.purchase_receipts, ...a.delivery_notes, ...b.purchase_receipts].filter(({ docstatus }) => docstatus !== 1)).toEqual([]);
}, 320_000);
