import type { DataSource } from 'typeorm';
import type { Caller } from '../../../core/auth/index.js';
import { AuditService } from '../../../core/audit/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import type { Notice, Notifier } from '../../../core/notifications/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { School } from '../../../../test/support/devengo/school.js';
import { readMonth } from '../mapping/accruals/calendar.js';
import { readBooks } from './accrual-books.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { CloseMonths } from './close-months.service.js';
import { CompareAccruals } from './compare-accruals.service.js';
import { LoadContracts } from './load-contracts.service.js';
import { NotifyAccruals } from './notify-accruals.service.js';
import { RunAccruals } from './run-accruals.service.js';

let database: TestDatabase;
let source: DataSource;
let companies: CompaniesService;
let accruals: RunAccruals;
let books: CloseMonths;
let comparing: CompareAccruals;
/** The contracts that each comparison computed. */
const watched: (readonly number[])[] = [];
const told: Notice[] = [];
class Watched extends LoadContracts {
  override batches(...[tx, selection]: Parameters<LoadContracts['batches']>): ReturnType<LoadContracts['batches']> {
    watched.push(selection.ids ?? []);
    return super.batches(tx, selection);
  }
}
const caller: Caller = { type: 'system', id: null, name: 'Ana', role: 'admin', companies: ['*'] };
let schools = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 4 }).initialize();
  const db = new Database(source);
  companies = new CompaniesService(source, new AuditService(source));
  const policies = new AccrualPolicies(companies);
  const contracts = new LoadContracts();
  accruals = new RunAccruals(db, contracts, policies, new NotifyAccruals({ notify: async (notice: Notice) => void told.push(notice) } as unknown as Notifier));
  comparing = new CompareAccruals(new Watched(), policies);
  books = new CloseMonths(db, comparing, new AuditService(source));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const openSchool = async (): Promise<School> => {
  const school = new School(source, `academia-${++schools}`);
  await school.open();
  return school;
};
const run = (school: School, month: string, options = {}) => accruals.run(school.company, readMonth(month), options);
const close = (school: School, month: string) => books.close(caller, school.company, readMonth(month));
const policy = async (school: School, settings: object) => {
  await source.query('UPDATE company SET settings = $2 WHERE code = $1', [school.company, JSON.stringify({ holded: settings })]);
  companies.forget(school.company);
};

const A = { documents: [['2024-01-10', 6000]], periods: [['2024-01-15', '2024-06-02']] } as { documents: [string, number][]; periods: [string, string][] };
const A_MONTHS = { '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '1328.57', '2024-04': '1285.71', '2024-05': '1328.58', '2024-06': '85.71' };

it('writes what the engine says, with what it was computed from', async () => {
  const school = await openSchool();
  const contract = await school.contract(A);
  const answer = await run(school, '2024-06');
  expect(answer).toMatchObject({ summary: { total_contracts_processed: 1, successful_accruals: 1, failed_accruals: 0 }, rows_total: 6 });
  expect(await school.months(contract)).toEqual(A_MONTHS);
  const [row] = await source.query(`SELECT * FROM devengo_accrued_period WHERE service_contract_id = $1 AND accrual_date = '2024-02-01'`, [contract]);
  expect(row).toMatchObject({ kind: 'regular', accrued_amount: '1242.86', accrual_portion: '0.20714333', inputs: { delivered_days: 46, planned_days: 140, total: '6000.00', before: '728.57', policy: 'catch_up' } });
  expect((await source.query('SELECT total_amount_to_accrue, total_amount_accrued, remaining_amount_to_accrue, total_sessions_accrued, accrual_status FROM devengo_contract_accrual WHERE service_contract_id = $1', [contract]))[0]).toEqual({
    total_amount_to_accrue: '6000.00', total_amount_accrued: '6000.00', remaining_amount_to_accrue: '0.00', total_sessions_accrued: 60, accrual_status: 'COMPLETED',
  });
});

it('defect 8: a month asked for out of order or twice is the same, and the months before it are filled', async () => {
  const school = await openSchool();
  await school.contract(A);
  await run(school, '2024-05');
  await run(school, '2024-03');
  await run(school, '2024-06');
  await run(school, '2024-06');
  expect(await school.months()).toEqual(A_MONTHS);
});

it('defect 7: every line counts and none with its tax; drafts, cancelled and deleted documents do not', async () => {
  const school = await openSchool();
  const contract = await school.contract({ documents: [['2024-01-10', 100]], periods: [['2024-01-15', '2024-01-31']] });
  for (const change of [`status = 'draft'`, `status = 'cancelled'`, 'deleted_at = now()']) {
    await school.document(contract, '2024-01-11', 1000);
    await source.query(`UPDATE devengo_invoice SET ${change} WHERE company = $1 AND net_amount = 1000 AND status = 'pending' AND deleted_at IS NULL`, [school.company]);
  }
  await source.query(
    `INSERT INTO devengo_invoice_line (company, invoice_id, line_no, service_contract_id, net_amount)
     SELECT company, id, 2, $2, 23.45 FROM devengo_invoice WHERE company = $1 AND net_amount = 100`, [school.company, contract]);
  await run(school, '2024-06');
  expect(await school.months()).toEqual({ '2024-01': '123.45' });
});

it('a dry run answers the rows and writes none', async () => {
  const school = await openSchool();
  await school.contract(A);
  const answer = await run(school, '2024-02', { dryRun: true });
  expect(answer.rows.map(({ month, amount }) => [month, amount])).toEqual([['2024-01', '728.57'], ['2024-02', '1242.86']]);
  expect(await school.months()).toEqual({});
  expect(await books.list(caller, school.company)).toEqual([]);
});

describe('the books', () => {
  it('close in order, keep what they hold, and adjust in the first open month', async () => {
    const school = await openSchool();
    const contract = await school.contract(A);
    await run(school, '2024-03');
    await expect(close(school, '2024-02')).rejects.toMatchObject({ details: { code: 'earlier_month_open' } });
    for (const month of ['2024-01', '2024-02', '2024-03']) await close(school, month);
    await expect(run(school, '2024-03')).rejects.toMatchObject({ details: { code: 'month_closed' } });
    await school.document(contract, '2024-02-10', 1400);
    await run(school, '2024-06');
    expect(await school.months()).toMatchObject({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '1328.57', '2024-04': '2355.71' });
    const [adjustment] = await source.query(`SELECT accrued_amount, reference, inputs FROM devengo_accrued_period WHERE service_contract_id = $1 AND kind = 'adjustment'`, [contract]);
    expect(adjustment).toEqual({ accrued_amount: '770.00', reference: 'Meses cerrados hasta 2024-03', inputs: { closed_until: '2024-03', expected: '4070.00', booked: '3300.00' } });
  });

  it('refuse to close what newer data would change, and what is not over or was not processed', async () => {
    const school = await openSchool();
    const contract = await school.contract(A);
    await expect(close(school, '2024-01')).rejects.toMatchObject({ details: { code: 'month_not_processed' } });
    await run(school, '2024-01');
    await school.document(contract, '2024-01-20', 500);
    await expect(close(school, '2024-01')).rejects.toMatchObject({ details: { code: 'month_stale' } });
    await run(school, '2024-01');
    expect(await close(school, '2024-01')).toMatchObject({ month: '2024-01', status: 'closed', closed_by: 'Ana', rows: 1 });
    const now = new Date().toISOString().slice(0, 7);
    await run(school, now);
    await expect(close(school, now)).rejects.toMatchObject({ details: { code: 'month_not_over' } });
    await expect(run(school, '2199-01')).rejects.toMatchObject({ details: { code: 'month_not_begun' } });
  });

  it('compare only what is newer than the last run, whatever of a contract it is', async () => {
    const yesterday = async () => {
      for (const table of ['service', 'service_contract', 'invoice', 'service_period']) await source.query(`UPDATE devengo_${table} SET updated_at = now() - interval '1 day' WHERE company = $1`, [school.company]);
      await source.query(`UPDATE devengo_client_snapshot SET seen_at = '2024-08-01' WHERE company = $1`, [school.company]);
    };
    const school = await openSchool();
    const contract = await school.contract(A);
    await school.contract({ documents: [['2024-01-10', 900]], snapshot: { found: true, seen: '2024-08-01' } });
    const changes = {
      invoice: `UPDATE devengo_invoice i SET net_amount = 100, updated_at = now() FROM devengo_invoice_line l WHERE l.invoice_id = i.id AND l.service_contract_id = ${contract}`,
      course: `UPDATE devengo_service_period SET end_date = end_date + 30, updated_at = now() WHERE service_contract_id = ${contract}`,
      release: `UPDATE devengo_service_contract SET release_on = '2024-02-01', updated_at = now() WHERE id = ${contract}`,
      snapshot: `UPDATE devengo_client_snapshot SET status = 'ENDED', status_date = '2024-01-20', seen_at = now() WHERE company = '${school.company}'`,
      service: `UPDATE devengo_service SET total_sessions = 7, updated_at = now() WHERE company = '${school.company}'`,
      'course moved away': `UPDATE devengo_service_period SET service_contract_id = NULL, updated_at = now() WHERE service_contract_id = ${contract}`,
    };
    for (const [what, change] of Object.entries(changes)) {
      await yesterday();
      await run(school, '2024-02');
      watched.length = 0;
      const db = new Database(source);
      const differences = async () => comparing.differences(db, school.company, await readBooks(db, school.company), readMonth('2024-02'));
      expect({ what, differences: await differences(), looked: watched }).toEqual({ what, differences: 0, looked: [] });
      await source.query(change);
      await differences();
      expect({ what, looked: watched[0]!.length > 0 }).toEqual({ what, looked: true });
    }
  });

  it('open again only the last closed month, and then it is computed anew', async () => {
    const school = await openSchool();
    const contract = await school.contract(A);
    await run(school, '2024-02');
    await close(school, '2024-01');
    await close(school, '2024-02');
    await expect(books.open(caller, school.company, readMonth('2024-01'))).rejects.toMatchObject({ details: { code: 'not_last_closed' } });
    expect(await books.open(caller, school.company, readMonth('2024-02'))).toMatchObject({ status: 'open', closed_at: null });
    await school.document(contract, '2024-02-10', 1400);
    await run(school, '2024-02');
    expect(await school.months()).toEqual({ '2024-01': '728.57', '2024-02': '1702.86' });
    const audited = await source.query(`SELECT action, subject_id FROM audit_log WHERE company = $1 AND subject_type = 'accrual_month' ORDER BY id`, [school.company]);
    expect(audited.map(({ action, subject_id }: Record<string, string>) => `${action} ${subject_id}`)).toEqual(['accrual_month.closed 2024-01', 'accrual_month.closed 2024-02', 'accrual_month.opened 2024-02']);
  });

  it('a policy that changes counts for the open months, not for what was closed with another', async () => {
    const school = await openSchool();
    const drop = { documents: [['2024-01-10', 6000]] as [string, number][], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] as [string, string, 'DROPPED', string][] };
    const contract = await school.contract(drop);
    await run(school, '2024-03');
    for (const month of ['2024-01', '2024-02', '2024-03']) await close(school, month);
    await policy(school, { on_drop: 'hold' });
    const later = await school.contract({ ...drop, documents: [['2024-04-02', 6000]], periods: [['2024-04-03', '2024-06-02', 'DROPPED', '2024-04-20']] });
    await run(school, '2024-06');
    expect(await school.months(contract)).toEqual({ '2024-01': '728.57', '2024-02': '1242.86', '2024-03': '4028.57' });
    expect(await school.months(later)).toEqual({ '2024-04': '1770.49' });
  });
});

/** Every row a run may touch, as PostgreSQL knows it: a row that was written or locked again is another. */
const versions = async ({ company }: School): Promise<string[]> => {
  const tables = ['devengo_accrued_period', 'devengo_contract_accrual', 'devengo_accrual_notice', 'devengo_service_contract'];
  const all = await Promise.all(tables.map((table) => source.query(`SELECT '${table} ' || id || ' ' || ctid || ' ' || xmin || ' ' || xmax AS version FROM ${table} WHERE company = $1 ORDER BY id`, [company])));
  return all.flat().map(({ version }: { version: string }) => version);
};

it('a second identical run says unchanged and writes no row; then only what differs is written', async () => {
  const school = await openSchool();
  const contract = await school.contract(A);
  await school.contract({ ...A, periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] });
  await school.contract({ ...A, periods: [['2024-01-15', '2024-06-02', 'ENDED', '2024-05-20']] });
  await school.contract({ documents: [['2024-01-10', 4800]], periods: [['2024-01-15', '2024-12-31', 'POSTPONED', '2024-05-10']] });
  await school.contract({ documents: [['2024-01-10', 900]], snapshot: { found: false, seen: '2024-08-01' } });
  await school.contract({ ...A, periods: [['2024-06-02', '2024-01-15']] });
  await source.query(`INSERT INTO devengo_service_period (company, external_id, name, start_date, end_date, status) VALUES ($1, 'stray', 'spain-ds-pt-9', '2024-01-01', '2024-05-01', 'ACTIVE')`, [school.company]);
  expect((await run(school, '2024-06')).contracts).toEqual({ created: 6, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
  const before = await versions(school);
  const [sums, again] = [await school.months(), await run(school, '2024-06')];
  expect(again.contracts).toEqual({ created: 0, updated: 0, unchanged: 3, skipped: 3, failed: 0 });
  expect(await versions(school)).toEqual(before);

  await school.document(contract, '2024-05-10', 1400);
  const dry = await run(school, '2024-06', { dryRun: true });
  expect(dry.contracts).toEqual({ created: 0, updated: 1, unchanged: 2, skipped: 3, failed: 0 });
  expect(await school.months()).toEqual(sums);
  expect((await run(school, '2024-06')).contracts).toEqual(dry.contracts);
  expect((await versions(school)).filter((version) => !before.includes(version) && version.startsWith('devengo_accrued_period'))).toHaveLength(6);
  expect((await school.months(contract))['2024-05']).toBe('2708.58');
});

it('by sessions where the company says so: the classes of its services, and days for what was closed before', async () => {
  const school = await openSchool();
  const contract = await school.contract(A);
  await run(school, '2024-01');
  await close(school, '2024-01');
  await policy(school, { accrual_method: 'sessions' });
  await run(school, '2024-06');
  // 19 of 60 classes are 1 900.00, and January, closed by days, holds 728.57 of them.
  expect(await school.months(contract)).toEqual({ '2024-01': '728.57', '2024-02': '1171.43', '2024-03': '1300.00', '2024-04': '1300.00', '2024-05': '1300.00', '2024-06': '200.00' });
  const [row] = await source.query(`SELECT sessions_in_period, inputs FROM devengo_accrued_period WHERE service_contract_id = $1 AND accrual_date = '2024-03-01'`, [contract]);
  expect(row).toMatchObject({ sessions_in_period: 13, inputs: { method: 'sessions', delivered_sessions: 32, planned_sessions: 60 } });
});

it('one run at a time', async () => {
  const school = await openSchool();
  await school.contract(A);
  const other = source.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT pg_advisory_xact_lock(778899040, hashtext($1))', [school.company]);
  await expect(run(school, '2024-01')).rejects.toMatchObject({ details: { code: 'accruals_running' } });
  await other.rollbackTransaction();
  await other.release();
  await run(school, '2024-01');
});

it('tells people once what to look at, and again when it is something else', async () => {
  const school = await openSchool();
  await school.contract({ ...A, periods: [['2024-06-02', '2024-01-15']] });
  await source.query(`INSERT INTO devengo_service_period (company, external_id, name, start_date, end_date, status) VALUES ($1, 'stray', 'spain-ds-pt-9', '2024-01-01', '2024-05-01', 'ACTIVE')`, [school.company]);
  told.length = 0;
  await run(school, '2024-01');
  expect(told).toHaveLength(1);
  expect(told[0]!.text).toMatch(/1 × curso que termina antes de empezar\n1 × curso sin contrato/);
  const key = told[0]!.key;
  await run(school, '2024-01');
  expect(told[1]!.key).toBe(key);
  expect((await source.query('SELECT type FROM devengo_accrual_notice WHERE company = $1 ORDER BY type', [school.company])).map(({ type }: { type: string }) => type)).toEqual(['negative_days', 'period_without_contract']);
  await policy(school, { accrual_notices: false });
  await run(school, '2024-01');
  expect(told).toHaveLength(2);
});

it('a company sees and changes only its own', async () => {
  const [one, other] = [await openSchool(), await openSchool()];
  await one.contract(A);
  await other.contract(A);
  await run(one, '2024-06');
  expect(await other.months()).toEqual({});
  const stranger: Caller = { ...caller, companies: [other.company] };
  expect(() => books.list(stranger, one.company)).toThrow(expect.objectContaining({ details: expect.objectContaining({ code: 'not_found' }) }));
  await expect(books.close(stranger, one.company, readMonth('2024-01'))).rejects.toMatchObject({ details: { code: 'not_found' } });
});
