import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { alegraCredential, deliver, sale, signed } from '../support/core/alegra.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

let test: TestHouse;
let admin: pg.Client;
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  test = await openTestHouse();
  const url = new URL(test.database.url);
  url.pathname = '/postgres';
  admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await test.api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl));
}, 60_000);
afterAll(async () => {
  await admin.end();
  await test.close();
  process.off('unhandledRejection', note);
});

const database = () => new URL(test.database.url).pathname.slice(1);
const terminate = () => admin.query('SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1', [database()]);
const rows = async (sql: string) => (await test.house.ground.source.query(sql)) as Record<string, unknown>[];
const post = (body: Buffer) => test.api.post<{ messageId?: string; code?: string }>('/api/alegra/webhooks/erpnext', body, signed(body));

it('every session ended again and again under load: what was answered 2xx is stored, ends, and makes one invoice', async () => {
  const sent: { name: string; sha256: string; id?: string }[] = [];
  for (let n = 0; n < 24; n++) {
    const document = sale();
    const body = Buffer.from(JSON.stringify(document));
    if (n % 4 === 1) void terminate();
    const answer = await post(body).catch(() => undefined);
    if (answer) expect([202, 503]).toContain(answer.status);
    sent.push({ name: document.name, sha256: createHash('sha256').update(body).digest('hex'), id: answer?.body.messageId });
    await pause(60);
  }
  const acked = sent.filter(({ id }) => id !== undefined);
  expect(acked.length).toBeGreaterThan(10);

  // Waits that were scheduled meanwhile need not be sat out.
  const open = "direction = 'inbound' AND status IN ('received','processing')";
  for (let tries = 0; tries < 400; tries++) {
    await rows("UPDATE retry_queue_entry SET next_attempt_at = now() WHERE state = 'pending'");
    const [left] = await rows(`SELECT (SELECT count(*) FROM integration_message WHERE ${open}) + (SELECT count(*) FROM retry_queue_entry WHERE state IN ('pending','processing')) AS n`);
    if (Number(left!.n) === 0) break;
    await pause(200);
  }
  const stored = await rows(`SELECT id, external_reference AS name, encode(sha256(payload_raw), 'hex') AS sha256 FROM integration_message WHERE direction = 'inbound' AND trigger = 'webhook'`);
  for (const { id, name, sha256 } of acked) expect(stored.filter((row) => row.id === id)).toEqual([{ id, name, sha256 }]);
  expect(await rows(`SELECT id, status, outcome FROM integration_message WHERE ${open}`)).toEqual([]);
  const { invoices } = (await (await fetch(`${test.sandboxes.alegra!.url}/__state`)).json()) as { invoices: { observations: string | null }[] };
  const made = (name: string) => invoices.filter(({ observations }) => observations?.includes(`:${name}]`)).length;
  expect(sent.filter(({ name }) => made(name) > 1)).toEqual([]);
  expect(acked.filter(({ name }) => made(name) !== 1)).toEqual([]);
  expect(unhandled).toEqual([]);
}, 150_000);

it('while the database is away: 503 with Retry-After at every door; back again by itself', async () => {
  await admin.query(`ALTER DATABASE ${database()} ALLOW_CONNECTIONS false`);
  await terminate();
  await pause(300);
  const body = Buffer.from(JSON.stringify(sale()));
  const began = Date.now();
  for (const answer of [await post(body), await test.api.get('/api/messages'), await test.api.post('/api/companies', { code: 'x', name: 'x' })]) {
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')]).toEqual([503, expect.stringContaining('application/problem+json'), expect.stringMatching(/^\d+$/)]);
  }
  expect((await test.api.get('/health/ready')).status).toBe(503);
  expect((await test.api.get('/health/live')).status).toBe(200);
  expect(Date.now() - began).toBeLessThan(10_000);
  await admin.query(`ALTER DATABASE ${database()} ALLOW_CONNECTIONS true`);
  await test.api.until<{ status: string }>('/health/ready', ({ status }) => status === 'ok' || status === 'ready', 10_000);
  const id = await deliver(test.api, sale());
  await test.api.until<{ status: string }>(`/api/messages/${id}`, ({ status }) => status === 'processed', 20_000);
  expect(unhandled).toEqual([]);
}, 60_000);
