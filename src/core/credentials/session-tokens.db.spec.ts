import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Database, makeDataSource } from '../database/index.js';
import { IntegrationFailure } from '../errors/index.js';
import { CredentialEvents } from './credential-channel.js';
import { KeyRing, Keys, readKeys } from './keys/index.js';
import { SessionTokens, type Session } from './session-tokens.service.js';

let database: TestDatabase;
let db: Database;
const keys = () => new Keys(new KeyRing(readKeys(`k1:${randomBytes(32).toString('base64')}`)), 's'.repeat(32));
let shared: Keys;
let credential: { id: number; version: number };
let logins = 0;
const events = new CredentialEvents();

beforeAll(async () => {
  database = await createTestDatabase();
  db = new Database(await makeDataSource(database.url, { poolSize: 6 }).initialize());
  await db.query(`INSERT INTO company (code, name) VALUES ('a', 'A')`);
});
afterAll(async () => {
  await db.source.destroy();
  await database.drop();
});
beforeEach(async () => {
  shared = keys();
  logins = 0;
  const [row] = await db.rows<{ id: number }>(
    `INSERT INTO integration_credential (integration, company, name, environment, base_url, secrets) VALUES ('x', 'a', gen_random_uuid()::text, 'sandbox', 'https://x.test', '') RETURNING id`,
  );
  credential = { id: row!.id, version: 1 };
});

const login = (secondsToLive = 3_600) => async (): Promise<Session> => ({ token: `secreto-${++logins}`, expires_at: new Date(Date.now() + secondsToLive * 1000) });

it('logs in once for all processes and jobs', async () => {
  const processes = [1, 2, 3].map(() => new SessionTokens(db, shared, events));
  const got = await Promise.all(processes.flatMap((tokens) => [1, 2, 3, 4].map(() => tokens.get(credential, login()))));
  expect([...new Set(got)]).toEqual(['secreto-1']);
});

it('renews before the end, and lets the login see the last session', async () => {
  const tokens = new SessionTokens(db, shared, events);
  await tokens.get(credential, login(20));
  const seen: (Session | null)[] = [];
  await tokens.get(credential, async (last) => {
    seen.push(last);
    return login()();
  });
  expect(seen).toMatchObject([{ token: 'secreto-1' }]);
  expect(logins).toBe(2);
});

it('drops a token for everyone, and never one that is newer', async () => {
  const [one, two] = [new SessionTokens(db, shared, events), new SessionTokens(db, shared, events)];
  await one.get(credential, login());
  await two.get(credential, login());
  await one.drop(credential, 'secreto-1');
  expect(await one.get(credential, login())).toBe('secreto-2');
  await two.drop(credential, 'secreto-1');
  expect(await two.get(credential, login())).toBe('secreto-2');
});

it('does not use the token of a credential that was changed, or one it cannot read', async () => {
  const tokens = new SessionTokens(db, shared, events);
  await tokens.get(credential, login());
  expect(await tokens.get({ ...credential, version: 2 }, login())).toBe('secreto-2');
  expect(await new SessionTokens(db, keys(), events).get({ ...credential, version: 2 }, login())).toBe('secreto-3');
});

it('does not knock again at once at a door that was shut: each job that needed it has failed as well', async () => {
  const tokens = new SessionTokens(db, shared, events);
  const shut = () => {
    logins++;
    return Promise.reject(new IntegrationFailure('network_error', { code: 'x.network', message: 'No responde' }));
  };
  await expect(tokens.get(credential, shut)).rejects.toMatchObject({ code: 'x.network', held: false });
  await expect(tokens.get(credential, shut)).rejects.toMatchObject({ code: 'x.network', message: 'No responde', held: false });
  expect(logins).toBe(1);
  events.emit('resumed', credential.id);
  await expect(tokens.get(credential, shut)).rejects.toMatchObject({ held: false });
  expect(await tokens.get({ ...credential, version: 2 }, login())).toBe('secreto-3');
});

it('a refusal is told once: others wait for the credential to be mended, and use no attempt up', async () => {
  const tokens = new SessionTokens(db, shared, events);
  const refuse = () => {
    logins++;
    return Promise.reject(new IntegrationFailure('authentication_error', { code: 'x.auth', message: 'No entra' }));
  };
  const all = await Promise.allSettled([1, 2, 3].map(() => tokens.get(credential, refuse)));
  expect(all.map((one) => (one as PromiseRejectedResult).reason.held)).toEqual([false, true, true]);
  await expect(tokens.get(credential, refuse)).rejects.toMatchObject({ code: 'x.auth', held: true, retryAfterMs: expect.any(Number) });
  expect(logins).toBe(1);
});

it('what breaks one job off while it logs in breaks no other', async () => {
  const tokens = new SessionTokens(db, shared, events);
  const takenOver = tokens.get(credential, () => Promise.reject(new Error('taken over')));
  const other = tokens.get(credential, login());
  await expect(takenOver).rejects.toThrow('taken over');
  expect(await other).toBe('secreto-1');
});

it('keeps nothing of a login that failed, and nothing readable of one that did not', async () => {
  const tokens = new SessionTokens(db, shared, events);
  await expect(tokens.get(credential, () => Promise.reject(new Error('401')))).rejects.toThrow('401');
  expect(await tokens.get(credential, login())).toBe('secreto-1');
  expect(JSON.stringify(await db.rows('SELECT * FROM credential_token'))).not.toContain('secreto');
});
