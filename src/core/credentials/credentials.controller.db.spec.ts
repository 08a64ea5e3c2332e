import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { TOY, ToyChecker } from '../../../test/support/toy.js';
import { SYSTEM, type Caller } from '../auth/index.js';
import { makeDataSource } from '../database/data-source.js';
import { ProblemsModule } from '../problems/index.js';
import { CredentialsModule, KeyRotationService, OpenCredentials } from './index.js';

describe('credentials by REST', () => {
  let database: { url: string; drop(): Promise<void> };
  let dir: string;
  const apps: INestApplication[] = [];
  const dataSources: DataSource[] = [];

  /** One process with its keys in DATA_DIR, as on a first start without any configuration. */
  async function startProcess(): Promise<INestApplication> {
    const db = await makeDataSource(database.url, { poolSize: 4 }).initialize();
    dataSources.push(db);
    await db.query(`INSERT INTO company (code, name) VALUES ('acme', 'Acme') ON CONFLICT DO NOTHING`);
    const module = await openRooms(db, [ProblemsModule, CredentialsModule], {
      integrations: [TOY], providers: [ToyChecker], env: { DATA_DIR: dir },
    });
    const app = module.createNestApplication({ logger: false });
    app.use((request: { caller?: Caller }, _: unknown, next: () => void) => {
      request.caller = SYSTEM;
      next();
    });
    await app.listen(0, '127.0.0.1');
    apps.push(app);
    return app;
  }
  const http = async (app: INestApplication, method: string, path: string, body?: unknown) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/credentials${path}`, {
      method, headers: { 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    dir = await mkdtemp(join(tmpdir(), 'credentials-'));
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await Promise.all(dataSources.map((db) => db.destroy()));
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('serves the life of a credential, and two processes that start at once share their keys', async () => {
    const [app, other] = await Promise.all([startProcess(), startProcess()]);
    const body = { integration: 'toy', company: 'acme', environment: 'sandbox', base_url: 'http://127.0.0.1:9/', secrets: { token: 'good-token-1' } };
    const made = await http(app, 'POST', '', body);
    expect(made).toMatchObject({
      status: 201,
      body: { id: expect.any(Number), name: 'default', secrets: { token: 'set', webhook_secret: 'not_set' }, metadata: {}, warnings: [{ code: 'tax_map_missing' }] },
    });
    const path = `/${made.body.id}`;
    expect(await http(app, 'POST', '', body)).toMatchObject({ status: 409, body: { code: 'credential_exists' } });
    expect(await http(app, 'POST', '', { ...body, name: 'b', metadata: { country: 'XX' } })).toMatchObject({ status: 400, body: { errors: [{ path: 'metadata.country' }] } });
    expect(await http(app, 'POST', `${path}/pause`, { reason: 'mantenimiento' })).toMatchObject({ status: 200, body: { state: { paused: true, pause_reason: expect.stringMatching(/^mantenimiento \(pausada por .+\)$/) } } });
    expect(await http(app, 'POST', `${path}/resume`)).toMatchObject({ status: 200, body: { state: { paused: false } } });
    expect(await http(app, 'POST', `${path}/check`)).toEqual({ status: 200, body: { ok: true, message: 'Conectado como [redacted].' } });
    expect(await http(app, 'PATCH', path, { active: false, metadata: { default_item_id: 3 } })).toMatchObject({ status: 200, body: { active: false, metadata: { default_item_id: 3 } } });
    expect(await http(other, 'GET', `?integration=toy&company=acme`)).toMatchObject({ status: 200, body: { data: [{ id: made.body.id }], next_cursor: null } });
    for (const wrong of ['/0', '/abc', '/99999999999', '/1e3']) expect((await http(app, 'GET', wrong)).status).toBe(404);

    await http(app, 'PATCH', path, { active: true });
    expect(await app.get(KeyRotationService).rotateToNewKey(SYSTEM)).toEqual({ rotated: 1, already: 0, unreadable: [] });
    // The other process never heard of the new key, and still opens what it sealed.
    expect((await other.get(OpenCredentials).open(made.body.id)).secrets).toEqual({ token: 'good-token-1' });
    const [{ secrets }] = await dataSources[0]!.query('SELECT secrets FROM integration_credential');
    expect(secrets).toMatch(/^v1\.k[0-9a-f]{8}\./);
    expect(await dataSources[0]!.query(`SELECT 1 FROM audit_log WHERE action = 'credential.reencrypted'`)).toHaveLength(1);
  });
});
