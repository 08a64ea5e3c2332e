import type { Page } from 'playwright-core';
import { BackOffice } from '../support/back-office.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { facturaA, Shop } from '../support/oppen/shop.js';

// An administrator of shops in a real browser: finds an invoice, adds one, is told what is wrong with it, mends it.
let test: TestHouse;
let office: BackOffice;
let page: Page;

beforeAll(async () => {
  test = await openTestHouse();
  const shop = await Shop.open(test.api, 'default', 'MATRIZ');
  await shop.load([facturaA(1691)]);
  await shop.mark();
  office = await BackOffice.open(test);
  ({ page } = office);
  await office.goto('/admin/resources/oppen-facturas');
  await office.logIn();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await test?.close();
});

const rows = () => page.locator('table tbody tr');

it('shows the invoices under «Oppen», each on its own day', async () => {
  await page.getByRole('heading', { name: 'Facturas' }).waitFor();
  expect(await page.getByRole('group', { name: 'Oppen', exact: true }).getByRole('link').allInnerTexts()).toEqual(['Resumen', 'Panel', 'Sincronización', 'Facturas', 'Locales', 'Cierres', 'Anticipos', 'Locales auditados']);
  await rows().getByText('2025-01-05').waitFor();
  expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('00001691')]);
});

it('adds one, telling first what is wrong, and mends it', async () => {
  await page.getByText('Crear', { exact: true }).first().click();
  for (const [name, value] of Object.entries({ local: 'MATRIZ', fecha: '2025-01-06', punto_venta: '12345', nro_factura: '7', monto: '10' })) await page.fill(`#${name}`, value);
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('tiene 5 cifras y caben 4', { exact: false }).waitFor();
  office.noticed.length = 0; // The browser itself writes a 400 to the console.
  await page.fill('#punto_venta', '5');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('00000007').first().waitFor();

  await page.getByText('Editar', { exact: true }).first().click();
  await page.fill('#monto', '12,50');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('12.50').waitFor();
}, 60_000);

it('filters by day and shows what became of an invoice in Oppen', async () => {
  await office.goto('/admin/resources/oppen-sync?filters.fecha=2025-01-05');
  await rows().getByText('A 0005-00001691').waitFor();
  expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('Pendiente')]);
  await office.goto('/admin/resources/oppen-sync?filters.fecha=2025-01-04');
  await page.getByText('Ninguna fila cumple estos filtros').waitFor();
  expect(office.noticed).toEqual([]);
});
