import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Database, makeDataSource } from '../database/index.js';
import { Journal, LeaseLost } from './journal.js';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  db = new Database(await makeDataSource(test.url).initialize());
  await db.query(`INSERT INTO company (code, name) VALUES ('default', 'Default')`);
});
afterAll(async () => {
  await db.source.destroy();
  await test.drop();
});

async function claimed(claim: number): Promise<{ id: string; claim: number }> {
  const id = uuidv7();
  await db.query(
    `INSERT INTO integration_message (id, company, integration, direction, event_type, order_id, correlation_id, trigger, status, claim)
     VALUES ($1, 'default', 'toy', 'inbound', 'x', $1, $1, 'api', 'processing', $2)`,
    [id, claim],
  );
  return { id, claim };
}

const REMARK = 'UPDATE integration_message SET decision = $2 WHERE id = $1';
const decisionOf = async (id: string) => (await db.rows<{ decision: string | null }>('SELECT decision FROM integration_message WHERE id = $1', [id]))[0]!.decision;

it('commits all that was noted, and the last statement, together', async () => {
  const message = await claimed(1);
  const journal = new Journal(db, message);
  journal.note(REMARK, [message.id, 'first']);
  await expect(journal.commit({ text: 'SELECT no_such_column FROM company', values: [] })).rejects.toThrow('no_such_column');
  expect(await decisionOf(message.id)).toBeNull();
  expect(await journal.commit({ text: 'SELECT decision FROM integration_message WHERE id = $1', values: [message.id] })).toEqual([{ decision: 'first' }]);
});

it('lets a worker whose message was taken over write nothing, though the message is still being processed', async () => {
  const message = await claimed(1);
  const stale = new Journal(db, message);
  stale.note(REMARK, [message.id, 'stale']);
  await db.query('UPDATE integration_message SET claim = 2 WHERE id = $1', [message.id]);
  await expect(stale.commit()).rejects.toThrow(LeaseLost);
  expect(await decisionOf(message.id)).toBeNull();
});

it('lets nobody write to a message that has ended', async () => {
  const message = await claimed(1);
  await db.query(`UPDATE integration_message SET status = 'processed', outcome = 'succeeded' WHERE id = $1`, [message.id]);
  await expect(new Journal(db, message).commit()).rejects.toThrow(LeaseLost);
});
