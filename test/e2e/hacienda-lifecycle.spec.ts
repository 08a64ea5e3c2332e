import { ApiClient } from '../support/api-client.js';
import { sql } from '../support/conformance/tenant.js';
import { FEC, REP } from '../../src/integrations/hacienda/mapping/samples.fixture.js';
import { HaciendaBench, invoice, METADATA, type HaciendaTenant, type Json, type Shown } from '../support/hacienda/bench.js';

let bench: HaciendaBench;
let tenant: HaciendaTenant;
beforeAll(async () => {
  bench = await HaciendaBench.open();
  await bench.sandbox.seed({ rules: { answer_after_ms: 0 } });
  tenant = await bench.tenant();
}, 60_000);
afterEach(() => bench.sandbox.clearFaults());
afterAll(() => bench.close());

const word = (text: string, more: Json = {}): Json => invoice({ receiver: { ...(invoice().receiver as object), name: `Comercial ${text} S.A.` }, ...more });

describe('the three workflows of the specification', () => {
  it('1: signed, submitted, polled, accepted, its answer stored', async () => {
    const { id } = await tenant.create();
    await tenant.act(id, 'sign');
    expect(await tenant.act(id, 'submit')).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'submitted' } });
    expect(await tenant.get(id)).toMatchObject({ state: 'submitted', accepted_at: null });
    await bench.run('poll-pending-documents');
    await tenant.age(3);
    await bench.run('poll-pending-documents');
    const accepted = await tenant.until(id, 'accepted');
    expect(accepted.accepted_at).not.toBeNull();
    expect(await tenant.responses(id)).toMatchObject([{ clave: accepted.clave, message_type: 'acceptance', status: 'aceptado', rows: [] }]);
    expect((await tenant.api.get(`/api/hacienda/documents/${id}/answer-xml`)).text).toContain(accepted.clave);
    const log = await bench.sandbox.log({ method: 'POST', path: '/recepcion$' });
    expect(log.filter(({ body }) => (body as { clave: string }).clave === accepted.clave)).toHaveLength(1);
  });

  it('2: a submission that fails on the network is retried by itself', async () => {
    const { id } = await tenant.create();
    await tenant.act(id, 'sign');
    await bench.sandbox.fault({ fault: 'reset_before', method: 'POST', path: '/recepcion$' });
    const first = await tenant.ask(id, 'submit');
    expect(await tenant.base.ended(first)).toMatchObject({ outcome: 'retry_scheduled' });
    expect(await tenant.base.settled(first, 40_000)).toMatchObject({ outcome: 'succeeded', trigger: 'retry' });
    expect(await tenant.get(id)).toMatchObject({ state: 'submitted', error_message: null });
    expect(await tenant.retries(id)).toMatchObject([{ operation: 'submit', state: 'completed', error_category: 'network', document_id: id }]);
    await tenant.act(id, 'check-status');
    expect(await tenant.get(id)).toMatchObject({ state: 'accepted' });
  }, 60_000);

  it('3: given up, mended, and taken up again by «Retry now»', async () => {
    const one = await bench.tenant();
    const { id } = await one.create();
    await one.act(id, 'sign');
    await bench.sandbox.fault({ fault: 'wrapped_error', message: 'Emisor no habilitado', method: 'POST', path: '/recepcion$', times: 'forever' });
    expect(await one.act(id, 'submit')).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
    expect(await one.get(id)).toMatchObject({ state: 'error', error_category: 'validation' });
    const [entry] = await one.retries(id);
    expect(entry).toMatchObject({ operation: 'submit', state: 'failed', error_category: 'validation', max_retries: 2, retry_count: 2 });
    // Operators act, managers retry: by whichever door.
    const { body: key } = await one.api.post<{ key: string }>('/api/api-keys', { name: `op-${one.company}`, role: 'operator', companies: [one.company] });
    const operator = new ApiClient(one.api.origin, key.key);
    for (const path of [`/api/retry-queue/${entry!.id}/retry-now`, `/api/retry-queue/${entry!.id}/cancel`, `/api/hacienda/retry-queue/${entry!.id}/retry-now`]) {
      expect(await operator.post(path, {})).toMatchObject({ status: 403, body: { code: 'role_too_low', needed_role: 'manager' } });
    }
    expect(await one.api.patch(`/api/hacienda/retry-queue/${entry!.id}`, { priority: 7 })).toMatchObject({ status: 409, body: { code: 'not_waiting' } });
    await bench.sandbox.clearFaults();
    expect((await one.api.post(`/api/hacienda/retry-queue/${entry!.id}/retry-now`, {})).status).toBe(202);
    await one.until(id, 'submitted');
    expect(await one.retries(id)).toMatchObject([{ id: entry!.id, state: 'completed' }]);
  }, 40_000);
});

const reference = (clave: string): Json => ({ document_type: '01', number: clave, issue_date: new Date(Date.now() - 6 * 3_600_000).toISOString().slice(0, 10), code: '02', reason: 'Corrige el monto' });

async function issue(body: Json): Promise<Shown> {
  const made = await tenant.create({ ...body, auto: true });
  await tenant.base.settled(made.message_id!);
  await tenant.act(made.id, 'check-status');
  return tenant.get(made.id);
}

it('every type is accepted', async () => {
  const fe = await issue(invoice());
  const bodies: Record<string, Json> = {
    TE: invoice({ document_type: 'TE', receiver: undefined }),
    NC: invoice({ document_type: 'NC', references: [reference(fe.clave!)] }),
    ND: invoice({ document_type: 'ND', references: [reference(fe.clave!)] }),
    FEC,
    REP: { ...REP, references: [{ ...reference(fe.clave!), code: '17', reason: 'Pago total' }] },
    FEE: invoice({ document_type: 'FEE', receiver: { name: 'Foreign Buyer Inc', identification_type: '05', identification: 'US123456' }, lines: [{ cabys: '8314100000000', description: 'Servicio exportado', quantity: 1, unit: 'Sp', unit_price: 100, discounts: [], taxes: [{ code: '01', rate_code: '01', rate: 0 }] }] }),
  };
  const ended = { FE: fe, ...Object.fromEntries(await Promise.all(Object.entries(bodies).map(async ([type, body]) => [type, await issue(body)] as const))) };
  for (const [type, document] of Object.entries(ended)) expect({ type, state: document.state, rejection: document.rejection }).toEqual({ type, state: 'accepted', rejection: null });
}, 60_000);

describe('a note on an earlier document', () => {
  const noteOn = (clave: string, price = 1000): Json => invoice({ document_type: 'NC', references: [reference(clave)], lines: [{ ...(invoice().lines as Json[])[0], unit_price: price }] });

  it('never takes more than its total, however many come at once, and gives back what is cancelled', async () => {
    const { id: original, clave } = await issue(invoice());
    const answers = await Promise.all([1, 2, 3, 4].map((n) => tenant.post(noteOn(clave!, 400), { 'idempotency-key': `${clave}-${n}` })));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(2);
    const refused = answers.find(({ status }) => status === 400) as unknown as { body: { errors: { path: string; message: string }[] } };
    expect(refused.body.errors).toEqual([{ path: 'totals.total', message: expect.stringContaining('La nota suma 904.00000 CRC y pasa en 452.00000') }]);
    expect((await tenant.api.get<{ adjustments: Json[] }>(`/api/hacienda/documents/${original}`)).body.adjustments.map(({ amount, state }) => [amount, state])).toEqual([['904.00000', 'generated'], ['904.00000', 'generated']]);
    // The same request again is the same note, not one too many.
    const known = answers.findIndex(({ status }) => status === 201) + 1;
    expect((await tenant.post(noteOn(clave!, 400), { 'idempotency-key': `${clave}-${known}` })).status).toBe(200);
    expect((await tenant.api.patch(`/api/hacienda/documents/${made[0]!.body.id}`, noteOn(clave!, 601))).status).toBe(400);
    expect((await tenant.api.patch(`/api/hacienda/documents/${made[0]!.body.id}`, noteOn(clave!, 600))).status).toBe(200);
    await tenant.api.post(`/api/hacienda/documents/${made[0]!.body.id}/cancel`, {});
    expect((await tenant.post(noteOn(clave!, 600))).status).toBe(201);
  });

  it('is given back by a debit note only once Hacienda has accepted that', async () => {
    const { clave } = await issue(invoice());
    const note = await issue(noteOn(clave!));
    const back = await tenant.create(invoice({ document_type: 'ND', references: [{ ...reference(note.clave!), document_type: '03' }] }));
    expect(await tenant.post(noteOn(clave!))).toMatchObject({ status: 400, body: { errors: [{ path: 'totals.total' }] } });
    for (const action of ['sign', 'submit', 'check-status'] as const) await tenant.act(back.id, action);
    expect(await tenant.get(back.id)).toMatchObject({ state: 'accepted' });
    expect((await tenant.post(noteOn(clave!))).status).toBe(201);
  }, 30_000);

  it('waits, without a number, until Hacienda has accepted it', async () => {
    const { id } = await tenant.create();
    await tenant.act(id, 'sign');
    const { clave } = await tenant.get(id);
    const note = await tenant.create(noteOn(clave!));
    expect(note).toMatchObject({ state: 'generated', warnings: [{ code: 'hacienda.original_pending' }] });
    expect(await tenant.base.ended(await tenant.ask(note.id, 'sign'))).toMatchObject({ outcome: 'retry_scheduled', error_code: 'hacienda.original_pending' });
    expect(await tenant.get(note.id)).toMatchObject({ state: 'generated', clave: null });
    await tenant.act(id, 'submit');
    await tenant.act(id, 'check-status');
    // Its waiting retry may have been quicker: then it is signed already, and this is refused.
    await tenant.api.post(`/api/hacienda/documents/${note.id}/sign`, {});
    expect(await tenant.until(note.id, 'signed')).toMatchObject({ warnings: [], error_message: null });
  }, 30_000);

  it('may be on one that was issued elsewhere, and says that nobody compared them', async () => {
    expect(await tenant.create(noteOn(`506${'0'.repeat(47)}`))).toMatchObject({ state: 'generated', warnings: [{ code: 'hacienda.original_unknown' }] });
  });
});

it('a rejection is kept row by row, and found by its code', async () => {
  const { id, message_id } = await tenant.create({ ...word('RECHAZAR'), auto: true });
  await tenant.base.settled(message_id!);
  await tenant.act(id, 'check-status');
  expect(await tenant.get(id)).toMatchObject({ state: 'rejected', rejection: expect.stringContaining('-37') });
  const { body: errors } = await tenant.api.get<{ data: object[] }>(`/api/integrations/errors?company=${tenant.company}&integration_name=hacienda&status=pending`);
  expect(errors.data).toEqual([expect.objectContaining({ error_code: 'hacienda.rejected', operation: 'acceptance', error_message: expect.stringContaining('-37') })]);
  const [answer] = await tenant.responses(id);
  expect(answer).toMatchObject({ message_type: 'rejection', status: 'rechazado', error_code: '-37', rows: [{ code: '-37', message: expect.stringContaining('provincia') }] });
  const { body } = await tenant.api.get<{ data: { id: string }[] }>(`/api/hacienda/responses?company=${tenant.company}&error_code=-37`);
  expect(body.data.map((each) => each.id)).toContain(answer!.id);
  expect((await tenant.api.get(`/api/hacienda/responses/${answer!.id}/xml`)).text).toBe(answer!.decoded_xml);
});

it('remarks on an accepted document are kept too', async () => {
  const { id, message_id } = await tenant.create({ ...word('AVISAR'), auto: true });
  await tenant.base.settled(message_id!);
  await tenant.act(id, 'check-status');
  expect(await tenant.get(id)).toMatchObject({ state: 'accepted' });
  expect(await tenant.responses(id)).toMatchObject([{ message_type: 'acceptance', rows: [{ code: '-37' }] }]);
});

it('submitting again what Hacienda has reads its status and sends nothing', async () => {
  const { id } = await tenant.create();
  await tenant.act(id, 'sign');
  await tenant.act(id, 'submit');
  expect(await tenant.act(id, 'submit')).toMatchObject({ outcome: 'succeeded' });
  const { clave, state } = await tenant.get(id);
  expect(state).toBe('accepted');
  const log = await bench.sandbox.log({ method: 'POST', path: '/recepcion$' });
  expect(log.filter(({ body }) => (body as { clave: string }).clave === clave)).toHaveLength(1);
  expect((await tenant.api.post(`/api/hacienda/documents/${id}/submit`, {})).status).toBe(409);
});

it('a document signed for one environment never goes to the other', async () => {
  const one = await bench.tenant();
  const { id } = await one.create();
  await one.act(id, 'sign');
  await one.base.patchCredential({ environment: 'production' });
  expect(await one.act(id, 'submit')).toMatchObject({ outcome: 'failed', error_code: 'hacienda.other_environment' });
  await one.base.patchCredential({ environment: 'sandbox' });
  expect(await one.act(id, 'submit')).toMatchObject({ outcome: 'succeeded' });
});

it('a document made in tests becomes no real invoice by itself, only when somebody generates it anew', async () => {
  const one = await bench.tenant();
  const { id } = await one.create();
  await one.base.patchCredential({ environment: 'production' });
  expect(await one.act(id, 'sign')).toMatchObject({ outcome: 'failed', error_code: 'hacienda.other_environment' });
  expect(await one.get(id)).toMatchObject({ clave: null });
  expect((await one.api.post(`/api/hacienda/documents/${id}/generate`, {})).status).toBe(200);
  expect(await one.act(id, 'sign')).toMatchObject({ outcome: 'succeeded' });
});

it('lists are exported with their filters', async () => {
  const csv = await tenant.api.get(`/api/hacienda/documents/export?company=${tenant.company}&state=rejected`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  const xlsx = await tenant.api.get(`/api/hacienda/responses/export?company=${tenant.company}&format=xlsx`);
  expect({ status: xlsx.status, zip: xlsx.text.slice(0, 2) }).toEqual({ status: 200, zip: 'PK' });
});

it('the figures add up', async () => {
  const { body } = await tenant.api.get<Record<string, Record<string, number>> & { acceptance_rate: number; average_acceptance_seconds: number }>(`/api/hacienda/statistics?company=${tenant.company}`);
  const { by_state, acceptance_rate, retry_queue, today } = body;
  expect(by_state!.rejected).toBe(1);
  expect(acceptance_rate).toBeCloseTo(by_state!.accepted! / (by_state!.accepted! + 1));
  expect(body.average_acceptance_seconds).toBeGreaterThan(0);
  expect(retry_queue).toMatchObject({ completed: 2, failed: 0 });
  expect(today).toMatchObject({ accepted: by_state!.accepted, rejected: 1 });
});

it('a callback is only a hint: the status is read, and an unknown token is nobody’s', async () => {
  const { id, message_id } = await tenant.create({ ...invoice(), auto: true });
  await tenant.base.settled(message_id!);
  const call = (token: string) => fetch(`${tenant.api.origin}/api/hacienda/callback/${token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ indEstado: 'RECHAZADO' }) });
  expect((await call('x'.repeat(43))).status).toBe(404);
  const [row] = await sql<{ callback_token: string }>(tenant.databaseUrl, 'SELECT callback_token FROM einvoice_document WHERE id = $1', [id]);
  expect((await call(row!.callback_token)).status).toBe(200);
  await tenant.until(id, 'accepted');
});

it('a document that was cancelled here and that Hacienda has all the same is what Hacienda says', async () => {
  const { id } = await tenant.create();
  await tenant.act(id, 'sign');
  const { clave } = await tenant.get(id);
  expect((await tenant.api.post(`/api/hacienda/documents/${id}/cancel`, { reason: 'Venta anulada' })).status).toBe(200);
  await bench.sandbox.seed({ received: [{ clave, issuer: METADATA.identification }] });
  const [row] = await sql<{ callback_token: string }>(tenant.databaseUrl, 'SELECT callback_token FROM einvoice_document WHERE id = $1', [id]);
  await fetch(`${tenant.api.origin}/api/hacienda/callback/${row!.callback_token}`, { method: 'POST' });
  await tenant.until(id, 'accepted');
});
