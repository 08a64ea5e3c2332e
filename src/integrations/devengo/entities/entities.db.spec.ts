import type { DataSource } from 'typeorm';
import { makeDataSource } from '../../../core/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { DEVENGO_ENTITIES } from './index.js';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 2, entities: DEVENGO_ENTITIES }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

it('the entities are what the tables are', async () => {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const drift = upQueries.map(({ query }) => query).filter((query) => /devengo_.*(ADD "|DROP COLUMN|TYPE |SET NOT NULL|DROP NOT NULL)|^CREATE TABLE/.test(query));
  expect(drift).toEqual([]);
});

describe('the rules that the database itself keeps', () => {
  const refused = (statement: string, why: RegExp) => expect(source.query(statement)).rejects.toThrow(why);

  beforeAll(async () => {
    await source.query(`
      INSERT INTO company (code, name) VALUES ('academia', 'Academia'), ('otra', 'Otra');
      INSERT INTO devengo_client (company, name) VALUES ('academia', 'Lucía'), ('academia', 'Lucas'), ('otra', 'Ana');
      INSERT INTO devengo_client_external_id (company, client_id, system, external_id) VALUES ('academia', 1, 'holded', 'h-1');
      INSERT INTO devengo_service (company, external_id, name) VALUES ('academia', 's-1', 'ES - Full-Stack');
      INSERT INTO devengo_service_contract (company, service_id, client_id, contract_date) VALUES ('academia', 1, 1, '2024-01-01');
      INSERT INTO devengo_contract_accrual (company, service_contract_id) VALUES ('academia', 1);
      INSERT INTO devengo_accrual_month (company, month) VALUES ('academia', '2024-01-01');
      INSERT INTO devengo_accrued_period (company, contract_accrual_id, service_contract_id, accrual_date, kind, accrued_amount, accrual_portion, status, total_contract_amount)
      VALUES ('academia', 1, 1, '2024-01-01', 'regular', 10, 1, 'ACTIVE', 10);`);
  });

  it('a client has one id per system, and an id one client', async () => {
    const add = (client: number, system: string, id: string) => `INSERT INTO devengo_client_external_id (company, client_id, system, external_id) VALUES ('academia', ${client}, '${system}', '${id}')`;
    await refused(add(1, 'holded', 'h-2'), /client_id_system/);
    await refused(add(2, 'holded', 'h-1'), /company_system_external_id/);
  });

  it('nothing of a company hangs on a row of another', () =>
    refused(`INSERT INTO devengo_service_contract (company, service_id, client_id, contract_date) VALUES ('academia', 1, 3, '2024-01-01')`, /foreign key/));

  it('a contract has one row per period, month and kind', () =>
    refused(`INSERT INTO devengo_accrued_period (company, contract_accrual_id, service_contract_id, accrual_date, kind, accrued_amount, accrual_portion, status, total_contract_amount)
      VALUES ('academia', 1, 1, '2024-01-01', 'regular', 1, 1, 'ACTIVE', 10)`, /devengo_accrued_period_once/));

  it('a closed month refuses every change of its rows', async () => {
    await source.query(`UPDATE devengo_accrual_month SET status = 'closed'`);
    for (const change of [
      'DELETE FROM devengo_accrued_period', 'UPDATE devengo_accrued_period SET accrued_amount = 1',
      `INSERT INTO devengo_accrued_period (company, contract_accrual_id, service_contract_id, accrual_date, kind, accrued_amount, accrual_portion, status, total_contract_amount)
       VALUES ('academia', 1, 1, '2024-01-01', 'credit', 1, 1, 'ACTIVE', 10)`,
    ]) {
      await refused(change, /2024-01-01 is closed/);
    }
  });
});
