import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database.js';
import { openRooms } from '../../../test/support/rooms.js';
import { TOY, ToyChecker } from '../../../test/support/toy.js';
import { SYSTEM, type Caller } from '../auth/index.js';
import { makeDataSource } from '../database/data-source.js';
import { IntegrationFailure } from '../errors/index.js';
import { Problem } from '../problems/index.js';
import {
  ConnectionCheckService, CredentialEvents, CredentialsModule, CredentialsService, CredentialStateService, KeyRotationService, OpenCredentials,
} from './index.js';

const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;
const ACME_ONLY: Caller = { ...SYSTEM, role: 'manager', companies: ['acme'] };
const BODY = {
  integration: 'toy', company: 'acme', environment: 'production', secrets: { token: 'good-token-123', webhook_secret: 'hook' },
  metadata: { country: 'CO', tax_map: { '19': '3' } },
};

describe('credentials', () => {
  let database: { url: string; drop(): Promise<void> };
  let dir: string;
  let db: DataSource;
  const opened: TestingModule[] = [];
  const dataSources: DataSource[] = [];

  /** One process of the installation. */
  async function startProcess(keys = key('one', 1)): Promise<TestingModule> {
    const own = await makeDataSource(database.url, { poolSize: 6 }).initialize();
    dataSources.push(own);
    const module = await openRooms(own, [CredentialsModule], {
      integrations: [TOY], providers: [ToyChecker], env: { DATA_DIR: dir, ENCRYPTION_KEYS: keys, SESSION_SECRET: 's'.repeat(32) },
    });
    opened.push(module);
    return module;
  }

  const problemOf = async (promise: Promise<unknown>) => {
    const error = await promise.then(() => undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    return { status: (error as Problem).getStatus(), ...(error as Problem).details };
  };
  const failureOf = async (promise: Promise<unknown>) => {
    const error = await promise.then(() => undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IntegrationFailure);
    return error as IntegrationFailure;
  };

  let one: TestingModule;
  let credentials: CredentialsService;
  let states: CredentialStateService;

  beforeAll(async () => {
    database = await createTestDatabase();
    dir = await mkdtemp(join(tmpdir(), 'credentials-'));
    db = await makeDataSource(database.url, { poolSize: 4 }).initialize();
    await db.query(`INSERT INTO company (code, name) VALUES ('acme', 'Acme'), ('other', 'Other') ON CONFLICT DO NOTHING`);
    one = await startProcess();
    credentials = one.get(CredentialsService);
    states = one.get(CredentialStateService);
  });
  afterAll(async () => {
    await Promise.all(opened.map((module) => module.close()));
    await Promise.all([db, ...dataSources].map((source) => source.destroy()));
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });
  beforeEach(() => db.query('DELETE FROM integration_credential'));

  it('stores secrets sealed and answers which are set, never what they are', async () => {
    const made = await credentials.create(SYSTEM, BODY);
    expect(made).toMatchObject({
      integration: 'toy', company: 'acme', name: 'default', base_url: 'https://toy.example.com/api', active: true, version: 1,
      secrets: { token: 'set', webhook_secret: 'set' }, metadata: BODY.metadata, warnings: [], last_check_at: null,
      state: { paused: false, pause_reason: null, throttled_until: null, breaker: 'closed' },
    });
    const [stored] = await db.query('SELECT * FROM integration_credential');
    const audit = await db.query(`SELECT * FROM audit_log WHERE subject_type = 'credential' AND subject_id = $1`, [String(made.id)]);
    expect(audit).toHaveLength(1);
    expect(audit[0].after.changed).toEqual(['secrets.token', 'secrets.webhook_secret']);
    expect(JSON.stringify([made, stored, audit])).not.toMatch(/good-token|hook"/);
    expect(await one.get(OpenCredentials).open({ company: 'acme', integration: 'toy' })).toMatchObject({ id: made.id, secrets: BODY.secrets });
  });

  it('names every problem of a body at once', async () => {
    const bad = {
      ...BODY, environment: 'moon', base_url: 'ftp://x', surprise: 1,
      secrets: { token: 'x', extra: 'y' }, metadata: { country: 'XX', default_item_id: 'seven', taxmap: {} },
    };
    const found = await problemOf(credentials.create(SYSTEM, bad));
    expect(found.status).toBe(400);
    expect(found.errors?.map((error) => error.path).sort()).toEqual([
      'base_url', 'environment', 'metadata.country', 'metadata.default_item_id', 'metadata.taxmap', 'secrets.extra', 'secrets.token', 'surprise',
    ]);
    expect((await problemOf(credentials.create(SYSTEM, { ...BODY, integration: 'nope', company: 'ghost' }))).errors?.map((e) => e.path)).toEqual(['integration', 'company']);
    expect((await problemOf(credentials.create(SYSTEM, null))).status).toBe(400);
    expect((await problemOf(credentials.create(SYSTEM, { ...BODY, metadata: JSON.parse('{"__proto__":{"polluted":1}}') }))).status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('keeps companies apart and names unique', async () => {
    const made = await credentials.create(SYSTEM, BODY);
    const foreign = await credentials.create(SYSTEM, { ...BODY, company: 'other' });
    expect((await problemOf(credentials.create(SYSTEM, BODY))).code).toBe('credential_exists');
    expect((await credentials.list(ACME_ONLY, { limit: 50 })).data.map((row) => row.id)).toEqual([made.id]);
    expect((await problemOf(credentials.get(ACME_ONLY, foreign.id))).status).toBe(404);
    expect((await problemOf(credentials.update(ACME_ONLY, foreign.id, { active: false }))).status).toBe(404);
    expect((await problemOf(credentials.create(ACME_ONLY, { ...BODY, company: 'other', name: 'b' }))).status).toBe(404);
    const page = await credentials.list(SYSTEM, { limit: 1 });
    expect(page.next_cursor).toBe(String(made.id));
    expect((await credentials.list(SYSTEM, { limit: 1, cursor: made.id })).data.map((row) => row.id)).toEqual([foreign.id]);
  });

  it('merges changes by key, takes away with null, and refuses to lose what is required', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    const changed = await credentials.update(SYSTEM, id, { secrets: { webhook_secret: null }, metadata: { tax_map: null, default_item_id: 7 } });
    expect(changed).toMatchObject({ version: 2, secrets: { token: 'set', webhook_secret: 'not_set' }, metadata: { country: 'CO', default_item_id: 7 } });
    expect(changed.warnings.map((w) => w.code)).toEqual(['tax_map_missing']);
    expect((await problemOf(credentials.update(SYSTEM, id, { secrets: { token: null }, company: 'other' }))).errors?.map((e) => e.path).sort()).toEqual(['company', 'secrets.token', 'secrets.token']);
    expect((await one.get(OpenCredentials).open(id)).secrets).toEqual({ token: 'good-token-123' });
  });

  it('lets the name choose, applies defaults, and says what is missing, inactive or unreadable', async () => {
    const opener = one.get(OpenCredentials);
    expect((await failureOf(opener.open({ company: 'acme', integration: 'toy' }))).code).toBe('credential_missing');
    const first = await credentials.create(SYSTEM, { ...BODY, metadata: {} });
    const second = await credentials.create(SYSTEM, { ...BODY, name: 'shop 2' });
    expect((await opener.open({ company: 'acme', integration: 'toy' })).metadata).toEqual({ country: 'CR' });
    expect((await opener.open({ company: 'acme', integration: 'toy', name: 'shop 2' })).id).toBe(second.id);
    const own = await opener.open(first.id);
    expect((await opener.openBeside(own, second.id)).id).toBe(second.id);
    // To a message of one company, another's credential is as good as gone.
    expect((await failureOf(opener.openBeside({ ...own, company: 'other' }, second.id))).code).toBe((await failureOf(opener.open(999_999))).code);
    expect((await failureOf(opener.openBeside({ ...own, integration: 'other' }, second.id))).category).toBe('credential_error');
    await credentials.update(SYSTEM, second.id, { active: false });
    expect((await failureOf(opener.open(second.id))).code).toBe('credential_inactive');
    await db.query(`UPDATE integration_credential SET secrets = (SELECT secrets FROM integration_credential WHERE id = $2) || 'x' WHERE id = $1`, [first.id, second.id]);
    const stranger = await startProcess(key('two', 2));
    expect((await failureOf(stranger.get(OpenCredentials).open(first.id))).message).toContain('«one»');
    // Writing the secrets again mends it.
    await stranger.get(CredentialsService).update(SYSTEM, first.id, { secrets: BODY.secrets });
    expect((await stranger.get(OpenCredentials).open(first.id)).secrets).toEqual(BODY.secrets);
  });

  it('makes a change count at once, also in another process', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    const two = await startProcess();
    const resumed: number[] = [];
    two.get(CredentialEvents).on('resumed', (which) => resumed.push(which));
    await Promise.all([one, two].map((each) => each.get(OpenCredentials).open(id)));
    await states.pause(id, 'Token rechazado.');
    expect(await two.get(CredentialStateService).gate(id)).toMatchObject({ open: false, until: null });
    await credentials.update(SYSTEM, id, { secrets: { token: 'good-new' } });
    expect((await one.get(OpenCredentials).open(id)).secrets).toMatchObject({ token: 'good-new' });
    expect(await states.gate(id)).toEqual({ open: true });
    await until(() => resumed.length > 0);
    expect(resumed).toEqual([id]);
    expect((await two.get(OpenCredentials).open(id)).secrets).toMatchObject({ token: 'good-new' });
    expect(await two.get(CredentialStateService).gate(id)).toEqual({ open: true });
  });

  it('hears again after its connection was cut', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    const two = await startProcess();
    let lost = 0;
    two.get(CredentialEvents).on('lost', () => lost++);
    await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'puente listen' AND datname = current_database()`);
    await until(() => lost > 0);
    const heard: number[] = [];
    two.get(CredentialEvents).on('changed', (which) => heard.push(which));
    await credentials.update(SYSTEM, id, { active: false });
    await until(() => heard.length > 0);
    expect(heard).toEqual([id]);
  });

  it('pauses once, only the version that failed, and resumes with an audit', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    expect(await states.pause(id, 'viejo', { version: 9 })).toBe(false);
    expect(await Promise.all([1, 2, 3].map(() => states.pause(id, 'Token rechazado.', { version: 1 })))).toEqual(expect.arrayContaining([true, false, false]));
    expect((await credentials.get(SYSTEM, id)).state).toMatchObject({ paused: true, pause_reason: 'Token rechazado.' });
    expect(await states.resume(id, SYSTEM)).toBe(true);
    expect(await states.resume(id, SYSTEM)).toBe(false);
    const actions: { action: string }[] = await db.query(`SELECT action FROM audit_log WHERE subject_id = $1 AND subject_type = 'credential' ORDER BY id`, [String(id)]);
    expect(actions.map((row) => row.action)).toEqual(['credential.created', 'credential.paused', 'credential.resumed']);
  });

  it('never shortens a silence', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    const [soon, late] = [new Date(Date.now() + 60_000), new Date(Date.now() + 120_000)];
    await states.throttle(id, late);
    await states.throttle(id, soon);
    expect(await states.gate(id)).toMatchObject({ open: false, until: late });
    await states.reportBreaker(id, 'open', late);
    expect((await credentials.get(SYSTEM, id)).state).toMatchObject({ breaker: 'open', throttled_until: late });
  });

  it('never grants more tokens than the bucket holds, however many take at once', async () => {
    const { id } = await credentials.create(SYSTEM, BODY);
    const two = await startProcess();
    const takers = Array.from({ length: 60 }, (_, n) => (n % 2 ? states : two.get(CredentialStateService)).takeTokens(id, 60, 3));
    const granted = (await Promise.all(takers)).reduce((sum, one) => sum + one, 0);
    // Ten at first; at 50 a minute, a slow test may see a few more flow in.
    expect(granted).toBeGreaterThanOrEqual(10);
    expect(granted).toBeLessThanOrEqual(12);
    await db.query(`UPDATE credential_state SET tokens_at = now() - interval '6 seconds', tokens = 0 WHERE credential_id = $1`, [id]);
    expect(await states.takeTokens(id, 60, 100)).toBe(5);
    await db.query(`UPDATE credential_state SET tokens_at = now() + interval '1 hour', tokens = 2 WHERE credential_id = $1`, [id]);
    expect(await states.takeTokens(id, 60, 100)).toBe(2);
    expect(await states.takeTokens(999_999, 60, 1)).toBe(0);
  });

  it('tells in a sentence whether it works, hides the secret a provider repeats, and resumes when it does', async () => {
    const { id } = await credentials.create(SYSTEM, { ...BODY, secrets: { token: 'bad-token-9' } });
    const checks = one.get(ConnectionCheckService);
    expect(await checks.check(SYSTEM, id)).toEqual({ ok: false, message: 'El token [redacted] no vale.' });
    await credentials.update(SYSTEM, id, { secrets: { token: 'good-token-9' } });
    await states.pause(id, 'x');
    expect(await checks.check(SYSTEM, id)).toMatchObject({ ok: true });
    expect(await credentials.get(SYSTEM, id)).toMatchObject({ last_check_ok: true, version: 2, state: { paused: false } });
  });

  it('rotates every row to the first key, and goes on where it was stopped', async () => {
    const ids = [];
    for (const name of ['a', 'b', 'c']) ids.push((await credentials.create(SYSTEM, { ...BODY, name })).id);
    const next = await startProcess(`${key('two', 2)},${key('one', 1)}`);
    // Stopped after the first: as if it had been rotated before.
    await next.get(CredentialsService).update(SYSTEM, ids[0]!, {});
    expect(await next.get(KeyRotationService).rotate(SYSTEM)).toEqual({ rotated: 2, already: 1, unreadable: [] });
    expect(await next.get(KeyRotationService).rotate(SYSTEM)).toEqual({ rotated: 0, already: 3, unreadable: [] });
    const onlyNew = await startProcess(key('two', 2));
    for (const id of ids) expect((await onlyNew.get(OpenCredentials).open(id)).secrets).toEqual(BODY.secrets);
    const lost = await startProcess(key('three', 3));
    expect(await lost.get(KeyRotationService).rotate(SYSTEM)).toMatchObject({ rotated: 0, unreadable: [{ id: ids[0] }, { id: ids[1] }, { id: ids[2] }] });
  });
});

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !done(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
}
