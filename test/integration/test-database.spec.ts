import pg from 'pg';
import { createTestDatabase } from '../support/database.js';

describe('createTestDatabase', () => {
  it('gives migrated databases that know nothing of each other, also when asked at once', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await count(one.url, 'CREATE TABLE mine AS SELECT 1');
    expect(await count(one.url, "SELECT 1 FROM pg_tables WHERE tablename IN ('mine', 'integration_message')")).toBe(2);
    expect(await count(other.url, "SELECT 1 FROM pg_tables WHERE tablename IN ('mine', 'integration_message')")).toBe(1);
    await Promise.all([one.drop(), other.drop()]);
    await expect(count(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

async function count(url: string, sql: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rowCount;
  } finally {
    await client.end();
  }
}
