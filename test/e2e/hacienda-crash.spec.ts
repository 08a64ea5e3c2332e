import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
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

/** Signatures stop inside their transaction, with the number taken and nothing committed, until `release`. */
async function holdSignatures(url: string): Promise<{ release(): Promise<void> }> {
  await sql(url, `
    CREATE FUNCTION hold_signature() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4242); RETURN NEW; END $$;
    CREATE TRIGGER hold_signature BEFORE UPDATE ON einvoice_document FOR EACH ROW WHEN (NEW.clave IS NOT NULL AND OLD.clave IS NULL) EXECUTE FUNCTION hold_signature()`);
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(4242)');
  return {
    release: async () => {
      await holder.end();
      await sql(url, 'DROP TRIGGER hold_signature ON einvoice_document; DROP FUNCTION hold_signature()');
    },
  };
}

it('killed with -9 between any two steps, from the number to the answer: another worker ends them; no number is lost or given twice, each document is once at Hacienda', async () => {
  const shop = await tenant();
  const victim = await bench.start('worker');
  const documents: Shown[] = [];
  for (const [action, fault] of [
    ['submit', { fault: 'delay', ms: 6_000, method: 'POST', path: '/recepcion$' }],
    ['submit', { fault: 'commit_then_drop', hang_ms: 60_000, method: 'POST', path: '/recepcion$' }],
    ['check-status', { fault: 'delay', ms: 6_000, method: 'GET', path: '/recepcion/' }],
  ] as const) {
    const { id } = await shop.create();
    await shop.act(id, 'sign');
    if (action === 'check-status') await shop.act(id, 'submit');
    documents.push(await shop.get(id));
    await bench.sandbox.fault(fault);
    await shop.ask(id, action);
    await caught();
  }
  const unsigned = await shop.create();
  const signatures = await holdSignatures(bench.database.url);
  const signing = await shop.ask(unsigned.id, 'sign');
  await stuck(bench.database.url);
  await victim.kill();
  await signatures.release();
  expect(await shop.get(unsigned.id)).toMatchObject({ state: 'generated', clave: null });

  await bench.start('worker');
  for (const { id } of documents) {
    await shop.api.until<Shown>(`/api/hacienda/documents/${id}`, ({ state }) => state === 'submitted' || state === 'accepted', 110_000);
    if ((await shop.get(id)).state === 'submitted') await shop.act(id, 'check-status');
  }
  const ended = await Promise.all(documents.map(({ id }) => shop.get(id)));
  expect(ended.map(({ state, clave }) => [state, clave])).toEqual(documents.map(({ clave }) => ['accepted', clave]));
  expect(await atHacienda(documents)).toEqual(documents.map(({ clave }) => clave).sort());
  expect(await shop.base.settled(signing, 90_000)).toMatchObject({ outcome: 'succeeded' });
  expect(numberOf(await shop.get(unsigned.id))).toBe(4);
}, 240_000);

it('forty invoices on three workers: forty numbers in a row, each once at Hacienda', async () => {
  const shop = await tenant();
  await Promise.all(Array.from({ length: 3 }, () => bench.start('worker')));
  await Promise.all(Array.from({ length: 40 }, () => shop.create({ ...invoice(), auto: true })));
  const { data } = await shop.api.until<{ data: Shown[] }>(`/api/hacienda/documents?company=${shop.company}&limit=500`, (page) => page.data.every(({ state }) => state === 'submitted'), 110_000);
  expect(data.map(numberOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect(await atHacienda(data)).toEqual(data.map(({ clave }) => clave).sort());
}, 180_000);

/** Which of these claves Hacienda has, each as often as it has it. */
async function atHacienda(documents: readonly Shown[]): Promise<string[]> {
  const claves = new Set(documents.map(({ clave }) => clave));
  const { documents: remote } = await bench.sandbox.state<{ documents: { clave: string }[] }>();
  return remote.map(({ clave }) => clave).filter((clave) => claves.has(clave)).sort();
}
