import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { stopEmbeddedPostgres } from '../../src/core/database/embedded/index.js';
import { ApiClient } from '../support/api-client.js';
import { buildProgram, Program } from '../support/core/program.js';
import { createTestDatabase } from '../support/database.js';
import { TEST_KEY } from '../support/house.js';
import { openTempFolder } from '../support/temp-folder.js';

let folder: string;
beforeAll(async () => {
  buildProgram();
  folder = await openTempFolder('puente-start-');
}, 120_000);
afterAll(async () => {
  await stopEmbeddedPostgres(join(folder, 'data')).catch(() => undefined);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs a start that cannot succeed: its exit code, how long it took and what it said. */
async function refused(environment: NodeJS.ProcessEnv) {
  const began = Date.now();
  const program = new Program({ DATA_DIR: join(folder, 'none'), ...environment });
  const code = await program.exited;
  return { code, ms: Date.now() - began, output: program.output };
}

it('with the database included: first start, second start, start after kill -9', async () => {
  const DATA_DIR = join(folder, 'data');
  const first = await new Program({ DATA_DIR, ADMIN_PASSWORD: '' }).ready();
  expect(first.output).toMatch(/Contraseña \(se muestra solo esta vez\): \S{8,}/);
  const api = new ApiClient(first.origin, TEST_KEY);
  expect((await api.post('/api/companies', { code: 'kept', name: 'Se queda' })).status).toBe(201);
  first.signal('SIGTERM');
  expect(await first.exited).toBe(0);

  const second = await new Program({ DATA_DIR, ADMIN_PASSWORD: '' }).ready();
  expect(second.output).not.toContain('Contraseña');
  expect((await new ApiClient(second.origin, TEST_KEY).get('/api/companies/kept')).status).toBe(200);
  await second.kill();

  const third = await new Program({ DATA_DIR }).ready();
  expect((await new ApiClient(third.origin, TEST_KEY).get('/api/companies/kept')).status).toBe(200);
  third.signal('SIGINT');
  expect(await third.exited).toBe(0);
  for (const { output } of [first, second, third]) expect(output).not.toMatch(/MaxListeners|DeprecationWarning|unhandled|UnhandledPromise|"level":(50|60)/);
}, 180_000);

it('a busy port: says which, and what to do', async () => {
  const database = await createTestDatabase();
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as { port: number };
  const { code, output } = await refused({ DATABASE_URL: database.url, PORT: String(port) });
  squatter.close();
  await database.drop();
  expect(code).toBe(1);
  expect(output).toContain(`El puerto ${port} está ocupado`);
  expect(output).not.toMatch(/\n\s+at /);
}, 60_000);

it.each([
  ['nobody listens', 'postgres://puente:secreto-db@127.0.0.1:1/puente'],
  ['the name is unknown', 'postgres://puente:secreto-db@base.invalid/puente'],
  ['it does not answer', 'postgres://puente:secreto-db@192.0.2.1/puente'],
  ['it is no address', 'postgres://:::'],
])('a DATABASE_URL that cannot be reached: %s', async (_why, url) => {
  const { code, ms, output } = await refused({ DATABASE_URL: url });
  expect(code).toBe(1);
  expect(ms).toBeLessThan(15_000);
  expect(output).toContain('DATABASE_URL');
  expect(output).not.toContain('secreto-db');
  expect(output).not.toMatch(/\n\s+at /);
}, 60_000);

it('an unreachable REDIS_URL', async () => {
  const database = await createTestDatabase();
  const { code, ms, output } = await refused({ DATABASE_URL: database.url, REDIS_URL: 'redis://:secreto-redis@127.0.0.1:1' });
  await database.drop();
  expect(code).toBe(1);
  expect(ms).toBeLessThan(15_000);
  expect(output).toContain('REDIS_URL');
  expect(output).not.toContain('secreto-redis');
}, 60_000);

it('wrong values are listed, all at once', async () => {
  const { code, output } = await refused({ PORT: 'x', DATABASE_URL: 'mysql://x', ROLES: 'api,cook', LOG_LEVEL: 'loud', BOOTSTRAP_API_KEY: 'short', SANDBOX: 'maybe' });
  expect(code).toBe(1);
  for (const name of ['PORT', 'DATABASE_URL', 'ROLES', 'LOG_LEVEL', 'BOOTSTRAP_API_KEY', 'SANDBOX']) expect(output).toContain(name);
  expect(output).not.toMatch(/\n\s+at /);
}, 60_000);
