import { type AlegraClient, cash, sale, startAlegra } from './sandbox-client.js';

describe('Alegra credit notes and payments', () => {
  let alegra: AlegraClient;
  beforeAll(async () => (alegra = await startAlegra({ ratePerMinute: 'off' })));
  beforeEach(async () => {
    await alegra.reset();
    await alegra.post('/invoices', sale());
  });
  afterAll(() => alegra.stop());

  const note = (amount: number, changes: Record<string, unknown> = {}) => ({
    date: '2025-11-15',
    client: { id: '118' },
    items: [{ id: 75, price: amount, quantity: 1 }],
    invoices: [{ id: '1', amount }],
    ...changes,
  });
  const payment = (amount: unknown, changes: Record<string, unknown> = {}) => ({
    date: '2025-11-15',
    type: 'in',
    bankAccount: { id: '2' },
    paymentMethod: 'credit-card',
    invoices: [{ id: '1', amount }],
    ...changes,
  });
  const invoice = async () => (await alegra.get('/invoices/1')).body as { status: string; balance: number };

  it('credits an invoice, up to its total over all notes', async () => {
    expect(await alegra.post('/credit-notes', note(9605))).toMatchObject({
      status: 201,
      body: { id: 1, total: 9605, totalApplied: 9605, balance: 0, numberTemplate: { fullNumber: 'NC1' }, client: { id: '118' }, invoices: [{ id: 1, amount: 9605 }] },
    });
    expect(await invoice()).toMatchObject({ status: 'open', balance: 10000 });
    expect((await alegra.post('/credit-notes', note(10000.01))).status).toBe(400);
    expect((await alegra.post('/credit-notes', note(10000))).status).toBe(201);
    expect(await invoice()).toMatchObject({ status: 'closed', balance: 0 });
  });

  it('credits a paid invoice and gives the money back', async () => {
    await alegra.post('/payments', payment(19605));
    const answer = await alegra.post('/credit-notes', note(5000, { refunds: [{ account: { id: 1 }, amount: 5000 }] }));
    expect(answer.status).toBe(201);
    expect(await invoice()).toMatchObject({ status: 'closed', balance: 0 });
  });

  it('lists with other types', async () => {
    await alegra.post('/credit-notes', note(5000));
    expect((await alegra.get('/credit-notes?client_id=118')).body).toMatchObject([{ id: '1', client: '118', total: '5000.00', invoices: [{ id: '1', amount: '5000.00' }] }]);
    expect((await alegra.get('/credit-notes?client_id=1')).body).toEqual([]);
  });

  it.each([
    ['an unknown invoice', { invoices: [{ id: 9, amount: 1 }] }],
    ['the invoice of another client', { client: 1 }],
    ['more applied than credited', { invoices: [{ id: 1, amount: 101 }] }],
    ['nothing applied', { invoices: [{ id: 1, amount: 0 }] }],
    ['no items', { items: [] }],
    ['a negative quantity', { items: [{ id: 75, price: 100, quantity: -1 }] }],
    ['a type of Colombia', { type: 'PARTIALL_DEVOLUTION' }],
    ['a refund above its total', { refunds: [{ account: { id: 1 }, amount: 101 }] }],
    ['a refund from nowhere', { refunds: [{ account: { id: 99 }, amount: 1 }] }],
    ['a numbering of invoices', { numberTemplate: { id: 1 } }],
  ])('refuses %s', async (_title, changes) => {
    expect((await alegra.post('/credit-notes', note(100, changes))).status).toBe(400);
    expect((await alegra.get('/__state')).body).toMatchObject({ creditNotes: [] });
  });

  it.each(['draft', 'void'])('refuses to credit a %s invoice', async (state) => {
    await alegra.post('/invoices', sale({ status: state === 'draft' ? 'draft' : 'open' }));
    if (state === 'void') await alegra.post('/invoices/2/void');
    expect((await alegra.post('/credit-notes', note(100, { invoices: [{ id: 2, amount: 100 }] }))).status).toBe(400);
  });

  it('takes the types of each country', async () => {
    expect((await alegra.post('/credit-notes', note(100, { type: 'CORRECT_AMOUNT_OF_REFERENCE_DOCUMENT' }))).status).toBe(201);
  });

  it('credits a stamped invoice, and keeps an invoice with notes from being voided', async () => {
    await alegra.post('/credit-notes', note(100, { stamp: { generateStamp: true } }));
    expect((await alegra.post('/invoices/1/void')).status).toBe(400);
    expect((await alegra.delete('/credit-notes/1')).status).toBe(400);
    expect((await alegra.post('/credit-notes/1/void')).status).toBe(400);
  });

  it('gives the balance back when a note is voided or deleted', async () => {
    await alegra.post('/credit-notes', note(19605));
    await alegra.post('/credit-notes/1/void');
    expect(await invoice()).toMatchObject({ status: 'open', balance: 19605 });
    await alegra.delete('/credit-notes/1');
    expect((await alegra.get('/credit-notes/1')).status).toBe(404);
  });

  it('pays in parts, and opens again when a payment is voided', async () => {
    expect(await alegra.post('/payments', payment('19604.99'))).toMatchObject({ status: 201, body: { id: 1, amount: 19604.99, bankAccount: { id: 2 } } });
    expect(await invoice()).toMatchObject({ status: 'open', balance: 0.01 });
    await alegra.post('/payments', payment(0.01));
    expect(await invoice()).toMatchObject({ status: 'closed', totalPaid: 19605, payments: [{ id: 1 }, { id: 2 }] });
    await alegra.post('/payments/1/void');
    expect(await invoice()).toMatchObject({ status: 'open', balance: 19604.99 });
    expect((await alegra.post('/payments/1/open')).body).toMatchObject({ status: 'open' });
    expect((await alegra.get('/payments')).body).toMatchObject([{ id: '1', amount: '19604.9900000000' }, { id: '2' }]);
  });

  it.each([
    ['more than the balance', payment('19605.01')],
    ['more than the balance in two rows', payment(0, { invoices: [{ id: 1, amount: 10000 }, { id: 1, amount: 10000 }] })],
    ['an unknown invoice', payment(1, { invoices: [{ id: 9, amount: 1 }] })],
    ['no invoice', payment(1, { invoices: [] })],
    ['the account in the wrong field', payment(1, { bankAccount: undefined, account: { id: 2 } })],
    ['the fiscal vocabulary', payment(1, { paymentMethod: 'CREDIT_CARD' })],
    ['money out', payment(1, { type: 'out' })],
  ])('refuses a payment of %s', async (_title, body) => {
    expect((await alegra.post('/payments', body)).status).toBe(400);
    expect((await alegra.get('/__state')).body).toMatchObject({ payments: [] });
  });

  it('refuses money for a draft', async () => {
    await alegra.post('/invoices', sale({ status: 'draft' }));
    expect((await alegra.post('/payments', payment(1, { invoices: [{ id: 2, amount: 1 }] }))).status).toBe(400);
  });

  it('counts the payments of the invoice itself', async () => {
    await alegra.post('/invoices', sale({ payments: [cash(19605)] }));
    expect((await alegra.post('/payments', payment(1, { invoices: [{ id: 2, amount: 1 }] }))).status).toBe(400);
  });
});
