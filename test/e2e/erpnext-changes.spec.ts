import { sql } from '../support/conformance/tenant.js';
import { ErpnextBench, expectDoneOnce, freshSerials, type ErpnextTenant, type Execution } from '../support/erpnext/bench.js';

let bench: ErpnextBench;
let tenant: ErpnextTenant;
beforeAll(async () => {
  bench = await ErpnextBench.open();
});
beforeEach(async () => {
  tenant = await bench.tenant();
});
afterEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const inStock = (serials: string[], warehouse = 'Bodega A - EA') => ({ masters: { 'Serial No': serials.map((name) => ({ name, item_code: 'PIN-5000', warehouse })) } });
const patch = (id: number, payload_json: unknown, reason = 'Corrijo') => tenant.api.patch(`/api/v1/workflow/executions/${id}`, { payload_json, reason });
const statuses = (remote: Awaited<ReturnType<ErpnextTenant['remote']>>) => Object.values(remote).map((documents) => documents.map(({ docstatus }) => docstatus));
const audit = async (id: number) =>
  (await tenant.api.get<{ data: { action: string; reason: string | null }[] }>(`/api/audit?subject_type=workflow_execution&subject_id=${id}`)).body.data.map(({ action, reason }) => [action, reason]);

describe('edit and resume', () => {
  it('throws the draft of the old data away and goes on with the new', async () => {
    const taken = freshSerials(2);
    await bench.sandbox.seed(inStock(taken));
    const failed = await tenant.run(tenant.body({}, taken));
    expect(failed).toMatchObject({ status: 'failed', failed_step: 'step2_pr_a', error_code: 'erpnext.SerialNoDuplicateError', pr_a_id: expect.any(String) });
    const body = tenant.body();
    expect(await patch(failed.id, body)).toMatchObject({ status: 202, body: { execution_id: failed.id } });
    const execution = await tenant.settled(failed.id);
    await expectDoneOnce(tenant, execution, body);
    expect(execution.payload_json).toEqual(body);
    expect(execution.po_a_id).toBe(failed.po_a_id);
    expect(await audit(failed.id)).toEqual([['workflow.edited', 'Corrijo']]);
  });

  it('refuses to change what is in ERPNext already, a wrong body, and an execution that has not failed', async () => {
    await bench.sandbox.seed({ user: { denied: ['Purchase Receipt:create'] } });
    const failed = await tenant.run();
    const body = failed.payload_json as ReturnType<ErpnextTenant['body']>;
    expect(await patch(failed.id, { ...body, supplier: 'Empresa A', company_a_instance_id: tenant.b })).toMatchObject({
      status: 400, body: { supplier: [expect.stringContaining(failed.po_a_id!)], company_a_instance_id: [expect.any(String)] },
    });
    expect(await patch(failed.id, { ...body, supplier: '' })).toMatchObject({ status: 400, body: { supplier: [expect.any(String)] } });
    expect((await tenant.execution(failed.id)).payload_json).toEqual(body);
    await bench.sandbox.seed({ user: { denied: [] } });
    const done = await tenant.run();
    expect(await patch(done.id, body)).toMatchObject({ status: 409, body: { code: 'wrong_status' } });
    expect(await tenant.act(done.id, 'resume')).toMatchObject({ status: 409, body: { code: 'wrong_status' } });
  });

  it('does what a message sent again from the log carries, and no more than fits', async () => {
    const failed = await tenant.run(tenant.body({ company_b_customer_name: 'Nadie' }));
    const resend = (payload: object) => tenant.api.post(`/api/messages/${failed.message_id}/resend`, { payload, reason: 'A mano' });
    await resend({ ...failed.payload_json, company_b_customer_name: 'Empresa B', supplier: 'Empresa A' });
    expect(await tenant.settled(failed.id)).toMatchObject({ status: 'failed', error_code: 'erpnext.invalid_payload', error_message: expect.stringContaining('supplier') });
    await resend({ ...failed.payload_json, company_b_customer_name: 'Empresa B' });
    // Whatever an edited body says, it stands in the line of its execution.
    const lines = await sql<{ order_key: string }>(bench.test.database.url, `SELECT DISTINCT order_key FROM integration_message WHERE correlation_id = $1 AND direction = 'inbound'`, [failed.correlation_id]);
    expect(lines).toEqual([{ order_key: `erpnext|${tenant.company}|workflow:${failed.id}` }]);
    const execution = await tenant.settled(failed.id);
    await expectDoneOnce(tenant, execution, execution.payload_json as never);
    expect(execution.payload_json.company_b_customer_name).toBe('Empresa B');
  });
});

describe('cancel and restart', () => {
  it('shows what it would do, does it backwards, and starts anew with other documents', async () => {
    const body = tenant.body();
    const done = await tenant.run(body);
    const preview = await tenant.act<{ actions: { step: string; action: string; document: string }[] }>(done.id, 'cancel');
    expect(preview.status).toBe(200);
    expect(preview.body.actions.map(({ step, action, document }) => [step, action, document])).toEqual([
      ['step4_pr_b', 'cancel', done.pr_b_id], ['step3_dn_a', 'cancel', done.dn_a_id], ['step2_pr_a', 'cancel', done.pr_a_id], ['step1_po_a', 'cancel', done.po_a_id],
    ]);
    expect(statuses(await tenant.remote(done))).toEqual([[1], [1], [1], [1]]);
    expect(await tenant.act(done.id, 'restart')).toMatchObject({ status: 409, body: { code: 'wrong_status' } });

    expect(await tenant.act(done.id, 'cancel', { confirm: true, reason: 'Compra anulada' })).toMatchObject({ status: 202 });
    const canceled = await tenant.until(done.id, ({ status }) => status === 'canceled');
    expect(canceled.steps.filter(({ action }) => action === 'cancel').map(({ step, status }) => [step, status])).toEqual(['step4_pr_b', 'step3_dn_a', 'step2_pr_a', 'step1_po_a'].map((step) => [step, 'done']));
    expect(statuses(await tenant.remote(done))).toEqual([[2], [2], [2], [2]]);
    expect(await tenant.act(done.id, 'cancel', { confirm: true })).toMatchObject({ status: 409 });

    expect(await tenant.act(done.id, 'restart', { reason: 'Otra vez' })).toMatchObject({ status: 202 });
    const again = await tenant.until(done.id, ({ status, generation }) => status === 'completed' && generation === 2);
    expect(statuses(await tenant.remote(again))).toEqual([[2, 1], [2, 1], [2, 1], [2, 1]]);
    expect(again.po_a_id).not.toBe(done.po_a_id);
    expect(await audit(done.id)).toEqual([['workflow.restarted', 'Otra vez'], ['workflow.cancel_requested', 'Compra anulada']]);
  });

  it('shows ERPNext’s refusal, keeps what is cancelled, and goes on when resumed', async () => {
    const serials = freshSerials(2);
    const done = await tenant.run(tenant.body({}, serials));
    // Sold on in A's site by somebody else: the delivery can no longer be taken back.
    await bench.sandbox.seed(inStock(serials));
    await tenant.act(done.id, 'cancel', { confirm: true });
    const failed = await tenant.until(done.id, ({ status }) => status === 'failed');
    expect(failed).toMatchObject({ failed_step: 'step3_dn_a', canceling: true, error_message: expect.stringContaining('future transaction') });
    expect(statuses(await tenant.remote(done))).toEqual([[1], [1], [1], [2]]);
    expect(await patch(done.id, failed.payload_json)).toMatchObject({ status: 409, body: { code: 'canceling' } });
    await bench.sandbox.seed({ masters: { 'Serial No': serials.map((name) => ({ name, warehouse: null })) } });
    await tenant.act(done.id, 'resume');
    await tenant.until(done.id, ({ status }) => status === 'canceled');
    expect(statuses(await tenant.remote(done))).toEqual([[2], [2], [2], [2]]);
  });

  it.each([
    ['the answer to a cancellation is lost', { fault: 'commit_then_drop', method: 'PUT', path: 'Delivery%20Note/' }],
    ['a deadlock', { fault: 'deadlock', method: 'PUT', path: 'Purchase%20Receipt/' }],
  ])('cancels once, whatever happens: %s', async (_, fault) => {
    const done = await tenant.run();
    await bench.sandbox.fault(fault);
    await tenant.act(done.id, 'cancel', { confirm: true });
    await tenant.until(done.id, ({ status }) => status === 'canceled');
    expect(statuses(await tenant.remote(done))).toEqual([[2], [2], [2], [2]]);
  });

  it('restarts a failed one only when nothing submitted is left, and cleans its drafts', async () => {
    await bench.sandbox.seed({ user: { denied: ['Purchase Order:submit'] } });
    const failed = await tenant.run();
    expect(failed).toMatchObject({ status: 'failed', failed_step: 'step1_po_a', po_a_id: expect.any(String) });
    await bench.sandbox.seed({ user: { denied: ['Delivery Note:create'] } });
    expect(await tenant.act(failed.id, 'restart')).toMatchObject({ status: 202 });
    const stuck = await tenant.until(failed.id, ({ status, generation }) => status === 'failed' && generation === 2);
    expect(stuck).toMatchObject({ failed_step: 'step3_dn_a' });
    expect(statuses(await tenant.remote(stuck))).toEqual([[1], [1], [], []]);
    expect(await tenant.act(failed.id, 'restart')).toMatchObject({ status: 409, body: { code: 'still_submitted', documents: [stuck.pr_a_id, stuck.po_a_id] } });
  });

  it('begins no further step once a cancellation was asked for', async () => {
    await bench.sandbox.fault({ fault: 'delay', ms: 800, method: 'POST', path: 'Purchase%20Receipt$' });
    const id = await tenant.start();
    await tenant.until(id, ({ status }) => status === 'step1_po_a');
    expect(await tenant.act(id, 'cancel', { confirm: true })).toMatchObject({ status: 202 });
    const canceled = await tenant.until(id, ({ status }) => status === 'canceled');
    expect(canceled.dn_a_id).toBeNull();
    expect(statuses(await tenant.remote(canceled)).flat()).not.toContain(1);
  });
});

it('a resume does not wait for the retry that is scheduled, and leaves one', async () => {
  const slow = await bench.tenant({ retry: { retry_delays_seconds: [600] } });
  await bench.sandbox.fault({ fault: 'maintenance', method: 'POST', path: 'Delivery%20Note$' });
  const body = slow.body();
  const id = await slow.start(body);
  await slow.until(id, ({ next_attempt_at }) => next_attempt_at !== null);
  await slow.act(id, 'resume');
  await expectDoneOnce(slow, await slow.settled(id), body);
});

it('resumes many as one operation: those that failed, each once; the others are left alone', async () => {
  const own = await bench.tenant();
  const done = await own.run();
  await bench.sandbox.seed({ user: { denied: ['Delivery Note:create'] } });
  const bodies = [own.body(), own.body(), own.body()];
  const failed = await Promise.all(bodies.map((body) => own.run(body)));
  expect(failed.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  const ids = failed.map(({ id }) => id);
  const many = (body: object) => own.api.post<{ operation_id: string | null; total: number }>('/api/v1/workflow/executions/resume', body);
  const filter = { company: own.company, failed_step: 'step3_dn_a', error_code: 'erpnext.forbidden' };
  expect(await many({ filter, dry_run: true })).toMatchObject({ status: 202, body: { operation_id: null, total: 3, skipped: 0, left: 0 } });
  expect((await many({ filter: { ...filter, failed_step: 'step4_pr_b' }, dry_run: true })).body.total).toBe(0);
  for (const body of [{}, { filter: null }, { ids: [] }, { ids, filter: {} }]) expect((await many(body)).status).toBe(400);
  expect(await many({ ids: [...ids, 2_000_000_000] })).toMatchObject({ status: 404, body: { code: 'unknown_executions', ids: [2_000_000_000] } });
  expect((await own.execution(ids[0]!)).status).toBe('failed');

  await bench.sandbox.seed({ user: { denied: [] } });
  const { body } = await many({ ids: [...ids, ids[0], done.id], reason: 'Ya tiene permiso' });
  expect(body).toMatchObject({ operation_id: expect.any(String), total: 3, skipped: 1, left: 0 });
  const operation = await own.api.until<{ state: string; kind: string; total: number; succeeded: number }>(`/api/operations/${body.operation_id}`, ({ state }) => state === 'completed');
  expect(operation).toMatchObject({ kind: 'erpnext.resume', total: 3, succeeded: 3 });
  for (const [at, each] of bodies.entries()) await expectDoneOnce(own, await own.settled(ids[at]!), each);
  expect(await audit(ids[0]!)).toEqual([['workflow.resumed', 'Ya tiene permiso']]);
  expect((await many({ filter })).body).toMatchObject({ operation_id: null, total: 0 });
});

it('a preflight names everything that would stop the workflow, in both instances, and changes nothing', async () => {
  const [taken, other] = freshSerials(2);
  await bench.sandbox.seed({ ...inStock([taken!]), user: { denied: ['Delivery Note:submit'] }, settings: { sellingPriceList: null } });
  await bench.sandbox.seed({ site: 'b', masters: { 'Serial No': [{ name: other, item_code: 'PIN-10000', warehouse: null }] }, key_field: false });
  const body = tenant.body({
    supplier: 'Nadie', company_a_warehouse: 'Bodega B - EB', company_b_warehouse: 'No Hay - EB',
    items: [{ item_code: 'PIN-5000', qty: 2, rate: 1, serials: [taken, other] }, { item_code: 'CABLE-USB', qty: 1, rate: 1, serials: ['C1'] }, { item_code: 'PIN-10000', qty: 1, rate: 1 }],
  });
  const { status, body: answer } = await tenant.api.post<{ ok: boolean; problems: { instance: string; field: string }[]; warnings: object[] }>('/api/v1/workflow/preflight', body);
  expect(status).toBe(200);
  expect(answer.ok).toBe(false);
  expect(answer.problems.map(({ instance, field }) => `${instance} ${field}`).sort()).toEqual([
    'A company_a_instance_id', 'A company_a_warehouse', 'A company_b_customer_name', 'A items[0].serials', 'A items[1].serials', 'A items[2].serials', 'A supplier',
    'B company_b_warehouse', 'B items[0].serials', 'B items[1].serials', 'B items[2].serials',
  ]);
  expect(answer.warnings).toMatchObject([{ instance: 'B', field: 'company_b_instance_id' }]);
  expect((await bench.sandbox.log()).every(({ method }) => method === 'GET')).toBe(true);
  await bench.sandbox.reset();
  expect((await tenant.api.post('/api/v1/workflow/preflight', tenant.body())).body).toEqual({ ok: true, problems: [], warnings: [] });
});

it('installs the key field where it is missing, and says so when a connection is checked', async () => {
  await bench.sandbox.seed({ key_field: false });
  const check = async () => (await tenant.api.post<{ ok: boolean; message: string }>(`/api/v1/workflow/instances/${tenant.a}/check`)).body;
  expect(await check()).toMatchObject({ ok: true, message: expect.stringContaining('Sin campo de clave único') });
  const { status, body } = await tenant.api.post<{ message_id: string }>(`/api/v1/workflow/instances/${tenant.a}/install-key-field`);
  expect(status).toBe(202);
  await tenant.api.until<{ outcome: string | null }>(`/api/messages/${body.message_id}`, ({ outcome }) => outcome === 'succeeded');
  expect(await check()).toMatchObject({ ok: true, message: expect.stringMatching(/Conectado como .*ERPNext 15.*custom_transfer_key, único/) });
});

it('an instance’s mistakes are told in its own words', async () => {
  const post = (more: object) => tenant.api.post('/api/v1/workflow/instances', { name: 'A', api_url: 'https://erp.example.com', api_key: 'k', api_secret: 's', company: tenant.company, ...more });
  expect(await post({})).toMatchObject({ status: 409, body: { code: 'credential_exists' } });
  expect(await post({ name: 'C', api_url: 'ftp://x', item_map: { uno: {} } })).toMatchObject({ status: 400, body: { errors: [{ path: 'item_map' }, { path: 'api_url' }] } });
});

it('previews the documents of the steps that are still to be done', async () => {
  const failed: Execution = await tenant.run(tenant.body({ company_b_customer_name: 'Nadie' }));
  const { body } = await tenant.api.post<{ requests: { url: string; body: Record<string, unknown> }[] }>(`/api/messages/${failed.message_id}/preview`);
  expect(body.requests.map(({ url }) => url.split('/').at(-1))).toEqual(['Delivery%20Note', 'Purchase%20Receipt']);
  expect(body.requests[0]!.body).toMatchObject({ customer: 'Nadie', items: [{ item_code: 'PIN-5000', qty: 2 }] });
});
