import { type AlegraClient, cash, sale, startAlegra } from './sandbox-client.js';

describe('Alegra invoices', () => {
  let alegra: AlegraClient;
  beforeAll(async () => (alegra = await startAlegra({ ratePerMinute: 'off' })));
  beforeEach(() => alegra.reset());
  afterAll(() => alegra.stop());

  const line = (changes: Record<string, unknown> = {}) => ({ id: 75, price: 100, quantity: 1, ...changes });
  const create = async (changes: Record<string, unknown> = {}) => {
    const answer = await alegra.post('/invoices', sale(changes));
    expect(answer).toMatchObject({ status: 201 });
    return answer.body as { id: number; status: string; total: number; balance: number; numberTemplate: { fullNumber: string | null } };
  };

  it('answers a whole invoice, with numbers when alone and texts in a list', async () => {
    const created = await create({ observations: '[ERPNEXT:x:1]', anotation: 'Gracias', saleCondition: 'CASH', paymentMethod: 'CASH' });
    expect(created).toMatchObject({
      id: 1, status: 'open', subtotal: 17349.56, discount: 0, tax: 2255.44, total: 19605, balance: 19605, totalPaid: 0, decimalPrecision: 2,
      observations: '[ERPNEXT:x:1]', anotation: 'Gracias', saleCondition: 'CASH', stamp: null, payments: [],
      client: { id: '118', name: 'Ferretería El Roble S.R.L.', identification: '3102458721' },
      numberTemplate: { id: '1', prefix: 'FE', number: '1', fullNumber: 'FE1' },
      items: [{ id: 75, total: 10000 }, { id: 76, total: 9605 }],
    });
    expect((await alegra.get('/invoices/1')).body).toEqual(created);
    const [listed] = (await alegra.get('/invoices')).body as unknown[];
    expect(listed).toMatchObject({
      id: '1', total: '19605.00', balance: '19605.00', totalPaid: '0.0000000000', decimalPrecision: '2', numberTemplate: [{ fullNumber: 'FE1' }],
    });
  });

  it.each([
    ['the sample to the cent', [line({ price: 265486.73, tax: [{ id: 6 }] }), line({ price: 17699.12, tax: [{ id: 6 }] })], 320000.01],
    ['a percentage discount before tax', [line({ price: 200, discount: 25, tax: [{ id: 6 }] })], 169.5],
    ['a gift', [line({ discount: 100 }), line()], 100],
    ['fractions of a unit', [line({ quantity: '0.333', price: '10' })], 3.33],
    ['two taxes', [line({ tax: [{ id: 6 }, { id: 2 }] })], 114],
    ['what floats get wrong', [line({ price: 0.1 }), line({ price: 0.2 })], 0.3],
    ['half a cent, upwards', [line({ price: '1.005' })], 1.01],
  ])('computes %s', async (_title, items, total) => {
    expect((await create({ items })).total).toBe(total);
  });

  it.each([
    ['draft without status and payments', { status: undefined }, 'draft', null],
    ['open when asked', { status: 'open' }, 'open', 'FE1'],
    ['open with a part paid', { status: undefined, payments: [cash(5000)] }, 'open', 'FE1'],
    ['closed when all is paid', { payments: [cash('10000'), cash(9605, { account: { id: 3 }, paymentMethod: 'transfer' })] }, 'closed', 'FE1'],
  ])('is %s', async (_title, changes, status, fullNumber) => {
    expect(await create(changes)).toMatchObject({ status, numberTemplate: { fullNumber } });
  });

  it.each([
    ['no date', { date: undefined }],
    ['a date that is none', { date: '2025-02-30' }],
    ['no due date', { dueDate: undefined }],
    ['a due date before its date', { dueDate: '2025-11-13' }],
    ['an unknown client', { client: { id: 999 } }],
    ['no client', { client: undefined }],
    ['an inactive client', { client: 21 }],
    ['no items', { items: [] }],
    ['a line without id', { items: [line({ id: null, name: 'Texto libre' })] }],
    ['an id in the wrong place', { items: [{ item: { id: 75 }, price: 1, quantity: 1 }] }],
    ['an unknown item', { items: [line({ id: 999 })] }],
    ['an inactive item', { items: [line({ id: 80 })] }],
    ['no price', { items: [line({ price: undefined })] }],
    ['a negative price', { items: [line({ price: -1 })] }],
    ['no quantity', { items: [line({ quantity: 0 })] }],
    ['a negative quantity', { items: [line({ quantity: -1 })] }],
    ['a discount that is an amount', { items: [line({ discount: 5000 })] }],
    ['an unknown tax', { items: [line({ tax: [{ id: 13 }] })] }],
    ['an inactive tax', { items: [line({ tax: [{ id: 10 }] })] }],
    ['a tax that is no list', { items: [line({ tax: { id: 6 } })] }],
    ['an unknown currency', { currency: { code: 'XXX', exchangeRate: 2 } }],
    ['a foreign currency without rate', { currency: { code: 'USD' } }],
    ['a status of its own', { status: 'closed' }],
    ['a paid draft', { status: 'draft', payments: [cash(1)] }],
    ['more paid than owed', { payments: [cash(19605), cash('0.01')] }],
    ['an unknown account', { payments: [cash(1, { account: { id: 99 } })] }],
    ['the account in the wrong field', { payments: [cash(1, { account: undefined, bankAccount: { id: 1 } })] }],
    ['an inactive account', { payments: [cash(1, { account: { id: 5 } })] }],
    ['the fiscal vocabulary in a payment', { payments: [cash(1, { paymentMethod: 'CASH' })] }],
    ['a payment without method', { payments: [cash(1, { paymentMethod: undefined })] }],
    ['a payment of nothing', { payments: [cash(0)] }],
    ['the payment vocabulary in the invoice', { paymentMethod: 'cash' }],
    ['a method of Colombia', { paymentMethod: 'CREDIT_TRANSFER' }],
    ['an unknown sale condition', { saleCondition: 'BARTER' }],
    ['an unknown type', { type: 'GALACTIC' }],
    ['an unknown numbering', { numberTemplate: { id: 99 } }],
    ['a numbering of credit notes', { numberTemplate: { id: 3 } }],
    ['an expired numbering', { numberTemplate: { id: 4 } }],
    ['a manual numbering without number', { numberTemplate: { id: 2 } }],
    ['a number out of range', { numberTemplate: { prefix: 'MAN', number: '100000' } }],
    ['an unknown prefix', { numberTemplate: { prefix: 'ZZ', number: '1' } }],
    ['stamping a manual number', { numberTemplate: { prefix: 'MAN', number: '7' }, stamp: { generateStamp: true } }],
    ['stamping a draft', { status: 'draft', stamp: { generateStamp: true } }],
  ])('refuses %s, and keeps nothing', async (_title, changes) => {
    const answer = await alegra.post('/invoices', sale(changes));
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toEqual(expect.any(String));
    expect((await alegra.get('/__state')).body).toMatchObject({ invoices: [], payments: [] });
    expect((await create()).numberTemplate.fullNumber).toBe('FE1');
  });

  it('says that items are missing in Alegra\'s words', async () => {
    expect((await alegra.post('/invoices', sale({ items: [] }))).body).toMatchObject({ message: expect.stringContaining('debe contener mínimo un item') });
  });

  it('checks the fiscal fields of Colombia there', async () => {
    await alegra.post('/__seed', { country: 'colombia' });
    expect((await alegra.post('/invoices', sale({ paymentForm: 'CASH', paymentMethod: 'CREDIT_TRANSFER' }))).status).toBe(201);
    expect((await alegra.post('/invoices', sale({ paymentForm: 'LATER' }))).status).toBe(400);
    expect((await alegra.post('/invoices', sale({ paymentMethod: 'cash' }))).status).toBe(400);
  });

  it('takes a foreign currency with its rate', async () => {
    expect(await create({ currency: { code: 'USD', exchangeRate: '512.50' } })).toMatchObject({ currency: { code: 'USD', exchangeRate: '512.5' } });
  });

  it('counts by itself, and takes a manual number once', async () => {
    const numbers = [await create(), await create({ numberTemplate: { id: 1 } }), await create({ numberTemplate: { prefix: 'MAN', number: '0341' } })];
    expect(numbers.map(({ numberTemplate }) => numberTemplate.fullNumber)).toEqual(['FE1', 'FE2', 'MAN0341']);
    const again = await alegra.post('/invoices', sale({ numberTemplate: { prefix: 'MAN', number: '341' } }));
    expect(again).toMatchObject({ status: 400, body: { message: 'El número MAN341 ya ha sido utilizado' } });
  });

  it.each([
    ['client_id=118', ['1', '2']],
    ['client_id=1', ['3']],
    ['client_identification=3102458721', ['1', '2']],
    ['date=2025-11-14', ['1', '3']],
    ['date_after=2025-11-13&date_before=2025-11-15', ['1', '3']],
    ['date_after=2025-11-14', ['2']],
    ['dueDate_after=2025-11-30', ['2']],
    ['status=draft', ['3']],
    ['status=open', ['2']],
    ['status=closed', ['1']],
    ['query=FE2', ['2']],
    ['numberTemplate_fullNumber=FE1', ['1']],
    ['query=marker', []],
    ['marker=1', ['1', '2', '3']],
    ['order_field=date&order_direction=DESC&limit=1', ['2']],
  ])('lists ?%s', async (query, expected) => {
    await create({ observations: 'marker', payments: [cash(19605)] });
    await create({ date: '2025-11-20', dueDate: '2025-12-20' });
    await create({ client: 1, status: undefined });
    expect(((await alegra.get(`/invoices?${query}`)).body as { id: string }[]).map(({ id }) => id)).toEqual(expected);
  });

  describe('after it is made', () => {
    it('opens a draft by PUT, keeping what was not sent', async () => {
      await create({ status: 'draft', observations: 'queda' });
      expect(await alegra.put('/invoices/1', { status: 'open' })).toMatchObject({
        status: 200,
        body: { status: 'open', observations: 'queda', total: 19605, numberTemplate: { fullNumber: 'FE1' } },
      });
      expect((await alegra.put('/invoices/1', { status: 'draft' })).status).toBe(400);
    });

    it('edits an open one under the same rules', async () => {
      await create({ payments: [cash(19605)] });
      expect((await alegra.put('/invoices/1', { items: [line({ price: 1 })] })).status).toBe(400);
      expect((await alegra.put('/invoices/1', { items: [line({ price: 30000 })] })).body).toMatchObject({ status: 'open', balance: 10395 });
    });

    it('deletes drafts only', async () => {
      await create({ status: 'draft' });
      await create();
      expect((await alegra.delete('/invoices/1')).body).toMatchObject({ code: 200 });
      expect((await alegra.delete('/invoices/2')).status).toBe(400);
    });

    it('voids an open one with its payments, and opens it again', async () => {
      await create({ payments: [cash(19605)] });
      expect((await alegra.post('/invoices/1/void', { reason: 'error' })).body).toMatchObject({ status: 'void' });
      expect((await alegra.get('/payments/1')).body).toMatchObject({ status: 'void' });
      expect((await alegra.post('/invoices/1/void')).status).toBe(400);
      expect((await alegra.put('/invoices/1', { observations: 'x' })).status).toBe(400);
      expect((await alegra.post('/invoices/1/open')).body).toMatchObject({ status: 'open', balance: 19605 });
    });

    it('neither opens nor voids a draft by its actions', async () => {
      await create({ status: 'draft' });
      expect((await alegra.post('/invoices/1/open')).status).toBe(400);
      expect((await alegra.post('/invoices/1/void')).status).toBe(400);
    });

    it('never changes once it is stamped', async () => {
      expect(await create({ stamp: { generateStamp: true } })).toMatchObject({ stamp: { legalStatus: 'ACCEPTED', emissionStatus: 'STAMPED_AND_ACCEPTED' } });
      const tries = [alegra.put('/invoices/1', { observations: 'x' }), alegra.delete('/invoices/1'), alegra.post('/invoices/1/void'), alegra.post('/invoices/stamp', { ids: [1] })];
      expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    });

    it('stamps up to ten at once, all or none', async () => {
      await create();
      await create({ status: 'draft' });
      expect((await alegra.post('/invoices/stamp', { ids: [1, 2] })).status).toBe(400);
      expect((await alegra.get('/invoices/1')).body).toMatchObject({ stamp: null });
      expect((await alegra.post('/invoices/stamp', { ids: ['1'] })).status).toBe(200);
      expect((await alegra.post('/invoices/stamp', { ids: Array.from({ length: 11 }, () => 1) })).status).toBe(400);
    });

    it('sends e-mails to valid addresses', async () => {
      await create();
      expect((await alegra.post('/invoices/1/email', { emails: [] })).status).toBe(400);
      expect((await alegra.post('/invoices/1/email', { emails: ['ana@example.cr'] })).status).toBe(200);
      expect((await alegra.get('/__state')).body).toMatchObject({ emails: [{ invoiceId: '1', emails: ['ana@example.cr'] }] });
    });
  });

  it('400_but_created: refuses, and leaves the invoice behind', async () => {
    await alegra.post('/__fault', { fault: '400_but_created' });
    expect((await alegra.get('/invoices')).status).toBe(200);
    const answer = await alegra.post('/invoices', sale({ stamp: { generateStamp: true } }));
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('numeración no es válida') } });
    expect((await alegra.get('/__state')).body).toMatchObject({ invoices: [{ id: '1', stamp: null }] });
  });
});
