import { delivery, order, receipt, startErpnext, type ErpnextClient } from './sandbox-client.js';

let erp: ErpnextClient;
beforeAll(async () => {
  erp = await startErpnext();
});
afterAll(() => erp.stop());
beforeEach(() => erp.reset());

const PO = 'Purchase Order';
const PR = 'Purchase Receipt';
const DN = 'Delivery Note';
const says = (type: string) => ({ status: 417, body: { exc_type: type } });
const made = async (doctype: string, body: object) => (await erp.insert(doctype, body)).body.data;
const submitted = async (doctype: string, body: object) => {
  const { name } = await made(doctype, body);
  return (await erp.put(doctype, name, { docstatus: 1 })).body.data;
};
const bought = async (serials = ['S1', 'S2']) => submitted(PR, receipt(await submitted(PO, order()), serials));
const words = (body: { _server_messages?: string }) => (JSON.parse(body._server_messages!) as string[]).map((each) => (JSON.parse(each) as { message: string }).message);

describe('who may come in', () => {
  it.each([
    [15, 'sandbox-key-a:wrong', 401], [13, 'sandbox-key-a:wrong', 403], [15, 'nobody:x', 401], [13, 'nobody:x', 401], [15, '', 403],
  ])('v%s answers %s with %s', async (version, token, status) => {
    await erp.seed({ settings: { version } });
    expect(await erp.call('GET', '/api/method/frappe.auth.get_logged_user', undefined, token)).toMatchObject({ status });
  });

  it('keeps two sites apart by their keys', async () => {
    await made(PO, order());
    const { body } = await erp.call('GET', '/api/resource/Purchase%20Order', undefined, 'sandbox-key-b:sandbox-secret-b');
    expect(body).toEqual({ data: [] });
  });

  it('refuses what the user lacks a permission for', async () => {
    await erp.seed({ user: { denied: ['Purchase Order:submit'] } });
    const { name } = await made(PO, order());
    expect(await erp.put(PO, name, { docstatus: 1 })).toMatchObject({ status: 403, body: { exc_type: 'PermissionError', _error_message: expect.stringContaining('submit') } });
  });
});

describe('documents', () => {
  it('names them by their series, drops unknown fields, moves `modified` with each save', async () => {
    const first = await made(PO, order({ nonsense: 1 }));
    expect(first.name).toMatch(/^PUR-ORD-\d{4}-00001$/);
    expect(first).not.toHaveProperty('nonsense');
    expect(first.modified).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    const { body } = await erp.put(PO, first.name, { docstatus: 1 });
    expect(body.data.modified > first.modified).toBe(true);
    expect(await erp.put(PO, first.name, { docstatus: 1 })).toMatchObject({ status: 200, body: { data: { docstatus: 1 } } });
  });

  it.each<[string, object, string]>([
    ['no date', { schedule_date: undefined }, 'ValidationError'],
    ['a date of the past', { schedule_date: '2001-01-01' }, 'ValidationError'],
    ['an unknown supplier', { supplier: 'Nadie' }, 'LinkValidationError'],
    ['no supplier', { supplier: undefined }, 'MandatoryError'],
    ['a warehouse of another company', { company: 'Empresa B' }, 'InvalidWarehouseCompany'],
    ['no items', { items: [] }, 'MandatoryError'],
    ['a disabled item', { items: [{ item_code: 'PIN-VIEJO', qty: 1, rate: 1, warehouse: 'Bodega A - EA' }] }, 'ValidationError'],
    ['the same item twice', { items: [1, 2].map((qty) => ({ item_code: 'PIN-5000', qty, rate: 1, warehouse: 'Bodega A - EA' })) }, 'ValidationError'],
  ])('an order with %s is refused', async (_, change, type) => {
    expect(await erp.insert(PO, order(change))).toMatchObject(says(type));
  });

  it('books into the default company when none is given', async () => {
    expect(await made(PO, order({ company: undefined }))).toMatchObject({ company: 'Empresa A' });
  });

  it('keeps a unique key unique, also against cancelled ones, and finds by it', async () => {
    const { name } = await submitted(PO, order());
    await erp.put(PO, name, { docstatus: 2 });
    expect(await erp.insert(PO, order())).toMatchObject(says('UniqueValidationError'));
    const { body } = await erp.list(PO, { filters: [['custom_transfer_key', '=', 'tx:1:po_a:1']], fields: ['name', 'docstatus'] });
    expect(body.data).toEqual([{ name, docstatus: 2 }]);
  });

  it.each([[15, 417, 'DataError'], [14, 500, undefined]])('v%s refuses a filter on a field that is not there with %s', async (version, status, exc_type) => {
    await erp.seed({ key_field: false, settings: { version } });
    const answer = await erp.list(PO, { filters: [['custom_transfer_key', '=', 'x']] });
    expect([answer.status, answer.body.exc_type]).toEqual([status, exc_type]);
  });

  it('lists twenty unless told otherwise', async () => {
    await erp.seed({ settings: { allowMultipleItems: true } });
    for (let at = 0; at < 25; at++) await made(PO, order({ custom_transfer_key: `k${at}` }));
    expect((await erp.list(PO)).body.data).toHaveLength(20);
    expect((await erp.list(PO, { limit_page_length: 0 })).body.data).toHaveLength(25);
  });

  it('moves docstatus forward only', async () => {
    const draft = await made(PO, order());
    expect(await erp.put(PO, draft.name, { docstatus: 2 })).toMatchObject(says('DocstatusTransitionError'));
    await erp.put(PO, draft.name, { docstatus: 1 });
    expect(await erp.put(PO, draft.name, { docstatus: 0 })).toMatchObject(says('DocstatusTransitionError'));
    expect(await erp.remove(PO, draft.name)).toMatchObject(says('ValidationError'));
    expect(await erp.put(PO, draft.name, { docstatus: 2 })).toMatchObject({ status: 200 });
    expect(await erp.put(PO, draft.name, { docstatus: 2 })).toMatchObject(says('ValidationError'));
    expect(await erp.remove(PO, draft.name)).toMatchObject({ status: 202 });
    expect(await erp.get(PO, draft.name)).toMatchObject({ status: 404, body: { exc_type: 'DoesNotExistError' } });
  });

  it('submit(doc) takes a whole document; the specification’s {doctype, docname} is a TypeError and the draft stays', async () => {
    const { name } = await made(PO, order());
    const submit = (body: object) => erp.call('POST', '/api/method/frappe.client.submit', body);
    expect(await submit({ doctype: PO, docname: name })).toMatchObject({ status: 500, body: { exc_type: 'TypeError' } });
    expect(await submit({ doc: { doctype: PO, name } })).toMatchObject(says('TimestampMismatchError'));
    const { data } = (await erp.get(PO, name)).body;
    expect(await submit({ doc: { doctype: PO, name, modified: data.modified } })).toMatchObject({ status: 417 });
    expect((await erp.get(PO, name)).body.data.docstatus).toBe(0);
    expect(await submit({ doc: data })).toMatchObject({ status: 200, body: { message: { docstatus: 1 } } });
  });
});

describe('serial numbers', () => {
  it('come in with a receipt, go out with a delivery, and may come in again for the other company', async () => {
    await bought();
    const out = await submitted(DN, delivery(['S1', 'S2']));
    expect(out.items[0]!.serial_and_batch_bundle).toMatch(/^SABB-/);
    await submitted(PR, { supplier: 'Empresa A', company: 'Empresa B', items: [{ item_code: 'PIN-5000', qty: 2, rate: 1, warehouse: 'Bodega B - EB', serial_no: 'S1\nS2' }] });
    const { serials } = (await erp.call('GET', '/__state')).body as unknown as { serials: object[] };
    expect(serials).toMatchObject([{ name: 'S1', warehouse: 'Bodega B - EB', company: 'Empresa B' }, { name: 'S2', warehouse: 'Bodega B - EB' }]);
  });

  it('are refused at submit: a wrong count, one that is in stock, one of another item', async () => {
    const po = await submitted(PO, order());
    const tries = async (body: object) => erp.put(PR, (await made(PR, body)).name, { docstatus: 1 });
    const row = { ...receipt(po).items[0], serial_no: 'S1' };
    expect(await tries({ ...receipt(po), items: [row] })).toMatchObject(says('ValidationError'));
    await erp.seed({ masters: { 'Serial No': [{ name: 's1', item_code: 'PIN-5000', warehouse: 'Bodega B - EB' }, { name: 'X1', item_code: 'PIN-10000', warehouse: null }] } });
    expect(await tries(receipt(po))).toMatchObject(says('SerialNoDuplicateError'));
    expect(await tries(receipt(po, ['X1', 'S9']))).toMatchObject(says('ValidationError'));
  });

  it('v15 picks first in, first out when a delivery has lost its own; v14 refuses', async () => {
    await erp.seed({ masters: { 'Serial No': ['OLD1', 'OLD2'].map((name) => ({ name, item_code: 'PIN-5000', warehouse: 'Bodega A - EA' })) } });
    await bought();
    const { items } = await submitted(DN, delivery([]));
    const { body } = await erp.get('Serial and Batch Bundle', items[0]!.serial_and_batch_bundle!);
    expect((body.data.entries as { serial_no: string }[]).map(({ serial_no }) => serial_no)).toEqual(['OLD1', 'OLD2']);
    await erp.seed({ settings: { version: 14 } });
    const draft = await made(DN, delivery([]));
    expect(await erp.put(DN, draft.name, { docstatus: 1 })).toMatchObject(says('SerialNoRequiredError'));
  });

  it('a second receipt of one order is over the limit, once it names the order’s row', async () => {
    const po = await submitted(PO, order());
    await submitted(PR, receipt(po));
    expect((await erp.get(PO, po.name)).body.data).toMatchObject({ per_received: 100 });
    const second = await made(PR, receipt(po, ['S3', 'S4']));
    expect(await erp.put(PR, second.name, { docstatus: 1 })).toMatchObject(says('OverAllowanceError'));
  });

  it('cancelling goes backwards only', async () => {
    const pr = await bought();
    const dn = await submitted(DN, delivery(['S1', 'S2']));
    const po = (await erp.list(PO)).body.data as unknown as { name: string }[];
    expect(await erp.put(PO, po[0]!.name, { docstatus: 2 })).toMatchObject(says('LinkExistsError'));
    expect(await erp.put(PR, pr.name, { docstatus: 2 })).toMatchObject({ status: 417 });
    for (const [doctype, name] of [[DN, dn.name], [PR, pr.name], [PO, po[0]!.name]] as const) expect(await erp.put(doctype, name, { docstatus: 2 })).toMatchObject({ status: 200 });
  });
});

describe('error bodies', () => {
  it('encode their words twice, in the language of the user', async () => {
    await erp.seed({ settings: { language: 'es' } });
    const { body } = await erp.insert(PO, order({ supplier: 'Nadie' }));
    expect(words(body)).toEqual(['No se pudo encontrar Supplier: Nadie']);
  });

  it('v14 names no class of what was raised without words; without tracebacks only the words are left', async () => {
    await erp.seed({ settings: { version: 14 }, user: { denied: ['Purchase Order:create'] } });
    const raised = (await erp.insert(PO, order())).body;
    expect(raised.exc_type).toBeUndefined();
    expect(raised.exception).toContain('PermissionError');
    await erp.seed({ settings: { traceback: false }, user: { denied: [] } });
    const thrown = (await erp.insert(PO, order({ supplier: 'Nadie' }))).body;
    expect(Object.keys(thrown).sort()).toEqual(['_server_messages', 'exc_type']);
  });
});
