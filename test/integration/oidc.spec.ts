import { Database } from '../../src/core/database/index.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { IdentityProvider, type Person } from '../support/identity-provider.js';

/** A browser without a screen: keeps cookies by origin and follows redirects, one at a time. */
class Browser {
  private readonly jar = new Map<string, Map<string, string>>();
  at = '';
  status = 0;
  text = '';

  async get(url: string): Promise<this> {
    for (let hops = 0, next: string | null = url; next && hops < 12; hops++) next = await this.one(next);
    return this;
  }

  async one(url: string, init: RequestInit = {}): Promise<string | null> {
    const { origin } = new URL(url);
    const cookies = this.jar.get(origin) ?? new Map<string, string>();
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...init.headers } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    this.jar.set(origin, cookies);
    Object.assign(this, { at: url, status: response.status, text: await response.text() });
    const location = response.headers.get('location');
    return location && new URL(location, url).href;
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jar.get(origin)?.get(name);
  }
}

const SENTENCE = /role="alert"[^>]*>([^<]+)</;
const PAST = { es: 'Esa entrada no se empezó en este navegador, o ya caducó. Empiece de nuevo.' };

let idp: IdentityProvider;
let test: TestHouse;
let origin: string;
beforeAll(async () => {
  idp = await IdentityProvider.open();
  test = await openTestHouse({ environment: { ROLES: 'api', ...idp.environment } });
  origin = test.house.origin!;
  for (const [email, role, active] of [['luz@example.test', 'manager', true], ['baja@example.test', 'viewer', false]] as const) {
    await test.api.post('/api/users', { email, name: email, password: 'una-clave-larga', role, companies: ['default'], active });
  }
}, 120_000);
afterAll(async () => {
  await test?.close();
  idp.close();
});

const comeIn = async (person: Person): Promise<Browser> => {
  idp.person = person;
  return new Browser().get(`${origin}/admin/login/oidc?next=%2Fadmin%2Fresources%2Ferrors`);
};
const alertOf = ({ text }: Browser): string | undefined => SENTENCE.exec(text)?.[1];
const me = async (browser: Browser) => {
  await browser.one(`${origin}/api/profile`);
  return browser.status === 200 ? (JSON.parse(browser.text) as { email: string; role: string }) : null;
};
const restartWith = async (environment: NodeJS.ProcessEnv) => {
  Object.assign(test.environment, environment);
  await test.restart();
};

it('says in words that the provider is down, and still lets people in with a password', async () => {
  idp.down = true;
  const browser = await comeIn({ sub: 'luz' });
  expect([browser.status, alertOf(browser)]).toEqual([503, 'El proveedor de identidad no responde. Entre con su contraseña o vuelva a intentar en unos minutos.']);
  expect(browser.text).toContain('Entrar con Acme');
  idp.down = false;
  idp.serve(origin);
});

it('signs in whoever has a verified e-mail here, leads where they wanted to go, and knows them by their subject from then on', async () => {
  const browser = await comeIn({ sub: 'luz-1', email: 'LUZ@example.test', email_verified: true });
  expect(browser.at).toContain(`${origin}/admin/login/oidc/callback?`);
  expect(browser.text).toContain('content="0;url=/admin/resources/errors"');
  expect(await me(browser)).toMatchObject({ email: 'luz@example.test', role: 'manager' });
  // The e-mail has changed there; the person has not.
  expect(await me(await comeIn({ sub: 'luz-1', email: 'otra@example.test', email_verified: false }))).toMatchObject({ email: 'luz@example.test' });
  const { body } = await test.api.get<{ data: { after: unknown }[] }>('/api/audit?action=user.signed_in');
  expect(body.data[0]).toMatchObject({ after: { by: 'oidc', issuer: idp.issuer } });
});

it.each<[string, Person, string]>([
  ['an unverified e-mail', { sub: 'x-1', email: 'luz@example.test', email_verified: false }, 'El proveedor de identidad no ha verificado su correo: sin eso no se sabe quién es.'],
  ['no e-mail', { sub: 'x-2' }, 'El proveedor de identidad no ha verificado su correo: sin eso no se sabe quién es.'],
  ['an unknown person', { sub: 'x-3', email: 'nadie@example.test', email_verified: true }, 'No hay un usuario de Puente con su correo. Pida a un administrador que lo cree.'],
  ['another account with the e-mail of somebody', { sub: 'x-4', email: 'luz@example.test', email_verified: true }, 'Ese correo pertenece aquí a otra cuenta del proveedor de identidad. Hable con un administrador.'],
  ['a disabled user', { sub: 'x-5', email: 'baja@example.test', email_verified: true }, 'Su usuario está deshabilitado. Hable con un administrador.'],
])('refuses %s in words', async (_, person, sentence) => {
  const browser = await comeIn(person);
  expect([browser.status, alertOf(browser)]).toEqual([403, sentence]);
  expect(await me(browser)).toBeNull();
});

it('refuses what this browser did not begin: no cookie, a wrong state, a code used twice', async () => {
  idp.person = { sub: 'luz-1' };
  const begun = new Browser();
  let next = await begun.one(`${origin}/admin/login/oidc`);
  expect(Object.fromEntries(new URL(next!).searchParams)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', state: expect.any(String), nonce: expect.any(String), redirect_uri: `${origin}/admin/login/oidc/callback` });
  while (!next!.startsWith(`${origin}/admin/login/oidc/callback`)) next = await begun.one(next!);

  const stranger = await new Browser().get(next!);
  expect([stranger.status, alertOf(stranger)]).toEqual([400, PAST.es]);
  const other = new Browser();
  await other.one(`${origin}/admin/login/oidc`);
  await other.get(next!);
  expect([other.status, alertOf(other)]).toEqual([400, PAST.es]);

  const kept = begun.cookie(origin, 'puente.oidc')!;
  await begun.get(next!);
  expect(await me(begun)).toMatchObject({ email: 'luz@example.test' });
  const again = new Browser();
  await again.one(next!, { headers: { cookie: `puente.oidc=${kept}` } });
  expect([again.status, alertOf(again)]).toEqual([400, PAST.es]);
});

it('tells a refusal of the provider, and one that dies in the middle, in words', async () => {
  const browser = new Browser();
  const to = new URL((await browser.one(`${origin}/admin/login/oidc`))!);
  await browser.get(`${origin}/admin/login/oidc/callback?error=access_denied&state=${to.searchParams.get('state')}&iss=${encodeURIComponent(idp.issuer)}`);
  expect([browser.status, alertOf(browser)]).toEqual([401, 'El proveedor de identidad no dio permiso.']);

  idp.person = { sub: 'luz-1' };
  const unlucky = new Browser();
  let next = await unlucky.one(`${origin}/admin/login/oidc`);
  while (!next!.startsWith(`${origin}/admin/login/oidc/callback`)) next = await unlucky.one(next!);
  idp.down = true;
  await unlucky.get(next!);
  idp.down = false;
  expect([unlucky.status, alertOf(unlucky)]).toEqual([503, expect.stringContaining('El proveedor de identidad no responde.')]);
});

it('ends the provider’s session too', async () => {
  const browser = await comeIn({ sub: 'luz-1' });
  await browser.one(`${origin}/admin/logout`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
  const [, url = ''] = /content="0;url=([^"]+)"/.exec(browser.text) ?? [];
  const exit = new URL(url.replaceAll('&#38;', '&'));
  expect([exit.origin, exit.searchParams.get('post_logout_redirect_uri')]).toEqual([idp.issuer, `${origin}/admin/login`]);
  expect(exit.searchParams.get('id_token_hint')).toBeTruthy();
  expect(await me(browser)).toBeNull();
  await browser.one(exit.href);
  expect(browser.status).toBe(200);
});

it('makes users and takes roles from the claim, when it is told to', async () => {
  await restartWith({ OIDC_CREATE_USERS: 'on', OIDC_ROLE_CLAIM: 'groups', OIDC_ROLE_MAP: 'puente-ops=operator,puente-jefes=manager' });
  expect(alertOf(await comeIn({ sub: 'n-0', email: 'n0@example.test', email_verified: true, groups: ['otros'] }))).toBe('Su cuenta no tiene ningún rol de Puente. Pídalo a quien administra las cuentas de su empresa.');
  const made = await comeIn({ sub: 'n-1', email: 'nueva@example.test', email_verified: true, name: 'Nueva Persona', groups: ['puente-ops', 'otros'] });
  expect(await me(made)).toMatchObject({ email: 'nueva@example.test', name: 'Nueva Persona', role: 'operator', companies: ['default'] });
  expect(await me(await comeIn({ sub: 'n-1', groups: ['puente-ops', 'puente-jefes'] }))).toMatchObject({ role: 'manager' });
  // The only administrator stays one, whatever the groups say.
  expect(await me(await comeIn({ sub: 'ana-1', email: 'ana@example.test', email_verified: true, groups: ['puente-ops'] }))).toMatchObject({ email: 'ana@example.test', role: 'admin' });
  expect((await test.house.app.get(Database).rows(`SELECT email FROM app_user WHERE oidc_subject IS NOT NULL ORDER BY email`)).length).toBe(3);
});
