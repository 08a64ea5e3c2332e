import type { DataSource } from 'typeorm';
import { AuditService } from '../../../core/audit/index.js';
import type { Caller } from '../../../core/auth/index.js';
import { CompaniesService } from '../../../core/companies/index.js';
import { Database, makeDataSource } from '../../../core/database/index.js';
import { Money } from '../../../core/money/index.js';
import type { Notifier } from '../../../core/notifications/index.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { School } from '../../../../test/support/devengo/school.js';
import { readDay, readMonth, writeDay } from '../mapping/accruals/calendar.js';
import { AccrualPolicies } from './accrual-policies.service.js';
import { CloseMonths } from './close-months.service.js';
import { CompareAccruals } from './compare-accruals.service.js';
import { LoadContracts } from './load-contracts.service.js';
import { NotifyAccruals } from './notify-accruals.service.js';
import { ReportDeferred } from './report-deferred.service.js';
import { RunAccruals } from './run-accruals.service.js';

// Schools to which anything happens, from a seed: late and deleted documents, credit notes beyond what was billed, courses that move
// after their months were closed, policies that change. Whatever it is, the books balance and closed months stay.
const [SEEDS, CONTRACTS, START] = [4, 5, '2024-01'];
const ROUNDS = ['2024-02', '2024-04', '2024-05', '2024-09', '2025-03'];
const caller: Caller = { type: 'system', id: null, name: 'Ana', role: 'admin', companies: ['*'] };
const STATUSES = ['ACTIVE', 'POSTPONED', 'DROPPED', 'ENDED'];

let database: TestDatabase;
let source: DataSource;
let companies: CompaniesService;
let accruals: RunAccruals;
let books: CloseMonths;
let reports: ReportDeferred;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await makeDataSource(database.url, { poolSize: 2 }).initialize();
  const [db, audit] = [new Database(source), new AuditService(source)];
  companies = new CompaniesService(source, audit);
  const policies = new AccrualPolicies(companies);
  accruals = new RunAccruals(db, new LoadContracts(), policies, new NotifyAccruals({ notify: async () => undefined } as unknown as Notifier));
  books = new CloseMonths(db, new CompareAccruals(new LoadContracts(), policies), audit);
  reports = new ReportDeferred(db);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

type Pick = (below: number) => number;

function random(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const dayIn = (pick: Pick, days: number): string => writeDay(readDay(`${START}-01`) + pick(days));

/** One thing that happens to a contract. */
async function happen(school: School, contract: number, pick: Pick): Promise<void> {
  const to = (table: string, set: string) => source.query(`UPDATE devengo_${table} t SET ${set}, updated_at = now() WHERE t.id = (SELECT id FROM devengo_${table} WHERE company = $1 ${table === 'invoice' ? 'AND id IN (SELECT invoice_id FROM devengo_invoice_line WHERE service_contract_id = $2)' : 'AND service_contract_id = $2'} ORDER BY md5(id || $3) LIMIT 1)`, [school.company, contract, String(pick(1_000))]);
  const what = [
    () => school.document(contract, dayIn(pick, 420), (pick(400_000) / 100 + 0.01).toFixed(2)),
    () => school.document(contract, dayIn(pick, 420), (-pick(900_000) / 100 - 0.01).toFixed(2)),
    () => to('invoice', pick(2) ? 'deleted_at = now()' : `status = 'cancelled'`),
    () => to('service_period', `status = '${STATUSES[pick(4)]}', status_change_date = '${dayIn(pick, 420)}'`),
    () => to('service_period', `start_date = '${dayIn(pick, 90)}', end_date = '${dayIn(pick, 500)}'`),
    () => to('service_period', 'deleted_at = CASE WHEN deleted_at IS NULL THEN now() END'),
    () => source.query(`UPDATE company SET settings = $2 WHERE code = $1`, [school.company, JSON.stringify({ holded: { accrual_method: pick(2) ? 'days' : 'sessions', on_drop: pick(2) ? 'hold' : 'recognise_remainder', late_invoices: pick(2) ? 'catch_up' : 'prospective' } })]),
  ];
  await what[pick(what.length)]!();
  companies.forget(school.company);
}

const closedRows = (school: School) => source.query(
  `SELECT p.id, p.accrued_amount, p.inputs FROM devengo_accrued_period p JOIN devengo_accrual_month m ON m.company = p.company AND m.month = p.accrual_date AND m.status = 'closed' WHERE p.company = $1 ORDER BY p.id`, [school.company]);
const perContract = (school: School, month: string): Promise<{ id: number; net: string; accrued: string }[]> => source.query(
  `SELECT c.id,
     (SELECT coalesce(sum(l.net_amount), 0) FROM devengo_invoice_line l JOIN devengo_invoice i ON i.id = l.invoice_id AND i.deleted_at IS NULL AND i.status <> 'cancelled' WHERE l.service_contract_id = c.id AND i.invoice_date < $2::date + interval '1 month') AS net,
     (SELECT coalesce(sum(p.accrued_amount), 0) FROM devengo_accrued_period p WHERE p.service_contract_id = c.id AND p.accrual_date <= $2) AS accrued
   FROM devengo_service_contract c WHERE c.company = $1 ORDER BY c.id`, [school.company, `${month}-01`]);

it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('whatever happens, the books balance and closed months stay: school %i', async (seed) => {
  const pick = random(seed * 7_919);
  const school = new School(source, `historia-${seed}`);
  await school.open();
  const contracts: number[] = [];
  for (let at = 0; at < CONTRACTS; at++) {
    const start = dayIn(pick, 60);
    contracts.push(await school.contract({ documents: [[start, (pick(900_000) / 100 + 1).toFixed(2)]], periods: pick(5) ? [[start, writeDay(readDay(start) + 10 + pick(300))]] : [] }));
  }
  for (const month of ROUNDS) {
    for (let times = 0; times < 6; times++) await happen(school, contracts[pick(CONTRACTS)]!, pick);
    const closed = await closedRows(school);
    await accruals.run(school.company, readMonth(month));
    expect(await closedRows(school)).toEqual(closed);
    expect((await accruals.run(school.company, readMonth(month))).contracts).toMatchObject({ created: 0, updated: 0, failed: 0 });

    const { months: lines, total } = await reports.rollForward({ company: school.company, currency: 'EUR', start: START, end: month });
    let closing = new Money(0);
    for (const line of lines) {
      expect({ month: line.month, opening: line.opening }).toEqual({ month: line.month, opening: closing.toFixed(2) });
      closing = closing.plus(line.billed).minus(line.credited).minus(line.recognised);
      expect({ month: line.month, closing: line.closing }).toEqual({ month: line.month, closing: closing.toFixed(2) });
    }
    const each = await perContract(school, month);
    expect(total.closing).toBe(each.reduce((sum, { net, accrued }) => sum.plus(net).minus(accrued), new Money(0)).toFixed(2));
    for (const { id, net, accrued } of each) {
      const [low, high] = [Money.min(net, 0), Money.max(net, 0)];
      expect({ seed, month, id, net, accrued, within: low.lte(accrued) && high.gte(accrued) }).toMatchObject({ within: true });
    }
    const open = ((await books.list(caller, school.company)).filter(({ status }) => status === 'open').map(({ month: one }) => one)).sort();
    for (const one of open.slice(0, pick(4))) await books.close(caller, school.company, readMonth(one));
  }
}, 60_000);
