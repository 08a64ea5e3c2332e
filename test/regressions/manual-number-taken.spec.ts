import { AlegraBench } from '../support/alegra/bench.js';
import { posInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
beforeAll(async () => {
  bench = await AlegraBench.open();
});
afterAll(() => bench.close());

// The number of an invoice whose answer was lost stayed "next", and every later document was refused for it.
it('goes on with the next number when one was taken unseen', async () => {
  const shop = await bench.tenant({ metadata: { number_template_prefix: 'MAN', number_template_next: '500' } });
  const documents = [posInvoice(), posInvoice(), posInvoice()];
  await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: '/invoices$' });
  for (const document of documents) expect(await shop.run(document)).toMatchObject({ outcome: 'succeeded' });
  const numbers = await Promise.all(documents.map(async (document) => (await shop.invoices(document)).map(({ numberTemplate: { number } }) => number)));
  expect(numbers).toEqual([['500'], ['501'], ['502']]);
});
