import { AlegraBench, SECRETS } from '../support/alegra/bench.js';
import { returnOf, salesInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
beforeAll(async () => {
  bench = await AlegraBench.open();
});
afterAll(() => bench.close());

const removeInAlegra = async (path: string) => {
  const authorization = `Basic ${Buffer.from(`${SECRETS.email}:${SECRETS.token}`).toString('base64')}`;
  const { status } = await fetch(bench.test.sandboxes.alegra.baseUrl + path, { method: 'DELETE', headers: { authorization } });
  expect(status).toBe(200);
};

// The resend looked, could not reach Alegra, and its retry believed the record: "adopted", with no invoice there.
it('looks again in the retry of a resend', async () => {
  const shop = await bench.tenant({ metadata: { invoice_status: 'draft' } });
  const document = salesInvoice();
  const sent = await shop.run(document);
  const { id } = (await shop.invoices(document))[0]!;
  await removeInAlegra(`/invoices/${id}`);
  await bench.sandbox.fault({ fault: 'reset_before', method: 'GET', path: `/invoices/${id}$` });
  expect(await shop.tenant.settled(await shop.tenant.resend(sent.id))).toMatchObject({ trigger: 'retry', response_payload: { action: 'invoice_created' } });
  expect(await shop.invoices(document)).toHaveLength(1);
});

it('sends a credit note again that was deleted in Alegra', async () => {
  const shop = await bench.tenant();
  const original = salesInvoice();
  const document = returnOf(original);
  await shop.run(original);
  const sent = await shop.run(document);
  await removeInAlegra(`/credit-notes/${(await shop.creditNotes(document))[0]!.id}`);
  expect(await shop.tenant.settled(await shop.tenant.resend(sent.id))).toMatchObject({ response_payload: { action: 'credit_note_created' } });
  expect(await shop.creditNotes(document)).toHaveLength(1);
});
