import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { makeDataSource } from '../../src/core/database/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 2, patient: true }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const id = uuidv7();
const fill = async () => {
  await source.query(`INSERT INTO company (code, name) VALUES ('co', 'Una')`);
  await source.query(
    `INSERT INTO integration_message (id, company, integration, direction, event_type, order_id, correlation_id, trigger, payload_raw, payload)
     VALUES ($1, 'co', 'alegra', 'inbound', 'x', $1, $1, 'api', '\\x7b7d', '{}')`,
    [id],
  );
  await source.query(`INSERT INTO audit_log (id, actor_type, actor_name, action, subject_type, subject_id) VALUES ($1, 'system', 's', 'a', 't', '1')`, [id]);
};

it('the log and the audit trail refuse every change of what was received', async () => {
  await fill();
  for (const change of [
    `UPDATE integration_message SET payload_raw = '\\x00'`, `UPDATE integration_message SET payload = '{"a":1}'`, `UPDATE integration_message SET payload = NULL`,
    `UPDATE integration_message SET company = 'co', event_type = 'y'`, `UPDATE integration_message SET received_at = now()`, 'DELETE FROM integration_message',
    'TRUNCATE integration_message', 'TRUNCATE company CASCADE', `UPDATE audit_log SET action = 'b'`, 'DELETE FROM audit_log', 'TRUNCATE audit_log',
  ]) {
    await expect(source.query(change)).rejects.toThrow(/append-only/);
  }
  await source.query(`UPDATE integration_message SET status = 'processing', claim = 1`);
  await expect(source.query(`UPDATE integration_message SET status = 'received'`)).rejects.toThrow(/forward only/);
  await source.query(`UPDATE integration_message SET status = 'processed', outcome = 'succeeded', finished_at = now()`);
  for (const change of [`status = 'received'`, `status = 'processing'`, `outcome = 'failed'`, `response_raw = '\\x00'`, `http_status = 1`, 'finished_at = NULL']) {
    await expect(source.query(`UPDATE integration_message SET ${change}`)).rejects.toThrow(/append-only/);
  }
});

it('each migration can be undone, last first, with data in the tables, and done again', async () => {
  for (let left = source.migrations.length; left > 0; left--) {
    await source.undoLastMigration();
    expect(Number((await source.query('SELECT count(*) AS n FROM migrations'))[0].n)).toBe(left - 1);
  }
  expect((await source.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).map((row: { tablename: string }) => row.tablename)).toEqual(['migrations']);
  expect(await source.query(`SELECT proname FROM pg_proc WHERE proname LIKE 'puente%'`)).toEqual([]);
  expect(await source.runMigrations()).toHaveLength(source.migrations.length);
  await fill();
}, 60_000);

it('the entities are what the tables are: no column too many, too few or of another type', async () => {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const drift = upQueries.map(({ query }) => query).filter((query) => /^ALTER TABLE .*(ADD "|DROP COLUMN|TYPE |SET NOT NULL|DROP NOT NULL)|^CREATE TABLE/.test(query));
  expect(drift).toEqual([]);
});
