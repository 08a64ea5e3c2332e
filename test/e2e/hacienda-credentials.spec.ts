import { HaciendaBench, invoice, METADATA, OWNER, PIN, SECRETS, tokenUrlOf, type HaciendaTenant, type Json } from '../support/hacienda/bench.js';
import { Owner } from '../support/hacienda/owner.js';
import { taxpayer } from '../support/hacienda/taxpayer.js';

const DAY_MS = 86_400_000;
let bench: HaciendaBench;
let tenant: HaciendaTenant;
beforeAll(async () => {
  bench = await HaciendaBench.open();
  tenant = await bench.tenant();
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.sandbox.clearFaults();
  await bench.sandbox.seed({ rules: { rate_per_minute: 3_000 } });
});

const p12 = (owner: Owner): Json => ({ p12_base64: owner.p12(PIN).toString('base64'), p12_pin: PIN });
let made = 0;

/** A credential of its own, and what its check says. */
async function checked(secrets: Json = {}, metadata: Json = {}): Promise<{ ok: boolean; message: string }> {
  const { body: credential } = await tenant.api.post<{ id: number }>('/api/credentials', {
    integration: 'hacienda', company: tenant.company, name: `prueba-${++made}`, environment: 'sandbox', base_url: bench.test.sandboxes.hacienda.baseUrl,
    secrets: { ...SECRETS, ...secrets }, metadata: { ...METADATA, token_url: tokenUrlOf(bench.test.sandboxes.hacienda.baseUrl), ...metadata },
  });
  return (await tenant.api.post<{ ok: boolean; message: string }>(`/api/credentials/${credential.id}/check`)).body;
}

describe('the connection check', () => {
  it('signs in, reads, signs out, and says whose key it is and until when', async () => {
    const before = await bench.sandbox.state<{ logouts: number }>();
    expect(await checked()).toEqual({ ok: true, message: expect.stringMatching(/^Conectado a Hacienda con el usuario de la API\. La llave criptográfica es de EMPRESA DE PRUEBA SA \(3101123456\) y vence el \d\d\/\d\d\/\d{4}\.$/) });
    expect((await bench.sandbox.state<{ logouts: number }>()).logouts).toBe(before.logouts + 1);
  });

  it('warns of a key that is about to expire', async () => {
    const owner = Owner.make({ sharing: OWNER, notAfter: new Date(Date.now() + 10 * DAY_MS + 60_000) });
    expect(await checked(p12(owner))).toMatchObject({ ok: true, message: expect.stringMatching(/vence el .*, en 10 días: genere otra/) });
  });

  it.each<[string, () => [Json, Json?], RegExp]>([
    ['another password', () => [{ password: 'otra-clave' }], /HTTP 401: Invalid user credentials. Revise el usuario y la contraseña/],
    ['another client', () => [{}, { client_id: 'api-prod' }], /Revise client_id y el ambiente/],
    ['another token address', () => [{}, { token_url: `${bench.test.sandboxes.hacienda.url}/auth/token` }], /Revise token_url/],
    ['another PIN', () => [{ p12_pin: '9999' }], /El PIN no abre la llave/],
    ['a broken file', () => [{ p12_base64: OWNER.p12(PIN).subarray(0, 900).toString('base64') }], /está dañado/],
    ['an expired key', () => [p12(Owner.make({ sharing: OWNER, notBefore: new Date(Date.now() - 3 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }))], /venció el/],
    ['another’s key', () => [p12(Owner.make({ sharing: OWNER, serialNumber: 'CPJ-3-101-999999' }))], /es de EMPRESA DE PRUEBA SA \(3101999999\) y el emisor es 3101123456/],
  ])('says what is wrong with %s', async (_, change, message) => {
    expect(await checked(...change())).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it('lets neither key nor PIN nor password be seen', async () => {
    const { text } = await tenant.api.get(`/api/credentials?company=${tenant.company}`);
    for (const secret of [SECRETS.password, SECRETS.p12_base64, SECRETS.p12_base64.slice(0, 60)]) expect(text).not.toContain(secret);
  });
});

it('remarks on addresses of the other environment', async () => {
  const { body } = await tenant.api.post<{ warnings: { message: string }[] }>('/api/credentials', {
    integration: 'hacienda', company: tenant.company, name: 'produccion', environment: 'production', base_url: 'https://api-sandbox.comprobanteselectronicos.go.cr/recepcion/v1', secrets: SECRETS, metadata: METADATA,
  });
  expect(body.warnings.map(({ message }) => message)).toEqual([expect.stringMatching(/producción y su base_url es de pruebas/)]);
});

it('keeps token, password and key out of the log of calls', async () => {
  const other = await bench.tenant();
  const document = await other.create(invoice({ auto: true }));
  await other.until(document.id, 'submitted');
  const { text } = await other.api.get(`/api/messages?company=${other.company}&limit=500`);
  expect(text).toContain('recepcion');
  for (const secret of [SECRETS.password, encodeURIComponent(SECRETS.password), SECRETS.p12_base64.slice(0, 60), 'eyJhbGciOiJSUzI1NiJ9']) expect(text).not.toContain(secret);
});

it('rests when Hacienda says that the quota is used up: a good answer was the last, and what comes next waits without being sent', async () => {
  const { secrets, metadata } = taxpayer(bench.test.sandboxes.hacienda.url, '3101654321', OWNER);
  const other = await bench.tenant({ secrets, metadata });
  const { id } = await other.create();
  await other.act(id, 'sign');
  await bench.sandbox.seed({ rules: { rate_per_minute: 1 } });
  expect((await other.act(id, 'submit')).outcome).toBe('succeeded');
  const { data } = (await other.api.get<{ data: { state: { throttled_until: string | null } }[] }>(`/api/credentials?company=${other.company}`)).body;
  expect(data).toMatchObject([{ state: { throttled_until: expect.any(String) } }]);
  const asked = await other.ask(id, 'check-status');
  const { wait_reason } = await other.api.until<{ wait_reason: string | null }>(`/api/messages/${asked}`, (message) => message.wait_reason !== null);
  expect(wait_reason).toContain('el proveedor pidió esperar');
  const { clave } = await other.get(id);
  expect((await bench.sandbox.log({ path: '/recepcion/v1' })).filter(({ path, body }) => path.includes(clave!) || (body as { clave?: string } | null)?.clave === clave)).toMatchObject([{ method: 'POST', status: 202 }]);
});
