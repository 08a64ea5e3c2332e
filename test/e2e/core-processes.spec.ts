import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startSandboxes, stopSandboxes, type RunningSandboxes } from '../../src/sandbox/index.js';
import { ApiClient } from '../support/api-client.js';
import { alegraCredential, deliver, ended, sale } from '../support/core/alegra.js';
import { buildProgram, Program } from '../support/core/program.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_KEY } from '../support/house.js';
import { openTempFolder } from '../support/temp-folder.js';

let database: TestDatabase;
let pool: pg.Pool;
let sandboxes: RunningSandboxes;
let folder: string;
let api: ApiClient;
const programs: Program[] = [];
const shared = { ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`, SESSION_SECRET: 'x'.repeat(40) };

const start = (roles: string, more: NodeJS.ProcessEnv = {}) => {
  const program = new Program({ DATABASE_URL: database.url, DATA_DIR: folder, ROLES: roles, ...shared, ...more });
  programs.push(program);
  return program;
};
const fault = (body: object) => fetch(`${sandboxes.alegra!.url}/__fault`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const invoicesPerDocument = async () => {
  const { invoices } = (await (await fetch(`${sandboxes.alegra!.url}/__state`)).json()) as { invoices: { observations: string | null }[] };
  const names = invoices.map(({ observations }) => /:([^:\]]+)\]/.exec(observations ?? '')?.[1] ?? '?');
  return new Map(names.map((name) => [name, names.filter((other) => other === name).length]));
};
const count = async (where: string) => Number((await pool.query(`SELECT count(*) FROM integration_message WHERE direction = 'inbound' AND ${where}`)).rows[0].count);
const untilCount = async (where: string, wanted: (count: number) => boolean, timeoutMs: number) => {
  const began = Date.now();
  while (!wanted(await count(where))) {
    if (Date.now() - began > timeoutMs) throw new Error(`${where}: ${await count(where)} after ${timeoutMs} ms`);
    await pause(100);
  }
  return Date.now() - began;
};

/** Waits until the call that writes has left. */
const untilCall = (id: string, path: string) =>
  api.until<{ data: { http_method: string; url: string }[] }>(`/api/messages?correlation_id=${id}&direction=outbound`, ({ data }) => data.some((call) => call.http_method === 'POST' && call.url.endsWith(path)));

beforeAll(async () => {
  buildProgram();
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  // An empty database, as after CREATE DATABASE: every process finds nothing and only one may build.
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  folder = await openTempFolder('puente-processes-');
  sandboxes = await startSandboxes({ host: '127.0.0.1' }, { alegra: { ratePerMinute: 'off' } });
}, 120_000);
afterAll(async () => {
  for (const program of programs) await program.kill();
  await stopSandboxes(sandboxes);
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('four processes start at once on an empty database', async () => {
  const all = [start('api'), start('worker'), start('worker'), start('scheduler', { HEALTH_PORT: '0' })];
  await Promise.all(all.map((program) => program.ready()));
  const { rows: [migrations] } = await pool.query('SELECT count(*) = count(DISTINCT name) AS once FROM migrations');
  expect(migrations.once).toBe(true);
  expect((await pool.query('SELECT count(*)::int AS n FROM app_user')).rows[0].n).toBe(1);
  api = new ApiClient(all[0]!.origin, TEST_KEY);
  expect((await api.get('/health/ready')).status).toBe(200);
  expect((await fetch(`${all[3]!.origin}/health/ready`)).status).toBe(200);
  // A company for each test: the calls a minute of one credential are few.
  for (const company of ['sharing', 'killing', 'stopping']) {
    await api.post('/api/companies', { code: company, name: company });
    expect((await api.post('/api/credentials', alegraCredential(sandboxes.alegra!.baseUrl, { company }))).status).toBe(201);
  }
}, 180_000);

it('two workers share the work; a process without the role does none', async () => {
  await fault({ fault: 'delay', ms: 150, times: 'forever', path: '/invoices' });
  const documents = Array.from({ length: 12 }, () => sale());
  await Promise.all(documents.map((document) => deliver(api, document, 'sharing')));
  await untilCount("outcome = 'succeeded'", (done) => done === 12, 60_000);
  const done = programs.map((program) => program.attempts('succeeded'));
  expect(done[0]).toBe(0);
  expect(done[1]).toBeGreaterThan(0);
  expect(done[2]).toBeGreaterThan(0);
  expect(done[1]! + done[2]!).toBe(12);
  expect([...(await invoicesPerDocument()).values()].every((made) => made === 1)).toBe(true);
}, 90_000);

it('a tick runs once, however many schedulers there are', async () => {
  const due = async () => (await pool.query("SELECT schedule, due_at, count(*)::int AS n FROM schedule_run WHERE trigger = 'tick' GROUP BY 1, 2")).rows as { n: number }[];
  for (let waited = 0; (await due()).length === 0 && waited < 75; waited++) await pause(1_000);
  expect((await due()).map(({ n }) => n)).toEqual(expect.arrayContaining([1]));
  expect((await due()).every(({ n }) => n === 1)).toBe(true);
}, 90_000);

it('a worker killed with -9 loses its work to another within 20 s, and nothing is made twice', async () => {
  await Promise.all([programs[1]!.kill(), programs[2]!.kill()]);
  await fetch(`${sandboxes.alegra!.url}/__fault`, { method: 'DELETE' });
  const victim = await start('worker').ready();
  const other = await start('worker').ready();
  // Asleep, so that the work is the victim's; and not started only now, which can take longer than the call on a busy machine.
  other.signal('SIGSTOP');
  await fault({ fault: 'delay', ms: 12_000, times: 1, path: '/invoices', method: 'POST' });
  const document = sale();
  const id = await deliver(api, document, 'killing');
  await untilCall(id, '/invoices');
  other.signal('SIGCONT');
  expect((await api.get(`/api/messages/${id}`)).body.status).toBe('processing');
  await victim.kill();
  const began = Date.now();
  const message = await ended(api, id, 30_000);
  expect(Date.now() - began).toBeLessThan(20_000);
  expect(['succeeded', 'retry_scheduled']).toContain(message.outcome);
  expect(other.attempts(message.outcome!)).toBe(1);
  expect((await invoicesPerDocument()).get(document.name) ?? 0).toBeLessThanOrEqual(1);
  // What the dead worker sent arrives all the same, 12 s after it left. A look-up before that finds nothing and rightly waits.
  for (let waited = 0; !(await invoicesPerDocument()).has(document.name) && waited < 150; waited++) await pause(200);
  await pool.query("UPDATE retry_queue_entry SET next_attempt_at = now() WHERE state = 'pending'");
  await untilCount(`external_reference = '${document.name}' AND outcome = 'succeeded'`, (n) => n === 1, 30_000);
  expect((await invoicesPerDocument()).get(document.name)).toBe(1);
}, 120_000);

it('SIGTERM under load: the work in hand is finished, the exit code is 0, the rest goes to the next', async () => {
  await fault({ fault: 'delay', ms: 700, times: 'forever', path: '/invoices' });
  await Promise.all(programs.slice(4).map((program) => program.kill()));
  const worker = await start('worker', { WORKER_CONCURRENCY: '3' }).ready();
  const documents = Array.from({ length: 12 }, () => sale());
  await Promise.all(documents.map((document) => deliver(api, document, 'stopping')));
  await untilCount("status = 'processing'", (n) => n === 3, 20_000);
  worker.signal('SIGTERM');
  expect(await worker.exited).toBe(0);
  expect(await count("status = 'processing'")).toBe(0);
  expect(await count("status = 'received'")).toBeGreaterThan(0);
  await start('worker').ready();
  await untilCount("company = 'stopping' AND outcome = 'succeeded'", (n) => n === 12, 90_000);
  const made = await invoicesPerDocument();
  expect(documents.map(({ name }) => made.get(name))).toEqual(documents.map(() => 1));
}, 150_000);

it('nobody complained', () => {
  for (const { output } of programs) expect(output).not.toMatch(/MaxListeners|DeprecationWarning|unhandled|UnhandledPromise|TypeError|"level":(50|60)/);
});
