import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { KeyRing, Keys } from '../../../core/credentials/index.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import { writeCsv } from '../../../core/export/index.js';
import type { Notifier } from '../../../core/notifications/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { School } from '../../../../test/support/devengo/school.js';
import { readMonth } from '../mapping/accruals/calendar.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { ClientVault } from './client-vault.service.js';
import { ClosingCheckReport } from './closing-check.service.js';
import { CompareAccruals } from './compare-accruals.service.js';
import { ForecastAccruals } from './forecast.service.js';
import { Journal } from './journal.service.js';
import { ListDevengo } from './list-devengo.service.js';
import { LoadContracts } from './load-contracts.service.js';
import { NotifyAccruals } from './notify-accruals.service.js';
import { ReportContracts, reportColumns } from './report-contracts.service.js';
import { ReportDeferred } from './report-deferred.service.js';
import { ReportRevenue } from './report-revenue.service.js';
import { RunAccruals } from './run-accruals.service.js';
import { ShowContract } from './show-contract.service.js';

let database: TestDatabase;
let source: DataSource;
let db: Database;
let school: School;
let vault: ClientVault;
let running: number;
let dropped: number;
const caller: Caller = { type: 'system', id: null, name: 'Ana', role: 'viewer', companies: ['academia'] };
const stranger: Caller = { ...caller, companies: ['otra'] };

/** Two contracts: one runs all its course, the other drops out in March and is credited in May. A third is in dollars. */
beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 4 }).initialize();
  db = new Database(source);
  vault = new ClientVault(db, new Keys(new KeyRing([{ id: 'k', bytes: randomBytes(32) }]), 's'.repeat(32)));
  school = new School(source);
  await school.open();
  running = await school.contract({ documents: [['2024-01-10', 6000]], periods: [['2024-01-15', '2024-06-02']] });
  dropped = await school.contract({ documents: [['2024-01-20', 6000], ['2024-05-10', -2000]], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] }, 'ds');
  const dollars = await school.contract({ documents: [['2024-02-01', 100]], periods: [['2024-02-01', '2024-02-29']] });
  await source.query(`UPDATE devengo_service_contract SET currency = 'USD' WHERE id = $1`, [dollars]);
  await source.query(`UPDATE devengo_invoice SET currency = 'USD' WHERE net_amount = 100`);
  const { identifier_hash, identifier_sealed } = (await vault.of('academia')).store('lucia@example.com');
  await source.query('UPDATE devengo_client SET identifier_hash = $1, identifier_sealed = $2, name = $3 WHERE id = (SELECT client_id FROM devengo_service_contract WHERE id = $4)', [identifier_hash, identifier_sealed, '=Lucía', running]);
  const policies = new AccrualPolicies(new CompaniesService(source, new AuditService(source)));
  await new RunAccruals(db, new LoadContracts(), policies, new NotifyAccruals({ notify: async () => undefined } as unknown as Notifier)).run('academia', readMonth('2024-06'));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const range = { company: 'academia', currency: 'EUR', start: '2024-02', end: '2024-06' };
const plan = () => ({ contracts: new LoadContracts(), policies: new AccrualPolicies(new CompaniesService(source, new AuditService(source))) });

it('rolls the deferred income forward, every month from the one before', async () => {
  const { months, total } = await new ReportDeferred(db).rollForward(range);
  expect(months).toEqual([
    { month: '2024-02', opening: '10542.86', billed: '0.00', credited: '0.00', recognised: '2485.72', closing: '8057.14' },
    { month: '2024-03', opening: '8057.14', billed: '0.00', credited: '0.00', recognised: '5357.14', closing: '2700.00' },
    { month: '2024-04', opening: '2700.00', billed: '0.00', credited: '0.00', recognised: '1285.71', closing: '1414.29' },
    { month: '2024-05', opening: '1414.29', billed: '0.00', credited: '2000.00', recognised: '-671.42', closing: '85.71' },
    { month: '2024-06', opening: '85.71', billed: '0.00', credited: '0.00', recognised: '85.71', closing: '0.00' },
  ]);
  expect(total).toEqual({ opening: '10542.86', billed: '0.00', credited: '2000.00', recognised: '8542.86', closing: '0.00' });
});

it('shows by billing month what became revenue when', async () => {
  const { lines } = await new ReportDeferred(db).waterfall({ ...range, end: '2024-04' });
  expect(lines).toEqual([{ billing_month: '2024-01', contracts: 2, billed: '12000.00', credited: '0.00', before: '1457.14', months: { '2024-02': '2485.72', '2024-03': '5357.14', '2024-04': '1285.71' }, deferred: '1414.29' }]);
});

it('answers a year as the original does, and by service', async () => {
  const revenue = new ReportRevenue(db);
  const year = await revenue.monthly('academia', 'EUR', 2024);
  expect(year.monthly_data).toHaveLength(12);
  expect(year.monthly_data[1]).toEqual({ month: 'February', month_number: 2, amount: 2485.72 });
  expect(year.total_year_amount).toBe(10000);
  expect(await revenue.byServiceType('academia', 'EUR', 2024)).toMatchObject({ types: [{ service_type: 'DS', amount: '4000.00' }, { service_type: 'FS', amount: '6000.00' }] });
  expect(await revenue.summary('academia', 'EUR')).toEqual({ total_contracts: 2, total_amount: '10000.00', accrued_amount: '10000.00', pending_amount: '0.00' });
  expect(await revenue.years('academia')).toEqual([2024]);
});

it('has the original’s columns, and disarms a client’s name', async () => {
  const report = new ReportContracts(db, vault);
  let text = '';
  for await (const piece of writeCsv({ columns: reportColumns({ start: '2024-02', end: '2024-03' }), rows: report.all({ ...range, end: '2024-03' }) })) text += piece;
  expect(text.slice(1).split('\r\n')).toEqual([
    'Contract start date,Client,Email,Contract Status,Service,Period,Period Status,Status Change Date,Total to accrue,Pending to accrue,Period start date,Period end date,February 2024,March 2024',
    `2024-01-10,'=Lucía,lucia@example.com,ACTIVE,ES - Full-Stack - Part-Time,spain-fs-pt-1,ACTIVE,,6000.00,0.00,2024-01-15,2024-06-02,1242.86,1328.57`,
    `2024-01-20,Cliente 2,,CANCELED,EU - Data Science,spain-fs-pt-2,DROPPED,2024-03-20,4000.00,0.00,2024-01-15,2024-06-02,1242.86,4028.57`,
    '',
  ]);
  expect((await report.page(range, 0, 1)).next).toBe(running);
});

it('makes a balanced entry, and turns around what is negative', async () => {
  const journal = new Journal(db);
  const entry = await journal.of('academia', '2024-05', 'EUR');
  expect(entry.lines.map(({ date, account, debit, credit }) => [date, account, debit, credit])).toEqual([
    ['2024-05-31', '485', '1328.58', '0.00'], ['2024-05-31', '70500001', '0.00', '1328.58'],
    ['2024-05-31', '485', '0.00', '2000.00'], ['2024-05-31', '70500002', '2000.00', '0.00'],
  ]);
  await expect(journal.of('academia', '2025-01', 'EUR')).rejects.toMatchObject({ details: { code: 'month_not_processed' } });
});

it('checks a month before it is closed', async () => {
  const { contracts, policies } = plan();
  const check = new ClosingCheckReport(db, new CompareAccruals(contracts, policies));
  const january = await check.of('academia', '2024-01', 'EUR');
  expect(january).toMatchObject({ ok: true });
  expect(january.checks.find(({ name }) => name === 'accrued_within_billed')).toMatchObject({ net: '12000.00', accrued: '1457.14', deferred: '10542.86' });
  expect(january.checks.find(({ name }) => name === 'one_currency')).toMatchObject({ ok: false, severity: 'warning', currencies: ['USD'] });
  expect((await check.of('academia', '2024-02', 'EUR')).checks.filter(({ ok, severity }) => !ok && severity === 'error').map(({ name }) => name)).toEqual(['earlier_months_closed']);
  await source.query(`UPDATE devengo_invoice SET net_amount = 5000 WHERE net_amount = 6000`);
  expect((await check.of('academia', '2024-01', 'EUR')).checks.find(({ name }) => name === 'lines_add_up')).toMatchObject({ ok: false, documents: 2 });
  await source.query(`UPDATE devengo_invoice SET net_amount = 6000 WHERE net_amount = 5000`);
});

it('expects of the months to come what is planned', async () => {
  const month = new Date().toISOString().slice(0, 7);
  const next = new School(source, 'prevision');
  await next.open();
  const first = `${month}-01`;
  const [{ last }] = await source.query(`SELECT (date_trunc('month', $1::date) + interval '2 months' - interval '1 day')::date::text AS last`, [first]);
  await next.contract({ documents: [[first, 610]], periods: [[first, last]] });
  await next.contract({ documents: [[first, 300]] });
  const { contracts, policies } = plan();
  const forecast = await new ForecastAccruals(db, contracts, policies).of('prevision', 'EUR', 3);
  expect(forecast.months).toHaveLength(3);
  expect(forecast.months.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeCloseTo(610);
  expect(forecast.months[2]!.amount).toBe('0.00');
  expect(forecast.deferred).toBe('300.00');
  expect(await next.months()).toEqual({});
});

it('leads from a number to what it was made of, within the caller’s reach', async () => {
  const show = new ShowContract(db, vault);
  const shown = await show.show(caller, dropped);
  expect(shown).toMatchObject({ status: 'CANCELED', accrual: { total_amount_to_accrue: '4000.00' }, documents: [{ net_amount: '6000.00', counts: true }, { net_amount: '-2000.00' }], periods: [{ status: 'DROPPED' }] });
  expect((shown['rows'] as { month: string; kind: string; accrued_amount: string }[]).map(({ month, kind, accrued_amount }) => `${month} ${kind} ${accrued_amount}`)).toEqual([
    '2024-01 regular 728.57', '2024-02 regular 1242.86', '2024-03 regular 857.14', '2024-03 remainder 3171.43', '2024-05 credit -2000.00',
  ]);
  await expect(show.show(stranger, dropped)).rejects.toMatchObject({ details: { code: 'not_found' } });
});

it('lists by page and filter, and finds a client by an address however it is written', async () => {
  const lists = new ListDevengo(db, vault);
  const names = async (query: object) => (await lists.list(caller, 'clients', { limit: 10, ...query })).data.map(({ name, identifier }) => [name, identifier]);
  expect(await names({ email: ' LUCIA@example.com' })).toEqual([['=Lucía', 'lucia@example.com']]);
  expect(await names({ email: 'nadie@example.com' })).toEqual([]);
  const first = await lists.list(caller, 'accrued', { limit: 2, contract_id: dropped, currency: 'EUR' });
  expect(first.data.map(({ month, kind }) => [month, kind])).toEqual([['2024-05', 'credit'], ['2024-03', 'remainder']]);
  const rest = await lists.list(caller, 'accrued', { limit: 10, contract_id: dropped, cursor: Number(first.next_cursor) });
  expect(rest).toMatchObject({ next_cursor: null, data: { length: 3 } });
  for (const name of ['clients', 'services', 'contracts', 'invoices', 'periods', 'accrued', 'notices'] as const) {
    expect((await lists.list(stranger, name, { limit: 10 })).data).toEqual([]);
  }
  expect((await lists.list(caller, 'invoices', { limit: 10, kind: 'creditnote' })).data).toMatchObject([{ net_amount: '-2000.00', lines: [{ service_contract_id: dropped }] }]);
  expect((await lists.list(caller, 'contracts', { limit: 10, start_date: '2024-01-15', end_date: '2024-02-01' })).data).toMatchObject([{ id: dropped }]);
  expect((await lists.list(caller, 'periods', { limit: 10, status: 'DROPPED' })).data).toMatchObject([{ service_contract_id: dropped }]);
});

it('roll-forward, waterfall and journal agree on a contract that lost its invoice', async () => {
  const lost = new School(source, 'perdida');
  await lost.open();
  const contract = await lost.contract({ documents: [['2024-01-10', 310]], periods: [['2024-01-01', '2024-01-31']] });
  await lost.contract({ documents: [['2024-01-10', 600]], periods: [['2024-01-01', '2024-02-29']] });
  const { contracts, policies } = plan();
  const accruals = new RunAccruals(db, contracts, policies, new NotifyAccruals({ notify: async () => undefined } as unknown as Notifier));
  await accruals.run('perdida', readMonth('2024-01'));
  await source.query(`UPDATE devengo_accrual_month SET status = 'closed' WHERE company = 'perdida'`);
  await source.query(`UPDATE devengo_invoice i SET deleted_at = now(), updated_at = now() FROM devengo_invoice_line l WHERE l.invoice_id = i.id AND l.service_contract_id = $1`, [contract]);
  await accruals.run('perdida', readMonth('2024-02'));
  const deferred = new ReportDeferred(db);
  const both = { company: 'perdida', currency: 'EUR', start: '2024-01', end: '2024-02' };
  const { months } = await deferred.rollForward(both);
  const { lines } = await deferred.waterfall(both);
  const journal = await new Journal(db).of('perdida', '2024-02', 'EUR');
  expect(months.map(({ recognised, closing }) => [recognised, closing])).toEqual([['620.00', '-20.00'], ['-20.00', '0.00']]);
  expect(lines).toEqual([{ billing_month: '2024-01', contracts: 2, billed: '600.00', credited: '0.00', before: '0.00', months: { '2024-01': '620.00', '2024-02': '-20.00' }, deferred: '0.00' }]);
  expect(journal.lines.map(({ debit, credit }) => [debit, credit])).toEqual([['0.00', '20.00'], ['20.00', '0.00']]);
});
