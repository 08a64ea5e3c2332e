import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AlegraTenant, METADATA as ALEGRA_METADATA, SECRETS as ALEGRA_SECRETS } from '../support/alegra/bench.js';
import { line, salesInvoice } from '../support/alegra/documents.js';
import { SandboxControl } from '../support/conformance/sandbox-control.js';
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
    if (Date.now() > deadline) throw new Error('no worker got that far');
  }
}

const SIGNATURES = 'BEFORE UPDATE ON einvoice_document FOR EACH ROW WHEN (NEW.clave IS NOT NULL AND OLD.clave IS NULL)';
const EVENTS = `BEFORE INSERT ON integration_message FOR EACH ROW WHEN (NEW.event_type = 'hacienda.issue')`;

/** Such writes stop inside their transaction, with nothing committed, until `release`. */
async function hold(url: string, writes: string): Promise<{ release(): Promise<void> }> {
  await sql(url, `
    CREATE FUNCTION hold_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4242); RETURN NEW; END $$;
    CREATE TRIGGER hold_write ${writes} EXECUTE FUNCTION hold_write()`);
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(4242)');
  return {
    release: async () => {
      await holder.end();
      await sql(url, 'DROP FUNCTION hold_write() CASCADE');
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
  const signatures = await hold(bench.database.url, SIGNATURES);
  const signing = await shop.ask(unsigned.id, 'sign');
  await stuck(bench.database.url);
  await victim.kill();
  await signatures.release();
  expect(await shop.get(unsigned.id)).toMatchObject({ state: 'generated', clave: null });

  await bench.start('worker');
  for (const { id } of documents) {
    await shop.api.until<Shown>(`/api/hacienda/documents/${id}`, ({ state }) => state === 'submitted' || state === 'accepted', 110_000);
    // It may have been answered since: then there is nothing to ask about.
    if ((await shop.get(id)).state === 'submitted') await shop.api.post(`/api/hacienda/documents/${id}/check-status`, {});
    await shop.until(id, 'accepted', 110_000);
  }
  const ended = await Promise.all(documents.map(({ id }) => shop.get(id)));
  expect(ended.map(({ state, clave }) => [state, clave])).toEqual(documents.map(({ clave }) => ['accepted', clave]));
  expect(await atHacienda(documents)).toEqual(documents.map(({ clave }) => clave).sort());
  expect(await shop.base.settled(signing, 90_000)).toMatchObject({ outcome: 'succeeded' });
  expect(numberOf(await shop.get(unsigned.id))).toBe(4);
}, 240_000);

it('killed with -9 in the very commit that ends Alegra’s message: what Hacienda is to issue is neither lost nor issued twice', async () => {
  const shop = await tenant();
  await shop.set({ issue_accepted_invoices: true });
  const { alegra } = bench.sandboxes;
  await shop.api.post('/api/credentials', { integration: 'alegra', company: shop.company, environment: 'sandbox', base_url: alegra.baseUrl, secrets: ALEGRA_SECRETS, metadata: { ...ALEGRA_METADATA, generate_stamp: false } });
  const erp = new AlegraTenant(shop.base, new SandboxControl(alegra.url));
  const victim = await bench.start('worker');
  const commit = await hold(bench.database.url, EVENTS);
  const invoice = salesInvoice({ items: [line({ uom: 'Unidad', custom_cabys: '3811100000000' })] });
  const message = await erp.deliver(invoice);
  await stuck(bench.database.url);
  await victim.kill();
  await commit.release();
  expect(await shop.base.list('event_type=hacienda.issue&direction=inbound')).toEqual([]);

  await bench.start('worker');
  expect(await shop.base.settled(message, 90_000)).toMatchObject({ outcome: 'succeeded' });
  const { data } = await shop.api.until<{ data: Shown[] }>(`/api/hacienda/documents?company=${shop.company}`, (page) => page.data[0]?.state === 'submitted', 60_000);
  expect(await atHacienda(data)).toEqual([data[0]!.clave]);
  expect(await erp.invoices(invoice)).toHaveLength(1);
  expect(await shop.base.list('event_type=hacienda.issue&direction=inbound')).toHaveLength(1);
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
