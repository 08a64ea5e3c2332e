import type { Page } from 'playwright-core';
import { openP12, signXml } from '../../src/integrations/hacienda/signing/index.js';
import { ApiClient } from '../support/api-client.js';
import { BackOffice } from '../support/back-office.js';
import { HaciendaBench, invoice, METADATA, OWNER, type HaciendaTenant } from '../support/hacienda/bench.js';
import { invoiceXml } from '../support/hacienda/invoice-xml.js';
import { Owner } from '../support/hacienda/owner.js';

// People who invoice, in a real browser: make a document, sign it, submit it, and see why Hacienda refused another.
let bench: HaciendaBench;
let tenant: HaciendaTenant;
let office: BackOffice;
let page: Page;

beforeAll(async () => {
  bench = await HaciendaBench.open();
  await bench.sandbox.seed({ rules: { answer_after_ms: 0 } });
  tenant = await bench.tenant();
  office = await BackOffice.open(bench.test);
  ({ page } = office);
  await open('/admin');
  await office.logIn();
  await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).waitFor();
}, 120_000);
afterEach(() => bench.sandbox.clearFaults());
afterAll(async () => {
  await office?.close();
  await bench?.close();
});

const open = (path: string) => office.goto(path);
const openDocument = (id: string) => open(`/admin/resources/hacienda-documents/records/${id}/show`);
const button = (name: string) => page.getByRole('button', { name, exact: true });
const headed = (state: string) => page.locator('.pz-card-head .pz-badge').getByText(state, { exact: true }).waitFor();
const stations = async () => (await page.locator('.pz-station .pz-badge').allInnerTexts()).join(' · ');

it('makes a document, telling first all that is wrong with it; signs it, submits it, and sees it accepted', async () => {
  await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).getByRole('link', { name: 'Comprobantes' }).click();
  await page.getByText('Crear', { exact: true }).first().click();
  await page.selectOption('#company', tenant.company);
  await page.fill('#invoice', JSON.stringify(invoice({ currency: 'XXX', lines: [] })));
  await button('Revisar y guardar').click();
  await page.locator('.pz-problem li').nth(1).waitFor();
  office.noticed.length = 0; // The browser itself writes a 400 to the console.
  await page.fill('#invoice', JSON.stringify(invoice()));
  await button('Revisar y guardar').click();
  await headed('Generado');
  await page.getByText('El número y la clave se dan al firmarlo.').waitFor();
  expect(await stations()).toBe('Hecho · Hecho · Por hacer · Por hacer · Por hacer');

  await button('Firmar').click();
  await headed('Firmado');
  await button('Copiar la clave').waitFor();
  await button('Enviar a Hacienda').click();
  await headed('Enviado');
  await page.getByText('Se le preguntará por sí solo el').waitFor();
  expect(await stations()).toBe('Hecho · Hecho · Hecho · Hecho · En espera');
  await button('Consultar estado').click();
  await headed('Aceptado');
  expect(await stations()).toBe('Hecho · Hecho · Hecho · Hecho · Hecho');
}, 60_000);

it('shows why Hacienda refused one, row by row, and issues another with what was mended', async () => {
  const refused = await tenant.create({ ...invoice({ receiver: { ...(invoice().receiver as object), name: 'RECHAZAR S.A.' } }), auto: true });
  await tenant.base.settled(refused.message_id!);
  await openDocument(refused.id);
  await button('Consultar estado').click();
  await headed('Rechazado');
  await page.getByText('Corrija lo que Hacienda señala y emita otro comprobante').waitFor();
  expect(await stations()).toBe('Hecho · Hecho · Hecho · Hecho · Rechazado');
  expect((await page.locator('.pz-answer-rows tbody tr').first().getByRole('cell').allInnerTexts())[0]).toBe('-37');
  await page.getByText('Ver el XML').click();
  await page.locator('.pz-answer pre').getByText('<MensajeHacienda', { exact: false }).waitFor();

  await button('Corregir y emitir otro').click();
  const text = await page.inputValue('#invoice');
  await page.fill('#invoice', text.replace('RECHAZAR S.A.', 'Comercial Ejemplo S.A.'));
  await button('Revisar y guardar').click();
  await headed('Generado');
  expect(page.url()).not.toContain(refused.id);
  await page.getByText('Sustituye comprobante rechazado').first().waitFor();
}, 60_000);

it('tells what waits to be retried and why, and does not wait when asked', async () => {
  await tenant.set({ retry_delays_seconds: [3_600] });
  const { id } = await tenant.create();
  await tenant.act(id, 'sign');
  await openDocument(id);
  await bench.sandbox.fault({ fault: 'wrapped_error', message: 'Emisor no habilitado', method: 'POST', path: '/recepcion$' });
  await button('Enviar a Hacienda').click();
  await page.getByText('se volverá a intentar por sí sola el').waitFor();
  expect(await stations()).toBe('Hecho · Hecho · Hecho · En espera · Por hacer');
  await button('Reintentar ahora').click();
  await headed('Enviado');
  await page.locator('.pz-table').getByText('Terminado', { exact: true }).waitFor();
}, 60_000);

it('cancels one that has a number only with a reason', async () => {
  const { id } = await tenant.create();
  await tenant.act(id, 'sign');
  await openDocument(id);
  await button('Cancelar comprobante…').click();
  await page.getByText('Hacienda verá el hueco').waitFor();
  await page.fill('#reason', 'Compra anulada');
  await button('Cancelar el comprobante').click();
  await headed('Cancelado');
  await page.getByText('queda sin usar').first().waitFor();
}, 60_000);

it('counts on its panel, and leads from each number to its list', async () => {
  await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).getByRole('link', { name: 'Panel' }).click();
  await page.selectOption('#company', tenant.company);
  const tile = (name: string) => page.locator('.pz-tile').filter({ hasText: name }).first();
  await page.getByText('Llaves criptográficas').waitFor();
  await page.getByText('EMPRESA DE PRUEBA SA').waitFor();
  await open('/admin/pages/hacienda-panel');
  await page.getByRole('link', { name: /^\d{4}-\d\d-\d\d, Rechazados: 1$/ }).waitFor();
  await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).getByRole('link', { name: 'Respuestas de Hacienda' }).click();
  await page.locator('table tbody tr').getByText('Rechazo', { exact: true }).click();
  await page.locator('.pz-answer-rows').getByText('-37').waitFor();
  await page.getByRole('link', { name: 'Ver el comprobante' }).click();
  await headed('Rechazado');
  await open(`/admin/pages/hacienda-panel?company=${tenant.company}`);
  await tile('Rechazados').filter({ hasText: '1' }).click();
  await page.waitForURL(/hacienda-documents/);
  await page.locator('table tbody tr').getByText('RECHAZAR S.A.').waitFor();
  expect(await page.locator('table tbody tr').count()).toBe(1);
}, 60_000);

it('counts only one’s own companies', async () => {
  const other = await bench.tenant();
  await other.create();
  const { body: mine } = await tenant.api.get(`/api/hacienda/activity?company=${other.company}`);
  expect(mine).toMatchObject({ days: [{ by_state: { generated: 1, accepted: 0 } }], companies: [{ company: other.company, by_state: { generated: 1 } }] });
  const { body } = await tenant.api.post<{ key: string }>('/api/api-keys', { name: 'panel', role: 'viewer', companies: ['default'] });
  const stranger = new ApiClient(tenant.api.origin, body.key);
  expect((await stranger.get('/api/hacienda/activity')).body).toEqual({ days: [], companies: [] });
  expect((await stranger.get('/api/hacienda/certificates')).body).toEqual({ data: [] });
  for (const path of ['activity', 'certificates']) expect((await stranger.get(`/api/hacienda/${path}?company=${tenant.company}`)).status).toBe(404);
});

it('answers a supplier’s document from its file', async () => {
  const { xml } = invoiceXml({ issuer: '3101777777', receiverName: METADATA.name, receiver: METADATA, number: 7 });
  const key = openP12(Owner.make({ commonName: 'PROVEEDOR DE PRUEBA SA', serialNumber: 'CPJ-3-101-777777', sharing: OWNER }).p12(), '1234');
  await open('/admin/resources/hacienda-received/actions/new');
  await page.selectOption('#company', tenant.company);
  await page.setInputFiles('#file', { name: 'factura.xml', mimeType: 'text/xml', buffer: Buffer.from(signXml(xml, key, new Date())) });
  await button('Revisar y guardar').click();
  await page.getByText('Nadie lo ha respondido todavía.').waitFor();
  await open(`/admin/pages/hacienda-panel?company=${tenant.company}`);
  await page.getByRole('link', { name: 'Empresa de Prueba S.A.' }).click();
  await page.getByText('La firma del documento es válida.').waitFor();
  await page.selectOption('#answer', 'accept');
  await page.selectOption('#condition', '01');
  page.once('dialog', (dialog) => void dialog.accept());
  await button('Firmar y enviar la respuesta').click();
  await page.getByText('Hacienda la recibió y todavía no la ha confirmado.').waitFor();
}, 60_000);

describe('by role', () => {
  const PASSWORD = 'gato-lluvia-montaña-9';
  let pending: string;
  let supplied: string;
  let foreign: string;
  beforeAll(async () => {
    await tenant.set({ retry_delays_seconds: [3_600] });
    pending = (await tenant.create()).id;
    await tenant.act(pending, 'sign');
    await bench.sandbox.fault({ fault: 'wrapped_error', message: 'Emisor no habilitado', method: 'POST', path: '/recepcion$' });
    await tenant.base.ended(await tenant.ask(pending, 'submit'));
    await bench.sandbox.clearFaults();
    const { xml } = invoiceXml({ issuer: '3101777777', receiverName: METADATA.name, receiver: METADATA, number: 8 });
    const key = openP12(Owner.make({ commonName: 'PROVEEDOR DE PRUEBA SA', serialNumber: 'CPJ-3-101-777777', sharing: OWNER }).p12(), '1234');
    supplied = (await tenant.api.post<{ id: string }>('/api/hacienda/received', { company: tenant.company, xml_base64: Buffer.from(signXml(xml, key, new Date())).toString('base64') })).body.id;
    foreign = (await (await bench.tenant()).create()).id;
  }, 60_000);

  /** Status of the same call that a button would make, with this person's session. */
  const asked = (path: string, method = 'POST') =>
    page.evaluate(async ([at, how]) => (await fetch(at!, { method: how, headers: { 'content-type': 'application/json' }, body: how === 'DELETE' ? undefined : '{}' })).status, [path, method]);
  const actions = () => page.locator('.pz-card-head').first().getByRole('button').allInnerTexts();

  it.each([
    { role: 'viewer', buttons: [], retry: [], answers: false },
    { role: 'operator', buttons: ['Firmar', 'Editar'], retry: [], answers: true },
    { role: 'manager', buttons: ['Firmar', 'Editar', 'Cancelar comprobante…', 'Borrar'], retry: ['Reintentar ahora', 'Cancelar'], answers: true },
  ])('a $role', async ({ role, buttons, retry, answers }) => {
    const { id } = await tenant.create();
    await tenant.api.post('/api/users', { email: `${role}@example.test`, name: role, password: PASSWORD, role, companies: [tenant.company] });
    await office.fromMenu('Salir');
    await office.logIn(PASSWORD, `${role}@example.test`);
    await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).waitFor();

    await openDocument(id);
    await headed('Generado');
    expect(await actions()).toEqual(buttons);
    await openDocument(pending);
    await page.getByText('Emisor no habilitado').first().waitFor();
    expect(await page.locator('.pz-table td.pz-end').getByRole('button').allInnerTexts()).toEqual(retry);
    await open(`/admin/resources/hacienda-received/records/${supplied}/show`);
    await page.getByText('La firma del documento es válida.').waitFor();
    expect(await button('Firmar y enviar la respuesta').count()).toBe(answers ? 1 : 0);
    await open('/admin/resources/hacienda-documents');
    await page.locator('table tbody tr').first().waitFor();
    expect(await page.getByText('Crear', { exact: true }).count()).toBe(answers ? 1 : 0);

    // What has no button is refused all the same; another company's document is not there at all.
    const paths = (document: string) => [`/api/hacienda/documents/${document}/check-status`, `/api/hacienda/documents/${document}/cancel`];
    const statuses = async (document: string) => [await asked(paths(document)[0]!), await asked(paths(document)[1]!), await asked(`/api/hacienda/documents/${document}`, 'DELETE')];
    const refused = { viewer: [403, 403, 403], operator: [409, 403, 403], manager: [409, 200, 204] };
    expect(await statuses(id)).toEqual(refused[role as keyof typeof refused]);
    expect(await statuses(foreign)).toEqual({ viewer: [403, 403, 403], operator: [404, 403, 403], manager: [404, 404, 404] }[role]);
    const answer = page.waitForResponse((response) => response.url().includes(`/hacienda-documents/records/${foreign}/show`) && response.request().resourceType() !== 'document');
    await openDocument(foreign);
    expect(await (await answer).text()).not.toContain('Comercial Ejemplo');
    office.noticed.length = 0; // The browser itself writes a 403 to the console.
  }, 120_000);
  afterAll(async () => {
    await office.fromMenu('Salir');
    await office.logIn();
    await page.getByRole('group', { name: 'Hacienda (Costa Rica)', exact: true }).waitFor();
  });
});

it('speaks English too, fits a telephone, and made no error and no request to another host', async () => {
  const { id } = await tenant.create();
  await office.fromMenu('English');
  await page.setViewportSize({ width: 390, height: 844 });
  await openDocument(id);
  await page.getByText('It gets its number and clave when it is signed.').waitFor();
  expect(await stations()).toBe('Done · Done · To do · To do · To do');
  const width = await page.locator('.pz-page').evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(width).toBe(0);
  await open('/admin/pages/hacienda-panel');
  await page.getByRole('heading', { name: 'Electronic documents' }).waitFor();
  await page.getByText('By company').waitFor();
  expect(office.noticed).toEqual([]);
}, 60_000);
