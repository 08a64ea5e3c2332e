import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { TOY } from '../../../test/support/toy.js';
import { SYSTEM, type Caller } from '../auth/index.js';
import { CompaniesModule } from '../companies/index.js';
import { CredentialsModule, CredentialsService } from '../credentials/index.js';
import { makeDataSource } from '../database/data-source.js';
import { IntegrationFailure } from '../errors/index.js';
import type { CredentialExpiry, ExpiryReader } from '../integration/index.js';
import { uuidFloor } from '../lists/uuid-floor.js';
import { SchedulesModule } from '../schedule/index.js';
import { CountMessages } from './count-messages.service.js';
import { COUNT_HOUR, HOUR_BEFORE, TOUCHED } from './statements.js';
import { Statistics } from './statistics.service.js';
import { STATISTICS_SCHEDULES, StatisticsModule } from './index.js';

const HOUR = 3_600_000;
const UNTIL = new Date('2031-05-06T00:00:00Z');
class Certificates implements ExpiryReader {
  async expiryOf({ secrets }: { secrets: Record<string, unknown> }): Promise<CredentialExpiry> {
    if (secrets.token === 'good-but-shut') throw new IntegrationFailure('credential_error', { code: 'toy.shut', message: 'La llave no abre.' });
    return { owner: 'Ana Solís', expires_at: UNTIL };
  }
}
const INTEGRATION = { ...TOY, expiry: Certificates };
const ACME: Caller = { ...SYSTEM, role: 'viewer', companies: ['acme'] };

// Any sequence will do, as long as it is the same one each time.
let seed = 20_260_310;
const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;

let database: { url: string; drop(): Promise<void> };
let dir: string;
let db: DataSource;
let module: TestingModule;
let counting: CountMessages;
let statistics: Statistics;

beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'statistics-'));
  db = await makeDataSource(database.url, { poolSize: 6 }).initialize();
  module = await openRooms(db, [CompaniesModule, CredentialsModule, SchedulesModule.forRoot(STATISTICS_SCHEDULES), StatisticsModule], {
    integrations: [INTEGRATION], providers: [Certificates], env: { DATA_DIR: dir, ENCRYPTION_KEYS: `one:${Buffer.alloc(32, 1).toString('base64')}`, SESSION_SECRET: 's'.repeat(32), ROLES: 'api' },
  });
  counting = module.get(CountMessages);
  statistics = module.get(Statistics);
  await db.query(`INSERT INTO company (code, name) VALUES ('acme', 'Acme'), ('beta', 'Beta') ON CONFLICT DO NOTHING`);
});
afterAll(async () => {
  await module?.close();
  await db?.destroy();
  await rm(dir, { recursive: true, force: true });
  await database?.drop();
});

/** A message as it was received `hoursAgo`; answers its id. */
async function received(hoursAgo: number, more: { company?: string; direction?: string; url?: string } = {}): Promise<string> {
  const at = new Date(Date.now() - hoursAgo * HOUR);
  const id = uuidFloor(at).slice(0, 24) + randomUUID().slice(24);
  await db.query(
    `INSERT INTO integration_message (id, company, integration, direction, event_type, order_id, correlation_id, trigger, url, received_at, status)
     VALUES ($1, $2, 'toy', $3, 'sale', $1, $1, 'api', $4, $5, $6)`,
    [id, more.company ?? 'acme', more.direction ?? 'inbound', more.url ?? null, at, more.direction === 'outbound' ? 'processing' : 'received'],
  );
  return id;
}

const ends = (id: string, outcome: string, category: string | null = null, ms = 100, longAgo = false) =>
  db.query(
    `UPDATE integration_message SET status = 'processed', outcome = $2, error_category = $3, duration_ms = $4,
       finished_at = CASE WHEN $5 THEN received_at + interval '1 second' ELSE clock_timestamp() END WHERE id = $1`,
    [id, outcome, category, ms, longAgo],
  );

/** As a person cancels a waiting retry: the entry ends, and the message that waited is a failure. */
async function canceled(id: string): Promise<void> {
  await db.query(
    `INSERT INTO retry_queue_entry (id, company, integration, operation, message_id, correlation_id, order_id, state, error_category, max_retries, finished_at)
     VALUES ($1, 'acme', 'toy', 'process_message', $2, $2, $2, 'canceled', 'server_error', 3, now())`,
    [randomUUID(), id],
  );
  await db.query(`UPDATE integration_message SET outcome = 'failed' WHERE id = $1 AND outcome = 'retry_scheduled'`, [id]);
}

const DIRECT = `
  SELECT to_timestamp(floor(extract(epoch FROM received_at) / 3600) * 3600) AS hour, company, integration, direction, coalesce(outcome, status) AS outcome,
         coalesce(error_category, '') AS error_category, coalesce(split_part(url, '/', 3), '') AS host,
         count(*)::int AS messages, coalesce(sum(duration_ms), 0)::int AS duration_ms, coalesce(max(duration_ms), 0) AS slowest_ms
  FROM integration_message GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`;
const COUNTED = 'SELECT hour, company, integration, direction, outcome, error_category, host, messages, duration_ms::int, slowest_ms FROM message_bucket ORDER BY 1, 2, 3, 4, 5, 6, 7';

async function expectEqualToLog(): Promise<void> {
  const counted = await db.query<unknown[]>(COUNTED);
  expect(counted).toEqual(await db.query(DIRECT));
  expect(counted.length).toBeGreaterThan(0);
}

describe('buckets', () => {
  it('equal a direct count of any history: backfilled, late endings, canceled retries, several schedulers', async () => {
    const open: string[] = [];
    const waiting: string[] = [];
    // What was there before anybody counted is of any age; what arrives after that arrives now.
    const act = async (history: boolean) => {
      const age = history ? 1 + random(90) : 0;
      const outbound = random(3) === 0;
      open.push(await received(age, { company: pick(['acme', 'beta']), ...(outbound && { direction: 'outbound', url: pick(['https://a.example.com/x', 'https://b.example.com:8443/y?z=1']) }) }));
      if (random(3) > 0) {
        const [id] = open.splice(random(open.length), 1);
        const outcome = pick(['succeeded', 'succeeded', 'failed', 'retry_scheduled', 'duplicate']);
        await ends(id!, outcome, /failed|retry/.test(outcome) ? pick(['server_error', 'validation_error']) : null, random(5_000), history);
        if (outcome === 'retry_scheduled') waiting.push(id!);
      }
      if (!history && waiting.length > 0 && random(8) === 0) await canceled(waiting.shift()!);
    };
    for (let round = 0; round < 5; round++) {
      for (let step = 0; step < 40; step++) await act(round === 0);
      await Promise.all([counting.runSchedule(), counting.runSchedule()]);
      await expectEqualToLog();
    }
  }, 60_000);

  it('catch up with what happened while nobody counted', async () => {
    await db.query(`UPDATE message_bucket_progress SET counted_until = now() - interval '30 hours'`);
    await db.query(`DELETE FROM message_bucket WHERE hour > now() - interval '29 hours'`);
    await received(27);
    await ends(await received(200), 'succeeded');
    expect((await counting.runSchedule()).hours).toBeGreaterThanOrEqual(30);
    await expectEqualToLog();
  });

  it('do not pass over what is still being written', async () => {
    const slow = db.createQueryRunner();
    const id = await received(50);
    await slow.startTransaction();
    const [{ began }] = (await slow.query('SELECT now() AS began')) as [{ began: Date }];
    await slow.query(`UPDATE integration_message SET status = 'processed', outcome = 'succeeded', finished_at = now() WHERE id = $1`, [id]);
    await counting.runSchedule();
    const [{ counted_until }] = (await db.query('SELECT counted_until FROM message_bucket_progress')) as [{ counted_until: Date }];
    expect(counted_until.getTime()).toBeLessThanOrEqual(began.getTime());
    await slow.commitTransaction();
    await slow.release();
    await counting.runSchedule();
    await expectEqualToLog();
  });

  it('are counted by indexes: no statement reads the log whole', async () => {
    await db.query(`
      INSERT INTO integration_message (id, company, integration, direction, event_type, order_id, correlation_id, trigger, received_at, status, outcome, finished_at)
      SELECT id, 'beta', 'toy', 'inbound', 'sale', id, id, 'api', at, 'processed', 'succeeded', at
      FROM (SELECT at, (left(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0'), 12) || '7000' || '8' || substr(md5(n::text), 1, 15))::uuid AS id
            FROM (SELECT n, now() - interval '200 hours' - n * interval '1 minute' AS at FROM generate_series(1, 12000) n) AS times) AS made`);
    await db.query('ANALYZE integration_message');
    const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR - 250 * HOUR);
    const plans = [
      [TOUCHED, [new Date(Date.now() - 180_000)]],
      [HOUR_BEFORE, [uuidFloor(hour)]],
      [COUNT_HOUR, [hour, uuidFloor(hour), uuidFloor(new Date(hour.getTime() + HOUR))]],
    ] as const;
    for (const [statement, values] of plans) {
      const plan = JSON.stringify(await db.query(`EXPLAIN (FORMAT JSON) ${statement}`, [...values]));
      expect(plan).toMatch(/"Relation Name":"integration_message"/);
      expect(plan).not.toMatch(/"Node Type":"Seq Scan"[^{}]*"Relation Name":"integration_message"/);
    }
  }, 30_000);
});

describe('overview', () => {
  const read = async (caller = ACME, more: { range?: '24h' | '7d' | '30d'; company?: string } = {}) => statistics.overview(caller, { range: '24h', ...more });

  beforeAll(async () => {
    await ends(await received(2, { direction: 'outbound', url: 'https://slow.example.com/v1' }), 'failed', 'server_error', 9_000);
    await db.query(`UPDATE schedule SET next_run_at = now() - interval '6 minutes' WHERE name = 'core.count-messages'`);
    await counting.runSchedule();
  });

  it('says of each integration what a count of the log says, within the caller’s companies', async () => {
    for (const [caller, company] of [[ACME, 'acme'], [SYSTEM, null]] as const) {
      const { integrations: [toy], from } = await read(caller, { range: '7d' });
      const of = `integration_message WHERE direction = 'inbound' AND ($1::text IS NULL OR company = $1)`;
      const direct: { outcome: string; count: number }[] = await db.query(`SELECT coalesce(outcome, status) AS outcome, count(*)::int AS count FROM ${of} AND received_at >= $2 GROUP BY 1`, [company, from]);
      expect(toy!.by_outcome).toEqual(Object.fromEntries(direct.map(({ outcome, count }) => [outcome, count])));
      const [{ waiting }] = (await db.query(`SELECT count(*)::int AS waiting FROM ${of} AND status = 'received'`, [company])) as [{ waiting: number }];
      expect(toy!.waiting).toBe(waiting);
      const { succeeded = 0, failed = 0 } = toy!.by_outcome;
      expect(toy!.success_rate).toBe(succeeded / (succeeded + failed));
      expect(toy!.failed_by_category.reduce((sum, { count }) => sum + count, 0)).toBe(failed);
      expect(toy!.providers[0]).toMatchObject({ host: 'slow.example.com', calls: 1, failed: 1, mean_ms: 9_000, errors: [{ error_category: 'server_error', count: 1 }] });
    }
    const bars = (await read()).integrations[0]!;
    expect(bars.steps).toHaveLength(24);
    expect(bars.steps.flatMap(({ by_outcome }) => Object.values(by_outcome)).reduce((sum, count) => sum + count, 0)).toBe(Object.values(bars.by_outcome).reduce((sum, count) => sum + count, 0));
  });

  it('answers 404 for another company', async () => {
    await expect(read(ACME, { company: 'beta' })).rejects.toMatchObject({ status: 404 });
    await expect(statistics.integration(ACME, 'nobody', { range: '24h' })).rejects.toMatchObject({ status: 404 });
  });

  it('names the schedule whose time has passed', async () => {
    expect((await read()).schedules).toEqual([expect.objectContaining({ name: 'core.count-messages', late: true, paused: false })]);
  });

  it('names the keys that end soon, but not one that was made for an hour', async () => {
    const key = (name: string, madeAgo: string, endsIn: string) =>
      db.query(
        `INSERT INTO api_key (id, name, prefix, key_hash, role, companies, created_by, created_at, expires_at)
         VALUES ($1, $2, $2, $2, 'viewer', '{acme}', 'test', now() - $3::interval, now() + $4::interval)`,
        [randomUUID(), name, madeAgo, endsIn],
      );
    await key('year', '360 days', '5 days');
    await key('far', '1 day', '90 days');
    await key('hour', '0', '1 hour');
    const { ending_keys } = await statistics.overview({ ...ACME, role: 'admin' }, { range: '24h' });
    expect(ending_keys.map(({ name }) => name)).toEqual(['year']);
  });

  it('tells how credentials stand, and until when their certificates are in force', async () => {
    const make = (name: string, token: string) => module.get(CredentialsService).create(SYSTEM, {
      integration: 'toy', company: 'acme', name, environment: 'sandbox', base_url: 'https://toy.example.com/api', secrets: { token }, metadata: { country: 'CR' }, active: true,
    } as never);
    const [good, shut] = [await make('default', 'good-token'), await make('other', 'good-but-shut')];
    await db.query(`INSERT INTO credential_state (credential_id, breaker, breaker_until, tokens) VALUES ($1, 'open', now() + interval '1 minute', 3)`, [good.id]);
    await db.query(`INSERT INTO credential_state (credential_id, paused_at, pause_reason) VALUES ($1, now(), 'Revise la clave')`, [shut.id]);
    expect(await counting.runSchedule()).toMatchObject({ expiries: 2 });
    expect(await counting.runSchedule()).toMatchObject({ expiries: 0 });
    expect((await read()).integrations[0]!.credentials).toEqual([
      expect.objectContaining({ name: 'default', state: 'broken', until: expect.any(Date), per_minute: 60, certificate_owner: 'Ana Solís', certificate_until: UNTIL, certificate_problem: null }),
      expect.objectContaining({ name: 'other', state: 'paused', reason: 'Revise la clave', certificate_problem: 'La llave no abre.' }),
    ]);
    expect((await read({ ...ACME, companies: ['beta'] })).integrations[0]!.credentials).toEqual([]);
  });
});
