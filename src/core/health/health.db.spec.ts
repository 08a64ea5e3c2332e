import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { makeDataSource } from '../database/data-source.js';
import { MetricsModule } from '../metrics/index.js';
import { HealthModule, HealthState } from './index.js';

describe('health', () => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;
  let app: INestApplication;
  let health: HealthState;

  const get = async (path: string) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
  };
  const ready = async () => {
    const { status, text } = await get('/health/ready');
    return { http: status, ...(JSON.parse(text) as object) };
  };

  beforeEach(async () => {
    database = await createTestDatabase();
    db = await makeDataSource(database.url, { poolSize: 2 }).initialize();
    const module = await openRooms(db, [HealthModule, MetricsModule]);
    app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    health = module.get(HealthState);
  });
  afterEach(async () => {
    await app.close();
    if (db.isInitialized) await db.destroy();
    await database.drop();
  });

  it('is live and ready', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    expect(await ready()).toEqual({ http: 200, status: 'ok', reason: null, checks: { database: 'ok', migrations: 'ok' } });
    const metrics = await get('/metrics');
    expect(metrics).toMatchObject({ status: 200, type: expect.stringContaining('text/plain') });
    expect(metrics.text).toContain('# TYPE puente_messages_received_total counter');
  });

  it('is not ready while a migration is missing', async () => {
    await db.query(`DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)`);
    expect(await ready()).toMatchObject({ http: 503, reason: '1 migrations are not applied', checks: { database: 'ok', migrations: 'unavailable' } });
  });

  it('is live, not ready, without its database, and does not say where that is', async () => {
    await db.destroy();
    expect(await ready()).toMatchObject({ http: 503, reason: 'the database cannot be reached' });
    expect((await get('/health/live')).status).toBe(200);
  });

  it('gives a check two seconds', async () => {
    health.register('queue', () => new Promise(() => undefined));
    const began = Date.now();
    expect(await ready()).toMatchObject({ http: 503, reason: 'queue does not answer within 2 s', checks: { queue: 'unavailable' } });
    expect(Date.now() - began).toBeLessThan(4_000);
  });

  it('is not ready any more once it stops', async () => {
    health.stopping();
    expect(await ready()).toMatchObject({ http: 503, reason: 'shutting down' });
  });
});
