import { ApiClient } from '../support/api-client.js';
import { sql } from '../support/conformance/tenant.js';
import { unique } from '../support/house.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA, facturaZ, Shop, type SyncRow } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
});
afterAll(() => bench.close());

interface Statistics {
  from: string;
  to: string | null;
  truncated: boolean;
  days: Record<string, unknown>[];
  totals: Record<string, unknown>;
  recent_errors: { factura_ref: string; error_msg: string; message_id: string }[];
}
const statistics = (query: string) => bench.test.api.get<Statistics>(`/api/oppen/statistics?from=2025-01-01&to=2025-01-31&${query}`);
const idsOf = async (shop: Shop) => (await bench.test.api.get<{ data: (SyncRow & { id: number })[] }>(`/api/oppen/sync?company=${shop.company}&local=${encodeURIComponent(shop.local)}`)).body.data.map(({ id }) => id).sort((one, other) => one - other);
const resendSelected = (ids: number[], reason?: string) => bench.test.api.post<{ operation_id: string | null; total: number; skipped: number; code?: string }>('/api/oppen/reenviar', { ids, reason });

describe('the statistics', () => {
  it('count each shop and day of a company, add up, and name the latest errors', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(7001), facturaA(7002), facturaZ(7003)]);
    await bench.occupy('A 0005-00007001');
    await shop.mark();
    const other = await Shop.open(bench.test.api, shop.company, unique('SUR'), '2025-01-06');
    await other.load([facturaA(7004)]);
    await other.mark();

    const { status, body } = await statistics(`company=${shop.company}`);
    expect(status).toBe(200);
    expect(body.days).toEqual([
      { company: shop.company, local: other.local, fecha: '2025-01-06', auditado: true, pendiente: 0, enviado: 1, error: 0 },
      { company: shop.company, local: shop.local, fecha: '2025-01-05', auditado: true, pendiente: 0, enviado: 2, error: 1 },
    ]);
    expect(body).toMatchObject({ truncated: false, totals: { pendiente: 0, enviado: 3, error: 1, tasa_exito: '75.00', monto_total: '30900.10' } });
    expect(body.recent_errors).toMatchObject([{ factura_ref: 'A 0005-00007001', error_msg: 'Error HTTP 409: Duplicate invoice', message_id: expect.any(String) }]);

    const { body: one } = await statistics(`company=${shop.company}&local=${other.local.toLowerCase()}`);
    expect(one).toMatchObject({ days: [{ local: other.local }], totals: { enviado: 1, error: 0, tasa_exito: '100.00' }, recent_errors: [] });
  });

  it('tell by how many cents Oppen and we differ, to the digit', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(7101), facturaA(7102), facturaA(7103)]);
    await shop.mark();
    const [first, second, third] = await idsOf(shop);
    await sql(bench.test.database.url, `UPDATE oppen_sync_log SET oppen_total = CASE id WHEN $1 THEN 15000.01 WHEN $2 THEN 14999.9850 WHEN $3 THEN 15000 END WHERE id IN ($1, $2, $3)`, [first, second, third]);
    expect((await statistics(`company=${shop.company}`)).body.totals).toMatchObject({ oppen_total: '45000.00', monto_total: '45000.00', diferencia_centavos: '-0.5', facturas_con_diferencia: 2 });
  });

  it('are empty where there is nothing, and refuse a period nobody can mean', async () => {
    const { shop } = await bench.shop();
    expect((await statistics(`company=${shop.company}`)).body).toMatchObject({ days: [], recent_errors: [], totals: { enviado: 0, tasa_exito: null, diferencia_centavos: '0' } });
    const ask = (query: string) => bench.test.api.get(`/api/oppen/statistics?${query}`);
    expect(await ask('from=2025-02-01&to=2025-01-01')).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
    expect(await ask('from=2020-01-01&to=2025-01-01')).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
    expect(await ask('from=2025-02-30')).toMatchObject({ status: 400, body: { errors: [{ path: 'from' }] } });
    expect(await ask('')).toMatchObject({ status: 200 });
  });

  it('show nobody the shops of another company', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(7201)]);
    await shop.mark();
    const { shop: own } = await bench.shop();
    const caller = async (role: string) => {
      const { body } = await bench.test.api.post<{ key: string }>('/api/api-keys', { name: unique('clave'), role, companies: [own.company] });
      return new ApiClient(bench.test.api.origin, body.key);
    };
    const viewer = await caller('viewer');
    for (const query of ['', `&company=${shop.company}`]) {
      const { status, body } = await viewer.get<Statistics>(`/api/oppen/statistics?from=2025-01-01&to=2025-01-31${query}`);
      expect({ status, ...body }).toMatchObject({ status: 200, days: [], totals: { enviado: 0 } });
    }
    expect(await viewer.post('/api/oppen/reenviar', { ids: [1] })).toMatchObject({ status: 403 });
    expect(await (await caller('manager')).post('/api/oppen/reenviar', { ids: await idsOf(shop) })).toMatchObject({ status: 404 });
  });
});

describe('resending selected invoices', () => {
  it('sends what failed among them, never what was sent, and leaves the others alone', async () => {
    const { shop } = await bench.shop();
    await bench.occupy('A 0005-00007301');
    await bench.occupy('A 0005-00007302');
    await shop.load([facturaA(7301), facturaA(7302), facturaA(7303)]);
    await shop.mark();
    const [first, , third] = await idsOf(shop);
    const before = (await bench.ledger()).filter((one) => one === 'A 0005-00007303').length;

    const { status, body } = await resendSelected([first!, third!], 'Lo pidió contabilidad');
    expect({ status, ...body }).toMatchObject({ status: 202, total: 1, skipped: 1, operation_id: expect.any(String) });
    const operation = await bench.test.api.until<{ state: string; items: { new_message_id: string }[] }>(`/api/operations/${body.operation_id!}`, ({ state }) => state === 'completed');
    expect(operation).toMatchObject({ kind: 'oppen.sync', total: 1, failed: 1, reason: 'Lo pidió contabilidad' });
    expect((await bench.test.api.get(`/api/messages/${operation.items[0]!.new_message_id}`)).body).toMatchObject({ trigger: 'resend', reason: 'Lo pidió contabilidad' });
    expect(await shop.sync()).toMatchObject([{ estado: 'error', intentos: 2 }, { estado: 'error', intentos: 1 }, { estado: 'enviado', intentos: 1 }]);
    expect((await bench.ledger()).filter((one) => one === 'A 0005-00007303')).toHaveLength(before);
    const { body: trail } = await bench.test.api.get<{ data: Record<string, unknown>[] }>('/api/audit?action=oppen.facturas_reenviadas');
    expect(trail.data).toContainEqual(expect.objectContaining({ company: shop.company, subject_id: `${shop.local} 2025-01-05`, reason: 'Lo pidió contabilidad', after: { seleccionadas: 2, facturas: 1, operation_id: body.operation_id } }));
  });

  it('starts nothing when all of them are in Oppen', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(7401)]);
    await shop.mark();
    expect(await resendSelected(await idsOf(shop))).toMatchObject({ status: 202, body: { operation_id: null, total: 0, skipped: 1 } });
  });

  it('refuses what is not audited, unknown, of two companies, or without a credential', async () => {
    const { shop, tenant } = await bench.shop();
    await bench.occupy('A 0005-00007501');
    await shop.load([facturaA(7501)]);
    await shop.mark();
    const { shop: other } = await bench.shop();
    await other.load([facturaA(7502)]);
    await other.mark();
    const ids = await idsOf(shop);
    expect(await resendSelected([...ids, ...(await idsOf(other))])).toMatchObject({ status: 400, body: { code: 'several_companies' } });
    expect(await resendSelected([2_000_000_000])).toMatchObject({ status: 404, body: { code: 'unknown_facturas' } });
    expect(await resendSelected([])).toMatchObject({ status: 400 });
    await tenant.patchCredential({ active: false });
    expect(await resendSelected(ids)).toMatchObject({ status: 409, body: { code: 'no_credential' } });
    await tenant.patchCredential({ active: true });
    await shop.unmark();
    expect(await resendSelected(ids)).toMatchObject({ status: 409, body: { code: 'not_audited' } });
    expect(await shop.sync()).toMatchObject([{ estado: 'error', intentos: 1 }]);
  });
});
