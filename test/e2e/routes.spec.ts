import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiClient } from '../support/api-client.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

/** What says by itself who may come in, or tells nothing. A new route belongs here only with a reason. */
const OPEN = [
  /^post \/api\/alegra\/webhooks\/erpnext/, // Frappe's signature or a key, judged in the service
  /^post \/api\/hacienda\/callback\/:token$/, // Hacienda sends no credentials: the address is the secret, and nothing of it is believed before a status read
];
/** What a viewer may do although it is no GET: it changes nothing. */
const LOOKS: RegExp[] = [
  /^post \/api\/messages\/:id\/preview$/,
  /^post \/api\/v1\/workflow\/preflight$/,
  /^(post|delete) \/api\/saved-filters/, // one's own view of a list; sharing one takes a manager, judged in the service
  /^patch \/api\/list-columns\/:list$/, // the same
];

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

let test: TestHouse;
let routes: { name: string; method: string; path: string }[];
beforeAll(async () => {
  test = await openTestHouse();
  routes = served(test.house.app);
});
afterAll(() => test.close());

/** Every `/api` route that Express really serves, with something in the place of each parameter. */
function served(app: NestExpressApplication): typeof routes {
  const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  return stack.flatMap(({ route }) =>
    route?.path.startsWith('/api/') && !route.path.startsWith('/api/docs')
      ? Object.keys(route.methods)
          .filter((method) => method !== '_all')
          .map((method) => ({ name: `${method} ${route.path}`, method: method.toUpperCase(), path: route.path.replace(/:(\w+)/g, '1').replace(/[{}*]/g, '') }))
      : [],
  );
}

const key = async (role: string) => {
  const { body } = await test.api.post<{ key: string }>('/api/api-keys', { name: `routes-${role}`, role, companies: ['default'] });
  return new ApiClient(test.house.origin!, body.key);
};

it('lets nobody in without a key', async () => {
  const nobody = new ApiClient(test.house.origin!);
  const open: string[] = [];
  for (const { name, method, path } of routes.filter((route) => !OPEN.some((it) => it.test(route.name)))) {
    const { status } = await nobody.send(method, path, method === 'GET' ? undefined : {});
    if (status !== 401) open.push(`${name} → ${status}`);
  }
  expect(routes.length).toBeGreaterThan(60);
  expect(open).toEqual([]);
});

it('lets a viewer change nothing', async () => {
  const viewer = await key('viewer');
  const wide: string[] = [];
  for (const { name, method, path } of routes.filter((route) => route.method !== 'GET' && ![...OPEN, ...LOOKS].some((it) => it.test(route.name)))) {
    const { status } = await viewer.send(method, path, {});
    if (status !== 403) wide.push(`${name} → ${status}`);
  }
  expect(wide).toEqual([]);
});

it('keeps what belongs to administrators from managers, and says which role is needed in the words of the house', async () => {
  const manager = await key('manager');
  for (const { method, path } of routes.filter(({ name }) => /\/api\/(users|api-keys|companies)(\/|$)/.test(name) && !name.startsWith('get') && !name.includes('/settings'))) {
    const { status, body } = await manager.send<{ detail: string }>(method, path, {});
    expect([method, path, status]).toEqual([method, path, 403]);
    expect(body.detail).toContain('Su rol (encargado) no alcanza: hace falta administrador');
  }
});
