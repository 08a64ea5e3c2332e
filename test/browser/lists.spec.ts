import type { Page } from 'playwright-core';
import { BackOffice } from '../support/back-office.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

// Lists as an operator lives with them: find, narrow, order, keep, act on many, stop and go on, take away.
let test: TestHouse;
let office: BackOffice;
let page: Page;

const note = (name: string) => ({ doctype: 'Delivery Note', name, event: 'on_submit', customer: { name: 'Ferretería El Roble', identification: '3101555777' }, posting_date: '2026-03-02' });
const rows = () => page.locator('.pz-list-table tbody tr');
const open = (path: string) => office.goto(path);
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
};

beforeAll(async () => {
  test = await openTestHouse();
  await test.api.post('/api/credentials', {
    integration: 'alegra', company: 'default', environment: 'sandbox', base_url: test.sandboxes.alegra.baseUrl, secrets: { email: 'sandbox@puente.example', token: 'sandbox-token' }, metadata: { country: 'CR' },
  });
  for (let n = 10; n < 40; n++) await test.api.post('/api/alegra/webhooks/erpnext', note(`NOTA-${n}`));
  for (const name of ['ROTA-1', 'ROTA-2']) await test.api.post('/api/alegra/webhooks/erpnext', `{"doctype": "POS Invoice", "name": "${name}"`, { 'content-type': 'application/json' });
  await test.api.until<{ data: unknown[] }>('/api/messages?status=received', ({ data }) => data.length === 0, 60_000);
  office = await BackOffice.open(test);
  ({ page } = office);
  await open('/admin/resources/messages');
  await office.logIn();
  await page.getByText('NOTA-39').waitFor();
}, 180_000);

afterAll(async () => {
  await office?.close();
  await test?.close();
});

it('turns pages forward and back, and orders by a column either way', async () => {
  expect(await rows().count()).toBe(25);
  await shot('list');
  await page.getByRole('link', { name: 'Siguiente' }).click();
  await page.getByText('NOTA-10').waitFor();
  await page.getByRole('link', { name: 'Anterior' }).click();
  await page.getByText('NOTA-39').waitFor();
  await page.getByRole('link', { name: 'Referencia externa' }).click();
  await page.waitForURL(/sortBy=external_reference/);
  await page.getByText('NOTA-10').waitFor();
  expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('Referencia externa');
  await page.getByRole('link', { name: 'Referencia externa' }).click();
  await page.waitForURL(/direction=desc/);
  await page.locator('th[aria-sort="descending"]').waitFor();
}, 60_000);

it('says in words what is wrong with a filter, and what to do when nothing fits', async () => {
  await open('/admin/resources/messages?filters.received_at~~from=ayer&filters.outcome=perdido');
  await page.getByText('es una fecha y hora').waitFor();
  await page.getByText('es uno de: succeeded, failed').waitFor();
  await open('/admin/resources/messages?filters.external_reference=NO-HAY');
  await page.getByText('Ninguna fila cumple estos filtros').waitFor();
  await shot('empty');
  await page.locator('.pz-empty').getByRole('link', { name: 'Quitar todos los filtros' }).click();
  await page.getByText('NOTA-39').waitFor();
}, 60_000);

it('filters by a place in the JSON, keeps the filter under a name, and takes it away again', async () => {
  await page.getByText('Filtrar', { exact: true }).click();
  await page.fill('#filter-json_path', 'name=NOTA-33');
  await page.getByRole('button', { name: 'Aplicar' }).click();
  await page.waitForURL(/filters\.json_path=/);
  await page.reload();
  await rows().filter({ hasText: 'NOTA-33' }).waitFor();
  expect(await rows().count()).toBe(1);
  await page.getByRole('button', { name: 'Guardar este filtro' }).click();
  await page.fill('input[name="filter-name"]', 'La treinta y tres');
  await page.selectOption('select[name="filter-company"]', 'default');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByRole('link', { name: 'La treinta y tres' }).waitFor();
  await page.getByRole('link', { name: 'Quitar el filtro Ruta JSON' }).click();
  await page.getByText('NOTA-39').waitFor();
  await page.getByRole('link', { name: 'La treinta y tres' }).click();
  await page.waitForURL(/NOTA-33/);
  await shot('saved');
}, 60_000);

it('shows the columns one chose, also the next time', async () => {
  await open('/admin/resources/messages');
  await page.locator('summary', { hasText: 'Columnas' }).click();
  await page.getByLabel('Intento', { exact: true }).check();
  await page.getByRole('columnheader', { name: 'Intento' }).waitFor();
  await shot('columns');
  await page.reload();
  await page.getByRole('columnheader', { name: 'Intento' }).waitFor();
}, 60_000);

it('finds anything from any page by one key', async () => {
  await open('/admin/resources/schedules');
  await page.getByRole('heading', { name: 'Programación' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('3101555777');
  await page.keyboard.press('Enter');
  await page.getByText('Mensajes que lo contienen').waitFor();
  await page.getByRole('link', { name: 'NOTA-39' }).waitFor();
  await shot('search');
  await page.fill('input[type="search"]', 'NOTA-12');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/records\/.+\/show/);
  await page.fill('input[type="search"]', '<b>"%\' 😀');
  await page.keyboard.press('Enter');
  await page.getByText('No se encontró nada.').waitFor();
}, 60_000);

it('does one thing with all that fit: the count, the reason, then how it went', async () => {
  await open('/admin/resources/errors?filters.status=pending');
  await page.getByText('Con todos los que cumplen el filtro').click();
  await page.getByRole('button', { name: 'Marcar como resueltos' }).click();
  await page.getByText('Filas que abarca: 2.').waitFor();
  await shot('bulk');
  await page.fill('#bulk-reason', 'Corregidos en ERPNext');
  await page.getByRole('button', { name: 'Marcar como resueltos: 2' }).click();
  await page.getByText('2 de 2 · 2 correctos').waitFor({ timeout: 30_000 });
  await shot('bulk-done');
  await page.getByText('Cerrar', { exact: true }).click();
  await page.getByText('Ninguna fila cumple estos filtros').waitFor();
}, 60_000);

it('does it with the rows selected too', async () => {
  await open('/admin/resources/errors?filters.status=resolved');
  await rows().first().locator('td').first().click();
  await page.locator('caption').getByText('Ignorar').click();
  await page.getByText('Filas que abarca: 1.').waitFor();
  await page.fill('#bulk-reason', 'No importa');
  await page.getByRole('button', { name: 'Ignorar: 1' }).click();
  await page.getByText('1 de 1 · 1 correctos').waitFor({ timeout: 30_000 });
}, 60_000);

it('stops an integration with a reason that its messages then show, and lets it go on', async () => {
  await open('/admin/resources/credentials/records/1/show');
  const card = page.locator('.pz-card', { hasText: 'Integración Alegra de default' });
  await card.getByRole('button', { name: 'Pausar' }).click();
  await page.fill('#pause-alegra', 'Cambio de cuenta');
  await card.getByRole('button', { name: 'Pausar' }).click();
  await card.getByText('por Administrador: Cambio de cuenta').waitFor();
  await shot('pause');
  const { body } = await test.api.post<{ messageId: string }>('/api/alegra/webhooks/erpnext', note('PAUSA-1'));
  await test.api.until<{ wait_reason: string | null }>(`/api/messages/${body.messageId}`, ({ wait_reason }) => wait_reason !== null);
  await open(`/admin/resources/messages/records/${body.messageId}/show`);
  await page.getByText('Pausada por Administrador: Cambio de cuenta').waitFor();
  await open('/admin/resources/credentials/records/1/show');
  await card.getByRole('button', { name: 'Reanudar' }).click();
  await card.getByText('En marcha.').waitFor();
  await test.api.until<{ status: string }>(`/api/messages/${body.messageId}`, ({ status }) => status === 'skipped');
}, 60_000);

it('takes away what the filter shows, as a file', async () => {
  await open('/admin/resources/messages?filters.outcome=failed');
  await rows().filter({ hasText: 'El contenido no es' }).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exportar CSV' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^messages_.+\.csv$/);
}, 60_000);

it('loses nothing that was typed when the session ends meanwhile', async () => {
  const { body } = await test.api.get<{ data: { id: string }[] }>('/api/messages?external_reference=NOTA-20');
  await open(`/admin/resources/messages/records/${body.data[0]!.id}/resend`);
  await page.fill('#reason', 'Un motivo largo y pensado');
  await page.context().clearCookies();
  await page.locator('form').getByRole('button', { name: 'Reenviar' }).click();
  await page.getByText('Su sesión terminó. Lo que escribió sigue aquí').waitFor();
  office.noticed.length = 0; // The browser itself writes a 401 to the console.
  const [other] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Entrar en otra pestaña' }).click()]);
  await other.fill('#email', 'ana@example.test');
  await other.fill('#password', 'correcto-caballo-pila');
  await other.click('button[type=submit]');
  await other.locator('.pz-topbar').waitFor();
  await other.close();
  expect(await page.inputValue('#reason')).toBe('Un motivo largo y pensado');
  await page.locator('form').getByRole('button', { name: 'Reenviar' }).click();
  await page.getByText('Motivo: Un motivo largo y pensado').waitFor();
}, 60_000);

it('fits a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open('/admin/resources/messages?filters.outcome=skipped');
  await page.getByText('NOTA-39').waitFor();
  await shot('phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}, 60_000);

it('made no error in the console and no request to another host', () => {
  expect(office.noticed).toEqual([]);
});
