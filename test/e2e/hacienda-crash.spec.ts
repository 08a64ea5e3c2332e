import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '../support/conformance/tenant.js';
import { CrashBench } from '../support/core/crash-bench.js';
import { HaciendaTenant, invoice, type Shown } from '../support/hacienda/bench.js';

// A worker killed between any two steps of an invoice's way: no clave twice, no number lost, no document twice at Hacienda.
let bench: CrashBench;
beforeAll(async () => {
  bench = await CrashBench.open('hacienda');
  await bench.sandbox.seed({ rules: { answer_after_ms: 0 } });
}, 180_000);
afterEach(async () => {
  await bench.sandbox.clearFaults();
  await bench.killWorkers();
});
afterAll(() => bench.close());

const tenant = () => HaciendaTenant.open(bench.api, bench.database.url, bench.sandboxes.hacienda);
const numberOf = ({ consecutive }: Shown) => Number(consecutive!.slice(-10));

async function caught(): Promise<void> {
  for (const deadline = Date.now() + 20_000; (await bench.sandbox.armed()).armed.length > 0; await pause(20)) {
    if (Date.now() > deadline) throw new Error(`not caught: ${JSON.stringify(await bench.sandbox.armed())}`);
  }
}

/** Waits until a session of a worker stands still at the trigger that `hold` put there. */
async function stuck(url: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await pause(20)) {
    const [row] = await sql<{ n: number }>(url, `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`);
    if (row!.n > 0) return;
    if (Date.now() > deadline) throw new Error('no worker got to the signature');
  }
}

it('killed with -9 after the number is taken, before the signature is committed: the number is given again, and once', async () => {
  const shop = await tenant();
  const { id } = await shop.create();
  // The worker stops inside its transaction, with the numbering's row changed: the trigger waits for a lock that we hold.
  await sql(bench.database.url, `
    CREATE FUNCTION hold_signature() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4242); RETURN NEW; END $$;
    CREATE TRIGGER hold_signature BEFORE UPDATE ON einvoice_document FOR EACH ROW WHEN (NEW.clave IS NOT NULL AND OLD.clave IS NULL) EXECUTE FUNCTION hold_signature()`);
  const { default: pg } = await import('pg');
  const holder = new pg.Client({ connectionString: bench.database.url });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(4242)');
  const victim = await bench.start('worker');
  const message = await shop.ask(id, 'sign');
  await stuck(bench.database.url);
  await victim.kill();
  await holder.end();
  await sql(bench.database.url, 'DROP TRIGGER hold_signature ON einvoice_document; DROP FUNCTION hold_signature()');
  expect(await shop.get(id)).toMatchObject({ state: 'generated', clave: null });
  await bench.start('worker');
  expect(await shop.base.settled(message, 90_000)).toMatchObject({ outcome: 'succeeded' });
  const other = await shop.create();
  await shop.act(other.id, 'sign');
  expect([numberOf(await shop.get(id)), numberOf(await shop.get(other.id))]).toEqual([1, 2]);
}, 120_000);

it('killed with -9 at each step of the submission and of the answer: another worker ends them, each document once at Hacienda', async () => {
  const shop = await tenant();
  const orders = [
    { fault: 'delay', ms: 6_000, method: 'POST', path: '/recepcion$' },
    { fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST', path: '/recepcion$' },
    { fault: 'delay', ms: 6_000, method: 'GET', path: '/recepcion/' },
  ];
  const victim = await bench.start('worker');
  const documents: Shown[] = [];
  for (const order of orders) {
    const made = await shop.create();
    documents.push(made);
    await shop.act(made.id, 'sign');
    if (order.method === 'GET') await shop.act(made.id, 'submit');
    await bench.sandbox.fault(order);
    await shop.ask(made.id, order.method === 'GET' ? 'check-status' : 'submit');
    await caught();
  }
  await victim.kill();
  const claves = (await Promise.all(documents.map(({ id }) => shop.get(id)))).map(({ clave }) => clave);
  await bench.start('worker');
  for (const { id } of documents) {
    await shop.api.until<Shown>(`/api/hacienda/documents/${id}`, ({ state }) => state === 'submitted' || state === 'accepted', 110_000);
    if ((await shop.get(id)).state === 'submitted') await shop.act(id, 'check-status');
  }
  const ended = await Promise.all(documents.map(({ id }) => shop.get(id)));
  expect(ended.map(({ state, clave }) => [state, clave])).toEqual(claves.map((clave) => ['accepted', clave]));
  const { documents: remote } = await bench.sandbox.state<{ documents: { clave: string }[] }>();
  expect(remote.filter(({ clave }) => claves.includes(clave)).map(({ clave }) => clave).sort()).toEqual([...claves].sort());
}, 240_000);

it('sixty invoices on four workers, two of which die: sixty numbers in a row, each accepted once', async () => {
  const shop = await tenant();
  const workers = await Promise.all(Array.from({ length: 4 }, () => bench.start('worker')));
  const documents = await Promise.all(Array.from({ length: 60 }, () => shop.create({ ...invoice(), auto: true })));
  await shop.api.until<{ data: Shown[] }>(`/api/hacienda/documents?company=${shop.company}&state=submitted&limit=500`, ({ data }) => data.length > 5, 60_000);
  await Promise.all([workers[0]!.kill(), workers[1]!.kill()]);
  await Promise.all(documents.map(({ id }) => shop.api.until<Shown>(`/api/hacienda/documents/${id}`, ({ state }) => state === 'submitted', 110_000)));
  const ended = await Promise.all(documents.map(({ id }) => shop.get(id)));
  expect(ended.map(numberOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  const { documents: remote } = await bench.sandbox.state<{ documents: { clave: string }[] }>();
  const ours = new Set(ended.map(({ clave }) => clave));
  expect(remote.filter(({ clave }) => ours.has(clave))).toHaveLength(60);
}, 180_000);
