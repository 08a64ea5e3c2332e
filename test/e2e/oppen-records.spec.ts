import { ApiClient } from '../support/api-client.js';
import { openTestHouse, unique, type TestHouse } from '../support/house.js';
import { sql } from '../support/conformance/tenant.js';
import { facturaA, Shop, type ImportAnswer } from '../support/oppen/shop.js';

let test: TestHouse;
let api: ApiClient;
let company: string;
beforeAll(async () => {
  test = await openTestHouse();
  api = test.api;
  company = unique('oppen');
  await api.post('/api/companies', { code: company, name: 'Cadena de ensayo' });
});
afterAll(() => test.close());

const good = (shop: Shop, more: object = {}) => ({ local: shop.local, fecha: shop.fecha, ...facturaA(1691), ...more });
const load = (body: unknown, headers?: Record<string, string>) => api.post<ImportAnswer>(`/api/oppen/facturas/import?company=${company}`, body, headers);

it('takes shops, closings and advances, each once', async () => {
  const nombre = unique('MATRIZ');
  const first = await api.post('/api/oppen/locales', { company, nombre: ` ${nombre} ` });
  expect(first).toMatchObject({ status: 201, body: { company, nombre } });
  expect(await api.post('/api/oppen/locales', { company, nombre: nombre.toLowerCase() })).toMatchObject({ status: 200, body: { id: first.body.id, nombre } });
  const closed = await api.post('/api/oppen/cierres', { company, local: nombre, fecha: '2025-01-05' });
  expect(closed).toMatchObject({ status: 201, body: { local: nombre, fecha: '2025-01-05' } });
  expect(await api.post('/api/oppen/cierres', { company, local: nombre, fecha: '2025-01-05' })).toMatchObject({ status: 200, body: { id: closed.body.id } });

  const advance = { company, local: nombre, fecha: '2025-01-05', monto: 1500.5, descripcion: 'Seña', estado: 'pendiente' };
  const pending = await api.post('/api/oppen/anticipos', advance);
  expect(pending).toMatchObject({ status: 201, body: { monto: '1500.50', estado: 'pendiente' } });
  expect(await api.post('/api/oppen/anticipos', { ...advance, estado: 'resuelto' })).toMatchObject({ body: { id: pending.body.id, estado: 'resuelto' } });
  expect(await api.patch(`/api/oppen/anticipos/${pending.body.id}`, { estado: 'pendiente' })).toMatchObject({ status: 200, body: { estado: 'pendiente' } });
  expect((await api.get<{ data: unknown[] }>(`/api/oppen/anticipos?company=${company}&local=${nombre}&estado=pendiente`)).body.data).toHaveLength(1);
  const audited = await sql(test.database.url, 'SELECT action FROM audit_log WHERE company = $1 ORDER BY id', [company]);
  expect(audited.map(({ action }) => action)).toEqual(['company.created', 'oppen_local.created', 'oppen_cierre.created', 'oppen_anticipo.created', 'oppen_anticipo.updated', 'oppen_anticipo.updated']);
});

it.each([
  ['/api/oppen/cierres', { local: 'NADIE', fecha: '2025-01-05' }, 'local'],
  ['/api/oppen/cierres', { local: 'NADIE', fecha: '2025-02-30' }, 'fecha'],
  ['/api/oppen/locales', { nombre: '  ' }, 'nombre'],
  ['/api/oppen/anticipos', { local: 'NADIE', fecha: '2025-01-05', monto: '-3' }, 'monto'],
  ['/api/oppen/facturas', { local: 'NADIE', fecha: '2025-01-05', ...facturaA(1) }, 'local'],
])('%s refuses %j', async (path, body, field) => {
  const answer = await api.post<{ errors: { path: string }[] }>(path, { company, ...body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map((one) => one.path)).toContain(field);
});

it('takes one invoice once, and changes it when it comes changed', async () => {
  const shop = await Shop.open(api, company);
  const first = await api.post('/api/oppen/facturas', { company, ...good(shop) });
  expect(first).toMatchObject({ status: 201, body: { status: 'created', punto_venta: '0005', nro_factura: '00001691', monto: '15000.00', estado: 'ok' } });
  const id = first.body.id;
  expect(await api.post('/api/oppen/facturas', { company, ...good(shop, { punto_venta: '0005', nro_factura: 1691, monto: 15000 }) })).toMatchObject({ status: 200, body: { id, status: 'unchanged' } });
  expect(await api.post('/api/oppen/facturas', { company, ...good(shop, { monto: '15000,50' }) })).toMatchObject({ status: 200, body: { id, status: 'updated', monto: '15000.50' } });
  expect(await api.patch(`/api/oppen/facturas/${id}`, { monto: '9.99', estado: 'anulada' })).toMatchObject({ status: 200, body: { id, monto: '9.99', estado: 'anulada' } });
  expect(await api.patch(`/api/oppen/facturas/${id}`, { monto: '0' })).toMatchObject({ status: 400, body: { errors: [{ path: 'monto' }] } });
  expect(await api.patch(`/api/oppen/facturas/${id}`, { local: 'OTRO' })).toMatchObject({ status: 400 });
  expect((await api.patch('/api/oppen/facturas/2000000000', { monto: '1' })).status).toBe(404);
});

it('answers each row of an import for itself', async () => {
  const shop = await Shop.open(api, company);
  const rows: [object | null, string, RegExp?][] = [
    [good(shop), 'created'],
    [good(shop, { punto_venta: '0005' }), 'unchanged'],
    [good(shop, { monto: 1 }), 'failed', /monto: repite la fila 1 con otros datos/],
    [good(shop, { local: 'NO EXISTE' }), 'failed', /local: no existe el local «NO EXISTE»/],
    [good(shop, { fecha: '2025-02-30' }), 'failed', /fecha: /],
    [good(shop, { fecha: '05/01/2025' }), 'failed', /fecha: /],
    [good(shop, { monto: 0 }), 'failed', /monto: debe ser mayor que 0/],
    [good(shop, { monto: '-10.00' }), 'failed', /monto: debe ser mayor que 0/],
    [good(shop, { monto: undefined }), 'failed', /monto: es obligatorio/],
    [good(shop, { monto: null }), 'failed', /monto: es obligatorio/],
    [good(shop, { monto: 'mucho' }), 'failed', /monto: debe ser un monto/],
    [good(shop, { monto: '1,234' }), 'failed', /monto: debe ser un monto/],
    [good(shop, { monto: '10.005' }), 'failed', /monto: no puede tener más de dos decimales/],
    [good(shop, { nro_factura: '16X1' }), 'failed', /nro_factura: debe tener solo cifras/],
    [good(shop, { nro_factura: '123456789' }), 'failed', /nro_factura: tiene 9 cifras/],
    [good(shop, { punto_venta: '12345' }), 'failed', /punto_venta: tiene 5 cifras y caben 4 \(no se recorta/],
    [good(shop, { tipo: 'X' }), 'failed', /tipo: debe ser uno de: Z, A, B, CC/],
    [null, 'failed', /debe ser un objeto/],
    [good(shop, { monto: 0, problem: {} }), 'failed', /monto: debe ser mayor que 0/],
    [good(shop, { nro_factura: '1692', tipo: 'cc', local: shop.local.toLowerCase() }), 'created'],
  ];
  const answer = await load(rows.map(([row]) => row));
  expect(answer).toMatchObject({ status: 200, body: { total: 20, created: 2, updated: 0, unchanged: 1, failed: 17 } });
  expect(answer.body.rows.map(({ row, status }) => [row, status])).toEqual(rows.map(([, status], at) => [at + 1, status]));
  for (const [at, [, , error]] of rows.entries()) if (error) expect(answer.body.rows[at]!.error).toMatch(error);
  expect((await api.get<{ data: unknown[] }>(`/api/oppen/facturas?company=${company}&local=${shop.local}`)).body.data).toHaveLength(2);
});

it('speaks English to those who ask for it', async () => {
  const shop = await Shop.open(api, company);
  const { body } = await load([good(shop, { monto: 0 })], { 'accept-language': 'en', 'content-type': 'application/json' });
  expect(body.rows[0]!.error).toBe('monto: must be greater than 0');
});

const CSV = 'local,fecha,tipo,punto_venta,nro_factura,monto';
it.each([
  ['commas, UTF-8', (local: string) => Buffer.from(`${CSV}\n${local},2025-01-05,A,5,1,1234.50\n`)],
  ['semicolons, decimal comma, windows-1252, CRLF', (local: string) => Buffer.from(`${CSV.replaceAll(',', ';')}\r\n${local};2025-01-05;A;5;1;1.234,50\r\n`, 'latin1')],
  ['tabs, UTF-16 with a byte order mark', (local: string) => Buffer.from(`\ufeff${CSV.replaceAll(',', '\t')}\r\n${local}\t2025-01-05\tA\t5\t1\t1234,5\r\n`, 'utf16le')],
  ['UTF-8 with a byte order mark, quoted, other order', (local: string) => Buffer.from(`\ufeff"Monto";"Nro Factura";"Punto Venta";Tipo;Fecha;Local;Nota\n1234.5;1;0005;a;2025-01-05;"${local}";"x;y"\n`)],
])('reads a CSV with %s', async (_, csv) => {
  const shop = await Shop.open(api, company, unique('CAÑUELAS'));
  const answer = await load(csv(shop.local), { 'content-type': 'text/csv' });
  expect(answer.body).toMatchObject({ total: 1, created: 1 });
  const { body } = await api.get<{ data: unknown[] }>(`/api/oppen/facturas?company=${company}&local=${encodeURIComponent(shop.local)}`);
  expect(body.data).toMatchObject([{ local: shop.local, punto_venta: '0005', nro_factura: '00000001', monto: '1234.50' }]);
});

it('reads a form with a file, and tells of a row with too many cells', async () => {
  const shop = await Shop.open(api, company);
  const form = new FormData();
  form.set('company', company);
  form.set('file', new Blob([`${CSV}\n${shop.local},2025-01-05,A,5,1,10.00\n${shop.local},2025-01-05,A,5,2,10,00\n`]), 'facturas.csv');
  const request = new Request('http://x', { method: 'POST', body: form });
  const answer = await api.post<ImportAnswer>('/api/oppen/facturas/import', Buffer.from(await request.arrayBuffer()), { 'content-type': request.headers.get('content-type')! });
  expect(answer.body).toMatchObject({ total: 2, created: 1, failed: 1, rows: [{ row: 1 }, { row: 2, error: 'la fila tiene 7 columnas y la primera línea 6' }] });
});

it.each([
  ['a CSV without its columns', 'local;fecha\nx;y\n', 'text/csv', 400, 'csv_unreadable'],
  ['no array', '{}', 'application/json', 400, 'array_expected'],
  ['broken JSON', '[{', 'application/json', 400, 'malformed_json'],
  ['nothing', '[]', 'application/json', 400, 'no_rows'],
  ['another kind of content', '<a/>', 'application/xml', 415, 'json_or_csv_expected'],
  ['a form that is none', 'x', 'multipart/form-data; boundary=y', 400, 'file_missing'],
  ['too many rows', JSON.stringify(Array.from({ length: 5001 }, () => 0)), 'application/json', 413, 'too_many_rows'],
])('refuses %s as a whole', async (_, body, type, status, code) => {
  expect(await load(body, { 'content-type': type })).toMatchObject({ status, body: { code } });
});

it('loads five thousand rows, and the same again without a change', async () => {
  const shop = await Shop.open(api, company);
  const rows = Array.from({ length: 5_000 }, (_, at) => facturaA(at + 1));
  expect(await shop.load(rows)).toMatchObject({ created: 5_000, failed: 0 });
  expect(await shop.load(rows)).toMatchObject({ unchanged: 5_000 });
});

it('pages its lists, and shows nobody another company', async () => {
  const shop = await Shop.open(api, company);
  await shop.load([facturaA(1), facturaA(2), facturaA(3)]);
  const path = `/api/oppen/facturas?company=${company}&local=${shop.local}&limit=2`;
  const { body: first } = await api.get<{ data: { nro_factura: string }[]; next_cursor: string }>(path);
  const { body: second } = await api.get<{ data: { nro_factura: string }[]; next_cursor: null }>(`${path}&cursor=${first.next_cursor}`);
  expect([...first.data, ...second.data].map((row) => row.nro_factura)).toEqual(['00000003', '00000002', '00000001']);
  expect(second.next_cursor).toBeNull();

  const other = unique('otra');
  await api.post('/api/companies', { code: other, name: 'Otra' });
  const { body: key } = await api.post<{ key: string }>('/api/api-keys', { name: other, role: 'manager', companies: [other] });
  const stranger = new ApiClient(api.origin, key.key);
  expect((await stranger.get<{ data: unknown[] }>('/api/oppen/facturas')).body.data).toEqual([]);
  expect((await stranger.post('/api/oppen/locales', { company, nombre: 'INTRUSO' })).status).toBe(404);
  expect(await stranger.post('/api/oppen/locales', { nombre: 'PROPIO' })).toMatchObject({ status: 201, body: { company: other } });
  expect((await stranger.post('/api/marcar_auditado', shop.day)).status).toBe(404);
});
