import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { ODD_IDS } from '../../src/sandbox/holded/index.js';
import { BackOffice } from '../support/back-office.js';
import { DevengoBench, type School } from '../support/devengo/bench.js';

// An accountant in a real browser: what a synchronisation brought, and what of it has to be looked at.
let bench: DevengoBench;
let office: BackOffice;
let page: Page;
let school: School;

beforeAll(async () => {
  bench = await DevengoBench.open({ academy: { students: 4 } });
  school = await bench.school({ only: ['holded'] });
  await school.step('services');
  await school.step('invoices', { year: 2024 });
  office = await BackOffice.open(bench.test);
  ({ page } = office);
  await office.goto('/admin');
  await office.logIn();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await bench?.close();
});

const rows = () => page.locator('table tbody tr');
const errorOf = async (entity: string) => (await school.errors()).find(({ entity_external_id }) => entity_external_id === entity)!;
const shot = async (name: string) => { if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }); };
const button = (name: string) => page.getByRole('button', { name });

it('shows the history of synchronisations, their steps and the pages they read', async () => {
  await office.goto('/admin/resources/devengo-steps');
  await page.getByText('Facturas y clientes').first().waitFor();
  expect(await rows().count()).toBe(2);
  await page.getByText('Con errores').first().waitFor();
  await office.goto('/admin/resources/devengo-executions?filters.status=completed_with_errors');
  await page.getByText('2024-01-01').first().waitFor();
  expect(await rows().count()).toBe(1);
  await office.goto('/admin/resources/devengo-pages');
  await page.getByText('abonos, página 1').first().waitFor();
}, 60_000);

it('shows what a step read in a table, page by page, and leads from the lists to it', async () => {
  await office.goto('/admin/resources/devengo-steps');
  await shot('sync-steps-list');
  await page.getByText(/\d+ leídos/).first().waitFor();
  await rows().getByRole('link', { name: 'Ejecución' }).first().click();
  await page.getByRole('heading', { name: 'Páginas leídas' }).waitFor();
  await page.getByRole('cell', { name: 'abonos, página 1' }).waitFor();
  await page.getByRole('link', { name: 'Historial' }).waitFor();
  expect(await page.getByText('{').count()).toBe(0);
  await shot('sync-execution');
}, 60_000);

it('starts a step after asking, watches it to its end, and leads to its errors', async () => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => { asked.push(dialog.message()); void dialog.accept(); });
  await office.goto('/admin/pages/devengo-sync');
  await page.getByRole('heading', { name: 'Última vez de cada paso' }).waitFor();
  await page.getByLabel('Qué').selectOption('invoices');
  await page.getByLabel('y los pasos que le siguen').uncheck();
  await page.getByLabel('Ensayo', { exact: false }).check();
  await page.getByLabel('Desde el mes').fill('2024-01');
  await button('Empezar').click();
  await page.getByText('Indique los dos meses.').waitFor();
  await page.getByLabel('Hasta el mes').fill('2024-12');
  await shot('sync-start');
  await button('Empezar').click();
  await page.getByRole('heading', { name: /^Facturas y clientes Con errores/ }).waitFor();
  expect(asked[0]).toMatch(/«Facturas y clientes» de la empresa .+, de 2024-01 a 2024-12\? Es un ensayo/);
  await page.getByText('2025-01-01').waitFor();
  await shot('sync-page');
  await page.setViewportSize({ width: 390, height: 844 });
  await shot('sync-page-narrow');
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.locator('tr', { hasText: 'Facturas y clientes' }).getByRole('link', { name: '4' }).first().click();
  await page.getByText('no tiene correo').first().waitFor();
}, 90_000);

it('filters errors, resolves one, ignores one, exports them and has one read again', async () => {
  await office.goto('/admin/resources/errors?filters.operation=invoices');
  await page.getByText('no tiene correo').first().waitFor();
  expect(await rows().count()).toBe(4);

  const { id } = await errorOf(ODD_IDS.mismatched);
  await office.goto(`/admin/resources/errors/records/${id}/show`);
  await button('Marcar como resuelto').click();
  await button('Volver a abrir').waitFor();
  expect(await errorOf(ODD_IDS.mismatched)).toMatchObject({ status: 'resolved' });

  await office.goto(`/admin/resources/errors/records/${(await errorOf(ODD_IDS.otherAccount)).id}/show`);
  await button('Ignorar').click();
  await button('Volver a abrir').waitFor();
  expect(await errorOf(ODD_IDS.otherAccount)).toMatchObject({ status: 'ignored' });

  await office.goto(`/admin/resources/errors/records/${(await errorOf(ODD_IDS.withoutEmail)).id}/show`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exportar los de esta operación (CSV)' }).click()]);
  expect(readFileSync(await file.path(), 'utf8')).toContain(ODD_IDS.withoutEmail);
  await button('Reintentar ahora').click();
  await page.getByText('Se está intentando de nuevo.').waitFor();
  for (const deadline = Date.now() + 20_000; (await errorOf(ODD_IDS.withoutEmail)).occurrences < 2;) if (Date.now() > deadline) throw new Error('it was not read again');
}, 90_000);

it('no page complains, and none asks another host', () => {
  expect(office.noticed).toEqual([]);
});
