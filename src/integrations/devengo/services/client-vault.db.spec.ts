import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { KeyRing, Keys } from '../../../core/credentials/index.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ClientVault } from './client-vault.service.js';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 2 }).initialize();
  await source.query(`INSERT INTO company (code, name) VALUES ('academia', 'Academia'), ('otra', 'Otra')`);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const old = { id: 'old', bytes: randomBytes(32) };
const fresh = { id: 'new', bytes: randomBytes(32) };
const vaultOf = (company: string, ...ring: { id: string; bytes: Buffer }[]) => new ClientVault(new Database(source), new Keys(new KeyRing(ring), 's'.repeat(32))).of(company);

it('finds an address however it is written, and stores none of it in the clear', async () => {
  const vault = await vaultOf('academia', old);
  const stored = vault.store('  Lucia@Example.com ');
  expect(stored.identifier_hash).toBe(vault.hash('lucia@example.COM'));
  expect(JSON.stringify(stored)).not.toMatch(/lucia|example/i);
  expect(vault.open(stored.identifier_sealed)).toBe('lucia@example.com');
});

it('two companies do not share a hash', async () => {
  const [one, other] = await Promise.all([vaultOf('academia', old), vaultOf('otra', old)]);
  expect(one.hash('lucia@example.com')).not.toBe(other.hash('lucia@example.com'));
});

it('survives a rotation of the installation keys, and then needs the old one no more', async () => {
  const before = (await vaultOf('academia', old)).store('lucia@example.com');
  await vaultOf('academia', fresh, old);
  const after = await vaultOf('academia', fresh);
  expect(after.open(before.identifier_sealed)).toBe('lucia@example.com');
  expect(after.hash('lucia@example.com')).toBe(before.identifier_hash);
});

it('is sealed anew by a rotation, whether or not anybody reads it', async () => {
  await source.query('DELETE FROM devengo_client_key');
  const stored = (await vaultOf('academia', old)).store('lucia@example.com');
  const rotating = new ClientVault(new Database(source), new Keys(new KeyRing([fresh, old]), 's'.repeat(32)));
  expect(await rotating.reseal()).toBe(1);
  expect(await rotating.reseal()).toBe(0);
  expect((await vaultOf('academia', fresh)).open(stored.identifier_sealed)).toBe('lucia@example.com');
});

it('many that begin at once use one key', async () => {
  await source.query('DELETE FROM devengo_client_key');
  const vaults = await Promise.all(Array.from({ length: 5 }, () => vaultOf('academia', old)));
  expect(new Set(vaults.map((vault) => vault.hash('a@b.co'))).size).toBe(1);
});
