import { ApiClient } from '../support/api-client.js';
import { alegraCredential, deliver, ended, sale } from '../support/core/alegra.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

// What people do with whole lists: search, act on many rows, stop an integration, keep filters, take rows away as a file.
let test: TestHouse;
let api: ApiClient;
let south: ApiClient;
let viewer: ApiClient;

interface SearchBody {
  jump: { list: string; id: string } | null;
  groups: { kind: string; more: boolean; items: { id: string; title: string; company: string }[] }[];
  incomplete: boolean;
}
interface OperationBody {
  kind: string;
  state: string;
  total: number;
  done: number;
  succeeded: number;
  failed: number;
  items: { subject_id: string | null; outcome: string | null; error: string | null; external_reference: string | null }[];
}

const key = async (role: string, companies: string[]) => new ApiClient(api.origin, (await api.post<{ key: string }>('/api/api-keys', { name: `${role}-${companies}`, role, companies })).body.key);
const search = async (q: string, client = api) => (await client.get<SearchBody>(`/api/search?q=${encodeURIComponent(q)}`)).body;
const bulk = (list: string, body: object, client = api) => client.post<{ operation_id: string; total: number; detail: string }>(`/api/lists/${list}/bulk`, body);
const finished = (id: string) => api.until<OperationBody>(`/api/operations/${id}`, ({ state }) => state === 'completed', 30_000);
const broken = async (name: string) => {
  const { body } = await api.post<{ messageId: string }>('/api/alegra/webhooks/erpnext', { ...sale(), name, items: 'nada' });
  return ended(api, body.messageId);
};
let sold: Record<string, unknown>;
let soldId: string;

beforeAll(async () => {
  test = await openTestHouse();
  api = test.api;
  await api.post('/api/companies', { code: 'south', name: 'Sur' });
  await api.post('/api/credentials', alegraCredential(test.sandboxes.alegra!.baseUrl, { company: 'default' }));
  [south, viewer] = [await key('operator', ['south']), await key('viewer', ['default'])];
  sold = { ...sale() };
  soldId = await deliver(api, sold as never);
  await ended(api, soldId);
  for (const name of ['ROTA-1', 'ROTA-2', 'ROTA-3']) await broken(name);
}, 120_000);
afterAll(() => test.close());

describe('the search', () => {
  it('finds by id, reference, number of the provider, words, and a place in the JSON; and goes straight there when only one thing is meant', async () => {
    expect((await search(soldId)).jump).toEqual({ list: 'messages', id: soldId });
    expect((await search(String(sold.name))).groups[0]).toMatchObject({ kind: 'messages', items: expect.arrayContaining([expect.objectContaining({ id: soldId })]) });
    const { invoices } = (await (await fetch(`${test.sandboxes.alegra!.url}/__state`)).json()) as { invoices: { id: string; observations: string | null }[] };
    const invoice = invoices.find(({ observations }) => observations?.includes(`:${String(sold.name)}]`))!;
    expect((await search(String(invoice.id))).groups.flatMap(({ items }) => items).map(({ id }) => id)).toContain(soldId);
    expect((await search(`name=${sold.name}`)).groups).toMatchObject([{ kind: 'text', items: [{ id: soldId }] }]);
    expect((await search('ROTA-')).groups.find(({ kind }) => kind === 'text')!.items.length).toBe(3);
    expect((await search('ROTA-2')).groups.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['messages', 'errors']));
  });

  it('shows nothing of other companies, and bears whatever is typed', async () => {
    for (const q of [soldId, String(sold.name), 'ROTA-', `name=${sold.name}`]) expect(await search(q, south)).toEqual({ jump: null, groups: [], incomplete: false });
    for (const q of ['%', `' OR 1=1 --`, '<script>alert(1)</script>', '😀', '"', '((:*', '\\', '=', 'a=', '='.repeat(400), 'x'.repeat(500)]) expect([q, (await api.get(`/api/search?q=${encodeURIComponent(q)}`)).status]).toEqual([q, 200]);
    expect(await api.get(`/api/search?q=${'x'.repeat(2000)}`)).toMatchObject({ status: 400, body: { errors: [{ path: 'q' }] } });
  });
});

describe('work on many rows', () => {
  it('counts first, does what the filter takes in, and tells what became of each; whoever comes second finds nothing left', async () => {
    const filters = { entity_external_id: 'ROTA-', status: 'pending' };
    expect(await bulk('errors', { action: 'resolve', filters, dry_run: true })).toMatchObject({ status: 202, body: { operation_id: null, total: 3 } });
    const { body } = await bulk('errors', { action: 'resolve', filters, reason: 'Corregidos en ERPNext' });
    expect(await finished(body.operation_id)).toMatchObject({ kind: 'errors.resolve', total: 3, succeeded: 3, failed: 0 });
    expect(await bulk('errors', { action: 'resolve', filters, reason: 'Otra vez' })).toMatchObject({ status: 409, body: { code: 'nothing_to_do' } });
    const { body: audit } = await api.get<{ data: { action: string; reason: string; after: object }[] }>(`/api/audit?subject_id=${body.operation_id}`);
    expect(audit.data).toMatchObject([{ action: 'errors.resolve', reason: 'Corregidos en ERPNext', after: { total: 3 } }]);
    const { body: again } = await bulk('errors', { action: 'reopen', filters: { entity_external_id: 'ROTA-' }, reason: 'No era eso' });
    await finished(again.operation_id);
  });

  it('tries errors again, each in a message of its own that is followed to its end', async () => {
    const { body: list } = await api.get<{ data: { id: string; entity_external_id: string }[] }>('/api/integrations/errors?status=pending');
    const ids = list.data.filter(({ entity_external_id }) => entity_external_id.startsWith('ROTA-')).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    const { body } = await bulk('errors', { action: 'retry', ids, reason: 'Prueba' });
    const operation = await finished(body.operation_id);
    expect(operation).toMatchObject({ total: 3, failed: 3 });
    expect(operation.items.map(({ external_reference }) => external_reference).sort()).toEqual(['ROTA-1', 'ROTA-2', 'ROTA-3']);
  });

  it('resends by filter, passing over what another resend has under way', async () => {
    await api.post('/api/integrations/alegra/pause', { company: 'default', reason: 'Ensayo' });
    const filters = { external_reference: 'ROTA-1', trigger: 'api' };
    const first = await bulk('messages', { action: 'resend', filters, reason: 'Uno' });
    await api.until<OperationBody>(`/api/operations/${first.body.operation_id}`, ({ items }) => items.every((one) => 'new_message_id' in one && (one as { new_message_id: string | null }).new_message_id !== null));
    const second = await bulk('messages', { action: 'resend', filters, reason: 'Dos' });
    expect((await finished(second.body.operation_id)).items).toMatchObject([{ outcome: 'skipped', error: expect.stringContaining('Otro reenvío de este mensaje está en curso') }]);
    await api.post('/api/integrations/alegra/resume', { company: 'default' });
    await finished(first.body.operation_id);
  });

  it('refuses, in words, what cannot be used, what is unknown and what is not one’s own', async () => {
    expect(await bulk('errors', { action: 'resolve', filters: { status: 'perdido', first_seen: 'ayer', nada: '1' } })).toMatchObject({ status: 400, body: { errors: [{ path: 'status' }, { path: 'first_seen' }, { path: 'nada' }] } });
    expect(await bulk('errors', { action: 'vender', filters: {} })).toMatchObject({ status: 400, body: { errors: [{ path: 'action' }] } });
    expect(await bulk('errors', { action: 'resolve' })).toMatchObject({ status: 400, body: { code: 'ids_or_filter' } });
    expect(await bulk('errors', { action: 'resolve', filters: null })).toMatchObject({ status: 400 });
    expect(await bulk('nada', { action: 'resolve', filters: {} })).toMatchObject({ status: 404 });
    expect(await bulk('errors', { action: 'resolve', filters: {}, dry_run: true }, south)).toMatchObject({ body: { total: 0 } });
    expect((await bulk('errors', { action: 'resolve', filters: {} }, viewer)).status).toBe(403);
  });
});

it('keeps an integration at rest for a company: what comes waits with its reason, nothing is sent, and goes on when resumed', async () => {
  expect(await api.post('/api/integrations/alegra/pause', { company: 'default' })).toMatchObject({ status: 400, body: { errors: expect.arrayContaining([expect.objectContaining({ path: 'reason' })]) } });
  expect(await api.post('/api/integrations/alegra/pause', { company: 'default', reason: 'Cambio de cuenta' })).toMatchObject({ status: 200, body: { paused: [{ company: 'default', reason: 'Cambio de cuenta' }] } });
  const { body: { messageId } } = await api.post<{ messageId: string }>('/api/alegra/webhooks/erpnext', sale());
  const waiting = await api.until<{ status: string; wait_reason: string | null }>(`/api/messages/${messageId}`, ({ wait_reason }) => wait_reason !== null);
  expect(waiting).toMatchObject({ status: 'received', wait_reason: expect.stringMatching(/^Pausada por .+: Cambio de cuenta$/) });
  expect((await south.get<{ data: { id: string; paused: unknown[] }[] }>('/api/integrations')).body.data.find(({ id }) => id === 'alegra')!.paused).toEqual([]);
  await api.post('/api/integrations/alegra/resume', { company: 'default' });
  expect(await ended(api, messageId)).toMatchObject({ outcome: 'succeeded', wait_reason: null });
  const { body: audit } = await api.get<{ data: { action: string }[] }>('/api/audit?subject_type=integration&subject_id=alegra');
  expect(audit.data.slice(0, 2).map(({ action }) => action)).toEqual(['integration.resumed', 'integration.paused']);
  for (const client of [south, viewer]) expect((await client.post('/api/integrations/alegra/pause', { company: 'default', reason: 'x' })).status).toBeGreaterThanOrEqual(403);
  expect((await api.post('/api/integrations/nada/pause', { company: 'default', reason: 'x' })).status).toBe(404);
});

it('takes the rows that fit away as a file, without formulas, and says what is wrong with a filter before a file begins', async () => {
  await broken('=1+1');
  const csv = await api.get('/api/lists/messages/export?filters.external_reference=%3D1&columns=external_reference,outcome&titles=Referencia,Resultado');
  expect(csv.text.replace('\uFEFF', '').split('\r\n')).toEqual(['Referencia,Resultado', `'=1+1,failed`, '']);
  const xlsx = await api.get('/api/lists/errors/export?format=xlsx');
  expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
  expect((await south.get('/api/lists/messages/export?columns=id')).text.trim()).toBe('\uFEFFid'.trim());
  expect(await api.get('/api/lists/messages/export?filters.received_at~~from=ayer')).toMatchObject({ status: 400, body: { errors: [{ path: 'received_at' }] } });
  expect(await api.get('/api/lists/messages/export?columns=payload_raw')).toMatchObject({ status: 400, body: { errors: [{ path: 'columns' }] } });
  expect(await api.get('/api/lists/messages/export?format=exe')).toMatchObject({ status: 400 });
});

it('keeps filters by name, one’s own to oneself and shared ones for the company, and the columns one chose', async () => {
  const mine = { list: 'messages', name: 'Fallidos', query: 'filters.outcome=failed' };
  expect(await viewer.post('/api/saved-filters', mine)).toMatchObject({ status: 201, body: { own: true, company: null } });
  expect((await viewer.post('/api/saved-filters', { ...mine, company: 'default' })).status).toBe(403);
  const { body: shared } = await api.post<{ id: string }>('/api/saved-filters', { ...mine, name: 'De todos', company: 'default' });
  const names = async (client: ApiClient) => (await client.get<{ data: { name: string }[] }>('/api/saved-filters?list=messages')).body.data.map(({ name }) => name);
  expect(await names(viewer)).toEqual(['Fallidos', 'De todos']);
  expect(await names(api)).toEqual(['De todos']);
  expect(await names(south)).toEqual([]);
  expect((await viewer.delete(`/api/saved-filters/${shared.id}`)).status).toBe(403);
  expect((await south.delete(`/api/saved-filters/${shared.id}`)).status).toBe(404);
  expect((await api.delete(`/api/saved-filters/${shared.id}`)).status).toBe(204);
  expect((await viewer.patch('/api/list-columns/messages', { columns: ['id', 'outcome'] })).status).toBe(200);
  expect((await viewer.get('/api/list-columns/messages')).body).toEqual({ columns: ['id', 'outcome'] });
  expect((await api.get('/api/list-columns/messages')).body).toEqual({ columns: [] });
  expect((await viewer.patch('/api/list-columns/messages', { columns: ['id; DROP TABLE x'] })).status).toBe(400);
});
