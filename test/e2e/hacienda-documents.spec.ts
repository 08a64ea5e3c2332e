import type { Worker } from 'node:worker_threads';
import { SigningThreads } from '../../src/integrations/hacienda/services/signing-threads.service.js';
import { sql } from '../support/conformance/tenant.js';
import { TEST_KEY } from '../support/house.js';
import { HaciendaBench, invoice, SECRETS, type HaciendaTenant, type Shown } from '../support/hacienda/bench.js';

let bench: HaciendaBench;
let tenant: HaciendaTenant;
beforeAll(async () => {
  bench = await HaciendaBench.open();
  tenant = await bench.tenant();
}, 60_000);
afterAll(() => bench.close());

const numbersOf = (documents: Shown[]) => documents.map(({ consecutive }) => Number(consecutive!.slice(-10))).sort((a, b) => a - b);

/** As the system would when memory runs out: in the middle of a signature. */
async function killBusyThread(): Promise<void> {
  const pool = Reflect.get(bench.test.house.app.get(SigningThreads, { strict: false }), 'pool') as object;
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise(setImmediate)) {
    const busy = [...(Reflect.get(pool, 'threads') as Set<{ job?: object; worker: Worker }>)].find(({ job }) => job);
    if (busy) return void (await busy.worker.terminate());
  }
  throw new Error('no thread was ever busy');
}

describe('a document taken in', () => {
  it('is computed, has no number, and is found by every filter', async () => {
    const made = await tenant.create();
    expect(made).toMatchObject({ state: 'generated', document_type: 'FE', clave: null, consecutive: null, total: '2260.00000', totals: { total_tax: '260.00000', total: '2260.00000' } });
    const found = async (query: string) => (await tenant.api.get<{ data: Shown[] }>(`/api/hacienda/documents?company=${tenant.company}&${query}`)).body.data.map(({ id }) => id);
    const day = new Date(Date.now() - 6 * 3_600_000).toISOString().slice(0, 10);
    for (const query of ['', 'state=generated', 'document_type=FE', `from=${day}&to=${day}`]) expect(await found(query)).toContain(made.id);
    for (const query of ['state=accepted', 'document_type=NC', 'to=2020-01-01', 'clave=50601']) expect(await found(query)).toEqual([]);
    expect((await tenant.api.get(`/api/hacienda/documents?from=ayer`)).status).toBe(400);
  });

  it('is refused with every problem at once, and nothing is stored', async () => {
    const bad = invoice({ receiver: undefined, sale_condition: '77', surprise: 1, lines: [{ cabys: '1', description: 'x', quantity: -1, unit: 'No', unit_price: 0, discounts: [], taxes: [] }] });
    const { status, body } = await tenant.api.post<{ errors: { path: string; es: string }[] }>('/api/hacienda/documents', { company: tenant.company, ...bad });
    expect(status).toBe(400);
    expect(body.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['surprise', 'sale_condition', 'lines[0].cabys', 'lines[0].quantity', 'lines[0].unit']));
    const [{ count }] = await sql<{ count: string }>(tenant.databaseUrl, `SELECT count(*) FROM einvoice_document WHERE company = $1 AND input->>'sale_condition' = '77'`, [tenant.company]) as [{ count: string }];
    expect(count).toBe('0');
  });

  it('may be a draft, completed later; one with a mistake stays a draft', async () => {
    const { status, body: draft } = await tenant.post({ ...invoice({ lines: [] }), draft: true });
    expect({ status, state: draft.state }).toEqual({ status: 201, state: 'draft' });
    expect((await tenant.api.post(`/api/hacienda/documents/${draft.id}/generate`, {})).status).toBe(400);
    expect((await tenant.api.post(`/api/hacienda/documents/${draft.id}/sign`, {})).status).toBe(409);
    expect((await tenant.api.patch<Shown>(`/api/hacienda/documents/${draft.id}`, invoice())).body).toMatchObject({ state: 'generated', total: '2260.00000' });
  });

  it('is one however often it comes with its Idempotency-Key', async () => {
    const send = (body = invoice()) => tenant.post(body, { 'idempotency-key': 'orden-77' });
    const [first, again, other] = [await send(), await send(), await send(invoice({ currency: 'USD', exchange_rate: 500 }))];
    expect([first.status, again.status, other.status]).toEqual([201, 200, 409]);
    expect(again.body.id).toBe(first.body.id);
  });

  it('is nobody else’s business', async () => {
    const { id } = await tenant.create();
    const stranger = await bench.tenant();
    const { body: key } = await tenant.api.post<{ key: string }>('/api/api-keys', { name: 'otra', role: 'manager', companies: [stranger.company] });
    const headers = { authorization: `Bearer ${key.key}` };
    expect((await tenant.api.get(`/api/hacienda/documents/${id}`, headers)).status).toBe(404);
    for (const action of ['sign', 'submit', 'check-status', 'cancel']) expect((await tenant.api.post(`/api/hacienda/documents/${id}/${action}`, {}, headers)).status).toBe(404);
    expect((await tenant.api.get<{ data: Shown[] }>('/api/hacienda/documents', headers)).body.data).toEqual([]);
    expect(TEST_KEY).not.toBe(key.key);
  });
});

describe('signing', () => {
  it('gives number and clave, and archives the exact bytes', async () => {
    const { id } = await tenant.create();
    expect(await tenant.act(id, 'sign')).toMatchObject({ outcome: 'succeeded' });
    const signed = await tenant.get(id);
    expect(signed).toMatchObject({ state: 'signed', consecutive: expect.stringMatching(/^001\d{5}01\d{10}$/), clave: expect.stringMatching(/^506\d{47}$/) });
    expect(signed.clave!.slice(9, 21)).toBe('003101123456');
    const { text, headers } = await tenant.api.get(`/api/hacienda/documents/${id}/xml`);
    expect(headers.get('content-disposition')).toContain(`${signed.clave}.xml`);
    expect(text).toContain(`<Clave>${signed.clave}</Clave>`);
    await expect(sql(tenant.databaseUrl, `UPDATE einvoice_document SET signed_xml = '\\x00' WHERE id = $1`, [id])).rejects.toThrow(/never changed/);
    expect((await tenant.api.post(`/api/hacienda/documents/${id}/sign`, {})).status).toBe(409);
    expect((await tenant.api.delete(`/api/hacienda/documents/${id}`)).status).toBe(409);
  });

  it('of forty at once gives forty numbers in a row', async () => {
    const one = await bench.tenant();
    const documents = await Promise.all(Array.from({ length: 40 }, () => one.create()));
    const messages = await Promise.all(documents.map(({ id }) => one.ask(id, 'sign')));
    await Promise.all(messages.map((message) => one.base.settled(message, 90_000)));
    const signed = await Promise.all(documents.map(({ id }) => one.get(id)));
    expect(numbersOf(signed)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(new Set(signed.map(({ clave }) => clave)).size).toBe(40);
  }, 120_000);

  it('of many is asked for at once, leaves in batches, and tells for each what cannot be', async () => {
    const one = await bench.tenant();
    await one.set({ batch_size: 1, max_concurrent_batches: 2, batch_delay: 2 });
    const documents = await Promise.all(Array.from({ length: 4 }, () => one.create()));
    const draft = (await one.post({ ...invoice(), draft: true })).body;
    const ids = [...documents.map(({ id }) => id), draft.id];
    const { status, body } = await one.api.post<{ requested: { id: string; message_id: string }[]; refused: object[] }>('/api/hacienda/documents/batch', { operation: 'sign', ids });
    expect([status, body.requested.map(({ id }) => id)]).toEqual([202, ids.slice(0, 4)]);
    expect(body.refused).toMatchObject([{ id: draft.id, code: 'wrong_state', es: expect.stringContaining('Este está «draft»') }]);
    const ended = await Promise.all(body.requested.map(({ message_id }) => one.base.settled(message_id, 60_000)));
    const waited = ended.map(({ started_at, received_at }) => Date.parse(started_at!) - Date.parse(received_at));
    expect(Math.min(...waited.slice(2))).toBeGreaterThan(1_800);
    expect(numbersOf(await Promise.all(documents.map(({ id }) => one.get(id))))).toEqual([1, 2, 3, 4]);
    expect((await one.api.post('/api/hacienda/documents/batch', { operation: 'cancel', ids: ['x'] })).status).toBe(400);
  }, 90_000);

  it('with a wrong PIN burns no number, says so, and goes on once it is mended', async () => {
    const one = await bench.tenant({ secrets: { ...SECRETS, p12_pin: '9999' } });
    const { id } = await one.create();
    expect(await one.act(id, 'sign')).toMatchObject({ outcome: 'failed', error_category: 'credential_error', error_code: 'hacienda.wrong_pin' });
    expect(await one.get(id)).toMatchObject({ state: 'error', clave: null, error_category: 'auth', error_message: expect.stringContaining('PIN') });
    await one.base.patchCredential({ secrets: SECRETS });
    expect(await one.act(id, 'sign')).toMatchObject({ outcome: 'succeeded' });
    expect(numbersOf([await one.get(id)])).toEqual([1]);
    expect(await one.get(id)).toMatchObject({ state: 'signed', error_message: null });
  });

  it('costs no number when the thread that does it dies: it is tried again by itself', async () => {
    const tenant = await bench.tenant();
    await tenant.set({});
    await tenant.act((await tenant.create()).id, 'sign');
    const [line] = invoice().lines as object[];
    const { id } = await tenant.create(invoice({ lines: Array.from({ length: 800 }, () => line) }));
    const message = await tenant.ask(id, 'sign');
    await killBusyThread();
    expect(await tenant.base.ended(message)).toMatchObject({ outcome: 'retry_scheduled', error_category: 'transient_error', error_code: 'hacienda.signing_interrupted' });
    expect(await tenant.base.settled(message, 20_000)).toMatchObject({ outcome: 'succeeded' });
    expect((await tenant.get(id)).consecutive?.slice(-2)).toBe('02');
  });

  it('goes on where another system stopped, each type and terminal for itself', async () => {
    const one = await bench.tenant({ metadata: { terminal: '00007' } });
    expect((await one.set({ next_numbers: { '001-00007-01': 1501 } })).status).toBe(200);
    const sign = async (body = invoice()) => {
      const { id } = await one.create(body);
      await one.act(id, 'sign');
      return numbersOf([await one.get(id)])[0];
    };
    expect([await sign(), await sign(), await sign(invoice({ document_type: 'TE', receiver: undefined })), await sign({ ...invoice(), terminal: '00008' })]).toEqual([1501, 1502, 1, 1]);
  });

  it('takes a key that is another’s for what it is', async () => {
    const one = await bench.tenant({ metadata: { identification: '3101999999' } });
    const { id } = await one.create();
    expect(await one.act(id, 'sign')).toMatchObject({ outcome: 'failed', error_code: 'hacienda.wrong_owner' });
  });
});

describe('before it is submitted, a document', () => {
  it('without a number can be cancelled or deleted by a manager', async () => {
    const [a, b] = [await tenant.create(), await tenant.create()];
    expect((await tenant.api.post<Shown>(`/api/hacienda/documents/${a.id}/cancel`, {})).body).toMatchObject({ state: 'canceled' });
    expect((await tenant.api.post(`/api/hacienda/documents/${a.id}/sign`, {})).status).toBe(409);
    expect((await tenant.api.delete(`/api/hacienda/documents/${b.id}`)).status).toBe(204);
    expect((await tenant.api.get(`/api/hacienda/documents/${b.id}`)).status).toBe(404);
  });

  it('with a number needs a reason: a gap is to be explained', async () => {
    const { id } = await tenant.create();
    await tenant.act(id, 'sign');
    expect((await tenant.api.post(`/api/hacienda/documents/${id}/cancel`, {})).status).toBe(400);
    expect((await tenant.api.post<Shown>(`/api/hacienda/documents/${id}/cancel`, { reason: 'Pedido anulado' })).body).toMatchObject({ state: 'canceled' });
    expect((await tenant.api.post(`/api/hacienda/documents/${id}/submit`, {})).status).toBe(409);
  });
});

it('refuses settings that make no sense, and tells their defaults', async () => {
  const { body } = await tenant.api.get<{ settings: Record<string, unknown> }>(`/api/companies/${tenant.company}/settings/hacienda`);
  expect(body.settings).toMatchObject({
    auto_polling_enabled: true, polling_interval: 15, polling_max_hours: 24, polling_batch_size: 50, auto_retry_enabled: true, max_retry_attempts: 5,
    store_responses: true, response_retention_days: 90, batch_size: 50, batch_delay: 5, max_concurrent_batches: 3,
  });
  for (const wrong of [{ polling_interval: 0 }, { polling_batch_size: 'x' }, { next_numbers: { 1: 2 } }, { l10n_cr_polling_interval: 5 }]) {
    expect((await tenant.set(wrong)).status).toBe(400);
  }
  expect((await tenant.set({ polling_interval: 30 })).body.settings).toMatchObject({ polling_interval: 30 });
});
