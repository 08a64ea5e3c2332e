import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { CLAIM } from './claim.js';

let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  await db.query(`INSERT INTO company (code, name) VALUES ('acme', 'Acme') ON CONFLICT DO NOTHING`);
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

interface PlanNode {
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
}

const rowsRead = (node: PlanNode): number =>
  node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0) + (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0);

it('a claim reads no more rows however many messages wait, also before PostgreSQL has any statistics', async () => {
  // In one transaction, so that no autovacuum can look at the table first: a burst into a fresh installation is like that.
  await db.query('BEGIN');
  await db.query(`
    INSERT INTO integration_message (id, company, integration, direction, event_type, order_key, order_id, correlation_id, trigger)
    SELECT id, 'acme', 'toy', 'inbound', 'order.created', 'toy|acme|' || id, id, id, 'webhook'
    FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 2000)) AS made`);
  const { rows: [message] } = await db.query<{ id: string }>('SELECT id FROM integration_message ORDER BY id OFFSET 1000 LIMIT 1');
  const { rows: [plan] } = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${CLAIM}`, [message!.id]);
  await db.query('ROLLBACK');
  expect(rowsRead(plan!['QUERY PLAN'][0].Plan)).toBeLessThan(20);
});
