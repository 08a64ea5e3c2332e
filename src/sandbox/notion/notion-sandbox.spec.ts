import { SandboxControl } from '../../../test/support/conformance/sandbox-control.js';
import { createSandbox, type RunningSandbox } from '../sandbox-server.js';
import { DATA_SOURCE_ID, DATABASE_ID, notionSandbox, SECOND_SOURCE_ID, type NotionPage } from './index.js';

let running: RunningSandbox;
let control: SandboxControl;
beforeAll(async () => {
  running = await createSandbox(notionSandbox({}, { students: 30 })).start();
  control = new SandboxControl(running.url);
});
beforeEach(() => control.reset());
afterAll(() => running.stop());

interface Body {
  results: NotionPage[];
  next_cursor: string | null;
  has_more: boolean;
  code?: string;
  request_status?: { type: string };
  data_sources?: { id: string }[];
}
async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: Body }> {
  const sent = { authorization: 'Bearer ntn_sandbox-token', 'notion-version': '2025-09-03', 'content-type': 'application/json', ...headers };
  const answer = await fetch(`${running.url}/v1${path}`, { method, headers: sent, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as Body };
}
const query = (body: object) => call('POST', `/data_sources/${DATA_SOURCE_ID}/query`, body);

it('asks for its token and a version it knows', async () => {
  expect(await call('GET', '/users/me', undefined, { authorization: 'Bearer x' })).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  expect(await call('GET', '/users/me', undefined, { 'notion-version': '2020-01-01' })).toMatchObject({ status: 400, body: { code: 'validation_error' } });
  const bare = await fetch(`${running.url}/v1/users/me`, { headers: { authorization: 'Bearer ntn_sandbox-token' } });
  expect(await bare.json()).toMatchObject({ code: 'missing_version' });
});

it('breaks the old query when somebody adds a second source', async () => {
  const old = { 'notion-version': '2022-06-28' };
  expect((await call('POST', `/databases/${DATABASE_ID}/query`, {}, old)).status).toBe(200);
  await control.seed({ rules: { two_sources: true } });
  expect(await call('POST', `/databases/${DATABASE_ID}/query`, {}, old)).toMatchObject({ status: 400, body: { code: 'validation_error' } });
  expect((await call('GET', `/databases/${DATABASE_ID.replaceAll('-', '')}`)).body.data_sources!.map(({ id }) => id)).toEqual([DATA_SOURCE_ID, SECOND_SOURCE_ID]);
  expect((await call('GET', `/databases/${SECOND_SOURCE_ID}`)).status).toBe(404);
});

it('gives pages by cursor, and stops at its limit without looking unfinished', async () => {
  const first = await query({ page_size: 20 });
  expect(first.body).toMatchObject({ has_more: true, request_status: { type: 'complete' } });
  const second = await query({ page_size: 20, start_cursor: first.body.next_cursor });
  expect(new Set([...first.body.results, ...second.body.results].map(({ id }) => id)).size).toBe(first.body.results.length + second.body.results.length);
  expect(second.body.has_more).toBe(false);
  await control.seed({ rules: { result_limit: 10 } });
  expect((await query({})).body).toMatchObject({ has_more: false, next_cursor: null, request_status: { type: 'incomplete' } });
});

it.each([[{ page_size: 101 }], [{ start_cursor: 'x' }], [{ limit: 5 }], [{ filter: { property: 'Correo', email: { equals: 'a' } } }], [{ filter: { property: 'Email', rich_text: { equals: 'a' } } }]])('refuses %j', async (body) => {
  expect(await query(body)).toMatchObject({ status: 400, body: { code: 'validation_error' } });
});

it('filters by time and e-mail', async () => {
  const { results } = (await query({ filter: { timestamp: 'created_time', created_time: { on_or_after: '2024-01-20T00:00:00.000Z' } }, sorts: [{ timestamp: 'created_time', direction: 'ascending' }] })).body;
  const times = results.map(({ created_time }) => String(created_time));
  expect(times.every((time) => time >= '2024-01-20')).toBe(true);
  expect(times).toEqual([...times].sort());
  expect((await query({ filter: { property: 'Email', email: { equals: 'dora.paginas@alumnos.example' } } })).body.results).toHaveLength(2);
});
