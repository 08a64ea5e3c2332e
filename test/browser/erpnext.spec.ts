import type { Page } from 'playwright-core';
import { webhookTemplate } from '../../src/integrations/alegra/mapping/webhook-template.js';
import { BackOffice } from '../support/back-office.js';
import { ErpnextBench, type ErpnextTenant, expectDoneOnce } from '../support/erpnext/bench.js';

// People of a purchasing department in a real browser: see where a workflow stands, mend it, take it back, and look after its instances.
let bench: ErpnextBench;
let tenant: ErpnextTenant;
let office: BackOffice;
let page: Page;

beforeAll(async () => {
  bench = await ErpnextBench.open();
  tenant = await bench.tenant();
  office = await BackOffice.open(bench.test);
  ({ page } = office);
  await open('/admin');
  await office.logIn();
  await page.getByRole('group', { name: 'ERPNext', exact: true }).waitFor();
}, 120_000);
afterEach(() => bench.sandbox.reset());
afterAll(async () => {
  await office?.close();
  await bench?.close();
});

const open = (path: string) => office.goto(path);
const openExecution = (id: number) => open(`/admin/resources/erpnext-executions/records/${id}/show`);
const stations = () => page.locator('.pz-station');
const states = async () => (await stations().locator('.pz-badge').allInnerTexts()).join(' · ');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const headed = (status: string) => page.locator('.pz-card-head .pz-badge').getByText(status, { exact: true }).waitFor();

it('shows one that runs, step by step, until its four documents are there', async () => {
  await bench.sandbox.fault({ fault: 'delay', ms: 2_500, method: 'POST', path: 'Delivery%20Note$' });
  const body = tenant.body();
  const id = await tenant.start(body);
  await openExecution(id);
  await page.getByText('Está en marcha ahora mismo.').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.pz-station .pz-badge')].map((badge) => badge.textContent).join() === 'Hecho,Hecho,En curso,Por hacer');
  await headed('Completada');
  expect(await states()).toBe('Hecho · Hecho · Hecho · Hecho');
  const execution = await tenant.settled(id);
  const links = await stations().getByRole('link').evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  expect(links).toEqual(execution.documents.map(({ url }) => url));
  expect(await stations().getByRole('link').allInnerTexts()).toEqual([execution.po_a_id, execution.pr_a_id, execution.dn_a_id, execution.pr_b_id]);
}, 60_000);

it('finds the one that failed, tells why and what to do, refuses a wrong edit by field, and ends it with a right one', async () => {
  const failed = await tenant.run(tenant.body({ company_b_customer_name: 'Nadie' }));
  await open('/admin/resources/erpnext-executions?filters.status=failed');
  // Other tables have a status too, in other words.
  expect(await page.locator('table tbody tr').first().locator('.pz-badge').innerText()).toBe('Fallida');
  expect(await page.locator('#filter-status option').allTextContents()).toEqual(expect.arrayContaining(['Fallida', 'Completada', 'Paso 1 de 4 hecho']));
  await page.locator('table tbody tr').getByText('3 · Nota de entrega en A').click();
  await page.getByText('«Could not find Customer: Nadie»').first().waitFor();
  await page.getByText('Corrija o cree en ERPNext lo que se nombra').waitFor();
  expect(await states()).toBe('Hecho · Hecho · Con error · Por hacer');

  await button('Editar y reanudar').first().click();
  const edited = async (more: object) => {
    await page.fill('#payload', JSON.stringify({ ...failed.payload_json, ...more }));
    await page.locator('form').getByRole('button', { name: 'Editar y reanudar' }).click();
  };
  await page.fill('#payload', '{"items": [');
  await page.getByText('JSON inválido').waitFor();
  await page.fill('#reason', 'El cliente se llama de otro modo');
  await edited({ company_b_customer_name: '', supplier: 'Otro' });
  await page.locator('.pz-problem li').filter({ hasText: 'company_b_customer_name No puede quedar en blanco.' }).waitFor();
  await edited({ company_b_customer_name: 'Empresa B', supplier: 'Otro' });
  await page.locator('.pz-problem li').filter({ hasText: `supplier Ya no se puede cambiar: está en ${failed.po_a_id}` }).waitFor();
  office.noticed.length = 0; // The browser itself writes a 400 to the console.
  await edited({ company_b_customer_name: 'Empresa B' });
  await headed('Completada');
  await expectDoneOnce(tenant, await tenant.settled(failed.id), tenant.body({}, (failed.payload_json.items as { serials: string[] }[])[0]!.serials));
}, 60_000);

it('cancels only after showing what that does, and restarts', async () => {
  const done = await tenant.run();
  await openExecution(done.id);
  await button('Cancelar…').click();
  await page.getByText('Todavía no se ha hecho nada.').waitFor();
  const plan = page.locator('.pz-card').filter({ hasText: '¿Cancelar la ejecución' }).locator('tbody tr');
  expect((await plan.allInnerTexts()).map((row) => row.split('\t').slice(0, 2))).toEqual([done.pr_b_id, done.dn_a_id, done.pr_a_id, done.po_a_id].map((name) => ['Cancelar', name]));
  expect((await tenant.execution(done.id)).status).toBe('completed');
  await page.fill('#reason', 'Compra anulada');
  await button('Cancelar la ejecución').click();
  await headed('Cancelada');
  expect(await states()).toBe('Deshecho · Deshecho · Deshecho · Deshecho');
  page.once('dialog', (dialog) => void dialog.accept());
  await button('Reiniciar').click();
  await headed('Completada');
  await page.getByText('Vuelta 1').first().waitFor();
}, 60_000);

it('resumes selected executions as one operation', async () => {
  await bench.sandbox.seed({ user: { denied: ['Delivery Note:create'] } });
  for (const body of [tenant.body(), tenant.body(), tenant.body()]) expect(await tenant.run(body)).toMatchObject({ status: 'failed' });
  await bench.sandbox.seed({ user: { denied: [] } });
  await open(`/admin/resources/erpnext-executions?filters.company=${tenant.company}`);
  const rows = page.locator('table tbody tr');
  await rows.nth(3).waitFor();
  for (const index of [0, 1, 3]) await rows.nth(index).locator('td').first().click();
  await page.getByText('Reanudar ejecuciones seleccionadas').click();
  await page.getByText('¿Reanudar 2 ejecuciones?').waitFor();
  await page.getByText('1 de las seleccionadas ya terminaron').waitFor();
  await page.getByText(`Las 3 fallidas de ${tenant.company}`).click();
  await page.fill('#reason', 'Ya tiene permiso');
  await button('Reanudar 3 ejecuciones').click();
  await page.getByText('3 de 3 · 3 correctos · 0 fallidos').waitFor({ timeout: 40_000 });
}, 60_000);

it('tests an instance and installs the field that it lacks', async () => {
  await bench.sandbox.seed({ key_field: false });
  await page.getByRole('group', { name: 'ERPNext', exact: true }).getByRole('link', { name: 'Instancias' }).click();
  await button('Probar conexión: A').click();
  await page.getByText('Sin campo de clave único').waitFor();
  const asked: string[] = [];
  page.once('dialog', (dialog) => { asked.push(dialog.message()); void dialog.accept(); });
  await button('Instalar campo de la clave: A').click();
  await page.getByText('Instalado: órdenes, recibos y notas tienen el campo de la clave.').waitFor();
  expect(asked[0]).toContain('«A»');
  await button('Probar conexión: A').click();
  await page.getByText('Campo de clave: custom_transfer_key, único.').waitFor();
}, 60_000);

it('gives what is copied into a webhook of ERPNext, with the address of this installation', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('group', { name: 'Alegra', exact: true }).getByRole('link', { name: 'Webhook de ERPNext' }).click();
  await page.selectOption('#company', tenant.company);
  await page.selectOption('#event', 'on_cancel');
  await button('Copiar la dirección').click();
  await button('Copiado').waitFor();
  expect(await copied()).toBe(`${bench.test.house.origin}/api/alegra/webhooks/erpnext/${tenant.company}`);
  await button('Copiar la plantilla').click();
  await button('Copiado').nth(1).waitFor();
  expect(await copied()).toBe(webhookTemplate('on_cancel'));
}, 60_000);

it('speaks English too, fits a telephone, and made no error and no request to another host', async () => {
  const failed = await tenant.run(tenant.body({ company_b_customer_name: 'Nadie' }));
  await office.fromMenu('English');
  await page.setViewportSize({ width: 390, height: 844 });
  await openExecution(failed.id);
  await page.getByText('It does nothing more by itself.').waitFor();
  expect(await states()).toBe('Done · Done · Failed · To do');
  const [first, second] = [await stations().nth(0).boundingBox(), await stations().nth(1).boundingBox()];
  expect(second!.y).toBeGreaterThan(first!.y + first!.height);
  expect(second!.x + second!.width).toBeLessThanOrEqual(390);
  await open('/admin/pages/erpnext-instances');
  await page.getByRole('heading', { name: 'ERPNext instances' }).waitFor();
  expect(office.noticed).toEqual([]);
}, 60_000);
