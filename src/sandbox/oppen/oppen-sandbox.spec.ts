import { SandboxControl } from '../../../test/support/conformance/sandbox-control.js';
import { createSandbox, type RunningSandbox } from '../sandbox-server.js';
import { oppenSandbox } from './index.js';

let running: RunningSandbox;
let control: SandboxControl;
let token: string;
beforeAll(async () => {
  running = await createSandbox(oppenSandbox()).start();
  control = new SandboxControl(running.url);
});
afterAll(() => running.stop());
beforeEach(async () => {
  await control.reset();
  token = (await logIn()).body.token as string;
});

const API = '/genericapi/ApiNg';
type Answer = { status: number; body: Record<string, unknown> };
async function call(method: string, path: string, body?: unknown, bearer = token): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  const response = await fetch(running.baseUrl + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> };
}
const logIn = (password = 'sandbox-clave-oppen') => call('POST', `${API}/authenticate`, { username: 'sandbox-api', password }, '');
const invoice = (more: Record<string, unknown> = {}) => ({
  OfficialSerNr: '0005-00001691', CustCode: 'C00001', TransDate: '2025-01-05', DueDate: '2025-02-04', Office: '100', Labels: 'Local|MATRIZ', createUser: 'API', Status: 0, InvoiceType: 1,
  Items: [{ ArtCode: '271240051', Qty: 1, Price: 15000 }], ...more,
});
const post = (more?: Record<string, unknown>) => call('POST', `${API}/Invoice`, invoice(more));
const rules = (changes: Record<string, unknown>) => control.seed({ rules: changes });
const find = async (query: string) => (await call('GET', `${API}/Invoice?${query}`)).body as { data: { SerNr: number }[]; has_more: boolean };

describe('who may come in', () => {
  it('a user and a password give a token that lives an hour', async () => {
    expect(await logIn()).toMatchObject({ status: 200, body: { ok: true, token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/), expires: 3600 } });
    expect(await logIn('otra')).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  });

  it('nobody without a token, with another, with one that ended or was taken back', async () => {
    for (const bearer of ['', 'x.y.z']) expect((await call('POST', `${API}/Invoice`, invoice(), bearer)).status).toBe(401);
    expect((await call('GET', `${API}/Invoice`, undefined, '')).status).toBe(401);
    await control.seed({ revoke_tokens: true });
    expect((await post()).status).toBe(401);
    await rules({ token_seconds: 0 });
    token = (await logIn()).body.token as string;
    expect((await post()).status).toBe(401);
    await rules({ token_seconds: 60, refuse_logins: true });
    expect((await logIn()).status).toBe(401);
    expect((await control.state<{ invoices: unknown[]; logins: number }>())).toMatchObject({ invoices: [], logins: 2 });
  });

  it('only under the name of its API', async () => expect((await call('POST', '/genericapi/Otra/Invoice', invoice())).status).toBe(404));
});

it('answers a new invoice with the whole record, numbered beyond 2^31', async () => {
  const { status, body } = await post();
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...invoice(), SerNr: expect.any(Number), Total: 15000, Saldo: 15000, Invalid: 0 });
  expect(body.SerNr as number).toBeGreaterThan(2 ** 31);
  expect((await post({ OfficialSerNr: '0005-00001692', SerNr: 173_596_712_345_678 })).body).toMatchObject({ SerNr: 173_596_712_345_678 });
});

describe('what it never takes', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ CustCode: undefined }, 'BLANKERR CustCode'],
    [{ CustCode: '' }, 'BLANKERR CustCode'],
    [{ TransDate: undefined }, 'BLANKERR TransDate'],
    [{ TransDate: '05/01/2025' }, 'INVALIDDATE TransDate'],
    [{ DueDate: 'pronto' }, 'INVALIDDATE DueDate'],
    [{ OfficialSerNr: undefined }, 'BLANKERR OfficialSerNr'],
    [{ OfficialSerNr: '5-1' }, 'INVALIDVALUE OfficialSerNr'],
    [{ Items: [] }, 'BLANKERR Items'],
    [{ Items: undefined }, 'BLANKERR Items'],
    [{ Items: [{ Qty: 1, Price: 1 }] }, 'BLANKERR ArtCode'],
    [{ Items: [{ ArtCode: '1', Qty: 1, Price: '1' }] }, 'INVALIDVALUE Price'],
    [{ Items: [{ ArtCode: '1', Qty: 1, Price: 0 }] }, 'INVALIDVALUE Price'],
    [{ SerNr: 'x' }, 'RANGEERR4'],
    [{ SerNr: 2 ** 53 }, 'RANGEERR4'],
    [{ Reference: 'x' }, 'Field Reference not found'],
    [{ Items: [{ ArtCode: '1', Qty: 1, Price: 1, Tax: 1 }] }, 'Field Tax not found'],
  ])('%j → %s', async (change, message) => {
    expect(await post(change)).toMatchObject({ status: 422, body: { ok: false, message } });
    expect((await control.state<{ invoices: unknown[] }>()).invoices).toEqual([]);
  });

  it('a number twice', async () => {
    await post({ SerNr: 7 });
    expect(await post()).toMatchObject({ status: 409, body: { message: 'Duplicate invoice' } });
    expect(await post({ OfficialSerNr: '0005-00001692', SerNr: 7 })).toMatchObject({ status: 409, body: { message: 'Duplicate Serial Nr!' } });
    await rules({ duplicate_says: 'Duplicate Official Serial Nr!' });
    expect(await post()).toMatchObject({ status: 409, body: { message: 'Duplicate Official Serial Nr!' } });
  });
});

// What some tenants do and others do not: on, then off.
describe('rules that can be switched', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['short_ser_nr', { SerNr: 1_735_967_123_456_789 }, 'RANGEERR4'],
    ['due_date_not_in_past', { DueDate: '2020-01-01' }, 'INVERTEDRANGEERR EstPayDate'],
    ['known_labels', { Labels: 'Local|MATRIZ' }, 'LINKTOINVALIDVALUEERR Labels'],
    ['known_fields', { Inventado: 1 }, 'Field Inventado not found'],
  ])('%s', async (rule, change, message) => {
    await rules({ [rule]: true });
    expect(await post(change)).toMatchObject({ status: 422, body: { message } });
    await rules({ [rule]: false });
    expect((await post(change)).status).toBe(201);
  });

  it('labels that are known are taken', async () => {
    await control.seed({ rules: { known_labels: true }, labels: ['ALMF01'] });
    expect((await post({ Labels: 'ALMF01' })).status).toBe(201);
    expect((await post({ OfficialSerNr: '0005-00001692', Labels: 'ALMF01,OTRA' })).status).toBe(422);
  });

  it('A and B share a number, or do not', async () => {
    await post();
    expect((await post({ InvoiceType: 2 })).status).toBe(201);
    await rules({ unique_with_type: false });
    expect((await post({ InvoiceType: 3 })).status).toBe(409);
  });

  it.each([
    [21, { Price: 12396.69, Qty: 1 }, 14999.99],
    [21, { Price: 100, Qty: 2 }, 242],
    [21, { Price: 100, Qty: 1, VATCode: '3' }, 100],
    [0, { Price: 12396.69, Qty: 1 }, 12396.69],
  ])('VAT of %d %% on %j makes %d', async (vat_percent, item, total) => {
    await rules({ vat_percent });
    expect((await post({ Items: [{ ArtCode: '1', ...item }] })).body.Total).toBe(total);
  });

  it('lists lag behind', async () => {
    await rules({ lists_after_seconds: 60 });
    await post();
    expect((await find('')).data).toEqual([]);
    await rules({ lists_after_seconds: 0 });
    expect((await find('')).data).toHaveLength(1);
  });
});

it('finds by equality and by range, a page at a time', async () => {
  for (let day = 1; day <= 5; day++) await post({ OfficialSerNr: `0005-0000000${day}`, TransDate: `2025-01-0${day}`, SerNr: day });
  const numbers = async (query: string) => (await find(query)).data.map(({ SerNr }) => SerNr);
  expect(await numbers('OfficialSerNr=0005-00000003')).toEqual([3]);
  expect(await numbers('OfficialSerNr=0005-99999999')).toEqual([]);
  expect(await numbers('TransDate__gte=2025-01-02&TransDate__lte=2025-01-04')).toEqual([2, 3, 4]);
  expect(await find('__limit__=2&__offset__=2')).toMatchObject({ data: [{ SerNr: 3 }, { SerNr: 4 }], has_more: true });
  expect((await find('__limit__=2&__offset__=4')).has_more).toBe(false);
});
