import { AlegraBench } from '../support/alegra/bench.js';
import { canceled, customer, salesInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
beforeAll(async () => {
  bench = await AlegraBench.open();
});
afterAll(() => bench.close());

const OTHER = { email: 'sandbox-2@puente.example', token: 'sandbox-token-2' };
const elsewhere = () => bench.sandbox.state<{ invoices: { status: string; observations: string; client: { name: string } }[] }>({ account: OTHER.email });

// Ids remembered from the first account were used in the second: somebody else's invoice was voided, or taken for ours.
it('uses no id of one Alegra account in another', async () => {
  const shop = await bench.tenant();
  const neighbour = await bench.tenant({ secrets: OTHER });
  const [first, second] = [salesInvoice(), salesInvoice()];
  const sent = await shop.run(first);
  await shop.run(second);
  for (let count = 0; count < 3; count++) await neighbour.run(salesInvoice({ customer: customer({ customer_name: 'Vecino Mora Solís' }) }));
  await shop.tenant.patchCredential({ secrets: OTHER });

  expect(await shop.run(canceled(second), 60_000)).toMatchObject({ outcome: 'skipped', response_payload: { skipped: 'not_in_alegra' } });
  const resent = await shop.tenant.settled(await shop.tenant.resend(sent.id), 60_000);
  expect(resent).toMatchObject({ outcome: 'succeeded', response_payload: { action: 'invoice_created' } });
  const { invoices } = await elsewhere();
  expect(invoices.filter(({ status }) => status === 'void')).toEqual([]);
  const ours = invoices.filter(({ observations }) => observations.includes(first.name));
  expect(ours).toMatchObject([{ client: { name: expect.stringContaining('Marta') } }]);
}, 100_000);
