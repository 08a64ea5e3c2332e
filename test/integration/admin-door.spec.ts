import { openTestHouse, type TestHouse } from '../support/house.js';

const ORIGIN = { 'sec-fetch-site': 'same-origin' };
const PASSWORD = 'correcto-caballo-pila';
const RESOURCES = ['messages', 'credentials', 'retry-queue', 'errors', 'operations', 'schedules', 'companies', 'users', 'api-keys', 'audit'];

let test: TestHouse;
let origin: string;

/** Requests as a browser makes them, with the cookie of one person. */
class Visitor {
  cookie = '';

  async ask(path: string, options: { method?: string; form?: Record<string, string>; json?: unknown; headers?: Record<string, string> } = {}) {
    const response = await fetch(origin + path, {
      method: options.method ?? (options.form || options.json !== undefined ? 'POST' : 'GET'),
      redirect: 'manual',
      body: options.form ? new URLSearchParams(options.form) : options.json === undefined ? undefined : JSON.stringify(options.json),
      headers: { cookie: this.cookie, ...(options.json !== undefined && { 'content-type': 'application/json' }), ...(options.headers ?? ORIGIN) },
    });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return { status: response.status, location: response.headers.get('location'), headers: response.headers, text: await response.text() };
  }

  signIn(email: string, password = PASSWORD, headers?: Record<string, string>) {
    return this.ask('/admin/login', { form: { email, password, next: '' }, headers });
  }
}

async function visitor(email: string): Promise<Visitor> {
  const one = new Visitor();
  expect((await one.signIn(email)).status).toBe(303);
  return one;
}

beforeAll(async () => {
  test = await openTestHouse({ environment: { ROLES: 'api' } });
  origin = test.house.origin!;
  const admin = await visitor('ana@example.test');
  await admin.ask('/api/companies', { json: { code: 'norte', name: 'Norte' } });
  for (const role of ['viewer', 'operator', 'manager']) {
    const made = await admin.ask('/api/users', { json: { email: `${role}@example.test`, name: role, password: PASSWORD, role, companies: ['norte'] } });
    expect(made.status).toBe(201);
  }
});

afterAll(() => test?.close());

describe('signing in', () => {
  it('sends whoever has no session to the login, and a program a 401', async () => {
    const nobody = new Visitor();
    expect(await nobody.ask('/admin/resources/messages')).toMatchObject({ status: 303, location: '/admin/login?next=%2Fadmin%2Fresources%2Fmessages' });
    expect((await nobody.ask('/admin/api/resources/messages/actions/list')).status).toBe(401);
  });

  it('answers a wrong password in words, without saying which accounts exist', async () => {
    const wrong = await new Visitor().signIn('viewer@example.test', 'no-es-esta');
    const unknown = await new Visitor().signIn('nadie@example.test', 'no-es-esta');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toContain('Correo o contraseña incorrectos.');
    expect(unknown.text).toContain('Correo o contraseña incorrectos.');
  });

  it('goes on to where one wanted to go, but never to another host', async () => {
    const go = async (next: string) => (await new Visitor().ask('/admin/login', { form: { email: 'viewer@example.test', password: PASSWORD, next } })).location;
    expect(await go('/admin/resources/errors?page=2')).toBe('/admin/resources/errors?page=2');
    for (const foreign of ['https://evil.example/admin', '//evil.example/admin/x', '/\\evil.example', '/admin/logout', '/api/docs']) {
      expect(['/admin', '/admin/x']).toContain(await go(foreign));
    }
  });

  it('ends with the sign-out, which a GET cannot do', async () => {
    const viewer = await visitor('viewer@example.test');
    await viewer.ask('/admin/logout');
    expect((await viewer.ask('/admin')).status).toBe(200);
    const { cookie } = viewer;
    expect((await viewer.ask('/admin/logout', { form: {} })).status).toBe(303);
    viewer.cookie = cookie;
    expect((await viewer.ask('/admin')).status).toBe(303);
  });
});

describe('foreign pages (CSRF)', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister host', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no word of where from', {}],
  ])('are refused: %s', async (_, headers) => {
    const viewer = await visitor('viewer@example.test');
    for (const path of ['/admin/login', '/admin/logout', '/admin/language', '/admin/api/resources/messages/bulk/resendSelected']) {
      expect((await viewer.ask(path, { form: { locale: 'en' }, headers: headers as Record<string, string> })).status).toBe(403);
    }
    const operator = await visitor('operator@example.test');
    expect((await operator.ask('/api/messages/resend', { json: { ids: [] }, headers: headers as Record<string, string> })).status).toBe(403);
  });
});

describe('roles, on the server', () => {
  const list = async (one: Visitor, resource: string) => {
    const { text } = await one.ask(`/admin/api/resources/${resource}/actions/list`);
    return (JSON.parse(text) as { notice?: { type: string } }).notice?.type === 'error' ? 'refused' : 'shown';
  };

  it.each([
    ['viewer', ['users', 'api-keys', 'audit']],
    ['operator', ['users', 'api-keys', 'audit']],
    ['manager', ['users', 'api-keys']],
  ])('%s is refused the lists above the role', async (role, refused) => {
    const one = await visitor(`${role}@example.test`);
    for (const resource of RESOURCES) expect(`${resource} ${await list(one, resource)}`).toBe(`${resource} ${refused.includes(resource) ? 'refused' : 'shown'}`);
  });

  it('hides AdminJS\'s own ways to write from everybody, and answers no POST of theirs', async () => {
    const admin = await visitor('ana@example.test');
    for (const resource of RESOURCES) {
      for (const path of [`actions/new`, `records/1/edit`, `records/1/delete`, `bulk/bulkDelete?recordIds=1`]) {
        expect((await admin.ask(`/admin/api/resources/${resource}/${path}`, { json: {} })).status).toBe(404);
      }
    }
  });

  it('lets a viewer change nothing through the API', async () => {
    const viewer = await visitor('viewer@example.test');
    for (const path of ['/api/messages/resend', '/api/credentials', '/api/users', '/api/companies', '/api/api-keys', '/api/schedules/core.sweep-queues/run']) {
      expect(`${path} ${(await viewer.ask(path, { json: {} })).status}`).toBe(`${path} 403`);
    }
  });

  it('opens the pages that change something only to those who may', async () => {
    const page = async (email: string, path: string) => {
      const { text } = await (await visitor(email)).ask(`/admin/api/resources/${path}`);
      return (JSON.parse(text) as { notice?: { message: string } }).notice?.message ?? 'shown';
    };
    expect(await page('operator@example.test', 'credentials/actions/new')).toBe('forbiddenError');
    expect(await page('manager@example.test', 'credentials/actions/new')).toBe('shown');
    expect(await page('manager@example.test', 'users/actions/new')).toBe('forbiddenError');
    expect(await page('ana@example.test', 'users/actions/new')).toBe('shown');
    expect((await test.api.post('/api/alegra/webhooks/erpnext/norte', { doctype: 'Delivery Note', name: 'N-1' })).status).toBe(202);
    const list = await (await visitor('viewer@example.test')).ask('/admin/api/resources/messages/actions/list');
    const [message] = (JSON.parse(list.text) as { records: { id: string }[] }).records;
    expect(message).toBeDefined();
    expect(await page('viewer@example.test', `messages/records/${message!.id}/resend`)).toBe('forbiddenError');
    expect(await page('viewer@example.test', `messages/bulk/resendSelected?recordIds=${message!.id}`)).toBe('forbiddenError');
    expect(await page('operator@example.test', `messages/records/${message!.id}/resend`)).toBe('shown');
  });

  it('shows people only their companies', async () => {
    const viewer = await visitor('viewer@example.test');
    const { text } = await viewer.ask('/admin/api/resources/companies/actions/list');
    expect((JSON.parse(text) as { records: { id: string }[] }).records.map(({ id }) => id)).toEqual(['norte']);
  });

  it('answers unknown resources and actions with 404', async () => {
    const viewer = await visitor('viewer@example.test');
    for (const path of ['nada/actions/list', 'messages/actions/nada', 'messages/records/1/nada']) {
      expect((await viewer.ask(`/admin/api/resources/${path}`)).status).toBe(404);
    }
  });
});

describe('the page', () => {
  it('is in the language of its reader, names no other host, and keeps scripts to its nonce', async () => {
    const viewer = await visitor('viewer@example.test');
    const spanish = await viewer.ask('/admin');
    expect(spanish.text).toContain('<html lang="es">');
    expect(spanish.text).toContain('Mensajes de integración');
    expect(spanish.text).not.toMatch(/(src|href)="https?:/);
    const nonce = /'nonce-([^']+)'/.exec(spanish.headers.get('content-security-policy')!)![1];
    expect(spanish.text.match(/<script(?! nonce=)/g)).toBeNull();
    expect(spanish.text).toContain(`<script nonce="${nonce}"`);
    await viewer.ask('/admin/language', { form: { locale: 'en' } });
    expect((await viewer.ask('/admin')).text).toContain('Integration messages');
    await viewer.ask('/admin/language', { form: { locale: 'es' } });
  });
});

describe('one\'s own profile', () => {
  interface Session {
    id: string;
    current: boolean;
    device: string | null;
    address: string | null;
  }
  const json = async <T>(one: Visitor, path: string, options: Parameters<Visitor['ask']>[1] = {}): Promise<{ status: number; body: T }> => {
    const { status, text } = await one.ask(path, options);
    return { status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  };
  const sessions = async (one: Visitor) => (await json<{ data: Session[] }>(one, '/api/profile/sessions')).body.data;
  const inside = async (one: Visitor): Promise<boolean> => (await one.ask('/api/profile')).status === 200;
  beforeAll(async () => {
    const admin = await visitor('ana@example.test');
    await admin.ask('/api/users', { json: { email: 'eva@example.test', name: 'Eva', password: PASSWORD, role: 'viewer', companies: ['norte'] } });
  });

  it('is changed by whoever it belongs to, whatever their role; a key has none', async () => {
    const eva = await visitor('eva@example.test');
    expect(await json(eva, '/api/profile', { method: 'PATCH', json: { name: 'Eva Luna', locale: 'en' } })).toMatchObject({ status: 200, body: { name: 'Eva Luna', locale: 'en', role: 'viewer' } });
    expect((await json(eva, '/api/profile', { method: 'PATCH', json: { role: 'admin' } })).status).toBe(400);
    expect((await test.api.get('/api/profile')).status).toBe(403);
    expect((await test.api.delete('/api/profile/sessions')).status).toBe(403);
  });

  it('shows where one is signed in, without what would sign somebody in, and ends one or all others', async () => {
    const [here, there, third] = [await visitor('eva@example.test'), new Visitor(), await visitor('eva@example.test')];
    await there.signIn('eva@example.test', PASSWORD, { ...ORIGIN, 'user-agent': 'Firefox/140.0 en Linux' });
    const seen = await sessions(here);
    expect(seen.filter(({ current }) => current)).toHaveLength(1);
    expect(seen).toContainEqual(expect.objectContaining({ device: 'Firefox/140.0 en Linux', address: expect.stringContaining('127.0.0.1'), current: false }));
    expect(JSON.stringify(seen)).not.toContain(decodeURIComponent(there.cookie).slice(13, 33));
    const firefox = seen.find(({ device }) => device?.startsWith('Firefox'))!;
    expect((await here.ask(`/api/profile/sessions/${firefox.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await here.ask(`/api/profile/sessions/${firefox.id}`, { method: 'DELETE' })).status).toBe(404);
    expect([await inside(there), await inside(third)]).toEqual([false, true]);
    await here.ask('/api/profile/sessions', { method: 'DELETE' });
    expect([await inside(here), await inside(third)]).toEqual([true, false]);
  });

  it('changes the password with the old one, keeps this session and ends the others', async () => {
    const [here, there] = [await visitor('eva@example.test'), await visitor('eva@example.test')];
    const change = (current: string, password: string) => json<{ errors: { path: string }[] }>(here, '/api/profile/password', { json: { current, password } });
    expect(await change('no-es-esta', 'una-clave-nueva')).toMatchObject({ status: 400, body: { errors: [{ path: 'current' }] } });
    expect(await change(PASSWORD, 'corta')).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } });
    const old = here.cookie;
    expect((await change(PASSWORD, 'una-clave-nueva')).status).toBe(204);
    expect(here.cookie).not.toBe(old);
    expect([await inside(here), await inside(there)]).toEqual([true, false]);
    expect((await new Visitor().signIn('eva@example.test')).status).toBe(401);
    expect((await new Visitor().signIn('eva@example.test', 'una-clave-nueva')).status).toBe(303);
    const { body } = await test.api.get('/api/audit?action=user.password_changed');
    expect(body).toMatchObject({ data: [{ actor_name: 'Eva Luna', after: { sessions_ended: expect.any(Number) } }] });
    expect(JSON.stringify(body)).not.toContain('una-clave');
  });

  it('limits guesses of the old password', async () => {
    const here = await visitor('operator@example.test');
    const guess = async () => (await here.ask('/api/profile/password', { json: { current: 'adivino', password: 'una-clave-nueva' } })).status;
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await guess());
    expect(answers).toEqual([400, 400, 400, 400, 400, 429]);
  });

  it('is looked at and ended by administrators for others, and by nobody else', async () => {
    const [admin, viewer, manager] = [await visitor('ana@example.test'), await visitor('viewer@example.test'), await visitor('manager@example.test')];
    const { data } = (await json<{ data: { id: string; email: string }[] }>(admin, '/api/users')).body;
    const path = `/api/users/${data.find(({ email }) => email === 'viewer@example.test')!.id}/sessions`;
    expect((await manager.ask(path)).status).toBe(403);
    const [session] = (await json<{ data: Session[] }>(admin, path)).body.data;
    expect((await admin.ask(`${path}/${session!.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await json(admin, path, { method: 'DELETE' })).body).toEqual({ ended: expect.any(Number) });
    expect(await inside(viewer)).toBe(false);
  });

  it('names in the page only the companies of whoever reads it', async () => {
    const { text } = await (await visitor('viewer@example.test')).ask('/admin');
    expect(text).toContain('"zones":{"norte":"America/Costa_Rica"}');
    expect((await (await visitor('ana@example.test')).ask('/admin')).text).toContain('"default":"America/Costa_Rica"');
  });
});
