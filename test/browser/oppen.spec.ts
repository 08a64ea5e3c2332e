import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { facturaA, Shop } from '../support/oppen/shop.js';

// An administrator of shops in a real browser: finds an invoice, adds one, is told what is wrong with it, mends it.
const ROOT = join(import.meta.dirname, '../..');
let test: TestHouse;
let browser: Browser;
let page: Page;
const noticed: string[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-admin.mjs')], { stdio: ['ignore', 2, 2] });
  test = await openTestHouse();
  const shop = await Shop.open(test.api, 'default', 'MATRIZ');
  await shop.load([facturaA(1691)]);
  await shop.mark();
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'es-CR', viewport: { width: 1360, height: 900 } })).newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => noticed.push(`page: ${error.message}`));
  await page.goto(`${test.house.origin!}/admin/resources/oppen-facturas`);
  await page.fill('#email', 'ana@example.test');
  await page.fill('#password', 'correcto-caballo-pila');
  await page.click('button[type=submit]');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const rows = () => page.locator('table tbody tr');

it('shows the invoices under «Oppen», each on its own day', async () => {
  await page.getByRole('heading', { name: 'Facturas' }).waitFor();
  expect(await page.getByRole('group', { name: 'Oppen' }).getByRole('link').allInnerTexts()).toEqual(['Panel', 'Sincronización', 'Facturas', 'Locales', 'Cierres', 'Anticipos', 'Locales auditados']);
  await rows().getByText('2025-01-05').waitFor();
  expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('00001691')]);
});

it('adds one, telling first what is wrong, and mends it', async () => {
  await page.getByText('Crear', { exact: true }).first().click();
  for (const [name, value] of Object.entries({ local: 'MATRIZ', fecha: '2025-01-06', punto_venta: '12345', nro_factura: '7', monto: '10' })) await page.fill(`#${name}`, value);
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('tiene 5 cifras y caben 4', { exact: false }).waitFor();
  await page.fill('#punto_venta', '5');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('00000007').first().waitFor();

  await page.getByText('Editar', { exact: true }).first().click();
  await page.fill('#monto', '12,50');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('12.50').waitFor();
}, 60_000);

it('filters by day and shows what became of an invoice in Oppen', async () => {
  await page.goto(`${test.house.origin!}/admin/resources/oppen-sync?filters.fecha=2025-01-05`);
  await rows().getByText('A 0005-00001691').waitFor();
  expect(await rows().allInnerTexts()).toEqual([expect.stringContaining('Pendiente')]);
  await page.goto(`${test.house.origin!}/admin/resources/oppen-sync?filters.fecha=2025-01-04`);
  await page.getByText('No hay nada que mostrar').waitFor();
  expect(noticed).toEqual([]);
});
