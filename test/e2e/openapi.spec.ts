import type { NestExpressApplication } from '@nestjs/platform-express';
import { openTestHouse, type TestHouse } from '../support/house.js';

interface Route {
  route?: { path: string; methods: Record<string, boolean> };
}

let test: TestHouse;
beforeAll(async () => {
  test = await openTestHouse();
});
afterAll(() => test.close());

/** Every `/api` route that Express really serves, as OpenAPI writes it. */
function served(app: NestExpressApplication): string[] {
  const { stack } = (app.getHttpAdapter().getInstance() as { router: { stack: Route[] } }).router;
  return stack.flatMap(({ route }) =>
    route?.path.startsWith('/api/') && !route.path.startsWith('/api/docs')
      ? Object.keys(route.methods).map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
      : [],
  );
}

it('describes every route that is served', async () => {
  const { body } = await test.api.get<{ paths: Record<string, Record<string, unknown>> }>('/api/docs-json');
  const described = Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  const routes = served(test.house.app).filter((route) => !route.startsWith('_all'));
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter((route) => !described.includes(route))).toEqual([]);
});

it('names every field of a message', async () => {
  const { body } = await test.api.get<{ paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: { required: string[] } }> }> } }> }>('/api/docs-json');
  const { required } = body.paths['/api/messages/{id}']!.get.responses['200']!.content['application/json']!.schema;
  for (const field of ['correlation_id', 'next_attempt_at', 'warnings', 'response_payload', 'error_category']) expect(required).toContain(field);
});

it('is readable without any foreign host', async () => {
  const { status, text } = await test.api.get('/api/docs');
  expect(status).toBe(200);
  expect([...text.matchAll(/(?:src|href)\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]+)/g)].map(([, url]) => url)).toEqual([]);
});
