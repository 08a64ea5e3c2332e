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
