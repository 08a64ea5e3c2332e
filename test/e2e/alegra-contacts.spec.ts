import { setTimeout as pause } from 'node:timers/promises';
import { AlegraBench, type AlegraTenant } from '../support/alegra/bench.js';
import { customer, salesInvoice } from '../support/alegra/documents.js';

let bench: AlegraBench;
let erp: AlegraTenant;
beforeAll(async () => {
  bench = await AlegraBench.open();
  erp = await bench.tenant();
});
afterAll(() => bench.close());
afterEach(() => bench.sandbox.clearFaults());

const sell = (buyer: unknown, more: object = {}) => salesInvoice({ customer: buyer, ...more });
const contacts = async (number: string) => (await erp.state()).contacts.filter(({ identification }) => identification?.number === number);
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

async function billed(document: ReturnType<typeof sell>, to: AlegraTenant = erp) {
  const message = await to.run(document);
  const [invoice] = await to.invoices(document);
  return { message, clientId: invoice ? String(invoice.client.id) : null };
}

it('reads a customer given as text with the document’s own fields', async () => {
  const { message, clientId } = await billed(sell('Abarrotes La Nueva S.A.', { customer_name: 'Abarrotes La Nueva S.A.', contact_email: 'pagos@nueva.example', customer_phone: '2255-6677' }));
  expect(message.outcome).toBe('succeeded');
  const contact = (await erp.state()).contacts.find(({ id }) => id === clientId);
  expect(contact).toMatchObject({ name: 'Abarrotes La Nueva S.A.', email: 'pagos@nueva.example' });
  expect(await erp.sent(message, 'alegra.create-contact')).toMatchObject({ phonePrimary: '2255-6677' });
  const again = await billed(sell('Abarrotes La Nueva S.A.', { customer_name: 'Abarrotes La Nueva S.A.', contact_email: 'PAGOS@nueva.example' }));
  expect(again.clientId).toBe(clientId);
});

it('finds the same person whatever the number looks like, and creates it once', async () => {
  const first = await billed(sell(customer({ identification: '3-101-234-567', identification_type: 'CJ', customer_name: 'Tres Guiones S.A.' })));
  const second = await billed(sell(customer({ identification: '3101234567', identification_type: 'CJ', customer_name: 'TRES GUIONES SA' })));
  expect(second.clientId).toBe(first.clientId);
  expect(await contacts('3101234567')).toHaveLength(1);
});

it('uses custom_alegra_id when it is the customer', async () => {
  const { clientId, message } = await billed(sell(customer({ custom_alegra_id: 118, identification: '3102458721', identification_type: 'CJ' })));
  expect({ clientId, warnings: message.warnings }).toEqual({ clientId: '118', warnings: [] });
});

it('says when custom_alegra_id does not exist and goes on without it', async () => {
  const { clientId, message } = await billed(sell(customer({ custom_alegra_id: '99887', identification: '3102458721', identification_type: 'CJ' })));
  expect(clientId).toBe('118');
  expect(codes(message)).toContain('custom_alegra_id_unknown');
});

it('does not bill somebody else under a wrong custom_alegra_id, unless told to trust it', async () => {
  const buyer = customer({ custom_alegra_id: '118' });
  const verified = await billed(sell(buyer));
  expect(verified.clientId).not.toBe('118');
  expect(codes(verified.message)).toContain('custom_alegra_id_mismatch');

  const trusting = await bench.tenant({ metadata: { custom_alegra_id_mode: 'trust' } });
  const trusted = await billed(sell(customer({ custom_alegra_id: '118' })), trusting);
  expect(trusted.clientId).toBe('118');
  expect(codes(trusted.message)).toContain('custom_alegra_id_mismatch');
});

it('recovers the contact that Alegra says exists (2006), when it was made after the search', async () => {
  await bench.sandbox.fault({ fault: 'delay', ms: 1_500, method: 'POST', path: '/contacts$' });
  const document = sell(customer({ identification: '3101700700', identification_type: 'CJ', customer_name: 'Recién Creado S.A.' }));
  const id = await erp.deliver(document);
  while ((await bench.sandbox.armed()).armed.length > 0) await pause(20);
  // Another program is faster, while our own creation is on its way.
  await bench.sandbox.seed({ contacts: [{ id: '700', name: 'Recién Creado', identification: { type: 'CJ', number: '3101700700' } }] });

  const message = await erp.tenant.settled(id);
  expect(message).toMatchObject({ outcome: 'succeeded', attempt: 1, response_payload: { contact_id: '700' } });
  const creation = (await erp.tenant.calls(message.correlation_id)).find(({ event_type }) => event_type === 'alegra.create-contact');
  expect(creation).toMatchObject({ http_status: 400, error_code: 'alegra.2006', response_payload: { contactId: '700' } });
  expect(await contacts('3101700700')).toHaveLength(1);
});

it('recovers it too when the refusal of both names (2039) came first', async () => {
  const tenant = await bench.tenant({ metadata: { contact_defaults: { name: 'Nombre Fijo' } } });
  await bench.sandbox.fault({ fault: 'delay', ms: 1_500, method: 'POST', path: '/contacts$' });
  const id = await tenant.deliver(sell(customer({ identification: '107010701', customer_name: 'Eva Mora Vega' })));
  while ((await bench.sandbox.armed()).armed.length > 0) await pause(20);
  await bench.sandbox.seed({ contacts: [{ id: '701', name: 'Eva Mora Vega', type: 'provider', identification: { type: 'CF', number: '107010701' } }] });

  expect(await tenant.tenant.settled(id)).toMatchObject({ outcome: 'succeeded', response_payload: { contact_id: '701' } });
  expect(await contacts('107010701')).toMatchObject([{ type: expect.arrayContaining(['client', 'provider']) }]);
});

it('answers 2039 by sending the single name', async () => {
  const tenant = await bench.tenant({ metadata: { contact_defaults: { name: 'Nombre Fijo' } } });
  const { message, clientId } = await billed(sell(customer({ customer_name: 'Rosa Mora Vega' })), tenant);
  expect({ outcome: message.outcome, error: message.error_message }).toEqual({ outcome: 'succeeded', error: null });
  expect(clientId).not.toBeNull();
  const tries = (await tenant.tenant.calls(message.correlation_id)).filter(({ event_type }) => event_type === 'alegra.create-contact');
  expect(tries.map(({ http_status, error_code }) => [http_status, error_code])).toEqual([[400, 'alegra.2039'], [201, null]]);
});

it('makes a client of a contact that is only a provider', async () => {
  const { clientId } = await billed(sell(customer({ identification: '3101789456', identification_type: 'CJ', customer_name: 'Distribuidora La Carreta S.A.' })));
  expect(clientId).toBe('20');
  expect((await erp.state()).contacts.find(({ id }) => id === '20')?.type.toSorted()).toEqual(['client', 'provider']);
});

it('never takes the first row of a search', async () => {
  await bench.sandbox.seed({ contacts: [{ id: '710', name: 'Otra Persona', identification: { type: 'CF', number: '1098765430' }, email: 'otra@persona.example' }] });
  const { clientId } = await billed(sell(customer({ identification: '109876543', customer_name: 'Luis Soto Mena', email: 'tra@persona.example' })));
  expect(clientId).not.toBe('710');
  expect(clientId).not.toBe('1');
  expect(await contacts('109876543')).toHaveLength(1);
});

it('stops at two contacts that may both be the customer, and names them', async () => {
  await bench.sandbox.seed({ contacts: [
    { id: '721', name: 'Gemelo Uno', identification: { type: 'CJ', number: '3101721721' } },
    { id: '722', name: 'Gemelo Dos', identification: { type: 'CJ', number: '3101721721' } },
  ] });
  const { message } = await billed(sell(customer({ identification: '3101721721', identification_type: 'CJ' })));
  expect(message).toMatchObject({ outcome: 'failed', error_category: 'validation_error', error_code: 'contact_ambiguous' });
  expect(message.error_message).toMatch(/Gemelo Uno \(721\).*Gemelo Dos \(722\)/);
});

it('stops at an inactive contact and says what to do', async () => {
  const { message } = await billed(sell(customer({ identification: '3101555777', identification_type: 'CJ' })));
  expect(message).toMatchObject({ outcome: 'failed', error_code: 'contact_inactive' });
  expect(message.error_message).toMatch(/actívelo/);
});

it('forgets a contact that was switched off after it was learned, and does not bill under it', async () => {
  const buyer = customer();
  const first = await billed(sell(buyer));
  await bench.sandbox.seed({}); // the state is the sandbox's own; the contact is switched off over its API
  await fetch(`${bench.test.sandboxes.alegra.baseUrl}/contacts/${first.clientId}`, {
    method: 'PUT',
    headers: { authorization: `Basic ${Buffer.from('sandbox@puente.example:sandbox-token').toString('base64')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'inactive' }),
  });
  const { message } = await billed(sell(buyer));
  expect(message).toMatchObject({ outcome: 'failed', error_code: 'contact_inactive' });
});

it('bills nobody-in-particular to the generic contact, always visibly', async () => {
  const tenant = await bench.tenant({ metadata: { generic_contact_id: '1' } });
  const { clientId, message } = await billed(sell('Cliente de paso', { customer_name: 'Cliente de paso' }), tenant);
  expect(clientId).toBe('1');
  expect(codes(message)).toEqual(['generic_contact_used']);
});

it('warns that OTHER is not a type of this country, also when Alegra refuses it', async () => {
  const buyer = customer({ identification: 'AB123456', identification_type: null, customer_name: 'John Smith' });
  const { message } = await billed(sell(buyer));
  expect(message).toMatchObject({ outcome: 'failed', error_category: 'validation_error' });
  expect(codes(message)).toContain('generic_identification_type_not_listed');

  const tenant = await bench.tenant({ metadata: { generic_identification_type: 'PE' } });
  const mended = await billed(sell(buyer), tenant);
  expect(mended.message).toMatchObject({ outcome: 'succeeded', warnings: [] });
});

it('gives two invoices of one new customer at the same time one contact', async () => {
  const buyer = customer({ customer_name: 'Par Simultáneo S.A.', identification: '3101909090', identification_type: 'CJ' });
  const results = await Promise.all(Array.from({ length: 6 }, () => billed(sell(buyer))));
  expect(results.map(({ message }) => message.outcome)).toEqual(Array(6).fill('succeeded'));
  expect(new Set(results.map(({ clientId }) => clientId)).size).toBe(1);
  expect(await contacts('3101909090')).toHaveLength(1);
});

it.each([
  ['with an identification', () => customer({ customer_name: 'Respuesta Perdida S.A.', identification: '3101606060', identification_type: 'CJ' })],
  ['with nothing but a name', () => customer({ customer_name: 'Comercial Sin Cédula S.A.', identification: null, identification_type: null })],
])('finds the contact %s whose answer was lost, instead of making another', async (_, make) => {
  const buyer = make();
  await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: '/contacts$' });
  const { message } = await billed(sell(buyer));
  expect(message).toMatchObject({ outcome: 'succeeded', trigger: 'retry' });
  expect((await erp.state()).contacts.filter(({ name }) => name === buyer.customer_name)).toHaveLength(1);
});
