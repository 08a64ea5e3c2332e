import { setTimeout as pause } from 'node:timers/promises';
import { AlegraBench, sign, type AlegraTenant } from '../support/alegra/bench.js';
import { payment, posInvoice, salesInvoice } from '../support/alegra/documents.js';
import { TEST_KEY } from '../support/house.js';

let bench: AlegraBench;
let erp: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  erp = await bench.tenant();
});
afterAll(() => bench.close());

const bytes = (document: object) => Buffer.from(JSON.stringify(document, null, 1));

it('takes a signed delivery without Content-Type and makes one contact and one invoice of it', async () => {
  const document = posInvoice();
  const body = bytes(document);
  const started = performance.now();
  const answer = await erp.post(body, { 'x-frappe-webhook-signature': sign(body) });
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(answer).toMatchObject({ status: 202, body: { status: 'accepted', messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });

  const message = await erp.tenant.settled(answer.body.messageId as string);
  expect(message).toMatchObject({
    status: 'processed', outcome: 'succeeded', event_type: 'pos_invoice.on_submit', external_reference: document.name, trigger: 'webhook', attempt: 1,
    response_payload: { action: 'invoice_created', total: '2260' }, warnings: [],
  });
  const [invoice, ...more] = await erp.invoices(document);
  expect(more).toEqual([]);
  expect(invoice).toMatchObject({ total: '2260.00', balance: '0.00', status: 'closed' });
  const contact = (await erp.state()).contacts.find(({ id }) => id === String(invoice!.client.id));
  expect(contact).toMatchObject({ identification: { type: 'CF', number: (document.customer as Record<string, unknown>).identification } });
  const raw = await fetch(`${bench.test.api.origin}/api/messages/${message.id}/raw`, { headers: { 'x-api-key': TEST_KEY } });
  expect(Buffer.from(await raw.arrayBuffer())).toEqual(body);
});

it('takes a delivery with an API key, by either header', async () => {
  for (const headers of [{ 'x-api-key': TEST_KEY }, { authorization: `Bearer ${TEST_KEY}` }] as Record<string, string>[]) {
    const answer = await erp.post(bytes(salesInvoice()), headers);
    expect(answer.status).toBe(202);
    expect(await erp.tenant.settled(answer.body.messageId as string)).toMatchObject({ outcome: 'succeeded', trigger: 'api' });
  }
});

it('refuses a wrong signature: 401, no row, but counted', async () => {
  const refusals = async () => Number(/puente_webhook_signature_refusals_total\{integration="alegra"\} (\d+)/.exec((await bench.test.api.get('/metrics')).text)?.[1] ?? 0);
  const [before, rows] = [await refusals(), (await erp.tenant.list('direction=inbound')).length];
  const body = bytes(posInvoice());
  for (const headers of [{ 'x-frappe-webhook-signature': sign(body, 'otro-secreto') }, { 'x-frappe-webhook-signature': sign(Buffer.concat([body, Buffer.from(' ')])) }, {}] as Record<string, string>[]) {
    expect((await erp.post(body, headers)).status).toBe(401);
  }
  await pause(200);
  expect((await erp.tenant.list('direction=inbound')).length).toBe(rows);
  expect(await refusals()).toBe(before + 3);
});

it('refuses an unknown company to a known caller, and tells a stranger nothing about it', async () => {
  const url = `${bench.test.api.origin}/api/alegra/webhooks/erpnext/no-existe`;
  const post = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body: '{}' });
  expect((await post({ 'x-api-key': TEST_KEY })).status).toBe(404);
  expect((await post({})).status).toBe(401);
});

it.each([
  ['another doctype', { doctype: 'Purchase Order', name: 'PO-1' }, 'doctype_not_handled'],
  ['a draft', posInvoice({ docstatus: 0 }), 'draft'],
  ['a Sales Invoice that consolidates POS invoices', salesInvoice({ is_consolidated: 1 }), 'consolidated'],
  ['an opening entry', salesInvoice({ is_opening: 'Yes' }), 'opening_entry'],
  ['a debit note', salesInvoice({ is_debit_note: 1 }), 'debit_note'],
])('skips %s without a call', async (_, document, code) => {
  const message = await erp.run(document);
  expect(message).toMatchObject({ status: 'skipped', outcome: 'skipped', response_payload: { skipped: code } });
  expect(await erp.tenant.calls(message.correlation_id)).toEqual([]);
});

it('stores every repeated delivery as its own row and bills once', async () => {
  const document = posInvoice();
  const first = await erp.run(document);
  const second = await erp.run(document);
  expect(second.id).not.toBe(first.id);
  expect(second).toMatchObject({ status: 'skipped', outcome: 'duplicate', response_payload: { duplicate_of: first.id }, correlation_id: second.id });
  expect(await erp.invoices(document)).toHaveLength(1);
});

it('adopts on a later event of a document that is already there', async () => {
  const document = posInvoice();
  await erp.run(document);
  const again = await erp.run({ ...document, modified: '2026-03-02 11:00:00.000001', event: 'on_update_after_submit' });
  expect(again).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
  expect(await erp.invoices(document)).toHaveLength(1);
});

describe('bad input', () => {
  const nested = `${'{"a":'.repeat(150)}1${'}'.repeat(150)}`;
  it.each([
    ['text that is no JSON', Buffer.from('{"doctype": "POS Invoice", "name": "X-1",')],
    ['nothing', Buffer.alloc(0)],
    ['a list', Buffer.from('[1,2]')],
    ['JSON nested too deep', Buffer.from(nested)],
    ['the wrong encoding', Buffer.from('{"doctype":"POS Invoice","name":"Fábrica"}', 'latin1')],
  ])('stores %s byte for byte, answers 202 and ends failed', async (_, body) => {
    const id = await erp.deliver(body);
    const message = await erp.tenant.settled(id);
    expect(message).toMatchObject({ status: 'processed', outcome: 'failed', error_category: 'validation_error' });
    expect(message.error_message).toMatch(/\p{L}{4}/u);
    const raw = await fetch(`${bench.test.api.origin}/api/messages/${id}/raw`, { headers: { 'x-api-key': TEST_KEY } });
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(body);
  });

  it('names every missing field at once', async () => {
    const message = await erp.run({ doctype: 'Sales Invoice', name: 'SINV-INCOMPLETA', docstatus: 1 });
    expect(message).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
    for (const field of ['posting_date', 'customer', 'items']) expect(message.error_message).toContain(field);
    expect(await erp.tenant.calls(message.correlation_id)).toEqual([]);
  });

  it('warns of duplicate keys and goes on', async () => {
    const text = JSON.stringify(posInvoice()).replace('"docstatus":1', '"docstatus":1,"docstatus":1');
    const message = await erp.run(Buffer.from(text));
    expect(message).toMatchObject({ outcome: 'succeeded' });
    expect(message.warnings.map(({ code }) => code)).toContain('duplicate_keys');
  });

  it('keeps big numbers and zeros exactly', async () => {
    const text = JSON.stringify(posInvoice({ payments: [payment()] })).replace('"net_total":2000', '"net_total":2000.0,"big":12345678901234567890.10,"zero":"\\u0000"');
    const id = await erp.deliver(Buffer.from(text));
    const message = await erp.tenant.settled(id);
    expect(message.outcome).toBe('succeeded');
    const raw = await fetch(`${bench.test.api.origin}/api/messages/${id}/raw`, { headers: { 'x-api-key': TEST_KEY } });
    expect(await raw.text()).toBe(text);
  });

  it('refuses more than 10 MB', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 0x20);
    expect((await erp.post(body, { 'x-frappe-webhook-signature': sign(body) })).status).toBe(413);
  });

  it('fails without a credential, and goes on when it is there', async () => {
    const { api } = bench.test;
    const company = `sin-${Date.now()}`;
    await api.post('/api/companies', { code: company, name: 'Sin credencial' });
    const answer = await api.post<{ messageId: string }>(`/api/alegra/webhooks/erpnext/${company}`, posInvoice());
    expect(answer.status).toBe(202);
    const message = await erp.tenant.settled(answer.body.messageId);
    expect(message).toMatchObject({ outcome: 'failed', error_category: 'credential_error', error_code: 'credential_missing' });
    expect(await erp.tenant.calls(message.correlation_id)).toEqual([]);
  });
});
