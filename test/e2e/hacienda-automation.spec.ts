import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from '../support/conformance/tenant.js';
import { HaciendaBench, invoice, OWNER, SECRETS, type HaciendaTenant, type Shown } from '../support/hacienda/bench.js';
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

  it('takes batches apart, never more calls at once than the limit, and asks about each once', async () => {
    const tenant = await bench.tenant();
    await tenant.set({ polling_batch_size: 5, max_concurrent_batches: 2, batch_delay: 1, email_on_acceptance: false });
    const documents = await Promise.all(Array.from({ length: 24 }, () => submitted(tenant)));
    await tenant.age(3);
    await bench.sandbox.fault({ fault: 'delay', ms: 150, method: 'GET', path: '/recepcion/', times: 24 });
    await bench.run('poll-pending-documents');
    await bench.run('poll-pending-documents');
    await Promise.all(documents.map(({ id }) => tenant.until(id, 'accepted', 30_000)));
    const claves = new Set(documents.map(({ clave }) => clave));
    const log = await bench.sandbox.log({ method: 'GET', path: '/recepcion/' });
    const asked = log.filter(({ path }) => claves.has(path.split('/').at(-1)!)).map(({ at }) => Date.parse(at));
    expect(asked).toHaveLength(24);
    // Each takes 150 ms, so those that came within as much before it are still at work.
    expect(Math.max(...asked.map((at) => asked.filter((other) => other > at - 150 && other <= at).length))).toBeLessThanOrEqual(4);
    // Five batches, two at a time: the last one leaves two pauses after the first.
    expect(Math.max(...asked) - Math.min(...asked)).toBeGreaterThan(1_500);
  }, 60_000);
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
