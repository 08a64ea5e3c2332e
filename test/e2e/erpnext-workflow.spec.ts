import { ErpnextBench, expectDoneOnce, freshSerials, type ErpnextTenant } from '../support/erpnext/bench.js';

let bench: ErpnextBench;
let shop: ErpnextTenant;
beforeAll(async () => {
  bench = await ErpnextBench.open();
  shop = await bench.tenant();
});
afterAll(() => bench.close());

// The specification's Tarea 6.
it('accepts a workflow at once and carries it through its four steps', async () => {
  const body = shop.body();
  const { status, body: answer, headers } = await shop.post(body);
  expect({ status, answer }).toEqual({ status: 202, answer: { message: 'Flujo de trabajo aceptado', execution_id: expect.any(Number) } });
  expect(headers.get('location')).toBe(`/api/v1/workflow/executions/${answer.execution_id}`);
  const execution = await shop.settled(answer.execution_id);
  await expectDoneOnce(shop, execution, body);
  expect(execution.payload_json).toEqual(body);
  expect(execution.steps.map(({ step, action, status: state, attempt }) => [step, action, state, attempt])).toEqual(
    ['step1_po_a', 'step2_pr_a', 'step3_dn_a', 'step4_pr_b'].flatMap((step) => [[step, 'create', 'done', 1], [step, 'submit', 'done', 1]]),
  );
  expect(execution.documents.map(({ url }) => url)).toContainEqual(expect.stringMatching(/\/app\/delivery-note\/MAT-DN-/));

  const { po_a, pr_a, dn_a, pr_b } = await shop.remote(execution);
  expect(po_a[0]).toMatchObject({ supplier: 'Liberty CR', company: 'Empresa A', per_received: 100 });
  expect(pr_a[0]!.items[0]).toMatchObject({ purchase_order: execution.po_a_id, purchase_order_item: po_a[0]!.items[0]!.name, rate: 4424.78 });
  expect(dn_a[0]).toMatchObject({ customer: 'Empresa B', company: 'Empresa A' });
  expect(pr_b[0]).toMatchObject({ supplier: 'Empresa A', company: 'Empresa B', supplier_delivery_note: execution.dn_a_id, items: [{ rate: 4424.78, warehouse: 'Bodega B - EB' }] });
});

it.each([13, 14, 15, 16])('works with both companies on one site of v%s, in Spanish', async (version) => {
  await bench.sandbox.seed({ settings: { version, language: 'es' } });
  const one = await bench.tenant({ sites: 'one' });
  const body = one.body();
  await expectDoneOnce(one, await one.run(body), body);
  await bench.sandbox.reset();
});

it('takes articles without serial numbers, a transfer price, codes that differ in B, and lines of one article', async () => {
  const tenant = await bench.tenant();
  await bench.sandbox.seed({ site: 'b', masters: { Item: [{ name: 'PIN5K', item_code: 'PIN5K', stock_uom: 'Unidad', has_serial_no: 1, is_stock_item: 1, is_purchase_item: 1, is_sales_item: 1 }] } });
  await tenant.api.patch(`/api/credentials/${tenant.b}`, { metadata: { item_map: { [tenant.a]: { 'PIN-5000': 'PIN5K' } } } });
  const [one, two, three] = freshSerials(3);
  const body = tenant.body({
    company_b_name: 'Empresa B', currency: 'CRC', schedule_date: '2099-12-31',
    items: [
      { item_code: 'PIN-5000', qty: 2, rate: '4424.78', transfer_rate: '4600.50', serials: [` ${one} `, two] },
      { item_code: 'PIN-5000', qty: 1, rate: 4424.78, transfer_rate: 4600.5, serials: [three] },
      { item_code: 'CABLE-USB', qty: 10, rate: 1500 },
    ],
  });
  const execution = await tenant.run(body);
  expect(execution).toMatchObject({ status: 'completed' });
  const { po_a, dn_a, pr_b } = await tenant.remote(execution);
  expect(po_a[0]).toMatchObject({ schedule_date: '2099-12-31', items: [{ item_code: 'PIN-5000', qty: 3, rate: 4424.78 }, { item_code: 'CABLE-USB', qty: 10, rate: 1500 }] });
  expect(dn_a[0]!.items).toMatchObject([{ rate: 4600.5, serial_no: [one, two, three].join('\n') }, { rate: 1500 }]);
  expect(pr_b[0]!.items).toMatchObject([{ item_code: 'PIN5K', qty: 3, rate: 4600.5 }, { item_code: 'CABLE-USB' }]);
});

it('refuses a wrong body before anything is stored or called, by field as the specification says', async () => {
  const { status, body } = await shop.post({
    ...shop.body(), supplier: ' ', company_b_instance_id: 999_999, company_a_name: undefined, schedule_date: '2020-01-01',
    items: [
      { item_code: 'PIN-5000', qty: 0, rate: '1.234', serials: ['S1'] },
      { item_code: 'PIN-10000', qty: 3, rate: 1, serials: ['S1', 's1', 'a,b'] },
    ],
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({
    supplier: ['No puede quedar en blanco.'],
    company_a_name: ['Este campo es obligatorio.'],
    company_b_instance_id: [expect.stringContaining('999999')],
    items: [{ qty: ['Debe ser 1 o más.'], rate: [expect.any(String)] }, { serials: [expect.stringContaining('repetido'), expect.stringContaining('coma')] }],
    code: 'validation_failed',
    errors: expect.arrayContaining([{ path: 'items[1].serials', message: expect.any(String) }]),
  });
  const late = await shop.post(shop.body({ schedule_date: '2020-01-01' }));
  expect(late).toMatchObject({ status: 400, body: { schedule_date: [expect.any(String)] } });
  const few = await shop.post(shop.body({ items: [{ item_code: 'PIN-5000', qty: 3, rate: 1, serials: ['X'] }] }));
  expect(few).toMatchObject({ status: 400, body: { items: [{ serials: [expect.stringContaining('1')] }] } });
});

it('answers the same execution to the same Idempotency-Key, and 409 when the content differs', async () => {
  const body = shop.body();
  const headers = { 'idempotency-key': 'compra-77' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.post(body, headers)));
  expect(new Set(answers.map(({ status, body: answer }) => `${status} ${answer.execution_id}`)).size).toBe(1);
  await expectDoneOnce(shop, await shop.settled(answers[0]!.body.execution_id), body);
  expect(await shop.post(shop.body(), headers)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
});

it('shows executions and instances to those of their company only', async () => {
  const other = await bench.tenant();
  const id = await other.start();
  const key = await other.api.post<{ key: string }>('/api/api-keys', { name: `k-${shop.company}`, role: 'operator', companies: [shop.company] });
  const auth = { authorization: `Bearer ${key.body.key}` };
  expect(await other.api.get(`/api/v1/workflow/executions/${id}`, auth)).toMatchObject({ status: 404 });
  expect(await other.api.post(`/api/v1/workflow/executions/${id}/resume`, {}, auth)).toMatchObject({ status: 404 });
  expect(await other.api.post('/api/v1/workflow/start-workflow/', other.body(), auth)).toMatchObject({ status: 400, body: { company_a_instance_id: [expect.any(String)] } });
  const list = await other.api.get<{ data: { company: string }[] }>('/api/v1/workflow/executions', auth);
  expect(new Set(list.body.data.map(({ company }) => company))).toEqual(new Set([shop.company]));
  const instances = await other.api.get<{ data: object[] }>('/api/v1/workflow/instances', auth);
  expect(instances.body.data).toHaveLength(2);
  expect(instances.text).not.toContain('sandbox-secret');
  expect(await other.api.post(`/api/v1/workflow/executions/${id}/restart`, {}, auth)).toMatchObject({ status: 403 });
});
