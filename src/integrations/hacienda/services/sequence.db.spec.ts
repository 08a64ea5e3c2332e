import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import { nextNumber, type Numbering } from './sequence.js';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = new Database(await makeDataSource(database.url, { poolSize: 8 }).initialize());
  await db.query(`INSERT INTO company (code, name) VALUES ('a', 'A'), ('b', 'B')`);
});
afterAll(async () => {
  await db.source.destroy();
  await database.drop();
});

const numbering = (more: Partial<Numbering> = {}): Numbering => ({ company: 'a', environment: 'sandbox', identification: '3101123456', branch: '001', terminal: '00001', typeCode: '01', ...more });
const next = (of: Numbering, startAt?: number) => db.transaction((tx) => nextNumber(tx, of, startAt));

it('counts each company, environment, issuer, branch, terminal and type for itself', async () => {
  const others: Partial<Numbering>[] = [{}, { company: 'b' }, { environment: 'production' }, { identification: '109870654' }, { branch: '002' }, { terminal: '00002' }, { typeCode: '03' }];
  for (const of of others) expect([await next(numbering(of)), await next(numbering(of))]).toEqual([1, 2]);
});

it('gives a number back when what it was for fails, and none twice to forty at once', async () => {
  const of = numbering({ terminal: '00010' });
  await expect(db.transaction(async (tx) => { await nextNumber(tx, of); throw new Error('wrong PIN'); })).rejects.toThrow('wrong PIN');
  const given = await Promise.all(Array.from({ length: 40 }, (_, index) =>
    db.transaction(async (tx) => {
      const number = await nextNumber(tx, of);
      if (index % 4 === 0) throw new Error(`not used: ${number}`);
      return number;
    }).catch(() => null)));
  expect(given.filter((number) => number !== null).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

it('goes on where another system stopped, never back', async () => {
  const of = numbering({ terminal: '00020' });
  expect([await next(of, 1501), await next(of, 1501), await next(of, 900), await next(of, 2000), await next(of)]).toEqual([1501, 1502, 1503, 2000, 2001]);
});

it('says so when a numbering is used up', async () => {
  const of = numbering({ terminal: '00030' });
  await next(of, 9_999_999_999);
  await expect(next(of)).rejects.toMatchObject({ code: 'hacienda.numbers_exhausted', message: expect.stringContaining('otra terminal') });
});
