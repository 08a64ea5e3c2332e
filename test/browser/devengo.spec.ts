import { DataSource } from 'typeorm';
import type { Page } from 'playwright-core';
import { BackOffice } from '../support/back-office.js';
import { School } from '../support/devengo/school.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

// An accountant in a real browser: processes a year, reads the deferred income, follows a number to its origin, closes a month.
let test: TestHouse;
let office: BackOffice;
let page: Page;
let source: DataSource;

beforeAll(async () => {
  test = await openTestHouse();
  source = await new DataSource({ type: 'postgres', url: test.database.url }).initialize();
  const school = new School(source, 'academia');
  await school.open();
  await school.contract({ documents: [['2024-01-10', 6000]], periods: [['2024-01-15', '2024-06-02']] });
  await school.contract({ documents: [['2024-01-20', 6000], ['2024-05-10', -2000]], periods: [['2024-01-15', '2024-06-02', 'DROPPED', '2024-03-20']] }, 'ds');
  await school.contract({ documents: [['2024-02-20', 4800]], periods: [['2024-03-01', '2024-11-30', 'POSTPONED', '2024-07-15']] });
  office = await BackOffice.open(test);
  ({ page } = office);
  await office.goto('/admin/pages/devengo-panel?company=academia&year=2024');
  await office.logIn();
  await page.getByRole('heading', { name: 'Devengos' }).waitFor();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await source?.destroy();
  await test?.close();
});

const line = (month: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: month, exact: true }) });
const shot = async (name: string) => { if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }); };

it('opens where there is something to see, and says what to do where there is nothing', async () => {
  await office.goto('/admin/pages/devengo-panel');
  await page.getByLabel('Año').waitFor();
  expect([await page.getByLabel('Empresa').inputValue(), await page.getByLabel('Año').inputValue()]).toEqual(['academia', '2024']);
  await page.getByLabel('Empresa').selectOption('default');
  await page.getByText('no hay nada facturado ni devengado', { exact: false }).waitFor();
  await shot('devengo-empty');
  await page.getByRole('link', { name: 'Ir a la sincronización' }).click();
  await page.getByRole('heading', { name: 'Sincronización', exact: true }).waitFor();
  expect(await page.getByLabel('Empresa').inputValue()).toBe('default');
  await office.goto('/admin/pages/devengo-panel?company=academia&year=2024');
}, 60_000);

it('processes a year and shows how the deferred income moved', async () => {
  await page.getByRole('group', { name: 'Devengos', exact: true }).getByRole('link', { name: 'Panel de devengos' }).waitFor();
  await page.getByRole('button', { name: 'Procesar 2024-12' }).click();
  await page.getByText('Procesado: 3 contratos', { exact: false }).waitFor();
  await line('2024-03').getByText('Abierto').waitFor();
  // Opening, billed, credited, recognised, closing.
  expect((await line('2024-05').innerText()).replace(/\s+/g, ' ')).toContain('5.149,56 0,00 2.000,00 -130,33 3.279,89');
  await shot('devengo-panel');
}, 60_000);

it('leads from a month’s bar to its amounts, and from an amount to its contract', async () => {
  await page.getByRole('link', { name: /^2024-03, devengado/ }).click();
  await page.getByRole('heading', { name: 'Mes 2024-03' }).waitFor();
  await page.getByText('66 de 140 días de 6.000,00').first().waitFor();
  const remainder = page.getByRole('row').filter({ hasText: 'Resto' });
  await remainder.getByRole('link').first().click();
  await page.getByRole('heading', { name: /^Contrato \d+$/ }).waitFor();
  await page.getByText('2024-01-15 → 2024-06-02').waitFor();
  await shot('devengo-month');
}, 60_000);

it('closes the months in order, and says what stands in the way', async () => {
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Cerrar el mes 2024-02' }).click();
  await page.getByText('Los meses se cierran en orden', { exact: false }).waitFor();
  office.noticed.length = 0; // The browser itself writes a 409 to the console.
  await page.getByRole('button', { name: 'Cerrar el mes 2024-01' }).click();
  await line('2024-01').getByText('Cerrado').waitFor();
  await page.getByRole('button', { name: 'Reabrir 2024-01' }).waitFor();
  await shot('devengo-closed');
}, 60_000);

it('lists the records, and corrects the date of a change of status', async () => {
  await office.goto('/admin/resources/devengo-periods?filters.status=DROPPED&filters.company=academia');
  await page.locator('table tbody tr').first().click();
  await page.getByText('Editar', { exact: true }).first().click();
  await page.fill('#status_change_override', '2024-03-25');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('2024-03-25').first().waitFor();
  expect(office.noticed).toEqual([]);
}, 60_000);
