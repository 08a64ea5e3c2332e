import { setTimeout as pause } from 'node:timers/promises';
import { MessagePipeline } from '../../src/core/pipeline/index.js';
import { AlegraBench } from '../support/alegra/bench.js';
import { posInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
beforeAll(async () => {
  bench = await AlegraBench.open();
});
afterEach(() => bench.sandbox.clearFaults());
afterAll(() => bench.close());

const LONG = 100_000;
const post = { method: 'POST', path: '/invoices$' };

// An error dressed as 200 used to be read as an empty list: "not found", and the invoice was made again.
it('does not take a 200 that is no list for "not found"', async () => {
  const shop = await bench.tenant();
  const document = posInvoice();
  await bench.sandbox.fault({ fault: 'commit_then_drop', ...post });
  await bench.sandbox.fault({ fault: 'wrapped_error', status: 200, method: 'GET', path: '/invoices', times: 'forever' });
  const failed = await shop.run(document);
  expect(failed).toMatchObject({ outcome: 'failed', error_category: 'malformed_response', error_code: 'alegra.unexpected_answer' });

  await bench.sandbox.clearFaults();
  expect(await shop.tenant.settled(await shop.tenant.resend(failed.id))).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
  expect(await shop.invoices(document)).toHaveLength(1);
}, LONG);

// It used to end "succeeded" with no invoice anywhere.
it('does not take a 200 without an id for an invoice', async () => {
  const shop = await bench.tenant();
  const document = posInvoice();
  await bench.sandbox.fault({ fault: 'wrapped_error', status: 200, ...post });
  expect(await shop.run(document, 60_000)).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_created' } });
  expect(await shop.invoices(document)).toHaveLength(1);
}, LONG);

// The look-up went by the edited date alone, and did not see the invoice of the first one.
it('finds what it sent before although the document was edited to another date', async () => {
  const shop = await bench.tenant({ retry: { retry_max_attempts: 1 } });
  const document = posInvoice();
  await bench.sandbox.fault({ fault: 'commit_then_drop', ...post });
  const failed = await shop.run(document);
  await pause(15_500);
  const payload = { ...document, posting_date: '2026-03-09', due_date: '2026-03-09' };
  await shop.tenant.settled(await shop.tenant.resend(failed.id, { payload }), 60_000);
  expect(await shop.invoices(document)).toHaveLength(1);
}, LONG);

// A call may take 30 s, and "not found" was believed after 15: an overtaken worker's slow write landed beside the second.
it('waits for the write of an overtaken worker as long as a call may take', async () => {
  const shop = await bench.tenant();
  const document = posInvoice();
  await bench.sandbox.fault({ fault: 'delay', ms: 24_000, ...post });
  const id = await shop.deliver(document);
  await pause(2_500);
  await bench.test.house.app.get(MessagePipeline, { strict: false }).work(id);
  expect(await shop.tenant.settled(id, 80_000)).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_adopted' } });
  expect(await shop.invoices(document)).toHaveLength(1);
}, LONG);
