import { FULL_STACK, ODD } from '../../src/sandbox/academy/index.js';
import { contactOf, documentOf, madrid, ODD_IDS } from '../../src/sandbox/holded/index.js';
import { DevengoBench, FULL_STEPS, type Counts, type School } from '../support/devengo/bench.js';

let bench: DevengoBench;
beforeAll(async () => {
  bench = await DevengoBench.open();
}, 60_000);
afterEach(() => bench.reset());
afterAll(() => bench.close());

const sumOf = ({ created, updated, unchanged, skipped, failed }: Counts): number => created + updated + unchanged + skipped + failed;
const contractsOf = (school: School, email: string) =>
  school.sql<{ name: string; contract_amount: string; contract_date: string; currency: string }>(
    `SELECT s.name, t.contract_amount::text, t.contract_date::text, t.currency FROM devengo_service_contract t JOIN devengo_service s ON s.id = t.service_id
     JOIN devengo_invoice i ON i.client_id = t.client_id WHERE t.company = $1 AND i.original_data->>'contactName' = $2 GROUP BY t.id, s.name ORDER BY s.name`, [school.company, email]);
const nameOf = ({ first, last }: { first: string; last: string }) => `${first} ${last}`;

describe('a whole synchronisation', () => {
  let school: School;
  beforeAll(async () => {
    school = await bench.school();
  });

  it('runs the steps in their order, every record counted once; a second identical one finds everything unchanged and writes no row', async () => {
    const first = await school.process();
    expect(first.steps.map(({ step, status }) => [step, status])).toEqual(FULL_STEPS.map((step) => [step, ['services', 'crm-clients'].includes(step) ? 'completed' : 'completed_with_errors']));
    for (const step of first.steps) expect({ step: step.step, sum: sumOf(step) }).toEqual({ step: step.step, sum: step.received });
    expect(first).toMatchObject({ status: 'completed_with_errors', deleted: 0, error_message: null });
    const before = await school.versions();
    const second = await school.process({ full_refresh: true });
    expect(await school.versions()).toBe(before);
    expect(second).toMatchObject({ created: 0, updated: 0, deleted: 0, received: first.received, failed: first.failed, errors: first.errors });
    // What still fails is reported again although nothing changed, and is one row all the same.
    expect(new Set((await school.errors({ operation: 'invoices' })).map(({ occurrences }) => occurrences))).toEqual(new Set([2]));
  });

  it('keeps days of Madrid: an invoice of the first of March is not one of February', async () => {
    const [row] = await school.sql(`SELECT invoice_date::text, due_date::text FROM devengo_invoice WHERE company = $1 AND external_id = $2`, [school.company, ODD_IDS.firstOfMonth]);
    expect(row).toEqual({ invoice_date: '2024-03-01', due_date: '2024-03-31' });
  });

  it('makes one contract per service of an invoice, of net amounts; credit notes take away whatever their number says', async () => {
    expect(await contractsOf(school, nameOf(ODD.twoServices))).toEqual([
      { name: 'ES - Full-Stack - Part-Time', contract_amount: '6000.00', contract_date: '2024-03-12', currency: 'EUR' },
      { name: 'EU - Data Science and AI/ML', contract_amount: '4860.00', contract_date: '2024-03-12', currency: 'EUR' },
    ]);
    expect(await contractsOf(school, nameOf(ODD.credited))).toEqual([{ name: 'ES - Full-Stack - Part-Time', contract_amount: '1500.00', contract_date: '2024-04-10', currency: 'EUR' }]);
    expect(await contractsOf(school, nameOf(ODD.foreign))).toMatchObject([{ contract_amount: '6500.00', currency: 'USD' }]);
  });

  it('makes no contract of drafts and void invoices, nor of sums that do not fit', async () => {
    for (const person of [ODD.drafted, ODD.voided, ODD.mismatched]) expect(await contractsOf(school, nameOf(person))).toEqual([]);
  });

  it('takes two contacts with one e-mail for one client', async () => {
    const rows = await school.sql(`SELECT DISTINCT client_id FROM devengo_invoice WHERE company = $1 AND external_id = ANY($2)`, [school.company, [ODD_IDS.elder, ODD_IDS.twin]]);
    expect(rows).toHaveLength(1);
    expect(await contractsOf(school, nameOf(ODD.elder))).toMatchObject([{ contract_amount: '6000.00' }]);
  });

  it('names what it could not match, with the contract’s codes and the candidates', async () => {
    const errors = await school.errors();
    const found = errors.map(({ operation, entity_type, error_code }) => `${operation} ${entity_type} ${error_code}`);
    expect(new Set(found)).toEqual(new Set([
      'invoices invoice missing_email', 'invoices invoice amount_mismatch', 'invoices invoice unmatched_service', 'service-periods enrollment unknown_status',
      'service-periods enrollment missing_ending_date', 'service-periods enrollment cohort_service_incompatible', 'service-periods enrollment no_contract',
      'notion-external-id client not_found', 'notion-external-id client ambiguous_match', 'notion-external-id page invalid_response',
    ]));
    expect(errors.find(({ error_code }) => error_code === 'ambiguous_match')!.error_details.candidates).toHaveLength(2);
  });

  it('links pages by e-mail in any case, else by a name that is the only one, and never one in the bin', async () => {
    const links = await school.sql<{ name: string; matched_by: string }>(`SELECT c.name, x.matched_by FROM devengo_client_external_id x JOIN devengo_client c ON c.id = x.client_id WHERE x.company = $1 AND x.system = 'notion'`, [school.company]);
    const by = (person: { first: string; last: string }) => links.find(({ name }) => name === nameOf(person))?.matched_by;
    expect([by(ODD.shouting), by(ODD.nameOnly), by(ODD.trashed), by(ODD.twoPages)]).toEqual(['email', 'name', undefined, undefined]);
    const absent = await school.sql(`SELECT s.found FROM devengo_client_snapshot s JOIN devengo_client c ON c.id = s.client_id WHERE s.company = $1 AND s.system = 'notion' AND c.name = $2`, [school.company, nameOf(ODD.trashed)]);
    expect(absent).toEqual([{ found: false }]);
  });

  it('tells of each step when it last ran and what is open', async () => {
    const { body } = await school.api.get<{ data: Record<string, unknown>[] }>(`/api/sync/state?company=${school.company}`);
    expect(body.data.map(({ step, status }) => [step, status])).toEqual([
      ['services', 'completed'], ['invoices', 'completed_with_errors'], ['crm-clients', 'completed'], ['service-periods', 'completed_with_errors'], ['notion-external-id', 'completed_with_errors'], ['accruals', null],
    ]);
    expect(body.data[1]).toMatchObject({ pending_errors: 4, last_completed_at: expect.any(String) });
  });

  it('an invoice stays its client’s when its contact is deleted at Holded, and somebody is told', async () => {
    await bench.sandbox.holded.seed({ remove: { contacts: [contactOf(ODD.twin).id] } });
    expect(await school.step('invoices', { full_refresh: true })).toMatchObject({ failed: 5 });
    expect((await school.errors({ operation: 'invoices' })).find(({ entity_external_id }) => entity_external_id === ODD_IDS.twin)).toMatchObject({ error_code: 'not_found', status: 'pending' });
    expect(await contractsOf(school, nameOf(ODD.elder))).toMatchObject([{ contract_amount: '6000.00' }]);
    await bench.reset();
    await school.step('invoices', { full_refresh: true });
    expect((await school.errors({ operation: 'invoices' })).find(({ entity_external_id }) => entity_external_id === ODD_IDS.twin)).toMatchObject({ status: 'resolved' });
  });
});

it('the specification’s example: March to June by its dates, the end not included', async () => {
  const school = await bench.school({ only: ['holded'] });
  await school.step('services');
  const { status, body } = await school.post<Counts>('/api/integrations/holded/sync-invoices-and-clients?wait=true', { start_date: '2024-03-01', end_date: '2024-07-01' });
  expect(status).toBe(200);
  const [range] = await school.sql(`SELECT min(invoice_date)::text AS first, max(invoice_date)::text AS last, count(*)::int AS count FROM devengo_invoice WHERE company = $1`, [school.company]);
  expect(range).toEqual({ first: '2024-03-01', last: expect.stringMatching(/^2024-06/), count: body.received });
  const [seen] = await bench.sandbox.holded.log({ path: 'documents/invoice$' });
  expect(seen!.query).toMatchObject({ starttmp: String(madrid('2024-03-01')), endtmp: String(madrid('2024-07-01')) });
  // Some months, or one record, are not everything: the next one without dates still is the first, and reads it.
  await school.sql(`UPDATE devengo_sync_execution SET options = '{"record": {}}', start_date = NULL, end_date = NULL WHERE id IN (SELECT execution_id FROM devengo_sync_step WHERE company = $1 AND step = 'services')`, [school.company]);
  await school.sql(`UPDATE devengo_sync_step SET step = 'invoices' WHERE company = $1 AND step = 'services'`, [school.company]);
  expect((await school.step('invoices')).received).toBe(72);
});

it('reads the months of a long pause, too', async () => {
  const school = await bench.school({ only: ['holded'] });
  await school.step('services');
  await school.step('invoices');
  await school.sql(`UPDATE devengo_sync_step SET started_at = started_at - interval '5 months' WHERE company = $1`, [school.company]);
  await school.step('invoices');
  const [{ since }] = (await school.sql<{ since: string }>(`SELECT to_char((now() - interval '5 months') AT TIME ZONE 'Europe/Madrid' - interval '3 months', 'YYYY-MM-01') AS since`)) as [{ since: string }];
  const starts = (await bench.sandbox.holded.log({ path: 'documents/invoice$' })).map(({ query }) => (query as { starttmp: string }).starttmp);
  expect([...new Set(starts)]).toEqual([String(madrid('2000-01-01')), String(madrid(since))]);
});

it('answers 202 with an execution to follow, and each of the specification’s doors runs its step', async () => {
  const school = await bench.school();
  const doors = [
    ['holded/sync-services', 'services'], ['holded/sync-invoices-and-clients', 'invoices'], ['fourgeeks/sync-students-from-clients', 'crm-clients'],
    ['fourgeeks/sync-enrollments-from-clients', 'service-periods'], ['notion/sync-page-ids', 'notion-external-id'],
  ];
  for (const [door, step] of doors) {
    const { status, body, headers } = await school.post(`/api/integrations/${door}`);
    expect({ door, status, location: headers.get('location') }).toEqual({ door, status: 202, location: `/api/sync/executions/${body.id}` });
    expect((await school.settled(body.id)).steps).toMatchObject([{ step }]);
  }
  const { body } = await school.api.get<{ data: { steps: { step: string }[] }[] }>(`/api/sync/executions?company=${school.company}`);
  expect(body.data.map(({ steps }) => steps[0]!.step)).toEqual(doors.map(([, step]) => step).reverse());
});

it.each([
  [{ start_date: '2024-03-02', end_date: '2024-07-01' }, 'start_date'],
  [{ start_date: '2024-03-01', end_date: '2024-03-01' }, 'end_date'],
  [{ start_date: '2024-03-01', end_date: 'junio' }, 'end_date'],
  [{ step_name: 'facturas' }, 'step_name'],
  [{ step_name: 'accruals' }, 'year'],
])('refuses %j with the reason', async (body, path) => {
  const { status, body: answer } = await bench.test.api.post<{ errors: { path: string }[] }>('/api/sync/execute-step', { step_name: 'invoices', ...body });
  expect([status, answer.errors.map((error) => error.path)]).toEqual([400, [path]]);
});

it('lets one run of a step go on at a time, and cancels it after the page in hand', async () => {
  const school = await bench.school({ only: ['holded'] });
  await bench.sandbox.holded.seed({ rules: { page_size: 5 } });
  await bench.sandbox.holded.fault({ fault: 'delay', ms: 150, times: 'forever', path: '/documents/' });
  const { body } = await school.post('/api/sync/execute-step', { step_name: 'invoices' });
  expect((await school.post<{ execution_id: string }>('/api/sync/execute-step', { step_name: 'invoices' }))).toMatchObject({ status: 409, body: { execution_id: body.id } });
  await school.api.until<{ received: number }>(`/api/sync/executions/${body.id}`, ({ received }) => received > 0, 20_000);
  expect((await school.api.post(`/api/sync/executions/${body.id}/cancel`)).status).toBe(200);
  const ended = await school.settled(body.id);
  expect(ended.status).toBe('canceled');
  expect(ended.received).toBeLessThan(60);
  expect((await school.step('services')).status).toBe('completed');
});

it('reads every page, however small and even when the list repeats itself', async () => {
  const school = await bench.school({ only: ['holded', 'fourgeeks'] });
  await school.step('services');
  await bench.sandbox.holded.seed({ rules: { page_size: 7 } });
  const all = await school.step('invoices');
  expect(all.received).toBe(72);
  await bench.sandbox.holded.seed({ rules: { page_size: 500, repeat_pages: true } });
  expect(await school.step('invoices', { full_refresh: true })).toMatchObject({ received: 72, deleted: 0, unchanged: all.created });
});

it('takes over what is changed, moved, deleted and comes back; contracts follow', async () => {
  const school = await bench.school({ only: ['holded'] });
  await school.step('services');
  await school.step('invoices');
  const amount = async () => (await contractsOf(school, nameOf(ODD.firstOfMonth)))[0]!.contract_amount;
  const invoice = documentOf({ id: ODD_IDS.firstOfMonth, number: 'F2490001', person: ODD.firstOfMonth, date: '2024-03-01', lines: [{ name: 'Full-Stack', price: 5000, account: FULL_STACK.channelId }] });
  await bench.sandbox.holded.seed({ invoice: [invoice] });
  expect(await school.step('invoices', { year: 2024 })).toMatchObject({ updated: 1, deleted: 0 });
  expect(await amount()).toBe('5000.00');
  // Moved out of the window: not gone.
  await bench.sandbox.holded.seed({ invoice: [{ ...invoice, date: madrid('2023-12-20') }] });
  expect(await school.step('invoices', { year: 2024 })).toMatchObject({ updated: 1, deleted: 0 });
  await bench.sandbox.holded.seed({ invoice: [invoice] });
  await school.step('invoices', { year: 2024 });
  await bench.sandbox.holded.seed({ remove: { invoice: [ODD_IDS.firstOfMonth] } });
  expect(await school.step('invoices', { year: 2024 })).toMatchObject({ updated: 0, deleted: 1 });
  expect(await amount()).toBe('0.00');
  await bench.sandbox.holded.seed({ invoice: [invoice] });
  expect(await school.step('invoices', { year: 2024 })).toMatchObject({ updated: 1 });
  expect(await amount()).toBe('5000.00');
});

it('a dry run counts what it would do and writes nothing', async () => {
  const school = await bench.school();
  await school.step('services');
  const dry = await school.process({ from_step: 'invoices', dry_run: true });
  // Each page alone: two credit notes do not find the invoices that it did not keep.
  expect(dry.steps[0]).toMatchObject({ step: 'invoices', received: 72, created: 66, failed: 6 });
  expect(await school.sql('SELECT 1 FROM devengo_invoice WHERE company = $1', [school.company])).toEqual([]);
  expect(await school.errors()).toEqual([]);
});
