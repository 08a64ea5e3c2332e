import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { posInvoice } from '../support/alegra/documents.js';
import { sql } from '../support/conformance/tenant.js';

let bench: AlegraBench;
let shop: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  shop = await bench.tenant();
});
afterAll(() => bench.close());

const orderKey = async (id: string) =>
  (await sql<{ order_key: string }>(bench.test.database.url, 'SELECT order_key FROM integration_message WHERE id = $1', [id]))[0]!.order_key;

// An edited resend used to stay in the queue of the old name: beside a delivery of the new one, both could create an invoice.
it('stands in the queue of the document that its edited payload names', async () => {
  const wrong = posInvoice({ items: [] });
  const failed = await shop.run(wrong);
  const right = posInvoice();

  const [resent, delivered] = await Promise.all([shop.tenant.resend(failed.id, { payload: right, reason: 'Era otra factura' }), shop.deliver(right)]);
  expect(await orderKey(resent)).toBe(await orderKey(delivered));
  for (const id of [resent, delivered]) expect(await shop.tenant.settled(id)).toMatchObject({ external_reference: right.name });
  expect(await shop.invoices(right)).toHaveLength(1);
  expect(await shop.invoices(wrong)).toEqual([]);
});
