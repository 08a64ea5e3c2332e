import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { posInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
let shop: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  shop = await bench.tenant();
});
afterAll(() => bench.close());

// A signed delivery used to be answered 401 while the credential was switched off, and ERPNext gives up after three tries.
it('keeps what arrives signed while the credential is switched off, and bills it once it is on again', async () => {
  const document = posInvoice();
  await shop.tenant.patchCredential({ active: false });
  const failed = await shop.run(document);
  expect(failed).toMatchObject({ status: 'processed', outcome: 'failed', error_category: 'credential_error', error_code: 'credential_inactive' });

  await shop.tenant.patchCredential({ active: true });
  const resent = await shop.tenant.settled(await shop.tenant.resend(failed.id));
  expect(resent).toMatchObject({ outcome: 'succeeded' });
  expect(await shop.invoices(document)).toHaveLength(1);
});
