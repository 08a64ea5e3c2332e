import { DEFAULT_ACCOUNTS } from './accounts.js';
import { type AlegraClient, sale, startAlegra } from './sandbox-client.js';

const [FIRST, SECOND] = DEFAULT_ACCOUNTS as [(typeof DEFAULT_ACCOUNTS)[number], (typeof DEFAULT_ACCOUNTS)[number]];

describe('Alegra access and catalogs', () => {
  let alegra: AlegraClient;
  beforeAll(async () => (alegra = await startAlegra()));
  beforeEach(() => alegra.reset());
  afterAll(() => alegra.stop());

  const authorized = (authorization?: string) => fetch(`${alegra.baseUrl}/company`, { headers: authorization ? { authorization } : {} });

  it.each([
    ['nobody', undefined],
    ['a wrong token', `Basic ${btoa(`${FIRST.email}:wrong`)}`],
    ['a bearer', `Bearer ${FIRST.token}`],
    ['two accounts mixed', `Basic ${btoa(`${FIRST.email}:${SECOND.token}`)}`],
  ])('answers 401 to %s', async (_title, header) => {
    const answer = await authorized(header);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: expect.any(String) });
    expect(answer.headers.get('x-rate-limit-limit')).toBe('150');
  });

  it('asks who it is before it says what exists', async () => {
    expect((await fetch(`${alegra.baseUrl}/nowhere`)).status).toBe(401);
    expect((await alegra.get('/nowhere')).status).toBe(404);
    expect((await alegra.put('/contacts', {})).status).toBe(405);
  });

  it('keeps two accounts apart', async () => {
    await alegra.post('/invoices', sale(), FIRST);
    expect((await alegra.get('/invoices', SECOND)).body).toEqual([]);
    expect((await alegra.get('/__state?account=sandbox-2@puente.example')).body).toMatchObject({ account: SECOND.email, invoices: [] });
    expect((await alegra.get('/__state')).body).toMatchObject({ account: FIRST.email, invoices: [{ id: '1', total: '19605.00' }] });
    expect((await alegra.get('/__state?account=x')).status).toBe(400);
  });

  it('counts requests per account and refuses beyond the limit', async () => {
    await alegra.post('/__seed', { settings: { rate_per_minute: 2 } });
    const left = [await alegra.get('/company'), await alegra.get('/company')].map(({ headers }) => headers.get('x-rate-limit-remaining'));
    expect(left).toEqual(['1', '0']);
    const refused = await alegra.post('/invoices', sale());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('x-rate-limit-reset'))).toBeLessThanOrEqual(60);
    expect((await alegra.get('/__state')).body).toMatchObject({ invoices: [] });
    expect((await alegra.get('/company', SECOND)).status).toBe(200);
  });

  it('says where the company is', async () => {
    expect((await alegra.get('/company')).body).toMatchObject({ applicationVersion: 'costarica', currency: { code: 'CRC' }, decimalPrecision: '2' });
    await alegra.post('/__seed', { country: 'colombia' });
    expect((await alegra.get('/company')).body).toMatchObject({ applicationVersion: 'colombia', currency: { code: 'COP' } });
    expect((await alegra.post('/__seed', { country: 'atlantis' })).status).toBe(400);
  });

  it('serves the catalogs, with their loose types', async () => {
    const list = async (path: string) => (await alegra.get(path)).body as Record<string, unknown>[];
    expect((await list('/taxes')).find(({ id }) => id === '6')).toMatchObject({ percentage: '13.00', status: 'active' });
    expect((await alegra.get('/taxes/6')).body).toMatchObject({ id: 6, percentage: 13 });
    expect((await list('/bank-accounts')).map(({ type }) => type)).toEqual(expect.arrayContaining(['bank', 'cash']));
    expect(await list('/number-templates?documentType=invoice')).toMatchObject([{ isElectronic: true, autoincrement: true }, { autoincrement: false }, {}]);
    expect((await list('/currencies')).map(({ code }) => code)).toEqual(['CRC', 'USD', 'EUR']);
    expect((await alegra.get('/users/self')).body).toMatchObject({ email: FIRST.email });
    for (const path of ['/terms', '/categories', '/price-lists', '/retentions']) expect(Array.isArray(await list(path))).toBe(true);
  });

  it('finds items by reference, and makes them', async () => {
    const found = await alegra.get('/items?reference=TV-SAM-55&mode=advanced');
    expect(found.body).toMatchObject([{ id: '77', price: [{ idPriceList: '1', price: '265486.730000' }], inventory: {} }]);
    expect(await alegra.post('/items', { name: 'Cable', price: 10, tax: [{ id: 6 }] })).toMatchObject({ status: 201, body: { id: 81, tax: [{ id: 6 }] } });
    expect(await alegra.put('/items/81', { price: [{ price: '12.5' }] })).toMatchObject({ body: { name: 'Cable', price: [{ price: 12.5 }] } });
    expect((await alegra.post('/items', { name: 'Sin precio' })).status).toBe(400);
    expect((await alegra.post('/items', { name: 'A', price: 1, tax: [{ id: 99 }] })).status).toBe(400);
    expect((await alegra.delete('/items/81')).status).toBe(200);
  });

  it('keeps webhook subscriptions', async () => {
    const url = 'https://example.cr/hook';
    expect((await alegra.post('/webhooks/subscriptions', { event: 'new-invoice', url })).body).toMatchObject({ subscription: { id: '1', event: 'new-invoice', url } });
    expect((await alegra.post('/webhooks/subscriptions', { event: 'new-payment', url })).status).toBe(400);
    expect((await alegra.put('/webhooks/subscriptions/1', { event: 'edit-invoice' })).body).toMatchObject({ subscription: { event: 'edit-invoice', url } });
    await alegra.delete('/webhooks/subscriptions/1');
    expect((await alegra.get('/webhooks/subscriptions')).body).toEqual({ subscriptions: [] });
  });

  it('takes seeds past its rules', async () => {
    const seeded = await alegra.post('/__seed', {
      contacts: [{ id: 500, name: 'Doble', identification: { type: 'CJ', number: '3102458721' }, status: 'inactive' }, { name: 'Nuevo' }],
      items: [{ reference: 'X-1', price: 5 }],
      taxes: [{ percentage: 7 }],
      bank_accounts: [{ name: 'Otra' }],
      number_templates: [{ name: 'Otra', prefix: 'OT' }],
    });
    expect(seeded.body).toMatchObject({ contacts: [{ id: '500' }, { id: '501' }], items: [{ id: '81' }], taxes: [{ id: '11' }], bank_accounts: [{ id: '6' }], number_templates: [{ id: '5' }] });
    expect((await alegra.get('/contacts?identification=3102458721')).body).toHaveLength(2);
  });
});
