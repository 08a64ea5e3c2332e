import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../support/api-client.js';
import { alegraCredential, deliver, ended, sale, type MessageBody } from '../support/core/alegra.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

interface Page {
  data: MessageBody[];
  next_cursor: string | null;
}
interface OperationBody {
  id: string;
  kind: string;
  state: string;
  total: number;
  done: number;
  succeeded: number;
  failed: number;
  items: { message_id: string; new_message_id: string | null; outcome: string | null; error: string | null }[];
  next_cursor: string | null;
}

let test: TestHouse;
let api: ApiClient;
beforeAll(async () => {
  test = await openTestHouse();
  api = test.api;
  for (const code of ['north', 'south']) await api.post('/api/companies', { code, name: code });
  for (const company of ['default', 'north']) await api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl, { company }));
}, 60_000);
afterAll(() => test.close());

const FIELDS = [
  'id', 'company', 'integration', 'direction', 'event_type', 'status', 'outcome', 'external_reference', 'correlation_id', 'parent_id', 'attempt',
  'trigger', 'http_method', 'url', 'http_status', 'payload', 'response_payload', 'error_category', 'error_code', 'error_message', 'received_at',
  'started_at', 'finished_at', 'duration_ms', 'next_attempt_at', 'warnings',
];
const key = async (role: string, companies: string[]) => new ApiClient(api.origin, (await api.post<{ key: string }>('/api/api-keys', { name: `${role}-${companies}`, role, companies })).body.key);
const note = (name: string, more: object = {}) => ({ doctype: 'Note', name, ...more });
const keyed = (document: object, company: string) => api.post<{ messageId: string }>(`/api/alegra/webhooks/erpnext/${company}`, document);
const list = async (query: string, client = api) => (await client.get<Page>(`/api/messages?${query}`)).body;
const writes = async () => Object.values((await (await fetch(`${test.sandboxes.alegra!.url}/__log?method=POST`)).json()) as object).flat().length;
const invoicesOf = async (name: string) => {
  const state = (await (await fetch(`${test.sandboxes.alegra!.url}/__state`)).json()) as { invoices: { observations: string | null }[] };
  return state.invoices.filter(({ observations }) => observations?.includes(`:${name}]`)).length;
};

describe('a message', () => {
  it('has every field, even when null, as the webhook left it and as the call made it', async () => {
    const document = sale();
    const id = await deliver(api, document);
    const message = await ended(api, id);
    expect(message).toMatchObject({ outcome: 'succeeded', external_reference: document.name, event_type: 'pos_invoice.on_submit', trigger: 'webhook', attempt: 1, parent_id: null, correlation_id: id, company: 'default', error_code: null, next_attempt_at: null });
    const { data } = await list(`correlation_id=${id}&direction=outbound`);
    expect(data.length).toBeGreaterThan(0);
    for (const one of [message, ...data]) for (const field of FIELDS) expect([field, one[field]]).not.toEqual([field, undefined]);
    const write = data.find(({ http_method, url }) => http_method === 'POST' && String(url).endsWith('/invoices'))!;
    expect(write).toMatchObject({ http_status: 201, parent_id: id, status: 'processed', outcome: 'succeeded' });
    expect(JSON.stringify([message, ...data])).not.toContain('sandbox-token');
  });

  it('is 404 when there is none, whatever the id looks like', async () => {
    for (const id of ['01a213aa-e331-75b0-8a2c-798928d2a1fd', 'nada', "'; DROP TABLE company; --", '%00', '..']) {
      for (const path of ['', '/timeline', '/raw']) {
        const answer = await api.get(`/api/messages/${encodeURIComponent(id)}${path}`);
        expect([id, answer.status]).toEqual([id, 404]);
      }
      expect((await api.post(`/api/messages/${encodeURIComponent(id)}/resend`)).status).toBe(404);
      expect((await api.post(`/api/messages/${encodeURIComponent(id)}/preview`)).status).toBe(404);
    }
  });
});

describe('filters', () => {
  let bad: string;
  let from: string;
  let to: string;
  beforeAll(async () => {
    from = new Date().toISOString();
    const made = await Promise.all([
      keyed(note('F-1', { customer: { identification: '3101000111', tags: ['uno', 'dos'] }, total: 10.5, text: 'cafetera industrial' }), 'north'),
      keyed(note('F-2', { customer: { identification: '3101000222' }, text: 'molino de café' }), 'north'),
    ]);
    bad = (await keyed(sale({ name: 'F-3', items: [{ item_code: 'NADIE-LO-CONOCE', item_name: 'x', qty: 1, rate: 1, amount: 1 }] }), 'north')).body.messageId;
    await Promise.all([...made.map(({ body }) => body.messageId), bad].map((id) => ended(api, id)));
    to = new Date(Date.now() + 5).toISOString();
    await pause(10);
    await ended(api, (await keyed(note('F-4', { text: 'después' }), 'north')).body.messageId);
  });

  const cases: [query: string | (() => string), names: string[]][] = [
    ['external_reference=F-1', ['F-1']],
    ['outcome=failed', ['F-3']],
    ['outcome=skipped', ['F-4', 'F-2', 'F-1']],
    ['status=skipped&q=cafetera', ['F-1']],
    ['status=processed', ['F-3']],
    ['event_type=note.received', ['F-4', 'F-2', 'F-1']],
    ['error_category=validation_error', ['F-3']],
    [() => `correlation_id=${bad}`, ['F-3']],
    [() => `q=${bad}`, ['F-3']],
    [() => `from=${from}&to=${to}&outcome=skipped`, ['F-2', 'F-1']],
    [() => `from=${to}`, ['F-4']],
    ['q=F-2', ['F-2']],
    ['q=NADIE-LO-CONOCE', ['F-3']],
    ['q=molino%20caf%C3%A9', ['F-2']],
    ['q=nothing-like-it', []],
    ["q=%25'%20OR%201%3D1%20--", []],
    ['json_path=customer.identification&json_value=3101000222', ['F-2']],
    ['json_path=$.customer.identification&json_value=3101000111', ['F-1']],
    ['json_path=customer.tags[1]&json_value=dos', ['F-1']],
    ['json_path=customer.tags.0', ['F-1']],
    ['json_path=total&json_value=10.5', ['F-1']],
    ["json_path=customer'&json_value=x", []],
  ];
  it.each(cases)('%s', async (query, names) => {
    const { data } = await list(`company=north&direction=inbound&integration=alegra&${typeof query === 'string' ? query : query()}`);
    expect(data.map(({ external_reference }) => external_reference)).toEqual(names);
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'limit=1.5', 'status=lost', 'direction=up', 'outcome=x', 'correlation_id=x', 'error_category=x', 'from=yesterday', 'from=2026-W05', 'to=2026-13-01', `q=${'x'.repeat(201)}`, 'nonsense=1', 'q=a&q=b', 'company[]=x', 'cursor=nonsense', 'json_value=x'])(
    'refuses %s with a sentence',
    async (query) => {
      const answer = await api.get<{ errors?: unknown[]; detail: string }>(`/api/messages?${query}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, expect.stringContaining('application/problem+json')]);
      expect(answer.body.detail).toBeTruthy();
    },
  );

  it('takes 1 to 500, and 50 when not told', async () => {
    expect((await list('limit=1')).data).toHaveLength(1);
    expect((await api.get('/api/messages?limit=500')).status).toBe(200);
  });
});

it('pages show everything once while others write', async () => {
  const before: string[] = [];
  for (let n = 0; n < 60; n++) before.push((await keyed(note(`P-${n}`), 'south')).body.messageId);
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) await keyed(note(`Q-${n}`), 'south');
  })();
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await list(`company=south&direction=inbound&limit=7${cursor}`);
    seen.push(...page.data.map(({ id }) => id));
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  writing = false;
  await writer;
  expect(new Set(seen).size).toBe(seen.length);
  expect(before.filter((id) => !seen.includes(id))).toEqual([]);
  expect([...seen].sort().reverse()).toEqual(seen);
});

describe('resend', () => {
  it('adopts what exists, and really runs each time', async () => {
    const document = sale();
    const first = await ended(api, await deliver(api, document));
    for (let times = 0; times < 2; times++) {
      const { status, body } = await api.post<{ message_id: string }>(`/api/messages/${first.id}/resend`, { reason: 'lo pidió el cliente' });
      expect(status).toBe(202);
      const again = await ended(api, body.message_id);
      expect(again).toMatchObject({ outcome: 'succeeded', parent_id: first.id, correlation_id: first.id, trigger: 'resend', reason: 'lo pidió el cliente' });
    }
    expect(await invoicesOf(document.name)).toBe(1);
  });

  it('edited: a new message with the difference in its timeline; the original stays', async () => {
    const document = sale({ items: [{ item_code: 'SIN-MAPA', item_name: 'Silla', qty: 2, rate: 1000, amount: 2000 }] });
    const first = await ended(api, await deliver(api, document));
    expect(first.outcome).toBe('failed');
    const edited = { ...document, items: [{ ...document.items[0], item_code: 'SILLA' }] };
    const { body } = await api.post<{ message_id: string }>(`/api/messages/${first.id}/resend`, { payload: edited, reason: 'código corregido' });
    expect(await ended(api, body.message_id)).toMatchObject({ outcome: 'succeeded', parent_id: first.id, payload: edited });
    expect((await api.get<MessageBody>(`/api/messages/${first.id}`)).body).toEqual(first);
    const { data } = (await api.get<{ data: Record<string, unknown>[] }>(`/api/messages/${body.message_id}/timeline`)).body;
    expect(data.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['received', 'finished', 'resend', 'call']));
    expect(data.find(({ kind }) => kind === 'resend')).toMatchObject({ reason: 'código corregido', created_by: 'BOOTSTRAP_API_KEY', changes: [{ path: 'items.0.item_code', before: 'SIN-MAPA', after: 'SILLA' }] });
    expect(data.map(({ at }) => at)).toEqual(data.map(({ at }) => at).sort());
  });

  it('keeps the digits of an edited number', async () => {
    const { body: { messageId } } = await keyed(note('D-1'), 'north');
    const { body } = await api.post<{ message_id: string }>(`/api/messages/${messageId}/resend`, '{"payload":{"doctype":"Note","n":12345678901234567890.10}}', { 'content-type': 'application/json' });
    expect((await api.get(`/api/messages/${body.message_id}/raw`)).text).toBe('{"doctype":"Note","n":12345678901234567890.10}');
  });

  it('refuses an outbound message', async () => {
    const { data } = await list('direction=outbound&limit=1');
    expect((await api.post(`/api/messages/${data[0]!.id}/resend`)).status).toBe(422);
  });

  it.each([{}, { ids: [], filter: {} }, { ids: [] }, { ids: ['x'] }, { ids: 'x' }, { filter: 'x' }, { filter: [] }, { filter: null }, { filter: { status: 'lost' } }, { filter: { nonsense: 1 } }, { ids: ['01a213aa-e331-75b0-8a2c-798928d2a1fd'], filter: {} }, { ids: ['01a213aa-e331-75b0-8a2c-798928d2a1fd'], dry_run: 'yes' }])(
    'many: refuses %j',
    async (body) => expect((await api.post('/api/messages/resend', body)).status).toBe(400),
  );

  it('many by ids: progress and an outcome for each', async () => {
    const documents = [sale({ company: 'x' }), sale({ items: [{ item_code: 'SIN-MAPA', item_name: 'x', qty: 1, rate: 1, amount: 1 }] })];
    const ids = await Promise.all(documents.map((document) => deliver(api, document)));
    await Promise.all(ids.map((id) => ended(api, id)));
    const started = await api.post<{ operation_id: string; total: number }>('/api/messages/resend', { ids: [...ids, ids[0]!.toUpperCase()], reason: 'prueba' });
    expect([started.status, started.body.total]).toEqual([202, 2]);
    const done = await api.until<OperationBody>(`/api/operations/${started.body.operation_id}`, ({ state }) => state === 'completed');
    expect(done).toMatchObject({ kind: 'resend', total: 2, done: 2, succeeded: 1, failed: 1, next_cursor: null });
    expect(done.items.map(({ message_id, outcome }) => [message_id, outcome]).sort()).toEqual([[ids[0], 'succeeded'], [ids[1], 'failed']].sort());
    for (const { new_message_id } of done.items) expect((await api.get<MessageBody>(`/api/messages/${new_message_id}`)).body).toMatchObject({ trigger: 'resend', reason: 'prueba' });
    expect(await invoicesOf(documents[0]!.name)).toBe(1);
  });

  it('many by filter: dry_run only counts', async () => {
    const filter = { company: 'north', outcome: 'failed', direction: 'inbound' };
    const { data } = await list('company=north&outcome=failed&direction=inbound');
    const counted = await api.post<{ total: number; operation_id: null }>('/api/messages/resend', { filter, dry_run: true });
    expect([counted.status, counted.body.total, counted.body.operation_id]).toEqual([202, data.length, null]);
    expect((await list('company=north&outcome=failed&direction=inbound')).data).toHaveLength(data.length);
    const started = await api.post<{ operation_id: string; total: number }>('/api/messages/resend', { filter });
    const done = await api.until<OperationBody>(`/api/operations/${started.body.operation_id}`, ({ state }) => state === 'completed');
    expect(done).toMatchObject({ total: data.length, done: data.length });
  });

  it('nothing to send is done at once', async () => {
    const { body } = await api.post<{ operation_id: string; total: number }>('/api/messages/resend', { filter: { external_reference: 'nobody' } });
    expect(body.total).toBe(0);
    await api.until<OperationBody>(`/api/operations/${body.operation_id}`, ({ state }) => state === 'completed');
  });

  it('is taken over when its runner died, and stops when it is canceled', async () => {
    const { data } = await list('company=south&direction=inbound&limit=300');
    const ids = data.map(({ id }) => id);
    const runner = test.house.app.get((await import('../../src/core/operations/index.js')).OperationRunner);
    await runner.stop();
    const { body } = await api.post<{ operation_id: string }>('/api/messages/resend', { ids });
    const db = test.house.ground.source;
    await db.query(`UPDATE operation SET state = 'running', heartbeat_at = now() - interval '1 minute' WHERE id = $1`, [body.operation_id]);
    const other = await api.post<{ operation_id: string }>('/api/messages/resend', { ids });
    const canceled = await api.post<OperationBody>(`/api/operations/${other.body.operation_id}/cancel`);
    expect([canceled.status, canceled.body.state]).toEqual([200, 'canceled']);
    runner.start();
    const done = await api.until<OperationBody>(`/api/operations/${body.operation_id}`, ({ state }) => state === 'completed', 40_000);
    expect(done).toMatchObject({ total: ids.length, done: ids.length });
    expect((await api.get<OperationBody>(`/api/operations/${other.body.operation_id}`)).body).toMatchObject({ state: 'canceled', done: 0, total: ids.length });
    expect((await api.post<OperationBody>(`/api/operations/${body.operation_id}/cancel`)).body.state).toBe('completed');
  }, 60_000);
});

it('preview tells the requests and sends none', async () => {
  const document = sale({ customer: { name: 'Nadie Aún', customer_name: 'Nadie Aún', identification: '304440555', identification_type: 'CF' } });
  const id = (await keyed(document, 'south')).body.messageId;
  expect(await ended(api, id)).toMatchObject({ outcome: 'failed', error_category: 'credential_error', error_code: 'credential_missing' });
  const preview = () => api.post<{ requests: { method: string; url: string }[]; problems: { code: string }[]; warnings: unknown[] }>(`/api/messages/${id}/preview`);
  expect((await preview()).body).toMatchObject({ requests: [], problems: [{ code: 'credential_missing' }] });
  await api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl, { company: 'south' }));
  const before = await writes();
  const { status, body } = await preview();
  expect(status).toBe(200);
  expect(body.problems).toEqual([]);
  expect(body.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  expect(await writes()).toBe(before);
});

describe('companies keep apart', () => {
  it('on every route', async () => {
    const stranger = await key('admin', ['south']);
    const { data: [message] } = await list('company=north&direction=inbound&outcome=failed&limit=1');
    const id = message!.id;
    for (const path of ['', '/timeline', '/raw']) expect([path, (await stranger.get(`/api/messages/${id}${path}`)).status]).toEqual([path, 404]);
    expect((await stranger.post(`/api/messages/${id}/resend`)).status).toBe(404);
    expect((await stranger.post(`/api/messages/${id}/preview`)).status).toBe(404);
    expect((await stranger.post('/api/messages/resend', { ids: [id] })).status).toBe(404);
    expect((await stranger.post<{ total: number }>('/api/messages/resend', { filter: { company: 'north' }, dry_run: true })).body.total).toBe(0);
    expect((await list('company=north', stranger)).data).toEqual([]);
    expect((await list(`correlation_id=${id}`, stranger)).data).toEqual([]);
    expect((await list(`q=${id}`, stranger)).data).toEqual([]);
    expect(new Set((await list('limit=500', stranger)).data.map(({ company }) => company))).toEqual(new Set(['south']));

    const { body } = await api.post<{ operation_id: string }>('/api/messages/resend', { ids: [id] });
    expect((await stranger.get(`/api/operations/${body.operation_id}`)).status).toBe(404);
    expect((await stranger.post(`/api/operations/${body.operation_id}/cancel`)).status).toBe(404);
    expect((await stranger.get('/api/credentials/2')).status).toBe(404);
    expect((await stranger.patch('/api/credentials/2', { active: false })).status).toBe(404);
    expect((await stranger.post('/api/credentials/2/check')).status).toBe(404);
    expect((await stranger.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl, { company: 'north', name: 'x' }))).status).toBe(404);
    expect((await stranger.get('/api/companies/north')).status).toBe(404);
    expect((await stranger.patch('/api/companies/north', { name: 'x' })).status).toBe(404);
    expect((await stranger.get<Page>('/api/companies')).body.data.map(({ code }) => code)).toEqual(['south']);
    expect((await stranger.post('/api/alegra/webhooks/erpnext/north', note('Z'))).status).toBe(404);
    expect((await stranger.get<Page>('/api/retry-queue?company=north')).body.data).toEqual([]);
  });
});
