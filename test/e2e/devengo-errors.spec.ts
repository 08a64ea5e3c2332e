import { ODD } from '../../src/sandbox/academy/index.js';
import { contactOf, ODD_IDS } from '../../src/sandbox/holded/index.js';
import { DevengoBench, type RecordedError, type School } from '../support/devengo/bench.js';

let bench: DevengoBench;
beforeAll(async () => {
  bench = await DevengoBench.open();
}, 60_000);
afterEach(() => bench.reset());
afterAll(() => bench.close());

const ofInvoices = async (): Promise<School> => {
  const school = await bench.school({ only: ['holded'] });
  await school.step('services');
  await school.step('invoices');
  return school;
};
const errorOf = async (school: School, entity: string): Promise<RecordedError> => (await school.errors()).find(({ entity_external_id }) => entity_external_id === entity)!;

it('lists with the specification’s filters and limits', async () => {
  const school = await ofInvoices();
  expect(await school.errors({ integration_name: 'holded', operation: 'invoices', entity_type: 'invoice', status: 'pending' })).toHaveLength(4);
  expect(await school.errors({ entity_type: 'client' })).toEqual([]);
  expect(await school.errors({ limit: '1' })).toHaveLength(1);
  expect((await school.api.get('/api/integrations/errors?limit=1001')).status).toBe(400);
});

it('exports the specification’s columns, harmless to whoever opens them', async () => {
  const school = await ofInvoices();
  const [first] = await school.errors();
  await school.sql(`UPDATE integration_error SET error_message = '=cmd|x' WHERE id = $1`, [first!.id]);
  const { status, text, headers } = await school.api.get(`/api/integrations/errors/export/csv?company=${school.company}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const [header, line, ...rest] = text.replace(/^\uFEFF/, '').trim().split('\r\n');
  expect(header!.replaceAll('"', '')).toBe('Date,Integration/Operation,Entity external ID,Error Message,Error Details,Status');
  expect(line).toContain('holded/invoices');
  expect(line).not.toMatch(/(^|,)"?=cmd/);
  expect(rest).toHaveLength(3);
});

it('a person resolves and ignores; what comes back opens again, what is ignored only counts', async () => {
  const school = await ofInvoices();
  const [a, b, ...others] = await school.errors();
  expect((await school.api.patch(`/api/integrations/errors/${a!.id}`, { status: 'resolved' })).status).toBe(200);
  expect((await school.api.patch('/api/integrations/errors/bulk-update', { error_ids: [b!.id], status: 'ignored' })).status).toBe(200);
  await school.step('invoices', { full_refresh: true });
  const after = new Map((await school.errors()).map((error) => [error.id, error]));
  expect([after.get(a!.id), after.get(b!.id)]).toMatchObject([{ status: 'pending', occurrences: 2 }, { status: 'ignored', occurrences: 2 }]);
  expect(after.size).toBe(2 + others.length);
});

it('reads one record again, and resolves its error when it is right', async () => {
  const school = await ofInvoices();
  const { id, error_code } = await errorOf(school, ODD_IDS.withoutEmail);
  expect(error_code).toBe('missing_email');
  const retry = async () => {
    const { status, body } = await school.api.post<{ message_id: string }>(`/api/integrations/errors/${id}/retry`);
    expect(status).toBe(202);
    return school.api.until<{ outcome: string | null; response_payload: Record<string, unknown> }>(`/api/messages/${body.message_id}`, ({ outcome }) => outcome !== null, 20_000);
  };
  expect(await retry()).toMatchObject({ outcome: 'succeeded', response_payload: { received: 1, failed: 1 } });
  expect(await errorOf(school, ODD_IDS.withoutEmail)).toMatchObject({ status: 'pending', occurrences: 2 });
  await bench.sandbox.holded.seed({ contacts: [contactOf({ ...ODD.withoutEmail, email: 'sin.correo@alumnos.example' })] });
  expect(await retry()).toMatchObject({ response_payload: { received: 1, updated: 1, failed: 0 } });
  expect(await errorOf(school, ODD_IDS.withoutEmail)).toMatchObject({ status: 'resolved' });
  const [line] = await school.sql(`SELECT l.service_contract_id FROM devengo_invoice_line l JOIN devengo_invoice i ON i.id = l.invoice_id WHERE i.company = $1 AND i.external_id = $2`, [school.company, ODD_IDS.withoutEmail]);
  expect(line!.service_contract_id).not.toBeNull();
  // An address where nothing is found says nothing of one document.
  const { body: { base_url } } = await school.api.get<{ base_url: string }>(`/api/credentials/${school.credentials.holded}`);
  await school.api.patch(`/api/credentials/${school.credentials.holded}`, { base_url: `${base_url.replace(/\/+$/, '')}/otra` });
  expect(await retry()).toMatchObject({ outcome: 'failed' });
  expect(await school.sql('SELECT deleted_at FROM devengo_invoice WHERE company = $1 AND external_id = $2', [school.company, ODD_IDS.withoutEmail])).toEqual([{ deleted_at: null }]);
});

it('an error about a whole run sends its message again, and the run goes on where it stood', async () => {
  const school = await bench.school({ only: ['holded'], secrets: { holded: { api_key: 'clave-revocada' } } });
  const failed = await school.step('services');
  expect(failed).toMatchObject({ status: 'failed', error_message: expect.stringContaining('Holded no acepta la clave') });
  // It is written with the end of the message, a moment after the step's.
  const { data: [error] } = await school.api.until<{ data: RecordedError[] }>(`/api/integrations/errors?company=${school.company}`, ({ data }) => data.length > 0, 5_000);
  expect(error).toMatchObject({ entity_type: 'sync', operation: 'services', error_details: { response: { status: 401, body: expect.stringContaining('Invalid key') } } });
  await school.api.patch(`/api/credentials/${school.credentials.holded}`, { secrets: { api_key: 'sandbox-holded-key' } });
  expect((await school.api.post(`/api/integrations/errors/${error!.id}/retry`)).status).toBe(202);
  expect(await school.api.until(`/api/sync/executions/${failed.id}`, ({ status }: { status: string }) => status === 'completed', 20_000)).toMatchObject({ received: 9, created: 6 });
});

it('stops when more than a fifth of the records fails, and keeps what it has', async () => {
  const school = await bench.school({ only: ['holded'] });
  const stopped = await school.step('invoices');
  expect(stopped).toMatchObject({ status: 'failed', error_code: 'systemic_failure' });
  expect(await school.sql('SELECT 1 FROM devengo_invoice WHERE company = $1', [school.company])).not.toEqual([]);
  await school.step('services');
  expect(await school.step('invoices')).toMatchObject({ status: 'completed_with_errors', failed: 4 });
});

it('a failing step is remembered at the end, and the next ones still run', async () => {
  const school = await bench.school({ secrets: { fourgeeks: { token: 'token-revocado' } } });
  const ended = await school.process();
  expect(ended.steps.map(({ status }) => status)).toEqual(['completed', 'completed_with_errors', 'failed', 'failed', 'completed_with_errors']);
  expect(ended).toMatchObject({ status: 'failed', error_message: expect.stringContaining('4Geeks') });
});
