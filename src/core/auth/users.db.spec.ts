import { BOOTSTRAP_KEY, startPeopleApp, type PeopleApp } from '../../../test/support/people-app.js';
import { ensureFirstAdmin } from './index.js';

const ANA = { email: 'ana@cafe.example', name: 'Ana', password: 'una clave larga', role: 'operator', companies: ['default'] };
const key = BOOTSTRAP_KEY;

describe('users', () => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp();
  });
  afterAll(() => app.close());

  it('the first administrator is made once, however many processes start together', async () => {
    const made = (await Promise.all([1, 2, 3].map(() => ensureFirstAdmin(app.db, app.env)))).filter(Boolean);
    expect(made).toEqual([{ email: 'admin@puente.local', password: expect.stringMatching(/^\w{35}$/) }]);
    const login = { email: made[0]!.email, password: made[0]!.password };
    expect((await app.call('POST', '/spec/login', { body: login })).status).toBe(201);
    expect(await ensureFirstAdmin(app.db, app.env)).toBeNull();
  });

  it('the last administrator can neither be demoted, deactivated nor narrowed', async () => {
    const admin = (await app.call('GET', '/api/users', { key })).body.data.find((user) => user.role === 'admin')!;
    for (const body of [{ role: 'viewer' }, { active: false }, { companies: ['default'] }]) {
      const { status, body: told } = await app.call('PATCH', `/api/users/${admin.id as string}`, { key, body });
      expect({ status, code: told.code }).toEqual({ status: 409, code: 'last_admin' });
    }
    const second = await app.call('POST', '/api/users', { key, body: { ...ANA, email: 'b@cafe.example', role: 'admin', companies: ['*'] } });
    const both = [admin.id as string, second.body.id].map((id) => app.call('PATCH', `/api/users/${id}`, { key, body: { active: false } }));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are created, listed and changed without ever showing a password', async () => {
    const created = await app.call('POST', '/api/users', { key, body: ANA });
    expect(created).toMatchObject({ status: 201, body: { email: ANA.email, role: 'operator', companies: ['default'], locale: 'es', active: true, last_login_at: null } });
    expect(created.body).not.toHaveProperty('password_hash');
    const changed = await app.call('PATCH', `/api/users/${created.body.id}`, { key, body: { name: 'Ana María', password: 'otra clave larga' } });
    expect(changed.body).toMatchObject({ name: 'Ana María', role: 'operator' });
    const { body } = await app.call('GET', `/api/audit?subject_id=${created.body.id}`, { key });
    expect(body.data).toMatchObject([
      { action: 'user.updated', company: 'default', before: { name: 'Ana' }, after: { name: 'Ana María', password_changed: true } },
      { action: 'user.created' },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/clave larga|scrypt/);
  });

  it('have one e-mail each, whatever its case', async () => {
    expect((await app.call('POST', '/api/users', { key, body: { ...ANA, email: 'ANA@cafe.example' } })).body.code).toBe('email_taken');
  });

  it('refuses what it does not know, and every wrong field at once', async () => {
    const body = { ...ANA, email: 'no', password: 'corta', role: 'root', companies: [], is_admin: true, locale: null };
    const { status, body: told } = await app.call('POST', '/api/users', { key, body });
    expect(status).toBe(400);
    expect(new Set(told.errors.map(({ path }) => path))).toEqual(new Set(['email', 'password', 'role', 'companies', 'is_admin', 'locale']));
    expect(told.errors).toContainEqual({ path: 'password', message: 'debe tener al menos 8 caracteres' });
  });

  it('a polluted body pollutes nothing', async () => {
    const polluted = `{"__proto__":{"role":"admin","polluted":true},"constructor":{"prototype":{"polluted":true}},"email":"x@x.example"}`;
    expect((await app.call('POST', '/api/users', { key, body: polluted })).status).toBe(400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('sessions', () => {
  let app: PeopleApp;
  let ana: string;
  const home = { 'sec-fetch-site': 'same-origin' };
  beforeAll(async () => {
    app = await startPeopleApp();
    ana = (await app.call('POST', '/api/users', { key, body: ANA })).body.id;
  });
  afterAll(() => app.close());

  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';
  const login = async (cookie = '') => cookieOf((await app.call('POST', '/spec/login', { body: ANA, headers: { cookie } })).headers);

  it('get a new id at login, in a strict cookie', async () => {
    const visit = await app.call('GET', '/spec/visit');
    expect(visit.headers.get('set-cookie')).toMatch(/^puente\.sid=.*HttpOnly; SameSite=Strict/);
    const planted = cookieOf(visit.headers);
    const signedIn = await login(planted);
    expect(signedIn).toMatch(/^puente\.sid=/);
    expect(signedIn).not.toBe(planted);
    expect((await app.call('GET', '/api/companies', { headers: { cookie: planted } })).status).toBe(401);
    expect((await app.call('GET', '/api/companies', { headers: { cookie: signedIn } })).status).toBe(200);
  });

  it('change something only from our own pages', async () => {
    const cookie = await login();
    const change = async (headers: Record<string, string>) => (await app.call('POST', '/spec/change', { headers: { cookie, ...headers } })).status;
    const { host } = new URL(app.url);
    // Node's fetch says `sec-fetch-mode` only; a request without any sign of its origin is refused.
    expect(await change({})).toBe(403);
    expect(await change({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await change({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await change({ origin: 'https://evil.example' })).toBe(403);
    expect(await change({ origin: 'null' })).toBe(403);
    expect(await change({ origin: `http://${host}` })).toBe(201);
    expect(await change(home)).toBe(201);
    expect(await change({ ...home, 'x-api-key': 'wrong' })).toBe(401);
  });

  it('end when the password changes or the person is deactivated', async () => {
    const cookie = await login();
    await app.call('PATCH', `/api/users/${ana}`, { key, body: { password: 'otra clave larga' } });
    expect((await app.call('GET', '/api/companies', { headers: { cookie } })).status).toBe(401);
    await app.call('PATCH', `/api/users/${ana}`, { key, body: { password: ANA.password } });
    const again = await login();
    expect((await app.call('GET', '/api/companies', { headers: { cookie: again } })).status).toBe(200);
    await app.call('PATCH', `/api/users/${ana}`, { key, body: { active: false } });
    expect((await app.call('GET', '/api/companies', { headers: { cookie: again } })).status).toBe(401);
    expect((await app.call('POST', '/spec/login', { body: ANA })).body.detail).toBe('Correo o contraseña incorrectos.');
  });
});
