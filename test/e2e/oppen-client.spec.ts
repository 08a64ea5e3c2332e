import { placesOf } from '../support/conformance/secret-scan.js';
import { sql, type Message, type Tenant } from '../support/conformance/tenant.js';
import { unique } from '../support/house.js';
import { OppenBench, SECRETS } from '../support/oppen/bench.js';
import { facturaA, type FacturaInput, type Shop } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
}, 120_000);
afterEach(async () => {
  await bench.sandbox.clearFaults();
  await bench.sandbox.seed({ rules: USUAL });
});
afterAll(() => bench.close());

const USUAL = { short_ser_nr: false, due_date_not_in_past: false, known_labels: false, vat_percent: 0, unique_with_type: true, lists_after_seconds: 0, token_seconds: 3_600, duplicate_says: 'Duplicate Official Serial Nr!' };
const CREATE = { method: 'POST', path: '/Invoice$' };
const FIND = { method: 'GET', path: '/Invoice$' };
const LOGIN = { method: 'POST', path: '/authenticate$' };

// All shops sell into one Oppen: every invoice has a number of its own.
let number = 0;
const next = (more: Partial<FacturaInput> = {}): FacturaInput => ({ ...facturaA(++number), ...more });
const several = (count: number): FacturaInput[] => Array.from({ length: count }, () => next());
const officialOf = ({ punto_venta, nro_factura }: FacturaInput): string => `${punto_venta.padStart(4, '0')}-${nro_factura.padStart(8, '0')}`;

type Made = { shop: Shop; tenant: Tenant };
const open = (retry: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}, more: { secrets?: Record<string, unknown> } = {}): Promise<Made> =>
  bench.shop({ sync_budget_seconds: 0, ...retry }, unique('LOCAL'), { metadata, ...more });

/** Audits the shop and waits for the end of every invoice's chain. Answers the last message of each, in the order of loading. */
async function send({ shop, tenant }: Made, facturas: FacturaInput[], timeoutMs = 60_000): Promise<Message[]> {
  await shop.load(facturas);
  await shop.mark();
  const first = await tenant.list('direction=inbound');
  const messages = facturas.map((factura) => first.find(({ external_reference, attempt }) => external_reference === officialOf(factura) && attempt === 1)!);
  return Promise.all(messages.map(({ id }) => tenant.settled(id, timeoutMs)));
}

const inOppen = async (facturas: FacturaInput[]) => {
  const all = (await bench.invoices()).map(({ OfficialSerNr }) => OfficialSerNr);
  return facturas.map((factura) => all.filter((official) => official === officialOf(factura)).length);
};
const logins = async () => (await bench.sandbox.state<{ logins: number }>()).logins;
const callsOf = async ({ tenant }: Made, { correlation_id }: Message, event: string) => (await tenant.calls(correlation_id)).filter(({ event_type }) => event_type === event);

describe('the token', () => {
  it('is got once for all workers, and once more when Oppen forgets it in mid-batch', async () => {
    const made = await open();
    const before = await logins();
    const batch = several(12);
    await bench.sandbox.fault({ fault: 'expired_token', ...CREATE, after: 5 });
    expect((await send(made, batch)).map(({ outcome, attempt }) => [outcome, attempt])).toEqual(batch.map(() => ['succeeded', 1]));
    expect(await inOppen(batch)).toEqual(batch.map(() => 1));
    expect(await logins()).toBe(before + 2);
  });

  it('is renewed once, though every worker is refused at the same time', async () => {
    const made = await open();
    await send(made, several(1));
    await bench.sandbox.seed({ revoke_tokens: true });
    const before = await logins();
    const late = several(8);
    await made.shop.load(late);
    await made.shop.resend();
    const chains = (await made.tenant.list('direction=inbound')).filter(({ external_reference }) => late.some((one) => officialOf(one) === external_reference));
    expect(await Promise.all(chains.map(async ({ id }) => (await made.tenant.settled(id)).outcome))).toEqual(late.map(() => 'succeeded'));
    expect(await logins()).toBe(before + 1);
  });

  it('may live for seconds only', async () => {
    await bench.sandbox.seed({ rules: { token_seconds: 2 } });
    const batch = several(4);
    expect((await send(await open(), batch)).map(({ outcome }) => outcome)).toEqual(batch.map(() => 'succeeded'));
  });

  it('refused: one login, nothing sent, the credential stands still; mended, every invoice arrives', async () => {
    const made = await open({}, {}, { secrets: { ...SECRETS, password: 'clave-que-no-es' } });
    const batch = several(9);
    const knocks = async () => (await bench.sandbox.log({ path: 'authenticate' })).length;
    const before = await knocks();
    await made.shop.load(batch);
    await made.shop.mark();
    const { data } = await made.tenant.api.until<{ data: Message[] }>(`/api/messages?company=${made.tenant.company}&direction=inbound&limit=500`, ({ data: rows }) => rows.some(({ outcome }) => outcome === 'failed'));
    expect(data.find(({ outcome }) => outcome === 'failed')).toMatchObject({ error_category: 'authentication_error', error_code: 'oppen.auth', error_message: 'Error de autenticación: HTTP 401 - Unauthorized' });
    expect((await made.tenant.credential()).state.paused).toBe(true);
    expect(await inOppen(batch)).toEqual(batch.map(() => 0));
    expect(await knocks()).toBe(before + 1);

    await made.tenant.patchCredential({ secrets: SECRETS });
    await made.shop.resend();
    await made.tenant.api.until<{ data: { estado: string }[] }>(`/api/oppen/sync?company=${made.tenant.company}&limit=100`, ({ data: rows }) => rows.length === batch.length && rows.every(({ estado }) => estado === 'enviado'), 60_000);
    expect(await inOppen(batch)).toEqual(batch.map(() => 1));
  }, 90_000);

  it('cannot be had while Oppen is down: the auditor is told, and it goes on by itself', async () => {
    const made = await bench.shop({ retry_delays_seconds: [5] }, unique('LOCAL'));
    const batch = several(2);
    await bench.sandbox.fault({ fault: '503_html', ...LOGIN });
    await made.shop.load(batch);
    const { body } = await made.shop.mark();
    expect(body.oppen_error).toBe('Error de autenticación: HTTP 503 - Service Unavailable');
    await made.tenant.api.until<{ data: { estado: string }[] }>(`/api/oppen/sync?company=${made.tenant.company}&limit=100`, ({ data: rows }) => rows.every(({ estado }) => estado === 'enviado'), 60_000);
    expect(await inOppen(batch)).toEqual([1, 1]);
  }, 90_000);

  it('is asked for at the wrong address: a sentence that says where to look, and no retry for a day', async () => {
    const [last] = await send(await open({}, { api_name: 'Otra' }), several(1));
    expect(last).toMatchObject({ outcome: 'failed', attempt: 1, error_category: 'credential_error', error_message: expect.stringContaining('api_name') });
  });
});

describe('a number that Oppen has already', () => {
  it('without an unclear write of ours is an error for people, not tried again', async () => {
    const made = await open();
    const [factura] = several(1) as [FacturaInput];
    await bench.occupy(`A ${officialOf(factura)}`);
    const [last] = await send(made, [factura]);
    expect(last).toMatchObject({ outcome: 'failed', attempt: 1, error_category: 'conflict', error_code: 'oppen.duplicate', error_message: 'Error HTTP 409: Duplicate Official Serial Nr!' });
    expect(await made.shop.sync()).toMatchObject([{ estado: 'error', error_msg: 'Error HTTP 409: Duplicate Official Serial Nr!' }]);
    expect(await inOppen([factura])).toEqual([1]);
  });

  it.each([
    ['commit_then_drop', {}, { sernr_mode: 'client' }, 0],
    ['commit_then_drop', {}, { sernr_mode: 'server' }, 0],
    // The specification's price is the amount; where Oppen adds VAT its total is another, and the invoice the same.
    ['commit_then_drop', {}, { sernr_mode: 'server' }, 21],
    ['500_after_commit', {}, {}, 0],
    ['malformed', {}, {}, 0],
    ['malformed', { as: 'html' }, {}, 0],
    ['empty', {}, {}, 0],
    ['cut_body', {}, {}, 0],
  ])('is ours when the answer was lost: %s %j, %j, VAT %d %%', async (fault, options, metadata, vat_percent) => {
    await bench.sandbox.seed({ rules: { vat_percent } });
    const made = await open({}, metadata);
    const [factura] = several(1) as [FacturaInput];
    await bench.sandbox.fault({ fault, ...CREATE, ...options });
    const [last] = (await send(made, [factura])) as [Message];
    expect(last).toMatchObject({ outcome: 'succeeded', trigger: 'retry', response_payload: { action: 'invoice_adopted' } });
    expect((await made.tenant.attempts(last.correlation_id))[0]).toMatchObject({ error_category: 'outcome_unknown' });
    expect(await callsOf(made, last, 'oppen.create-invoice')).toHaveLength(1);
    const [remote] = (await bench.invoices()).filter(({ OfficialSerNr }) => OfficialSerNr === officialOf(factura));
    expect(await made.shop.sync()).toMatchObject([{ estado: 'enviado', error_msg: null, oppen_sernr: String(remote!.SerNr) }]);
    expect(await inOppen([factura])).toEqual([1]);
  }, 60_000);

  it('is looked for until the search is answered', async () => {
    const made = await open();
    const batch = several(1);
    await bench.sandbox.fault({ fault: 'commit_then_drop', ...CREATE });
    await bench.sandbox.fault({ fault: '503_html', ...FIND });
    await bench.sandbox.fault({ fault: 'malformed', as: 'html', ...FIND });
    const [last] = (await send(made, batch)) as [Message];
    expect(last).toMatchObject({ outcome: 'succeeded', attempt: 4, response_payload: { action: 'invoice_adopted' } });
    expect(await inOppen(batch)).toEqual([1]);
  });

  it('that cannot be looked for waits for a person, and is never sent blindly', async () => {
    const made = await open();
    const batch = several(1);
    await bench.sandbox.fault({ fault: 'commit_then_drop', ...CREATE });
    await bench.sandbox.fault({ fault: 'wrapped_error', status: 422, message: 'Field OfficialSerNr not found', ...FIND, times: 'forever' });
    const [stuck] = (await send(made, batch)) as [Message];
    expect(stuck).toMatchObject({ outcome: 'failed', error_message: expect.stringContaining('Búsquela en Oppen') });
    expect(await callsOf(made, stuck, 'oppen.create-invoice')).toHaveLength(1);
    await bench.sandbox.clearFaults();
    const last = await made.tenant.settled(await made.tenant.resend(stuck.id));
    expect(last).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
    expect(await inOppen(batch)).toEqual([1]);
  });

  it('is ours too when Oppen shows it late: it stays unclear, and is adopted when it can be seen', async () => {
    await bench.sandbox.seed({ rules: { lists_after_seconds: 60 } });
    const made = await open();
    const batch = several(1);
    await bench.sandbox.fault({ fault: 'commit_then_drop', ...CREATE });
    const [stuck] = (await send(made, batch)) as [Message];
    expect(stuck).toMatchObject({ outcome: 'failed', error_category: 'conflict' });
    await bench.sandbox.seed({ rules: { lists_after_seconds: 0 } });
    expect(await made.tenant.settled(await made.tenant.resend(stuck.id))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
    expect(await inOppen(batch)).toEqual([1]);
  }, 90_000);

  it('of another type is another invoice', async () => {
    const made = await open({}, { sernr_mode: 'server' });
    const a = next();
    const b = { ...a, tipo: 'B' };
    await send(made, [a]);
    await made.shop.load([b]);
    await bench.sandbox.fault({ fault: '500', ...CREATE });
    await made.shop.resend();
    const message = (await made.tenant.list('direction=inbound')).find(({ payload }) => payload.tipo === 'B')!;
    expect(await made.tenant.settled(message.id, 60_000)).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_created' } });
    expect(await inOppen([a])).toEqual([2]);
  }, 90_000);
});

describe('what passes by itself', () => {
  it.each(['500', '503_html'])('%s of a write: looked for, and sent again only when it had time to appear', async (fault) => {
    const made = await open();
    const batch = several(1);
    await bench.sandbox.fault({ fault, ...CREATE });
    const [last] = (await send(made, batch)) as [Message];
    expect(last).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_created' } });
    const writes = await callsOf(made, last, 'oppen.create-invoice');
    expect(writes).toHaveLength(2);
    expect(Date.parse(writes[1]!.started_at!) - Date.parse(writes[0]!.finished_at!)).toBeGreaterThanOrEqual(14_900);
    // The number was announced with the first: two numbers could be two invoices.
    expect(writes[0]!.payload.SerNr).toBe(writes[1]!.payload.SerNr);
    expect(await inOppen(batch)).toEqual([1]);
  }, 90_000);

  it('a 429: as long as it asks, no attempt used up', async () => {
    const made = await open();
    const batch = several(3);
    await bench.sandbox.fault({ fault: '429', retry_after: 1, ...CREATE });
    expect((await send(made, batch)).map(({ outcome, attempt }) => [outcome, attempt])).toEqual(batch.map(() => ['succeeded', 1]));
    expect(await inOppen(batch)).toEqual([1, 1, 1]);
  });

  it('nobody listens: nothing was sent, so it is sent again at once', async () => {
    const made = await open({ retry_delays_seconds: [5], sync_budget_seconds: 20 });
    await send(made, several(1));
    const batch = several(1);
    await made.tenant.patchCredential({ base_url: 'http://127.0.0.1:9' });
    await made.shop.load(batch);
    expect((await made.shop.resend()).body).toMatchObject({ success: false, message: 'Error de conexión: Connection refused' });
    await made.tenant.patchCredential({ base_url: bench.baseUrl });
    await made.tenant.api.until<{ data: { estado: string }[] }>(`/api/oppen/sync?company=${made.tenant.company}&limit=100`, ({ data: rows }) => rows.every(({ estado }) => estado === 'enviado'), 60_000);
    expect(await inOppen(batch)).toEqual([1]);
  }, 90_000);
});

it('one refused invoice never stops the others', async () => {
  const made = await open();
  const batch = several(6);
  await bench.sandbox.fault({ fault: 'wrapped_error', status: 400, message: 'Invalid invoice number', ...CREATE, after: 2 });
  const ends = await send(made, batch);
  expect(ends.map(({ outcome }) => outcome).sort()).toEqual(['failed', ...Array<string>(5).fill('succeeded')]);
  expect(ends.find(({ outcome }) => outcome === 'failed')).toMatchObject({ error_message: 'Error HTTP 400: Invalid invoice number', error_category: 'validation_error', attempt: 1 });
});

it.each([
  [{ known_labels: true }, {}, 'Error HTTP 422: LINKTOINVALIDVALUEERR Labels', 'label_by_shop'],
  [{ due_date_not_in_past: true }, {}, 'Error HTTP 422: INVERTEDRANGEERR EstPayDate', 'due_date_not_in_past'],
  [{}, { fields_by_type: { A: { Inventado: 1 } } }, 'Error HTTP 422: Field Inventado not found', 'fields_by_type'],
])('a rule of the tenant %j %j: Oppen’s words and the setting that mends it', async (rules, metadata, words, setting) => {
  await bench.sandbox.seed({ rules });
  const [last] = (await send(await open({}, metadata), several(1))) as [Message];
  expect(last).toMatchObject({ outcome: 'failed', error_category: 'validation_error', attempt: 1 });
  expect(last.error_message).toContain(words);
  expect(last.error_message).toContain(setting);
});

describe('Oppen’s total', () => {
  it('a cent off is kept as it is and told', async () => {
    await bench.sandbox.seed({ rules: { vat_percent: 21 } });
    const made = await open({}, { price_mode: 'net' });
    const factura = next({ monto: '15000.00' });
    const [last] = (await send(made, [factura])) as [Message];
    expect((await bench.invoices()).find(({ OfficialSerNr }) => OfficialSerNr === officialOf(factura))).toMatchObject({ Items: [{ Price: 12396.69 }], Total: 14999.99 });
    expect(last).toMatchObject({ outcome: 'succeeded', warnings: [{ message: expect.stringMatching(/14999\.99.*15000\.00/) }] });
    expect(await made.shop.sync()).toMatchObject([{ estado: 'enviado', oppen_total: expect.stringMatching(/^14999\.990*$/), avisos: [expect.stringContaining('14999.99')] }]);

    // What was told stays told when somebody sends the message again.
    await made.tenant.settled(await made.tenant.resend(last.id));
    expect(await made.shop.sync()).toMatchObject([{ estado: 'enviado', avisos: [expect.stringContaining('14999.99')] }]);
  });

  it('comes with VAT added where prices are sent gross', async () => {
    await bench.sandbox.seed({ rules: { vat_percent: 21 } });
    const [last] = (await send(await open(), [next({ monto: '100.00' })])) as [Message];
    expect(last).toMatchObject({ outcome: 'succeeded', warnings: [{ message: expect.stringContaining('121.00') }] });
  });
});

it('leaves the password and every token nowhere, whatever becomes of the login', async () => {
  const made = await open({ retry_delays_seconds: [5] });
  const batch = several(2);
  await bench.sandbox.fault({ fault: 'malformed', ...LOGIN });
  await made.shop.load(batch);
  await made.shop.mark();
  await made.tenant.api.until<{ data: { estado: string }[] }>(`/api/oppen/sync?company=${made.tenant.company}&limit=100`, ({ data: rows }) => rows.every(({ estado }) => estado === 'enviado'), 60_000);
  // A token begins like this, cut or whole; `Bearer` would come with one.
  expect(await placesOf(bench.test.database.url, [SECRETS.password, 'eyJhbGciOiJIUzI1NiJ9', 'Bearer eyJ'])).toEqual([]);
  const login = (await made.tenant.list('direction=outbound')).find(({ event_type }) => event_type === 'oppen.authenticate')!;
  expect((await bench.test.api.get(`/api/messages/${login.id}`)).text).not.toContain('eyJhbGciOiJIUzI1NiJ9');
}, 90_000);

it('a preview shows what would be sent, and takes no number', async () => {
  const made = await open();
  const factura = next();
  await bench.test.api.post(`/api/credentials/${made.tenant.credentialId}/pause`, { reason: 'Ensayo.' });
  await made.shop.load([factura]);
  await made.shop.mark();
  const [waiting] = (await made.tenant.list('direction=inbound')) as [Message];
  const given = () => sql<{ last_value: string }>(bench.test.database.url, 'SELECT last_value FROM oppen_sernr_seq');
  const before = await given();
  const { body } = await bench.test.api.post<{ requests: { body: Record<string, unknown> }[]; warnings: unknown[] }>(`/api/messages/${waiting.id}/preview`);
  expect(body.requests).toMatchObject([{ method: 'POST', url: expect.stringMatching(/\/genericapi\/ApiNg\/Invoice$/), body: { OfficialSerNr: officialOf(factura), Items: [{ Price: 15000 }] } }]);
  expect(body.requests[0]!.body).not.toHaveProperty('SerNr');
  expect(await given()).toEqual(before);
});
