import { randomBytes } from 'node:crypto';
import { SandboxControl } from '../../../../test/support/conformance/sandbox-control.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { plainCalls } from '../../../../test/support/hacienda/plain-calls.js';
import { Owner } from '../../../../test/support/hacienda/owner.js';
import { taxpayer } from '../../../../test/support/hacienda/taxpayer.js';
import { CredentialEvents, SessionTokens } from '../../../core/credentials/index.js';
import { KeyRing, Keys, readKeys } from '../../../core/credentials/keys/index.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import { haciendaSandbox } from '../../../sandbox/hacienda/index.js';
import { createSandbox, type RunningSandbox } from '../../../sandbox/sandbox-server.js';
import type { HaciendaMetadata } from '../hacienda.credentials.js';
import { endpointOf, type HaciendaCredential, openSession } from './open-session.js';

let running: RunningSandbox;
let control: SandboxControl;
let calls: ReturnType<typeof plainCalls>;
let database: TestDatabase;
let db: Database;
let credential: HaciendaCredential;
const owner = Owner.make();
const keys = new Keys(new KeyRing(readKeys(`k1:${randomBytes(32).toString('base64')}`)), 's'.repeat(32));

beforeAll(async () => {
  running = await createSandbox(haciendaSandbox()).start();
  control = new SandboxControl(running.url);
  calls = plainCalls(running.baseUrl);
  database = await createTestDatabase();
  db = new Database(await makeDataSource(database.url, { poolSize: 6 }).initialize());
  await db.query(`INSERT INTO company (code, name) VALUES ('a', 'A')`);
});
afterAll(async () => {
  await db.source.destroy();
  await database.drop();
  await calls.end();
  await running.stop();
});
beforeEach(async () => {
  await control.reset();
  const [row] = await db.rows<{ id: number }>(
    `INSERT INTO integration_credential (integration, company, name, environment, base_url, secrets) VALUES ('hacienda', 'a', gen_random_uuid()::text, 'sandbox', 'https://x.test', '') RETURNING id`,
  );
  const { secrets, metadata } = taxpayer(running.url, undefined, owner);
  credential = { id: row!.id, version: 1, integration: 'hacienda', company: 'a', name: 'default', environment: 'sandbox', base_url: running.baseUrl, secrets, metadata: metadata as unknown as HaciendaMetadata };
});

/** A process of its own: it shares only the database. */
const session = () => openSession(new SessionTokens(db, keys, new CredentialEvents()), calls, credential);
const counts = () => control.state<{ logins: number; refreshes: number }>();

it('signs in once, however many processes and jobs need it', async () => {
  await Promise.all([session(), session(), session()].flatMap((client) => [client.probe(), client.probe(), client.probe()]));
  expect(await counts()).toMatchObject({ logins: 1, refreshes: 0 });
});

it('renews a token that is about to end with the refresh token, once for all', async () => {
  await control.seed({ rules: { token_seconds: 20 } }); // less than the half minute that a token is renewed early
  await session().probe();
  await control.seed({ rules: { token_seconds: 300 } });
  await Promise.all([session().probe(), session().probe()]);
  expect(await counts()).toMatchObject({ logins: 1, refreshes: 1 });
});

it('signs in again when the session is over', async () => {
  await control.seed({ rules: { token_seconds: 20 } });
  await session().probe();
  await control.seed({ rules: { token_seconds: 300 }, revoke_tokens: true });
  await session().probe();
  expect(await counts()).toMatchObject({ logins: 2, refreshes: 0 });
});

it('does not renew with a refresh token that has ended', async () => {
  await control.seed({ rules: { token_seconds: 20, refresh_seconds: 0 } });
  await session().probe();
  await session().probe();
  expect(await counts()).toMatchObject({ logins: 2, refreshes: 0 });
  expect((await control.log({ path: 'token' })).every(({ body }) => (body as { grant_type: string }).grant_type === 'password')).toBe(true);
});

it('one refused token is one new login, with the password', async () => {
  const client = session();
  await client.probe();
  await control.seed({ revoke_tokens: true });
  await client.probe();
  expect(await counts()).toMatchObject({ logins: 2, refreshes: 0 });
});

it('asks where the environment says, unless the credential says otherwise', () => {
  const at = (environment: 'sandbox' | 'production', metadata: Partial<HaciendaMetadata>) => endpointOf({ environment, metadata: metadata as HaciendaMetadata });
  expect(at('sandbox', {})).toEqual({ token_url: 'https://idp.comprobanteselectronicos.go.cr/auth/realms/rut-stag/protocol/openid-connect/token', client_id: 'api-stag' });
  expect(at('production', {})).toMatchObject({ token_url: expect.stringContaining('/realms/rut/'), client_id: 'api-prod' });
  expect(at('sandbox', { environment: 'production' })).toMatchObject({ client_id: 'api-prod' });
  expect(at('sandbox', { token_url: 'https://otro.example/token', client_id: 'mio' })).toEqual({ token_url: 'https://otro.example/token', client_id: 'mio' });
});
