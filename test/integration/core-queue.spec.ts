import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../src/core/database/index.js';
import { MessagePipeline, Sweep } from '../../src/core/pipeline/index.js';
import { MessageQueue, Workers } from '../../src/core/queue/index.js';
import type { ApiClient } from '../support/api-client.js';
import { alegraCredential, ended, sale, type MessageBody } from '../support/core/alegra.js';
import { openTestHouse, unique, type TestHouse } from '../support/house.js';

let test: TestHouse;
let api: ApiClient;
let db: Database;
let sandbox: { url: string; baseUrl: string };

// Without the worker's role at first: messages arrive and nobody takes them.
beforeAll(async () => {
  test = await openTestHouse({ environment: { ROLES: 'api' } });
  api = test.api;
  db = test.house.app.get(Database);
  sandbox = test.sandboxes.alegra!;
}, 60_000);
afterAll(() => test.close());

const note = (name: string, more: object = {}) => ({ doctype: 'Note', name, ...more });
const keyed = async (document: object, company: string) => {
  const { status, body, text } = await api.post<{ messageId: string }>(`/api/alegra/webhooks/erpnext/${company}`, document);
  if (status !== 202) throw new Error(text);
  return body.messageId;
};
/** A company of its own, with a credential when `credential` is given. */
const company = async (credential?: Record<string, unknown>) => {
  const code = unique('co');
  await api.post('/api/companies', { code, name: code });
  if (!credential) return { code, credential: 0 };
  const { status, body, text } = await api.post<{ id: number }>('/api/credentials', alegraCredential(sandbox.baseUrl, { company: code, ...credential }));
  if (status !== 201) throw new Error(text);
  return { code, credential: body.id };
};
const row = async (id: string) => (await db.rows<Record<string, unknown>>('SELECT * FROM integration_message WHERE id = $1', [id]))[0]!;
const waits = (id: string) => api.until<MessageBody>(`/api/messages/${id}`, ({ wait_reason }) => wait_reason !== null);
const invoicesOf = async (name: string) =>
  ((await (await fetch(`${sandbox.url}/__state`)).json()) as { invoices: { observations: string | null }[] }).invoices.filter(({ observations }) => observations?.includes(`:${name}]`)).length;

it('an emptied queue, a message whose worker and job are gone, and one that kills its workers: the sweep finds them all', async () => {
  const { code } = await company({});
  const waiting = await Promise.all(Array.from({ length: 8 }, (_, n) => keyed(note(`L-${n}`), code)));
  const [orphan, poison] = [await keyed(sale(), code), await keyed(sale(), code)];
  await db.query(`UPDATE integration_message SET status = 'processing', claim = 1, claimed_at = now() - interval '1 minute' WHERE id = $1`, [orphan]);
  await db.query(`UPDATE integration_message SET status = 'processing', claim = 5, claimed_at = now() - interval '1 minute' WHERE id = $1`, [poison]);
  await pause(500); // the door queues after it has answered
  await truncateQueue();
  const queued = await test.house.app.get(MessageQueue).depths();

  test.house.app.get(Workers).start(8);
  test.house.app.get(Sweep).start();
  expect(queued.map(({ value }) => value)).toEqual(queued.map(() => 0));
  for (const id of waiting) expect(await ended(api, id)).toMatchObject({ status: 'skipped' });
  expect(await ended(api, orphan)).toMatchObject({ outcome: 'succeeded' });
  expect(await ended(api, poison)).toMatchObject({ outcome: 'failed', error_code: 'poison', error_category: 'internal_error' });
}, 60_000);

const jobTables = async () => (await db.rows<{ name: string }>(`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`)).map(({ name }) => `bullmq.${name}`);
const truncateQueue = async () => db.query(`TRUNCATE ${(await jobTables()).join(', ')} CASCADE`);
it('a job that runs twice: the second takes over, the first can write nothing more, one invoice comes out', async () => {
  const { code } = await company({});
  await fetch(`${sandbox.url}/__fault`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: 'delay', ms: 1_500, times: 1, path: '/contacts' }) });
  const document = sale();
  const id = await keyed(document, code);
  for (let tries = 0; (await row(id)).status !== 'processing' && tries < 200; tries++) await pause(20);
  await pause(200);
  await test.house.app.get(MessagePipeline).work(id);
  const finished = await row(id);
  expect(finished).toMatchObject({ status: 'processed', outcome: 'succeeded', claim: 2 });
  await pause(2_000);
  expect(await row(id)).toEqual(finished);
  expect(await invoicesOf(document.name)).toBe(1);
}, 30_000);

it('one document at a time and in order, under eight workers', async () => {
  const { code } = await company({});
  const ids: Record<string, string[]> = {};
  for (let turn = 0; turn < 6; turn++) {
    for (const name of ['FIFO-A', 'FIFO-B', 'FIFO-C']) (ids[name] ??= []).push(await keyed(note(name, { modified: `2026-03-02 10:00:0${turn}` }), code));
  }
  for (const list of Object.values(ids)) {
    await Promise.all(list.map((id) => ended(api, id, 40_000)));
    const rows = await Promise.all(list.map(row));
    for (const [turn, { started_at }] of rows.entries()) {
      if (turn > 0) expect((started_at as Date).getTime()).toBeGreaterThanOrEqual((rows[turn - 1]!.finished_at as Date).getTime());
    }
  }
}, 60_000);

it('a failed document holds back only itself until its retry is over', async () => {
  const { code } = await company({ base_url: 'http://127.0.0.1:1/api/v1' });
  const document = sale();
  const first = await ended(api, await keyed(document, code));
  expect(first).toMatchObject({ outcome: 'retry_scheduled', error_category: 'network_error' });
  const second = await keyed({ ...document, modified: '2026-03-03 10:00:00' }, code);
  expect((await waits(second)).wait_reason).toContain(first.id);
  expect((await ended(api, await keyed(note('other'), code))).status).toBe('skipped');
  const { data: [entry] } = (await api.get<{ data: { id: string; message_id: string; correlation_id: string; state: string }[] }>(`/api/retry-queue?company=${code}`)).body;
  expect(entry).toMatchObject({ message_id: first.id, correlation_id: first.id, state: 'pending' });
  expect((await api.post(`/api/retry-queue/${entry!.id}/cancel`)).status).toBe(200);
  expect((await api.post(`/api/retry-queue/${entry!.id}/cancel`)).status).toBe(409);
  expect((await api.get<MessageBody>(`/api/messages/${first.id}`)).body.outcome).toBe('failed');
  expect((await ended(api, second)).outcome).toBe('retry_scheduled');
  const { data: [next] } = (await api.get<{ data: { id: string }[] }>(`/api/retry-queue?company=${code}&state=pending`)).body;
  expect((await api.post(`/api/retry-queue/${next!.id}/retry-now`)).status).toBe(202);
  const again = await api.until<{ data: MessageBody[] }>(`/api/messages?correlation_id=${second}&direction=inbound`, ({ data }) => data.length === 2 && data[0]!.outcome !== null);
  expect(again.data[0]).toMatchObject({ trigger: 'retry', attempt: 2, parent_id: second, outcome: 'retry_scheduled' });
}, 60_000);

describe('what holds a credential back is told, and ends at once when it is mended', () => {
  it('a pause', async () => {
    const { code, credential } = await company({ secrets: { email: 'sandbox@puente.example', token: 'wrong-token' } });
    expect(await ended(api, await keyed(sale(), code))).toMatchObject({ outcome: 'failed', error_category: 'authentication_error' });
    const later = await keyed(sale(), code);
    expect((await waits(later)).wait_reason).toMatch(/pausa/);
    expect((await api.patch(`/api/credentials/${credential}`, { secrets: { token: 'sandbox-token' } })).status).toBe(200);
    expect(await ended(api, later, 8_000)).toMatchObject({ outcome: 'succeeded' });
  }, 40_000);

  it('a message that waits and came before there was a credential', async () => {
    const { code } = await company();
    const failed = await ended(api, await keyed(sale(), code));
    expect(failed).toMatchObject({ outcome: 'failed', error_code: 'credential_missing' });
    const waiting = await keyed(note('W-1'), code);
    await db.query(`UPDATE integration_message SET next_attempt_at = now() + interval '1 hour' WHERE id = $1 AND status = 'received'`, [waiting]);
    await api.post('/api/credentials', alegraCredential(sandbox.baseUrl, { company: code }));
    await ended(api, waiting, 8_000);
    const { body } = await api.post<{ message_id: string }>(`/api/messages/${failed.id}/resend`);
    expect(await ended(api, body.message_id)).toMatchObject({ outcome: 'succeeded' });
  }, 40_000);

  it('silence that the provider asked for', async () => {
    const { code, credential } = await company({});
    await db.query(`INSERT INTO credential_state (credential_id, throttled_until) VALUES ($1, now() + interval '4 seconds') ON CONFLICT (credential_id) DO UPDATE SET throttled_until = excluded.throttled_until`, [credential]);
    const began = Date.now();
    const id = await keyed(sale(), code);
    expect((await waits(id)).wait_reason).toContain('límite de llamadas');
    expect(await ended(api, id)).toMatchObject({ outcome: 'succeeded', attempt: 1 });
    expect(Date.now() - began).toBeGreaterThan(3_000);
  }, 40_000);

  it('a provider that fails again and again; another credential goes on', async () => {
    const { code, credential } = await company({ base_url: 'http://127.0.0.1:1/api/v1' });
    const other = await company({});
    const breaker = async () => (await db.rows<{ breaker: string }>('SELECT breaker FROM credential_state WHERE credential_id = $1', [credential]))[0]?.breaker;
    await Promise.all(Array.from({ length: 10 }, () => keyed(sale(), code)));
    for (let tries = 0; (await breaker()) !== 'open' && tries < 200; tries++) await pause(50);
    expect(await breaker()).toBe('open');
    const held = await keyed(sale(), code);
    expect((await waits(held)).wait_reason).toContain('falla seguido');
    expect(await ended(api, await keyed(sale(), other.code))).toMatchObject({ outcome: 'succeeded' });
    await api.patch(`/api/credentials/${credential}`, { base_url: sandbox.baseUrl });
    expect(await ended(api, held, 8_000)).toMatchObject({ outcome: 'succeeded' });
    expect(await ended(api, await keyed(sale(), code), 8_000)).toMatchObject({ outcome: 'succeeded' });
  }, 60_000);

  it('nothing, when a person says «retry now»: that one passes the open circuit breaker, and closes it', async () => {
    const { code, credential } = await company({});
    const breaker = async () => (await db.rows<{ breaker: string }>('SELECT breaker FROM credential_state WHERE credential_id = $1', [credential]))[0]?.breaker;
    const faults = (method: string, body?: object) => fetch(`${sandbox.url}/__fault`, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    await faults('POST', { fault: '503_html', times: 'forever' });
    const first = await keyed(sale(), code);
    expect(await ended(api, first)).toMatchObject({ outcome: 'retry_scheduled' });
    await Promise.all(Array.from({ length: 10 }, () => keyed(sale(), code)));
    for (let tries = 0; (await breaker()) !== 'open' && tries < 200; tries++) await pause(50);
    const { data: entries } = (await api.get<{ data: { id: string; correlation_id: string }[] }>(`/api/retry-queue?company=${code}&state=pending&limit=100`)).body;
    const entry = entries.find(({ correlation_id }) => correlation_id === first)!;
    // Still unwell: one call, and the breaker is open again.
    expect((await api.post(`/api/retry-queue/${entry.id}/retry-now`)).status).toBe(202);
    await api.until<{ data: MessageBody[] }>(`/api/messages?correlation_id=${first}&direction=inbound`, ({ data }) => data.length === 2 && data[0]!.outcome === 'retry_scheduled');
    for (let tries = 0; (await breaker()) !== 'open' && tries < 200; tries++) await pause(50);
    expect(await breaker()).toBe('open');
    await faults('DELETE');
    expect((await api.post(`/api/retry-queue/${entry.id}/retry-now`)).status).toBe(202);
    await api.until<{ data: MessageBody[] }>(`/api/messages?correlation_id=${first}&direction=inbound`, ({ data }) => data.length === 3 && data[0]!.outcome === 'succeeded');
    for (let tries = 0; (await breaker()) === 'open' && tries < 200; tries++) await pause(50);
    expect(await breaker()).not.toBe('open');
  }, 60_000);
});
