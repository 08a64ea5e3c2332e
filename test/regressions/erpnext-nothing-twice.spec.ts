import { setTimeout as pause } from 'node:timers/promises';
import { ErpnextBench, expectDoneOnce, SECRETS_A, SECRETS_B, type ErpnextTenant, type Execution } from '../support/erpnext/bench.js';

let bench: ErpnextBench;
beforeAll(async () => {
  bench = await ErpnextBench.open();
});
afterEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const statuses = async (tenant: ErpnextTenant, execution: Execution) => Object.values(await tenant.remote(execution)).map((documents) => documents.map(({ docstatus }) => docstatus));
const allow = (...denied: string[]) => bench.sandbox.seed({ user: { denied } });
const cancel = async (tenant: ErpnextTenant, id: number) => (await tenant.act<{ message_id: string }>(id, 'cancel', { confirm: true })).body.message_id;
const edit = (tenant: ErpnextTenant, id: number, payload_json: unknown) => tenant.api.patch(`/api/v1/workflow/executions/${id}`, { payload_json, reason: 'Corrijo' });

// A proxy's 404 was taken for Frappe's: four submitted documents counted as cancelled, and a restart made four more.
it('believes "not there" of Frappe only', async () => {
  const tenant = await bench.tenant();
  const done = await tenant.run();
  // The four looks of the preview are let through.
  await bench.sandbox.fault({ fault: '503_html', status: 404, times: 'forever', method: 'GET', path: 'api/resource/', after: 4 });
  await cancel(tenant, done.id);
  await tenant.until(done.id, ({ status }) => status !== 'completed');
  expect(await tenant.settled(done.id)).toMatchObject({ status: 'failed', canceling: true, error_code: 'erpnext.http_404' });
  await bench.sandbox.clearFaults();
  await tenant.act(done.id, 'resume');
  await tenant.until(done.id, ({ status }) => status === 'canceled');
  expect(await statuses(tenant, done)).toEqual([[2], [2], [2], [2]]);
});

// Sent again from the log, by hand or among many, it undid what the restart had made, and left the execution "canceled".
it('does nothing for a cancellation of before the restart', async () => {
  const tenant = await bench.tenant();
  const done = await tenant.run();
  const message = await cancel(tenant, done.id);
  await tenant.until(done.id, ({ status }) => status === 'canceled');
  await tenant.act(done.id, 'restart');
  const again = await tenant.until(done.id, ({ status, generation }) => status === 'completed' && generation === 2);
  const { body } = await tenant.api.post<{ message_id: string }>(`/api/messages/${message}/resend`, { reason: 'Todos los fallidos' });
  await tenant.api.until<{ outcome: string | null }>(`/api/messages/${body.message_id}`, ({ outcome }) => outcome === 'skipped');
  expect(await tenant.execution(done.id)).toMatchObject({ status: 'completed' });
  expect(await statuses(tenant, again)).toEqual([[2, 1], [2, 1], [2, 1], [2, 1]]);
});

// Only the generation before was cleaned, and only the newest was cancelled: what a broken restart had left stayed for good.
it('cancels what is left of every generation', async () => {
  const tenant = await bench.tenant();
  await allow('Purchase Order:submit', 'Purchase Order:delete');
  const failed = await tenant.run();
  await tenant.act(failed.id, 'restart');
  await tenant.until(failed.id, ({ status, generation, running }) => status === 'failed' && generation === 2 && !running);
  await allow();
  // Somebody submits the draft by hand.
  const order = `${bench.test.sandboxes.erpnext.baseUrl}/api/resource/Purchase%20Order/${failed.po_a_id!}`;
  const submitted = await fetch(order, { method: 'PUT', headers: { authorization: `token ${SECRETS_A.api_key}:${SECRETS_A.api_secret}`, 'content-type': 'application/json' }, body: '{"docstatus":1}' });
  expect(submitted.status).toBe(200);
  await tenant.act(failed.id, 'resume');
  expect(await tenant.settled(failed.id)).toMatchObject({ status: 'failed', error_code: 'erpnext.still_submitted' });
  await cancel(tenant, failed.id);
  await tenant.until(failed.id, ({ status }) => status === 'canceled');
  await tenant.act(failed.id, 'restart');
  const done = await tenant.until(failed.id, ({ status }) => status === 'completed');
  expect(await statuses(tenant, done)).toEqual([[2, 1], [1], [1], [1]]);
});

// A unique field makes a second insert wait, but who takes back inserts nothing: the draft came after the cancellation.
it('waits for a creation that may still be on its way before it says that all is cancelled', async () => {
  const tenant = await bench.tenant({ instance: { server_timeout_seconds: 1 }, retry: { retry_delays_seconds: [600] } });
  await bench.sandbox.fault({ fault: 'delay', ms: 3_000, method: 'POST', path: 'Purchase%20Order$' });
  const id = await tenant.start();
  await tenant.until(id, ({ next_attempt_at }) => next_attempt_at !== null);
  await cancel(tenant, id);
  const canceled = await tenant.until(id, ({ status }) => status === 'canceled');
  await pause(2_500);
  expect((await statuses(tenant, canceled)).flat()).toEqual([]);
});

// The key made it adopt the draft of the first body, and submit it as if it were the second's.
it('does not submit what arrived late with the data of before an edit', async () => {
  const tenant = await bench.tenant({ instance: { server_timeout_seconds: 2 }, retry: { retry_delays_seconds: [600, 0.2] } });
  await bench.sandbox.fault({ fault: 'delay', ms: 3_000, method: 'POST', path: 'Purchase%20Order$' });
  const body = tenant.body();
  const id = await tenant.start(body);
  const waiting = await tenant.until(id, ({ next_attempt_at }) => next_attempt_at !== null);
  await bench.sandbox.fault({ fault: 'delay', ms: 1_700, method: 'POST', path: 'Purchase%20Order$' });
  const edited = { ...body, items: body.items.map((item) => ({ ...item, rate: 99 })) };
  await tenant.api.post(`/api/messages/${waiting.message_id}/resend`, { payload: edited, reason: 'Otro precio' });
  let execution = await tenant.until(id, ({ status, next_attempt_at, steps }) => status === 'completed' || (next_attempt_at !== null && steps.some(({ action }) => action === 'delete')));
  if (execution.status !== 'completed') await tenant.act(id, 'resume');
  execution = await tenant.until(id, ({ status }) => status === 'completed');
  await expectDoneOnce(tenant, execution, edited);
  expect((await tenant.remote(execution)).po_a[0]!.items[0]!.rate).toBe(99);
}, 60_000);

// No name was saved, so nothing was frozen: the edited body went to another instance, and the first kept a draft.
it('goes to no other instance while an outcome in the first is unknown', async () => {
  const tenant = await bench.tenant();
  await bench.sandbox.fault({ fault: 'commit_then_drop', method: 'POST', path: 'Purchase%20Order$' });
  // One look finds the key field, one the document; then the site is down.
  await bench.sandbox.fault({ fault: 'maintenance', method: 'GET', path: 'Purchase%20Order$', after: 2, times: 'forever' });
  const body = tenant.body();
  const failed = await tenant.run(body);
  expect(failed).toMatchObject({ status: 'failed', po_a_id: null });
  await bench.sandbox.clearFaults();
  await edit(tenant, failed.id, { ...body, company_a_instance_id: tenant.b });
  expect(await tenant.settled(failed.id)).toMatchObject({ status: 'failed', error_code: 'erpnext.other_instance' });
  await edit(tenant, failed.id, body);
  await expectDoneOnce(tenant, await tenant.settled(failed.id), body);
});

// Names are counted per site: the receipt of somebody else that has the same name there was cancelled.
it('touches no document of another site that has the same name', async () => {
  const tenant = await bench.tenant();
  const done = await tenant.run();
  const neighbour = await tenant.run();
  expect([done.pr_a_id, neighbour.pr_a_id]).toEqual([done.pr_b_id, neighbour.pr_b_id]);
  await tenant.api.patch(`/api/credentials/${tenant.a}`, { secrets: SECRETS_B });
  await cancel(tenant, done.id);
  const stopped = await tenant.settled(done.id);
  expect(stopped).toMatchObject({ status: 'failed', error_code: 'erpnext.not_ours' });
  expect(await statuses(tenant, neighbour)).toEqual([[1], [1], [1], [1]]);
});

// The retry of the start has a later number than the cancellation: how that had failed was not shown.
it('shows how a cancellation ended that had to wait for a retry', async () => {
  const tenant = await bench.tenant();
  await allow('Purchase Order:cancel');
  await bench.sandbox.fault({ fault: 'delay', ms: 800, method: 'POST', path: 'Purchase%20Receipt$' });
  await bench.sandbox.fault({ fault: 'maintenance', method: 'PUT', path: 'Purchase%20Receipt/' });
  const id = await tenant.start();
  await tenant.until(id, ({ status }) => status === 'step1_po_a');
  await cancel(tenant, id);
  expect(await tenant.settled(id)).toMatchObject({ status: 'failed', canceling: true, failed_step: 'step1_po_a', error_code: 'erpnext.forbidden' });
});

// The draft of the first body was deleted while ERPNext was still submitting it.
it('deletes no draft whose submission may still be under way', async () => {
  const tenant = await bench.tenant({ instance: { server_timeout_seconds: 1 }, retry: { retry_delays_seconds: [600] } });
  await bench.sandbox.fault({ fault: 'delay', ms: 2_500, method: 'PUT', path: 'Purchase%20Order/' });
  const body = tenant.body();
  const id = await tenant.start(body);
  const waiting = await tenant.until(id, ({ next_attempt_at }) => next_attempt_at !== null);
  await tenant.api.post(`/api/messages/${waiting.message_id}/resend`, { payload: { ...body, items: body.items.map((item) => ({ ...item, rate: 99 })) }, reason: 'Otro precio' });
  const stopped = await tenant.settled(id);
  expect(stopped).toMatchObject({ status: 'failed', error_code: 'erpnext.submitted_before_edit', po_a_id: waiting.po_a_id });
  await cancel(tenant, id);
  expect(await statuses(tenant, await tenant.until(id, ({ status }) => status === 'canceled'))).toEqual([[2], [], [], []]);
});
