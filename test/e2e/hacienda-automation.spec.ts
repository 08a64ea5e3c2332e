import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlegraTenant, METADATA as ALEGRA_METADATA, SECRETS as ALEGRA_SECRETS } from '../support/alegra/bench.js';
import { line, posInvoice } from '../support/alegra/documents.js';
import { SandboxControl } from '../support/conformance/sandbox-control.js';
import { sql, type Message } from '../support/conformance/tenant.js';
import { HaciendaBench, invoice, METADATA, OWNER, SECRETS, type HaciendaTenant, type Json, type Shown } from '../support/hacienda/bench.js';
import { Owner } from '../support/hacienda/owner.js';
import { MailBox } from '../support/mail-box.js';

// What happens by itself: polling, mails, notices, cleaning.
let bench: HaciendaBench;
let box: MailBox;
let hook: Server;
const notices: string[] = [];
beforeAll(async () => {
  box = await MailBox.open();
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      notices.push((JSON.parse(Buffer.concat(chunks).toString()) as { text: string }).text);
      response.end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  bench = await HaciendaBench.open({ SMTP_URL: box.url, NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/avisos` });
  await bench.sandbox.seed({ rules: { answer_after_ms: 0 } });
}, 60_000);
afterEach(() => bench.sandbox.clearFaults());
afterAll(async () => {
  await bench.close();
  await box.close();
  hook.close();
});

const submitted = async (tenant: HaciendaTenant, body = invoice()): Promise<Shown> => {
  const { id, message_id } = await tenant.create({ ...body, auto: true });
  await tenant.base.settled(message_id!);
  return tenant.get(id);
};

const OPEN_AND_LEFT = `
  SELECT (SELECT count(*)::int FROM integration_message WHERE company = $1 AND direction = 'inbound' AND status IN ('received','processing')) AS open,
    (SELECT count(*)::int FROM einvoice_document WHERE company = $1 AND state = 'submitted') AS left`;
const COPIES = `
  INSERT INTO einvoice_document
  SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'callback_token', gen_random_uuid(), 'state', 'submitted', 'submitted_at', now() - interval '5 minutes',
    'clave', overlay(d.clave placing lpad((n + 1)::text, 10, '0') from 32 for 10), 'consecutive', overlay(d.consecutive placing lpad((n + 1)::text, 10, '0') from 11 for 10)))).*
  FROM einvoice_document d, generate_series(1, $2::int) AS n WHERE d.id = $1
  RETURNING clave`;

/** So many copies of a signed document, as if they had been submitted five minutes ago: Hacienda has accepted them. Answers their claves. */
async function backlog(tenant: HaciendaTenant, id: string, count: number): Promise<Set<string>> {
  const claves = (await sql<{ clave: string }>(tenant.databaseUrl, COPIES, [id, count])).map(({ clave }) => clave);
  await bench.sandbox.seed({ received: claves.map((clave) => ({ clave, issuer: METADATA.identification })) });
  return new Set(claves);
}

describe('polling', () => {
  it('leaves alone what was just submitted, what is too old, and companies that switched it off', async () => {
    const [young, old, off] = await Promise.all([bench.tenant(), bench.tenant(), bench.tenant()]);
    const [a, b, c] = await Promise.all([young, old, off].map((tenant) => submitted(tenant)));
    await old.age(25 * 60);
    await off.age(10);
    await off.set({ auto_polling_enabled: false });
    await bench.run('poll-pending-documents');
    expect(await Promise.all([young.get(a!.id), old.get(b!.id), off.get(c!.id)])).toMatchObject([{ state: 'submitted' }, { state: 'submitted' }, { state: 'submitted' }]);
    await off.set({ auto_polling_enabled: true });
    await young.age(3);
    await bench.run('poll-pending-documents');
    await Promise.all([young.until(a!.id, 'accepted'), off.until(c!.id, 'accepted')]);
    expect(await old.get(b!.id)).toMatchObject({ state: 'submitted' });
  });

  it('a backlog of 200: never more calls at once than the setting, never more questions open than its batches, each asked once', async () => {
    const tenant = await bench.tenant();
    const settings = { polling_batch_size: 20, max_concurrent_batches: 2, batch_delay: 0, email_on_acceptance: false };
    await tenant.set(settings);
    const { id } = await tenant.create();
    await tenant.act(id, 'sign');
    const claves = await backlog(tenant, id, 200);
    await bench.sandbox.fault({ fault: 'delay', ms: 20, method: 'GET', path: '/recepcion/', times: 'forever' });
    const run = bench.run('poll-pending-documents', 90_000);
    let [open, left] = [0, claves.size];
    for (const deadline = Date.now() + 90_000; left > 0 && Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const [row] = await sql<{ open: number; left: number }>(tenant.databaseUrl, OPEN_AND_LEFT, [tenant.company]);
      open = Math.max(open, row!.open);
      left = row!.left;
    }
    await run;
    const asked = (await bench.sandbox.log({ method: 'GET', path: '/recepcion/' })).filter(({ path }) => claves.has(path.split('/').at(-1)!));
    expect([left, asked.length, new Set(asked.map(({ path }) => path)).size]).toEqual([0, 200, 200]);
    expect(Math.max(...asked.map(({ at_once }) => at_once))).toBe(settings.max_concurrent_batches);
    expect(open).toBeLessThanOrEqual(settings.max_concurrent_batches * settings.polling_batch_size);
  }, 120_000);
});

it('the receiver gets the signed XML, the answer and the PDF once the document is accepted; a mail server that is down only delays it', async () => {
  const tenant = await bench.tenant();
  const mailsTo = () => box.mails.filter(({ to }) => to.includes('ana@cliente.test'));
  box.refuses = true;
  const { id } = await submitted(tenant, invoice({ receiver: { ...(invoice().receiver as object), email: 'ana@cliente.test' } }));
  await tenant.act(id, 'check-status');
  const { clave } = await tenant.until(id, 'accepted');
  await tenant.api.until<{ data: { operation: string }[] }>(`/api/hacienda/retry-queue?company=${tenant.company}`, ({ data }) => data.some(({ operation }) => operation === 'email'));
  expect(mailsTo()).toHaveLength(0);
  box.refuses = false;
  await tenant.api.until<Shown>(`/api/hacienda/documents/${id}`, ({ emailed_at }) => emailed_at !== null, 20_000);
  const mail = mailsTo()[0]!;
  expect(Object.keys(mail.files).sort()).toEqual([`${clave}.pdf`, `${clave}.xml`, `${clave}_respuesta.xml`].sort());
  const xml = await fetch(`${tenant.api.origin}/api/hacienda/documents/${id}/xml`, { headers: { authorization: `Bearer ${bench.test.environment.BOOTSTRAP_API_KEY}` } });
  expect(mail.files[`${clave}.xml`]!.equals(Buffer.from(await xml.arrayBuffer()))).toBe(true);
  expect(mail.files[`${clave}.pdf`]!.subarray(0, 5).toString()).toBe('%PDF-');
  expect(mailsTo()).toHaveLength(1);
}, 40_000);

it('an answer that was changed after Hacienda signed it accepts nothing; the sound one does', async () => {
  const tenant = await bench.tenant();
  await tenant.set({ auto_retry_enabled: false });
  const { id, clave } = await submitted(tenant);
  await bench.sandbox.seed({ tamper: { [clave!]: true } });
  expect(await tenant.act(id, 'check-status')).toMatchObject({ outcome: 'failed', error_code: 'hacienda.answer_signature_broken' });
  expect(await tenant.get(id)).toMatchObject({ state: 'submitted', error_message: expect.stringContaining('firma') });
  expect(await tenant.responses(id)).toMatchObject([{ status: 'procesando', signature: 'broken' }]);
  await bench.sandbox.seed({ tamper: { [clave!]: false } });
  await tenant.act(id, 'check-status');
  expect(await tenant.get(id)).toMatchObject({ state: 'accepted', error_message: null });
});

it('administrators hear of what was given up, and of a key that expires soon', async () => {
  const soon = Owner.make({ notAfter: new Date(Date.now() + 10 * 86_400_000) });
  const tenant = await bench.tenant({ secrets: { ...SECRETS, p12_base64: soon.p12('1234').toString('base64') } });
  await bench.run('warn-certificates');
  const wrong = await bench.tenant({ secrets: { ...SECRETS, p12_pin: '0000' } });
  const { id } = await wrong.create();
  await wrong.act(id, 'sign');
  const told = (words: string, company: string) => notices.filter((text) => text.includes(words) && text.includes(company));
  for (const deadline = Date.now() + 10_000; told('firmar', wrong.company).length === 0 || told('vence el', tenant.company).length === 0; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() > deadline) throw new Error(`not told: ${notices.join('\n')}`);
  }
  expect(told('firmar', wrong.company)).toHaveLength(1);
  expect(OWNER).toBeDefined();
});

it('old answers and ended retries are forgotten; the final answer of a document and what failed are not', async () => {
  const tenant = await bench.tenant();
  const { id } = await submitted(tenant);
  await tenant.act(id, 'check-status');
  await sql(tenant.databaseUrl, `UPDATE hacienda_response_message SET response_date = now() - interval '91 days' WHERE company = $1`, [tenant.company]);
  const [message] = await sql<{ id: string }>(tenant.databaseUrl, `SELECT id FROM integration_message WHERE company = $1 AND direction = 'inbound' LIMIT 1`, [tenant.company]);
  for (const state of ['completed', 'failed', 'canceled']) {
    await sql(tenant.databaseUrl, `
      INSERT INTO retry_queue_entry (id, company, integration, operation, message_id, correlation_id, order_id, state, error_category, max_retries, finished_at)
      VALUES (gen_random_uuid(), $1, 'hacienda', 'process_message', $2, gen_random_uuid(), $2, $3, 'network_error', 5, now() - interval '31 days')`, [tenant.company, message!.id, state]);
  }
  await bench.run('cleanup-response-messages');
  await bench.run('cleanup-retry-queue');
  expect(await tenant.responses(id)).toEqual([]);
  expect((await tenant.api.get(`/api/hacienda/documents/${id}/answer-xml`)).status).toBe(200);
  const left = await sql<{ state: string }>(tenant.databaseUrl, 'SELECT state FROM retry_queue_entry WHERE company = $1', [tenant.company]);
  expect(left).toEqual([{ state: 'failed' }]);
});

describe('an invoice that Alegra has taken in', () => {
  const cabys = '3811100000000';
  const sale = (item: Json = { custom_cabys: cabys }) => posInvoice({ items: [line({ uom: 'Unidad', ...item })] });

  /** A company that keeps its books in Alegra and issues at Hacienda. */
  async function shop(settings: Json, more: Parameters<HaciendaBench['tenant']>[0] = {}, books: Json = {}): Promise<{ tenant: HaciendaTenant; erp: AlegraTenant }> {
    const tenant = await bench.tenant(more);
    await tenant.set({ email_on_acceptance: false, ...settings });
    const { alegra } = bench.test.sandboxes;
    const { status } = await tenant.api.post('/api/credentials', { integration: 'alegra', company: tenant.company, environment: 'sandbox', base_url: alegra.baseUrl, secrets: ALEGRA_SECRETS, metadata: { ...ALEGRA_METADATA, generate_stamp: false, ...books } });
    expect(status).toBe(201);
    return { tenant, erp: new AlegraTenant(tenant.base, new SandboxControl(alegra.url)) };
  }
  const issued = async ({ base }: HaciendaTenant, count = 1): Promise<Message[]> => {
    const { data } = await base.api.until<{ data: Message[] }>(`/api/messages?company=${base.company}&integration=hacienda&direction=inbound`, (page) => page.data.length >= count && page.data.every(({ outcome }) => outcome !== null && outcome !== 'retry_scheduled'));
    return data.reverse();
  };
  const documents = async (tenant: HaciendaTenant): Promise<Shown[]> => (await tenant.api.get<{ data: Shown[] }>(`/api/hacienda/documents?company=${tenant.company}`)).body.data;

  it('is none of Hacienda’s business until the company says so', async () => {
    const { tenant, erp } = await shop({});
    expect(await erp.run(sale())).toMatchObject({ outcome: 'succeeded' });
    expect(await tenant.base.list('integration=hacienda&direction=inbound')).toEqual([]);
  });

  it('is none as long as it is a draft there, however often ERPNext tells of it', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true }, {}, { invoice_status: 'draft' });
    const invoice = sale();
    for (const modified of ['2026-03-02 10:00:00.000001', '2026-03-02 11:00:00.000001']) expect(await erp.run({ ...invoice, modified })).toMatchObject({ outcome: 'succeeded' });
    expect(await tenant.base.list('integration=hacienda&direction=inbound')).toEqual([]);
  });

  it('is issued by itself, once, however often its message is delivered, resent and resent at once', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true });
    const invoice = sale();
    const message = await erp.run(invoice);
    const [first] = await issued(tenant);
    expect(first).toMatchObject({ outcome: 'succeeded', event_type: 'hacienda.issue', external_reference: `erpnext:POS Invoice:${invoice.name}`, response_payload: { action: 'submitted' }, payload: { source: { integration: 'alegra', message_id: message.id } } });
    await erp.run(invoice);
    const again = await Promise.all([1, 2, 3].map(() => tenant.base.resend(message.id)));
    for (const id of again) expect(await tenant.base.ended(id)).toMatchObject({ outcome: 'succeeded' });
    expect((await issued(tenant, 4)).map(({ outcome }) => outcome)).toEqual(['succeeded', 'duplicate', 'duplicate', 'duplicate']);
    expect(await documents(tenant)).toMatchObject([{ document_type: 'FE', total: '2260.00000', state: 'submitted' }]);
    const claves = (await documents(tenant)).map(({ clave }) => clave);
    expect((await bench.sandbox.log({ method: 'POST', path: '/recepcion$' })).filter(({ body }) => claves.includes((body as { clave: string }).clave))).toHaveLength(1);
  }, 40_000);

  it('and lacks what Hacienda wants, says what, where; completed it is issued, still once', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true });
    const message = await erp.run(sale({ uom: 'Unidad' }));
    const [failed] = await issued(tenant);
    expect(failed).toMatchObject({ outcome: 'failed', error_category: 'conflict', error_code: 'hacienda.document_invalid', error_message: expect.stringContaining('lines[0].catalogue_code: Falta el código CABYS de «SILLA»') });
    expect(await documents(tenant)).toEqual([]);
    await tenant.set({ issue_accepted_invoices: true, item_cabys: { SILLA: cabys } });
    expect(await tenant.base.settled(await tenant.base.resend(failed!.id))).toMatchObject({ outcome: 'succeeded' });
    await tenant.base.settled(await tenant.base.resend(message.id));
    await issued(tenant, 3);
    expect(await documents(tenant)).toMatchObject([{ document_type: 'FE', state: 'submitted' }]);
  }, 40_000);

  it('told anew with other amounts is issued with those while it has no number; after that nothing changes it, and that is said', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true }, { secrets: { ...SECRETS, p12_pin: '0000' } });
    await erp.run(sale());
    const [first] = await issued(tenant);
    expect(first).toMatchObject({ outcome: 'failed', error_code: 'hacienda.wrong_pin' });
    expect(await documents(tenant)).toMatchObject([{ state: 'error', total: '2260.00000' }]);
    await tenant.base.patchCredential({ secrets: SECRETS });
    const { payload } = await tenant.base.message(first!.id) as unknown as { payload: { invoice: { lines: Json[]; total: string } } };
    // What the sale says it comes to is no more what its lines come to: whoever looks is told.
    const priced = (net: string): Json => ({ ...payload, invoice: { ...payload.invoice, lines: payload.invoice.lines.map((each) => ({ ...each, net })) } });
    expect(await tenant.base.settled(await tenant.base.resend(first!.id, { payload: priced('1000') }))).toMatchObject({ outcome: 'succeeded', warnings: [{ code: 'hacienda.total_differs', message: expect.stringContaining('1130') }] });
    expect(await documents(tenant)).toMatchObject([{ state: 'submitted', total: '1130.00000' }]);
    // The old message again is an older word.
    expect(await tenant.base.settled(await tenant.base.resend(first!.id, { payload: priced('3000') }))).toMatchObject({ outcome: 'failed', error_code: 'hacienda.issued_otherwise' });
    expect(await documents(tenant)).toMatchObject([{ state: 'submitted', total: '1130.00000' }]);
  }, 40_000);

  it('and became a document in tests is issued in production when it is told again, once', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true }, { metadata: { client_id: 'api-stag' } });
    const message = await erp.run(sale());
    await issued(tenant);
    await tenant.base.patchCredential({ environment: 'production' });
    for (const count of [2, 3]) {
      await tenant.base.ended(await tenant.base.resend(message.id));
      await issued(tenant, count);
    }
    expect((await issued(tenant, 3)).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded', 'duplicate']);
    expect(await documents(tenant)).toMatchObject([{ environment: 'production', state: 'submitted' }, { environment: 'sandbox', state: 'submitted' }]);
  }, 40_000);

  it('and is cancelled in ERPNext before it has a number is not issued, whenever the key works again; after that a person is told to reverse it', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true }, { secrets: { ...SECRETS, p12_pin: '0000' } });
    const early = sale();
    await erp.run(early);
    await issued(tenant);
    await erp.run({ ...early, docstatus: 2 });
    await tenant.base.patchCredential({ secrets: SECRETS });
    const told = await issued(tenant, 2);
    expect(told.at(-1)).toMatchObject({ event_type: 'hacienda.withdraw', outcome: 'succeeded' });
    expect(await tenant.base.settled(await tenant.base.resend(told[0]!.id))).toMatchObject({ outcome: 'failed', error_code: 'hacienda.sale_canceled' });
    expect((await documents(tenant)).map(({ state, clave }) => [state, clave])).toEqual([['canceled', null]]);

    const late = sale();
    await erp.run(late);
    await tenant.api.until<{ data: Shown[] }>(`/api/hacienda/documents?company=${tenant.company}`, ({ data }) => data[0]?.state === 'submitted');
    await erp.run({ ...late, docstatus: 2 });
    const { data: errors } = await tenant.api.until<{ data: Json[] }>(`/api/integrations/errors?company=${tenant.company}&integration_name=hacienda&status=pending`, ({ data }) => data.some(({ error_code }) => error_code === 'hacienda.canceled_sale_has_number'));
    expect(errors.find(({ error_code }) => error_code === 'hacienda.canceled_sale_has_number')!.error_message).toMatch(/Emita una nota de crédito/);
  }, 40_000);

  it('cannot be cancelled or changed while its message is at work on it', async () => {
    const { tenant, erp } = await shop({ issue_accepted_invoices: true });
    await bench.sandbox.fault({ fault: 'delay', ms: 3_000, method: 'POST', path: '/recepcion$' });
    await erp.run(sale());
    const { data } = await tenant.api.until<{ data: Shown[] }>(`/api/hacienda/documents?company=${tenant.company}`, (page) => page.data[0]?.state === 'signed');
    expect(await tenant.api.post(`/api/hacienda/documents/${data[0]!.id}/cancel`, { reason: 'Venta anulada' })).toMatchObject({ status: 409, body: { code: 'busy' } });
    const asked = await tenant.ask(data[0]!.id, 'submit');
    expect((await issued(tenant)).map(({ id }) => id)).toEqual([asked]);
    expect(await tenant.get(data[0]!.id)).toMatchObject({ state: 'submitted' });
  }, 40_000);
});
