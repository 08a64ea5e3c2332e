import { type AlegraClient, startAlegra } from './sandbox-client.js';

describe('Alegra contacts', () => {
  let alegra: AlegraClient;
  beforeAll(async () => (alegra = await startAlegra({ ratePerMinute: 'off' })));
  beforeEach(() => alegra.reset());
  afterAll(() => alegra.stop());

  const ids = async (query: string) => ((await alegra.get(`/contacts?${query}`)).body as { id: string }[]).map(({ id }) => id);

  it('creates, reads, edits and deletes', async () => {
    const person = {
      nameObject: { firstName: 'Ana', lastName: 'Rojas' },
      identificationObject: { type: 'CF', number: '109870654' },
      email: 'ana@example.cr',
      address: { city: 'Escazú' },
    };
    const created = await alegra.post('/contacts', person);
    expect(created).toMatchObject({ status: 201, body: { id: 119, name: 'Ana Rojas', type: ['client'], status: 'active', address: { city: 'Escazú' } } });
    expect(await alegra.put('/contacts/119', { mobile: '8888' })).toMatchObject({ status: 200, body: { name: 'Ana Rojas', mobile: '8888', email: 'ana@example.cr' } });
    expect((await alegra.delete('/contacts/119')).body).toMatchObject({ code: 200 });
    expect((await alegra.get('/contacts/119')).status).toBe(404);
  });

  it('shows other types in a list than alone', async () => {
    const [listed] = (await alegra.get('/contacts?identification=3102458721')).body as unknown[];
    expect(listed).toMatchObject({ id: '118', type: 'client', identification: '3102458721' });
    expect((await alegra.get('/contacts/118')).body).toMatchObject({ id: 118, type: ['client'], identification: { type: 'CJ', number: '3102458721' } });
  });

  it.each([
    ['identification=3102458721', ['118']],
    ['identification=3-102-458721', ['118']],
    ['query=roble', ['118']],
    ['query=COMPRAS@ELROBLE.EXAMPLE', ['118']],
    ['identification=3101789456', ['20']],
    ['identification=3101789456&type=client', []],
    ['type=provider', ['20']],
    ['identification=999', []],
    ['term=3102458721', ['1', '20', '21', '118']],
    ['email=compras@elroble.example', ['1', '20', '21', '118']],
    ['limit=2', ['1', '20']],
    ['limit=2&start=2', ['21', '118']],
    ['order_field=name&order_direction=DESC&limit=1', ['118']],
  ])('?%s finds %p', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('wraps a list with metadata=true, and cuts it to fields', async () => {
    const { body } = await alegra.get('/contacts?metadata=true&limit=1&fields=name');
    expect(body).toEqual({ metadata: { total: 4 }, data: [{ id: '1', name: 'Consumidor Final' }] });
  });

  it.each(['limit=31', 'limit=0', 'limit=x', 'start=-1'])('refuses ?%s', async (query) => {
    expect((await alegra.get(`/contacts?${query}`)).status).toBe(400);
  });

  it.each(['3102458721', '3-102-458721', '3 102 458721'])('refuses %p twice, naming who has it', async (number) => {
    const answer = await alegra.post('/contacts', { name: 'Otro', identification: number });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        message: `Ya existe un contacto con la identificación ${number}`,
        code: 2006,
        contactId: '118',
        contactName: 'Ferretería El Roble S.R.L.',
        contactIdentification: '3102458721',
        contactIdentificationObject: { type: 'CJ', number: '3102458721', dv: null },
      },
    });
  });

  it('lets a repeated number pass with ignoreRepeated, and an edit of its owner', async () => {
    expect((await alegra.post('/contacts', { name: 'Otro', identification: '3102458721', ignoreRepeated: true })).status).toBe(201);
    expect((await alegra.put('/contacts/20', { identification: '3101789456' })).status).toBe(200);
    expect((await alegra.put('/contacts/20', { identification: '3102458721' })).body).toMatchObject({ code: 2006 });
  });

  it('tells passports apart by their letters', async () => {
    const passport = (number: string) => ({ name: 'Turista', identificationObject: { type: 'PE', number } });
    expect((await alegra.post('/contacts', passport('AB3102458721'))).status).toBe(201);
    expect((await alegra.post('/contacts', passport('ab3102458721'))).body).toMatchObject({ code: 2006 });
  });

  it.each([
    ['no name', {}, undefined],
    ['name and nameObject', { name: 'A', nameObject: { firstName: 'A' } }, 2039],
    ['a type of another country', { name: 'A', identificationObject: { type: 'NIT', number: '1' } }, undefined],
    ['the type OTHER', { name: 'A', identificationObject: { type: 'OTHER', number: '1' } }, undefined],
    ['a type without number', { name: 'A', identificationObject: { type: 'CF' } }, undefined],
    ['letters in a numeric type', { name: 'A', identificationObject: { type: 'CF', number: 'A1' } }, undefined],
    ['a bad e-mail', { name: 'A', email: 'nobody' }, undefined],
    ['an unknown regime', { name: 'A', regime: 'COMMON_REGIME' }, undefined],
    ['an unknown kind of person', { name: 'A', kindOfPerson: 'ROBOT' }, undefined],
    ['an unknown contact type', { name: 'A', type: 'friend' }, undefined],
    ['a list as body', [], undefined],
  ])('refuses %s', async (_title, body, code) => {
    const answer = await alegra.post('/contacts', body);
    expect(answer.status).toBe(400);
    expect((answer.body as { code?: number }).code).toBe(code);
    expect(await ids('')).toHaveLength(4);
  });

  it('takes name and nameObject together where the account does', async () => {
    await alegra.post('/__seed', { settings: { name_and_name_object: 'accept' } });
    expect((await alegra.post('/contacts', { name: 'A', nameObject: { firstName: 'A' } })).status).toBe(201);
  });

  it('knows the types and check digits of Colombia', async () => {
    await alegra.post('/__seed', { country: 'colombia' });
    const withDv = (type: string) => alegra.post('/contacts', { name: type, identificationObject: { type, number: '890903938', dv: 8 }, ignoreRepeated: true });
    expect([(await withDv('NIT')).status, (await withDv('CC')).status, (await withDv('CJ')).status]).toEqual([201, 400, 400]);
  });

  it('keeps a contact that has documents', async () => {
    await alegra.post('/invoices', { date: '2025-01-01', dueDate: '2025-01-01', client: 118, items: [{ id: 75, price: 1, quantity: 1 }] });
    expect((await alegra.delete('/contacts/118')).status).toBe(400);
  });
});
