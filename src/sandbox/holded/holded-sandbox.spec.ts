import { SandboxControl } from '../../../test/support/conformance/sandbox-control.js';
import { createSandbox, type RunningSandbox } from '../sandbox-server.js';
import { holdedSandbox, madrid, ODD_IDS } from './index.js';

let running: RunningSandbox;
let control: SandboxControl;
beforeAll(async () => {
  running = await createSandbox(holdedSandbox({}, { students: 4 })).start();
  control = new SandboxControl(running.url);
});
beforeEach(() => control.reset());
afterAll(() => running.stop());

async function get<T = { id: string; date: number }[]>(path: string, key = 'sandbox-holded-key'): Promise<{ status: number; type: string; body: T }> {
  const answer = await fetch(running.baseUrl + path, { headers: key ? { key } : {} });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: (type.includes('json') ? JSON.parse(text) : text) as T };
}

it('lets nobody in without its key', async () => {
  for (const key of ['', 'otra']) expect(await get('/contacts', key)).toMatchObject({ status: 401, body: { status: 0, info: 'Invalid key' } });
});

it('gives bare pages, and windows of dates that end before their end', async () => {
  await control.seed({ rules: { page_size: 10 } });
  const pages = [await get('/documents/invoice?page=1'), await get('/documents/invoice?page=2'), await get('/documents/invoice?page=99')].map(({ body }) => body);
  expect(pages.map(({ length }) => length)).toEqual([10, 10, 0]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(20);
  const [start, end] = [madrid('2024-03-01'), madrid('2024-04-01')];
  const { body } = await get(`/documents/invoice?limit=500&starttmp=${start}&endtmp=${end}`);
  expect(body.map(({ id }) => id)).toContain(ODD_IDS.firstOfMonth);
  expect(body.every(({ date }) => date >= start && date < end)).toBe(true);
  await control.seed({ rules: { repeat_pages: true } });
  expect((await get('/documents/invoice?page=2')).body).toEqual((await get('/documents/invoice?page=1')).body);
});

it.each(['/documents/invoice?page=0', '/documents/invoice?starttmp=ayer', '/documents/invoice?sort=name', '/documents/factura'])('refuses %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, body: { status: 0, info: expect.any(String) } });
});

it('answers what is not there in its three ways', async () => {
  expect(await get<string>('/contacts/nadie')).toMatchObject({ status: 200, type: expect.stringContaining('html'), body: expect.stringContaining('404') });
  await control.seed({ rules: { missing: '404' } });
  expect((await get('/contacts/nadie')).status).toBe(404);
  await control.seed({ rules: { missing: 'status_0' } });
  expect(await get('/contacts/nadie')).toMatchObject({ status: 200, body: { status: 0 } });
});

it('limits when told to', async () => {
  await control.seed({ rules: { rate_per_second: 1 } });
  const answers = await Promise.all([get('/taxes'), get('/taxes'), get('/taxes')]);
  expect(answers.map(({ status }) => status)).toContain(429);
});
