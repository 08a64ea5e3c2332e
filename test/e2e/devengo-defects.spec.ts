import { CYBERSECURITY, FULL_STACK, ODD } from '../../src/sandbox/academy/index.js';
import { cohortUserOf } from '../../src/sandbox/fourgeeks/index.js';
import { documentOf, ODD_IDS } from '../../src/sandbox/holded/index.js';
import { DevengoBench, type School } from '../support/devengo/bench.js';

// The defects of the original that a synchronisation can have (contract devengo §6); the numbers are its own.
let bench: DevengoBench;
beforeAll(async () => {
  bench = await DevengoBench.open({ academy: { students: 8 } });
}, 60_000);
afterEach(() => bench.reset());
afterAll(() => bench.close());

const enrolment = (id: number, status: string | null, updated: string, person: (typeof ODD)[keyof typeof ODD] = ODD.firstOfMonth, more: Record<string, unknown> = {}) => ({
  row: cohortUserOf({ id, person, cohort: { id: 990, slug: 'spain-fs-pt-90', course: FULL_STACK, start: '2024-07-01', end: '2024-11-03' }, status, updated }, more),
});
const period = async (school: School, id: number) =>
  (await school.sql<Record<string, unknown>>(`SELECT status, status_change_date::text, service_contract_id, start_date::text FROM devengo_service_period WHERE company = $1 AND external_id = $2`, [school.company, String(id)]))[0];
const imported = async (...steps: string[]): Promise<School> => {
  const school = await bench.school();
  for (const step of ['services', 'invoices', ...steps]) await school.step(step);
  return school;
};

it('1: an outage of Notion tells nothing of anybody, so no revenue is booked for it', async () => {
  const school = await imported('crm-clients');
  await school.sql(`UPDATE company SET settings = jsonb_set(settings, '{holded,resigned}', '"recognise"') WHERE code = $1`, [school.company]);
  await bench.sandbox.notion.fault({ fault: '500', times: 'forever', path: '/query$' });
  expect(await school.step('notion-external-id')).toMatchObject({ status: 'failed' });
  expect(await school.sql(`SELECT 1 FROM devengo_client_snapshot WHERE company = $1 AND system = 'notion'`, [school.company])).toEqual([]);
  expect(await school.sql(`SELECT 1 FROM integration_error WHERE company = $1 AND error_code = 'not_found'`, [school.company])).toEqual([]);
  // 4Geeks does not have some of them: that alone is no answer while Notion gives none.
  expect(await school.sql(`SELECT 1 FROM devengo_client_snapshot WHERE company = $1 AND NOT found LIMIT 1`, [school.company])).toHaveLength(1);
  expect(await school.step('accruals', { year: 2024 })).toMatchObject({ status: 'completed' });
  expect(await school.sql(`SELECT 1 FROM devengo_accrued_period WHERE company = $1`, [school.company])).toEqual([]);
});

it('6: the day a status changed is the first seen; a later touch of the record does not move it', async () => {
  const school = await imported('crm-clients');
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_100, 'DROPPED', '2024-08-20')] });
  await school.step('service-periods');
  expect(await period(school, 90_100)).toMatchObject({ status: 'DROPPED', status_change_date: '2024-08-20' });
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_100, 'DROPPED', '2024-12-10', ODD.firstOfMonth, { watching: true })] });
  expect(await school.step('service-periods')).toMatchObject({ updated: 0 });
  expect(await period(school, 90_100)).toMatchObject({ status_change_date: '2024-08-20' });
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_100, 'ACTIVE', '2025-01-05')] });
  expect(await school.step('service-periods')).toMatchObject({ updated: 1 });
  expect(await period(school, 90_100)).toMatchObject({ status: 'ACTIVE', status_change_date: '2025-01-05' });
});

it('6: an end without a date is of the day it was first read, however often it is read again', async () => {
  const school = await imported();
  const { pageId, first, last, email } = ODD.shouting;
  await bench.sandbox.notion.seed({ pages: [{ id: pageId, name: `${first} ${last}`, email, status: 'Not Completing' }] });
  await school.step('notion-external-id');
  const snapshot = () => school.sql(`SELECT status, status_date::text, s.seen_at > now() - interval '1 day' AS fresh FROM devengo_client_snapshot s JOIN devengo_client c ON c.id = s.client_id WHERE s.company = $1 AND c.name = $2`, [school.company, `${first} ${last}`]);
  expect(await snapshot()).toEqual([{ status: 'ENDED', status_date: expect.any(String), fresh: true }]);
  await school.sql(`UPDATE devengo_client_snapshot SET status_date = '2024-05-20', seen_at = '2024-05-20' WHERE company = $1`, [school.company]);
  await school.step('notion-external-id');
  expect(await snapshot()).toEqual([{ status: 'ENDED', status_date: '2024-05-20', fresh: true }]);
});

it('7: amounts without tax, every line, every page, days of Madrid', async () => {
  const taxed = documentOf({ id: 'f'.repeat(24), number: 'F2499999', person: ODD.firstOfMonth, date: '2024-03-31', lines: [{ name: 'FS', price: 1000, account: FULL_STACK.channelId, tax: 21 }, { name: 'CS', price: 500, account: CYBERSECURITY.channelId, tax: 21 }] });
  await bench.sandbox.holded.seed({ invoice: [taxed], rules: { page_size: 10 } });
  const school = await imported('crm-clients', 'service-periods');
  const [row] = await school.sql(`SELECT invoice_date::text, net_amount::text, tax_amount::text, total_amount::text FROM devengo_invoice WHERE company = $1 AND external_id = $2`, [school.company, taxed.id]);
  expect(row).toEqual({ invoice_date: '2024-03-31', net_amount: '1500.00', tax_amount: '315.00', total_amount: '1815.00' });
  const contracts = await school.sql(`SELECT t.contract_amount::text FROM devengo_service_contract t JOIN devengo_invoice_line l ON l.service_contract_id = t.id JOIN devengo_invoice i ON i.id = l.invoice_id WHERE i.company = $1 AND i.external_id = $2 ORDER BY 1`, [school.company, taxed.id]);
  expect(contracts).toEqual([{ contract_amount: '500.00' }, { contract_amount: '7000.00' }]);
  const { students, enrolments } = await bench.sandbox.fourgeeks.state<{ students: object[]; enrolments: object[] }>();
  expect([students.length, enrolments.length].every((count) => count > 20)).toBe(true);
  const [{ users, periods }] = await school.sql(`SELECT (SELECT count(*)::int FROM devengo_client_external_id WHERE company = $1 AND system = 'fourgeeks') AS users, (SELECT count(*)::int FROM devengo_service_period WHERE company = $1) AS periods`, [school.company]) as [{ users: number; periods: number }];
  // One is invited, one is in two academies; three enrolments cannot be read, one is part of another, one is a teacher's.
  expect([users, periods]).toEqual([students.length - 2, enrolments.length - 5]);
});

it('10: an error that comes back after it was resolved opens again, and nothing is counted twice', async () => {
  const school = await imported();
  const [error] = await school.errors({ operation: 'invoices' });
  await school.api.patch(`/api/integrations/errors/${error!.id}`, { status: 'resolved' });
  const again = await school.step('invoices', { full_refresh: true });
  expect(again).toMatchObject({ failed: 4, errors: 4 });
  expect((await school.errors({ operation: 'invoices' })).filter(({ status }) => status === 'pending')).toHaveLength(4);
});

it('11: an unknown status is no active one, and an invoice that fits nothing is an error', async () => {
  const school = await imported('crm-clients');
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_101, 'DROPPED', '2024-08-20')] });
  await school.step('service-periods');
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_101, 'ON_HOLD', '2024-09-20')] });
  await school.step('service-periods');
  expect(await period(school, 90_101)).toMatchObject({ status: 'DROPPED' });
  const codes = (await school.errors()).map(({ entity_external_id, error_code }) => `${entity_external_id} ${error_code}`);
  expect(codes).toEqual(expect.arrayContaining(['90101 unknown_status', `${ODD_IDS.unknownAccount} unmatched_service`]));
});

it('12: enrolments of finished contracts and of every academy are read, each for the contract of its type', async () => {
  const school = await imported('crm-clients');
  await school.sql(`UPDATE devengo_service_contract SET status = 'CLOSED' WHERE company = $1`, [school.company]);
  await bench.sandbox.fourgeeks.seed({ enrolments: [enrolment(90_102, 'DROPPED', '2024-08-20')] });
  await school.step('service-periods');
  expect(await period(school, 90_102)).toMatchObject({ status: 'DROPPED', service_contract_id: expect.any(Number) });
  // Only in the second academy of the credential.
  expect(await period(school, 90_040)).toMatchObject({ service_contract_id: expect.any(Number) });
  const mixed = await school.sql(`SELECT p.external_id FROM devengo_service_period p JOIN devengo_service_contract t ON t.id = p.service_contract_id JOIN devengo_service s ON s.id = t.service_id
    WHERE p.company = $1 AND p.name NOT LIKE '%-' || lower(s.service_type) || '-%'`, [school.company]);
  expect(mixed).toEqual([]);
});

describe('a list that shows less than there is decides nothing', () => {
  const there = async (school: School) => ({
    courses: await school.sql(`SELECT external_id FROM devengo_service_period WHERE company = $1 AND deleted_at IS NULL ORDER BY external_id`, [school.company]),
    found: await school.sql(`SELECT client_id, system, found FROM devengo_client_snapshot WHERE company = $1 ORDER BY client_id, system`, [school.company]),
  });
  const doubted = { status: 'failed', error_code: 'incomplete_sweep', deleted: 0 };

  it('an empty list of 4Geeks, one that falls silent in the middle, and one without somebody who is there by their id', async () => {
    const school = await imported('crm-clients', 'service-periods');
    const before = await there(school);
    const all = before.courses as { external_id: string }[];
    expect(all.length).toBeGreaterThan(5);
    await bench.sandbox.fourgeeks.seed({ rules: { silent_from: 0 } });
    for (const step of ['crm-clients', 'service-periods']) expect(await school.step(step)).toMatchObject(doubted);
    const [student] = await school.sql<{ external_id: string }>(`SELECT external_id FROM devengo_client_external_id WHERE company = $1 AND system = 'fourgeeks' ORDER BY id LIMIT 1`, [school.company]);
    await bench.sandbox.fourgeeks.seed({ rules: { silent_from: null, empty_lists: true } });
    // A school of so few: each is asked for by its id, and is there.
    for (const step of ['crm-clients', 'service-periods']) expect(await school.step(step)).toMatchObject({ deleted: 0 });
    expect(await there(school)).toEqual(before);
    await bench.sandbox.fourgeeks.seed({ rules: { empty_lists: false, unlisted: [Number(all[0]!.external_id), Number(student!.external_id)] } });
    for (const step of ['crm-clients', 'service-periods']) expect(await school.step(step)).toMatchObject({ deleted: 0 });
    expect(await there(school)).toEqual(before);
    await bench.sandbox.fourgeeks.seed({ rules: { unlisted: [] }, remove: { enrolments: [Number(all[0]!.external_id)] } });
    expect(await school.step('service-periods')).toMatchObject({ deleted: 1 });
  });

  it('a base of Notion without a page', async () => {
    const school = await imported('crm-clients', 'notion-external-id');
    const before = await there(school);
    expect(before.found.filter(({ system, found }) => system === 'notion' && found).length).toBeGreaterThan(3);
    await bench.sandbox.notion.seed({ rules: { empty: true } });
    expect(await school.step('notion-external-id')).toMatchObject(doubted);
    expect(await there(school)).toEqual(before);
  });
});
