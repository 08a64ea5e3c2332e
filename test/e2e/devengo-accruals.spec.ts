import { parse } from 'csv-parse/sync';
import { DataSource } from 'typeorm';
import { ApiClient } from '../support/api-client.js';
import { openTestHouse, TEST_KEY, type TestHouse } from '../support/house.js';
import { School } from '../support/devengo/school.js';

let test: TestHouse;
let api: ApiClient;
let source: DataSource;
let running: number;
const company = 'academia';
const get = async <T = Record<string, unknown>>(path: string): Promise<T> => {
  const { status, body } = await api.get<T>(`/api/accruals/${path}${path.includes('?') ? '&' : '?'}company=${company}`);
  expect({ path, status }).toEqual({ path, status: 200 });
  return body;
};

beforeAll(async () => {
  test = await openTestHouse();
  api = test.api;
  source = await new DataSource({ type: 'postgres', url: test.database.url }).initialize();
  const school = new School(source, company);
  await school.open();
  running = await school.contract({ documents: [['2024-01-10', 6000]], periods: [['2024-01-15', '2024-06-02']] });
  await school.contract({ documents: [['2024-01-20', 6000]], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] }, 'ds');
});
afterAll(async () => {
  await source.destroy();
  await test.close();
});

it('from the first run to a closed month, and to the number’s origin', async () => {
  const dry = await api.post('/api/accruals/run', { company, month: '2024-02', dry_run: true });
  expect(dry).toMatchObject({ status: 200, body: { dry_run: true, rows_total: 4, months: [{ month: '2024-01', amount: '1457.14' }, { month: '2024-02', amount: '2485.72' }] } });
  expect(await get('months')).toEqual({ data: [] });
  expect(await api.post('/api/accruals/run', { company, month: '2024-06' })).toMatchObject({ status: 200, body: { summary: { total_contracts_processed: 2, successful_accruals: 2 } } });
  expect((await get<{ checks: unknown[] }>('closing-check?month=2024-01')).checks.length).toBeGreaterThan(5);
  expect(await api.post(`/api/accruals/months/2024-01/close?company=${company}`, {})).toMatchObject({ status: 200, body: { status: 'closed', amount: '1457.14', rows: 2 } });
  expect(await api.post(`/api/accruals/months/2024-03/close?company=${company}`, {})).toMatchObject({ status: 409, body: { type: 'urn:puente:problem:earlier_month_open' } });
  expect(await api.post('/api/accruals/run', { company, month: '2024-01' })).toMatchObject({ status: 409, body: { type: 'urn:puente:problem:month_closed' } });
  const rows = await api.get<{ data: { service_contract_id: number; kind: string }[] }>(`/api/devengo/accrued-periods?company=${company}&month=2024-03&kind=remainder`);
  expect(rows.body.data).toHaveLength(1);
  expect(await get(`contracts/${rows.body.data[0]!.service_contract_id}`)).toMatchObject({ status: 'CANCELED', documents: [{ net_amount: '6000.00' }], periods: [{ status: 'DROPPED' }], accrual: { remaining_amount_to_accrue: '0.00' } });
});

it('answers every report', async () => {
  expect(await get('monthly-accruals/2024')).toMatchObject({ year: 2024, total_year_amount: 12000, monthly_data: expect.arrayContaining([{ month: 'March', month_number: 3, amount: 5357.14 }]) });
  expect(await get('roll-forward?start=2024-01&end=2024-06')).toMatchObject({ total: { opening: '0.00', billed: '12000.00', credited: '0.00', recognised: '12000.00', closing: '0.00' } });
  expect(await get('waterfall?start=2024-01-01&end=2024-06-30')).toMatchObject({ lines: [{ billing_month: '2024-01', deferred: '0.00' }] });
  expect(await get('by-service-type?year=2024')).toMatchObject({ types: [{ service_type: 'DS', amount: '6000.00' }, { service_type: 'FS', amount: '6000.00' }] });
  expect(await get('dashboard-summary')).toMatchObject({ total_contracts: 2, pending_amount: '0.00' });
  expect(await get('available-years')).toEqual({ years: [2024] });
  expect(await get('forecast?months=2')).toMatchObject({ months: [{ amount: '0.00' }, { amount: '0.00' }] });
  expect(await get('journal?month=2024-03')).toMatchObject({ total: '5357.14' });
  expect(await get('notices?month=2024-03')).toMatchObject({ data: [] });
  expect(await get('report?start=2024-01&end=2024-03&limit=1')).toMatchObject({ data: [{ contract_id: running, months: { '2024-01': '728.57' } }], next_cursor: String(running) });
});

it('hands the report out as a file, for people and for spreadsheets', async () => {
  const file = (format: string) => fetch(`${test.house.origin}/api/accruals/report?company=${company}&start=2024-01&end=2024-02&format=${format}`, { headers: { authorization: `Bearer ${TEST_KEY}` } });
  const csv = await file('csv');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="accruals_2024-01_2024-02.csv"');
  const [first] = parse(await csv.text(), { bom: true, columns: true }) as Record<string, string>[];
  expect(first).toMatchObject({ 'Contract Status': 'ACTIVE', 'January 2024': '728.57', 'February 2024': '1242.86' });
  const xlsx = await file('xlsx');
  expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
  expect(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
});

it.each([
  ['report?start=2024-13&end=2024-02', 'start'], ['roll-forward?start=2024-06&end=2024-01', 'end'], ['roll-forward?start=2000-01&end=2024-01', 'end'], ['journal?month=enero', 'month'],
  ['by-service-type', 'year'], ['waterfall?start=2024-01&end=2024-02&currency=euro', 'currency'],
])('refuses %s with the field', async (path, field) => {
  const { status, body } = await api.get<{ errors: { path: string }[] }>(`/api/accruals/${path}${path.includes('?') ? '&' : '?'}company=${company}`);
  expect({ status, paths: [...new Set(body.errors.map((one) => one.path))] }).toEqual({ status: 400, paths: [field] });
});

it('a person’s date wins over the CRM’s, and a release is written down', async () => {
  const { body } = await api.get<{ data: { id: number }[] }>(`/api/devengo/service-periods?company=${company}&status=DROPPED`);
  const period = body.data[0]!.id;
  expect(await api.patch(`/api/devengo/service-periods/${period}`, { status_change_override: '2024-04-02', reason: 'acta de baja' })).toMatchObject({ status: 200, body: { status_change_override: '2024-04-02' } });
  await api.post('/api/accruals/run', { company, month: '2024-06' });
  expect(await get('monthly-accruals/2024')).toMatchObject({ monthly_data: expect.arrayContaining([{ month: 'March', month_number: 3, amount: 2657.14 }]) });
  expect(await api.patch(`/api/devengo/service-periods/${period}`, { status_change_override: '2024-02-30' })).toMatchObject({ status: 400 });
  expect(await api.patch(`/api/devengo/service-periods/${period}`, { status_change_override: null })).toMatchObject({ status: 200 });
  expect(await api.patch(`/api/devengo/contracts/${running}`, { release_on: '2024-07-01' })).toMatchObject({ status: 200 });
  const audited = await source.query(`SELECT action, reason FROM audit_log WHERE company = $1 AND subject_type LIKE 'devengo%' ORDER BY id`, [company]);
  expect(audited).toMatchObject([{ action: 'devengo_service_period.updated', reason: 'acta de baja' }, {}, { action: 'devengo_service_contract.updated' }]);
});

it('a person says how many classes a service has; by classes they count, and a year opens where there is something', async () => {
  const { body } = await api.get<{ data: { id: number; external_id: string }[] }>(`/api/devengo/services?company=${company}&external_id=fs`);
  const path = `/api/devengo/services/${body.data[0]!.id}`;
  for (const bad of [{}, { total_sessions: 0 }, { sessions_per_week: 2.555 }, { total_sessions: 32, months: 3 }]) expect({ bad, status: (await api.patch(path, bad)).status }).toEqual({ bad, status: 400 });
  expect(await api.patch(path, { total_sessions: 40, sessions_per_week: 2, reason: 'plan de 2024' })).toEqual(expect.objectContaining({ status: 200, body: { id: body.data[0]!.id, total_sessions: '40', sessions_per_week: '2.00' } }));
  const audited = await source.query(`SELECT reason, before, after FROM audit_log WHERE company = $1 AND action = 'devengo_service.updated'`, [company]);
  expect(audited).toEqual([{ reason: 'plan de 2024', before: { total_sessions: '60', sessions_per_week: '3.00' }, after: { total_sessions: '40', sessions_per_week: '2.00' } }]);
  expect(await api.patch(`/api/companies/${company}/settings/holded`, { accrual_method: 'sessions' })).toMatchObject({ status: 200 });
  // 5, 8, 9, 9 and 9 of 40 classes; January is closed with what its days came to, 728.57.
  const { body: dry } = await api.post<{ rows: { contract_id: number; month: string; amount: string }[] }>('/api/accruals/run', { company, month: '2024-06', dry_run: true });
  expect(dry.rows.filter(({ contract_id }) => contract_id === running).map(({ amount }) => amount)).toEqual(['1221.43', '1350.00', '1350.00', '1350.00']);
  expect(await api.patch(`/api/companies/${company}/settings/holded`, { accrual_method: 'days' })).toMatchObject({ status: 200 });
  expect(await api.get('/api/accruals/companies')).toMatchObject({ body: { data: expect.arrayContaining([{ company, years: [2024] }, { company: 'default', years: [] }]) } });
});

it('another company’s people see and change nothing', async () => {
  await api.post('/api/companies', { code: 'vecina', name: 'Vecina' });
  const { body } = await api.post<{ key: string }>('/api/api-keys', { name: 'vecina', role: 'admin', companies: ['vecina'] });
  const neighbour = new ApiClient(test.house.origin!, body.key);
  for (const path of ['report?start=2024-01&end=2024-02', 'roll-forward?start=2024-01&end=2024-02', 'months', 'forecast', 'journal?month=2024-01', 'closing-check?month=2024-01', 'monthly-accruals/2024']) {
    expect({ path, status: (await neighbour.get(`/api/accruals/${path}${path.includes('?') ? '&' : '?'}company=${company}`)).status }).toEqual({ path, status: 404 });
  }
  expect((await neighbour.get(`/api/accruals/contracts/${running}`)).status).toBe(404);
  expect((await neighbour.post('/api/accruals/run', { company, month: '2024-06' })).status).toBe(404);
  expect((await neighbour.post(`/api/accruals/months/2024-01/open?company=${company}`, {})).status).toBe(404);
  expect((await neighbour.patch(`/api/devengo/contracts/${running}`, { release_on: null })).status).toBe(404);
  for (const path of ['/api/devengo/clients', '/api/accruals/notices', `/api/accruals/notices?company=${company}`]) expect({ path, data: (await neighbour.get<{ data: unknown[] }>(path)).body.data }).toEqual({ path, data: [] });
  expect((await neighbour.get('/api/accruals/companies')).body).toEqual({ data: [{ company: 'vecina', years: [] }] });
  const { body: services } = await api.get<{ data: { id: number }[] }>(`/api/devengo/services?company=${company}`);
  expect((await neighbour.patch(`/api/devengo/services/${services.data[0]!.id}`, { total_sessions: 1 })).status).toBe(404);
});
