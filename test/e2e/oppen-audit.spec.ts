import { sql } from '../support/conformance/tenant.js';
import { unique } from '../support/house.js';
import { OppenBench, SECRETS } from '../support/oppen/bench.js';
import { facturaA, facturaZ, Shop } from '../support/oppen/shop.js';

let bench: OppenBench;
beforeAll(async () => {
  bench = await OppenBench.open();
});
afterAll(() => bench.close());
afterEach(() => bench.refuseLogin(false));

const audited = ({ local }: Shop) => `Local ${local} marcado como auditado para 2025-01-05`;
const auditedDays = async ({ company, local }: Shop) =>
  (await bench.test.api.get<{ data: unknown[] }>(`/api/oppen/auditados?company=${company}&local=${local}`)).body.data.length;

describe('the specification', () => {
  it('case 1: five invoices, all sent', async () => {
    // The name has what looks like a number too long for a double: then every number of the message is read as text.
    const { shop } = await bench.shop({}, unique('SUC 3E4'));
    await shop.load([facturaA(101), facturaA(102), facturaA(103), facturaZ(104), facturaZ(105)]);
    const { status, body } = await shop.mark();
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      msg: `${audited(shop)}\n✅ 5 factura(s) enviada(s) a Oppen exitosamente`,
      oppen_sync: { total: 5, exitosas: 5, fallidas: 0, errores: [], success: true },
    });
    expect(await shop.sync()).toMatchObject([101, 102, 103].map((number) => ({ factura_ref: `A 0005-00000${number}`, estado: 'enviado', intentos: 1, error_msg: null })).concat([104, 105].map((number) => ({ factura_ref: `Z 0002-00000${number}`, estado: 'enviado', intentos: 1, error_msg: null }))));
  });

  it('case 2: no invoices', async () => {
    const { shop } = await bench.shop();
    expect((await shop.mark()).body).toEqual({
      success: true,
      msg: `${audited(shop)}\nℹ️ No había facturas para sincronizar con Oppen`,
      oppen_sync: { total: 0, exitosas: 0, fallidas: 0, errores: [], success: true, message: 'No hay facturas para sincronizar' },
    });
  });

  it('case 3 and error 2: one is a duplicate, the others are sent', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaZ(203), facturaA(201), facturaA(202)]);
    await bench.occupy('A 0005-00000201');
    expect((await shop.mark()).body).toEqual({
      success: true,
      msg: `${audited(shop)}\n⚠️ Algunas facturas no pudieron enviarse a Oppen: 1/3\nPrimer error: Error HTTP 409: Duplicate invoice`,
      oppen_sync: { total: 3, exitosas: 2, fallidas: 1, errores: [{ factura: 'A 0005-00000201', error: 'Error HTTP 409: Duplicate invoice' }], success: false },
    });
    expect(await shop.sync()).toMatchObject([{ estado: 'error', error_msg: 'Error HTTP 409: Duplicate invoice' }, { estado: 'enviado' }, { estado: 'enviado' }]);
  });

  it('error 1: the login is refused; nothing is sent, the shop stays audited, and everything goes out once it is mended', async () => {
    const { shop, tenant } = await bench.shop();
    await shop.load([facturaA(301), facturaA(302), facturaA(303)]);
    await bench.refuseLogin(true);
    expect((await shop.mark()).body).toEqual({
      success: true,
      msg: `${audited(shop)}\n⚠️ Error sincronizando con Oppen: Error de autenticación: HTTP 401 - Unauthorized`,
      oppen_error: 'Error de autenticación: HTTP 401 - Unauthorized',
    });
    expect(await auditedDays(shop)).toBe(1);
    expect((await bench.ledger()).filter((one) => /A 0005-0000030[123]/.test(one))).toEqual([]);

    await bench.refuseLogin(false);
    await bench.test.api.post(`/api/credentials/${tenant.credentialId}/resume`);
    expect((await shop.resend()).body).toMatchObject({ exitosas: 3, fallidas: 0, success: true });
    expect((await bench.ledger()).filter((one) => /A 0005-0000030[123]/.test(one)).sort()).toEqual(['A 0005-00000301', 'A 0005-00000302', 'A 0005-00000303']);
  });

  it('a login refused in mid-batch: what was sent is counted, the rest is told as failed and waits', async () => {
    const { shop } = await bench.shop();
    await shop.load(Array.from({ length: 40 }, (_, at) => facturaA(3_001 + at)));
    await bench.block((await bench.ledger()).length + 10);
    const { body } = await shop.mark();
    await bench.block(null);
    expect(body).toMatchObject({ oppen_sync: { total: 40, exitosas: 10, fallidas: 30, success: false } });
    expect(body).not.toHaveProperty('operation_url');
    const { errores } = body.oppen_sync as { errores: { factura: string; error: string }[] };
    expect(new Set(errores.map(({ error }) => error))).toEqual(new Set(['Error de autenticación: HTTP 401 - Unauthorized']));
    expect(errores.map(({ factura }) => factura)).toEqual(errores.map(({ factura }) => factura).sort());
  });

  it('error 3: Oppen does not answer; the login is tried once', async () => {
    const { shop, tenant } = await bench.shop({ retry_delays_seconds: [3600] });
    // Longer than a login may take.
    await bench.sandbox.fault({ fault: 'delay', path: 'authenticate', ms: 60_000, times: 'forever' });
    const logins = async () => (await bench.sandbox.log({ path: '/genericapi/ApiNg/authenticate' })).length;
    const before = await logins();
    await shop.load([facturaA(401), facturaA(402)]);
    expect((await shop.mark()).body).toEqual({
      success: true,
      msg: `${audited(shop)}\n⚠️ Error sincronizando con Oppen: Error de conexión: Connection timeout`,
      oppen_error: 'Error de conexión: Connection timeout',
    });
    expect((await logins()) - before).toBe(1);
    expect(await auditedDays(shop)).toBe(1);
    expect(await tenant.retries()).toHaveLength(2);

    // What waits for its retry is sent now, in its own chain, and the retry gives way.
    await bench.sandbox.clearFaults();
    // A login that failed rests a while; a changed credential is a new one.
    await tenant.patchCredential({ secrets: SECRETS });
    expect((await shop.resend()).body).toEqual({ total: 2, exitosas: 2, fallidas: 0, errores: [], success: true });
    expect((await tenant.retries()).map(({ state }) => state)).toEqual(['canceled', 'canceled']);
  });

  it('error 4: no active credential; the invoices stay pending and are sent later', async () => {
    const { shop, tenant } = await bench.shop();
    await tenant.patchCredential({ active: false });
    await shop.load([facturaA(501)]);
    expect((await shop.mark()).body).toEqual({ success: true, msg: `${audited(shop)} (sincronización con Oppen no disponible)` });
    expect(await shop.sync()).toMatchObject([{ estado: 'pendiente', intentos: 0, message_id: null }]);
    expect((await shop.resend()).body).toEqual({ total: 1, exitosas: 0, fallidas: 0, errores: [], success: false, message: 'Sincronización con Oppen no disponible' });
    await tenant.patchCredential({ active: true });
    expect((await shop.resend()).body).toMatchObject({ exitosas: 1 });
    expect(await shop.sync()).toMatchObject([{ estado: 'enviado', intentos: 1 }]);
  });
});

it('audits a shop that the company excludes, however its name is written, and sends nothing of it', async () => {
  const { shop, tenant } = await bench.shop({}, unique('OUTLET'));
  await shop.load([facturaA(551)]);
  await tenant.patchCredential({ metadata: { excluded_shops: [` ${shop.local.toLowerCase()} `] } });
  expect((await shop.mark()).body).toMatchObject({ success: true, oppen_sync: { total: 0, message: 'El local está excluido de la sincronización' } });
  expect(await bench.ledger()).not.toContain('A 0005-00000551');
  expect(await shop.sync()).toEqual([]);
});

describe('what keeps a shop from being audited', () => {
  it('a day that is not closed, an advance that is pending, a shop nobody knows', async () => {
    const { shop } = await bench.shop();
    const open = new Shop(shop.api, shop.company, shop.local, '2025-01-06');
    expect(await open.mark()).toMatchObject({ status: 400, body: { code: 'not_closed', success: false } });
    expect(await new Shop(shop.api, shop.company, 'NADIE').mark()).toMatchObject({ status: 400, body: { code: 'validation_failed', errors: [{ path: 'local' }] } });
    expect(await shop.api.post('/api/marcar_auditado', { local: shop.local })).toMatchObject({ status: 400, body: { errors: [{ path: 'fecha' }] } });

    const { body: advance } = await shop.api.post('/api/oppen/anticipos', { ...shop.day, monto: '100.00', descripcion: 'Seña de Lucía Vega' });
    expect(await shop.mark()).toMatchObject({ status: 400, body: { code: 'pending_advances', anticipos_pendientes: [{ id: advance.id, monto: '100.00', descripcion: 'Seña de Lucía Vega' }] } });
    expect(await auditedDays(shop)).toBe(0);
    await shop.api.patch(`/api/oppen/anticipos/${advance.id}`, { estado: 'resuelto' });
    expect((await shop.mark()).status).toBe(200);
  });

  it('an audit of its own: of two auditors at once, one is told 409', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(601), facturaA(602)]);
    const answers = await Promise.all([shop.mark(), shop.mark(), shop.mark()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await bench.ledger()).filter((one) => /A 0005-0000060[12]/.test(one)).sort()).toEqual(['A 0005-00000601', 'A 0005-00000602']);
  });
});

describe('the notice', () => {
  const told = ({ company }: Shop) => sql<{ text: string; key: string }>(bench.test.database.url, 'SELECT text, key FROM notification WHERE company = $1', [company]);

  it('is one for a shop and a day: the first five errors, then how many more', async () => {
    const { shop } = await bench.shop();
    const numbers = [1101, 1102, 1103, 1104, 1105, 1106, 1107];
    for (const number of numbers) await bench.occupy(`A 0005-0000${number}`);
    await shop.load(numbers.map((number) => facturaA(number)));
    await shop.mark();
    await shop.resend();
    const lines = numbers.slice(0, 5).map((number) => `• A 0005-0000${number}: Error HTTP 409: Duplicate invoice\n`).join('');
    expect(await told(shop)).toEqual([{ key: `oppen:${shop.company}:${shop.local}:2025-01-05`, text: `⚠️ Errores sincronizando ${shop.local} (2025-01-05):\n${lines}… y 2 más\n` }]);
  });

  it('tells of what failed in the background too, once it has ended', async () => {
    const { shop, tenant } = await bench.shop({ sync_budget_seconds: 0 });
    await bench.occupy('A 0005-00001201');
    await shop.load([facturaA(1201), facturaA(1202)]);
    const { body } = await shop.mark();
    await tenant.api.until<{ state: string }>(body.operation_url as string, ({ state }) => state === 'completed');
    expect(await told(shop)).toEqual([]);
    await tenant.api.post('/api/schedules/oppen.tell-errors/run');
    for (let look = 0; look < 100 && (await told(shop)).length === 0; look++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await told(shop)).toMatchObject([{ text: expect.stringContaining('• A 0005-00001201: Error HTTP 409: Duplicate invoice') }]);
  });

  it('is not sent when all went well', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(1301)]);
    await shop.mark();
    expect(await told(shop)).toEqual([]);
  });
});

describe('sending again', () => {
  it('un-audit and audit again sends nothing twice', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(701)]);
    await shop.mark();
    expect(await shop.unmark()).toMatchObject({ status: 200, body: { success: true } });
    expect((await shop.unmark()).status).toBe(409);
    expect((await shop.mark()).body).toMatchObject({ oppen_sync: { total: 0, success: true } });
    expect((await bench.ledger()).filter((one) => one === 'A 0005-00000701')).toHaveLength(1);
  });

  it('sends what failed, mended, in its own chain; never what was sent', async () => {
    const { shop, tenant } = await bench.shop();
    await shop.load([facturaA(801), facturaA(802)]);
    await bench.occupy('A 0005-00000801');
    await shop.mark();
    await expect(shop.load([facturaA(802, '1.00')])).resolves.toMatchObject({ failed: 1, rows: [{ error: expect.stringContaining('ya está en Oppen') }] });
    await expect(shop.load([facturaA(801, '77.00')])).resolves.toMatchObject({ updated: 1 });
    expect((await shop.resend()).body).toEqual({ total: 1, exitosas: 0, fallidas: 1, errores: [{ factura: 'A 0005-00000801', error: 'Error HTTP 409: Duplicate invoice' }], success: false });
    const chain = (await tenant.list('direction=inbound')).filter((message) => message.payload.nro_factura === '00000801');
    expect(chain.map(({ trigger, payload }) => [trigger, payload.monto])).toEqual([['api', '15000.00'], ['resend', '77.00']]);
    expect(new Set(chain.map(({ correlation_id }) => correlation_id)).size).toBe(1);
    expect(await shop.sync()).toMatchObject([{ estado: 'error', intentos: 2 }, { estado: 'enviado', intentos: 1 }]);
  });

  it('an invoice that came after the audit waits for it', async () => {
    const { shop } = await bench.shop();
    await shop.mark();
    expect(await shop.load([facturaA(901)])).toMatchObject({ created: 1, rows: [{ warning: expect.stringContaining('ya está auditado') }] });
    expect(await shop.sync()).toMatchObject([{ estado: 'pendiente', intentos: 0 }]);
    expect((await shop.resend()).body).toMatchObject({ total: 1, exitosas: 1 });
  });

  it('is for audited days only', async () => {
    const { shop } = await bench.shop();
    await shop.load([facturaA(951)]);
    expect(await shop.resend()).toMatchObject({ status: 409, body: { code: 'not_audited' } });
  });
});

it('says so when the invoices do not fit into the time, and goes on', async () => {
  const { shop, tenant } = await bench.shop({ sync_budget_seconds: 0 });
  await shop.load(Array.from({ length: 30 }, (_, at) => facturaA(2_000 + at)));
  const { body } = await shop.mark();
  expect(body).toMatchObject({ success: true, operation_url: expect.stringMatching(/^\/api\/operations\/[0-9a-f-]{36}$/), oppen_sync: { total: 30, fallidas: 0, success: false } });
  expect(body.msg).toMatch(/\n⏳ \d+ de 30 factura\(s\) se siguen enviando a Oppen en segundo plano$/);
  const operation = await tenant.api.until<{ state: string; succeeded: number }>(body.operation_url as string, ({ state }) => state === 'completed', 30_000);
  expect(operation).toMatchObject({ succeeded: 30 });
});

it('is for managers, takes audits back for administrators, and leaves a trail', async () => {
  const { shop } = await bench.shop();
  const call = async (role: string, path: string, body: object) => {
    const { body: made } = await shop.api.post<{ key: string }>('/api/api-keys', { name: unique(role), role, companies: [shop.company] });
    return (await fetch(shop.api.origin + path, { method: 'POST', headers: { 'x-api-key': made.key, 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
  };
  const { local, fecha } = shop;
  expect(await call('operator', '/api/marcar_auditado', { local, fecha })).toBe(403);
  expect(await call('manager', '/api/marcar_auditado', { local, fecha })).toBe(200);
  expect(await call('manager', '/api/oppen/desmarcar_auditado', { local, fecha, motivo: 'x' })).toBe(403);
  expect(await call('admin', '/api/oppen/desmarcar_auditado', { local, fecha, motivo: '  ' })).toBe(400);
  expect(await call('admin', '/api/oppen/desmarcar_auditado', { local, fecha, motivo: 'Faltaba una factura' })).toBe(200);
  const trail = await sql(bench.test.database.url, `SELECT action, reason FROM audit_log WHERE subject_type = 'oppen_local_auditado' AND company = $1 ORDER BY id`, [shop.company]);
  expect(trail).toEqual([{ action: 'oppen.local_auditado', reason: null }, { action: 'oppen.local_desmarcado', reason: 'Faltaba una factura' }]);
});

it('a day of two thousand invoices is stored at once, in bounded memory, and every one arrives once', async () => {
  const { shop, tenant } = await bench.shop({ sync_budget_seconds: 1 });
  await shop.load(Array.from({ length: 2_000 }, (_, at) => ({ tipo: 'B', punto_venta: '9', nro_factura: String(at + 1), monto: '10.00' })));
  const started = performance.now();
  const { body } = await shop.mark();
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(body).toMatchObject({ oppen_sync: { total: 2_000, fallidas: 0, success: false } });
  const operation = await tenant.api.until<{ state: string; total: number; succeeded: number }>(body.operation_url as string, ({ state }) => state === 'completed', 150_000);
  expect(operation).toMatchObject({ total: 2_000, succeeded: 2_000 });
  const sent = (await bench.ledger()).filter((one) => one.startsWith('B 0009-'));
  expect([sent.length, new Set(sent).size]).toEqual([2_000, 2_000]);
}, 180_000);
