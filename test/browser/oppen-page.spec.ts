import type { Page } from 'playwright-core';
import { BackOffice } from '../support/back-office.js';
import { OppenBench } from '../support/oppen/bench.js';
import { facturaA, facturaZ, Shop } from '../support/oppen/shop.js';

// A manager in a real browser: sees how the shops stand, sends a day again, and selected invoices again.
let bench: OppenBench;
let office: BackOffice;
let page: Page;
let shop: Shop;

beforeAll(async () => {
  bench = await OppenBench.open();
  ({ shop } = await bench.shop({}, 'MATRIZ'));
  for (const number of [8101, 8102]) await bench.occupy(`A 0005-0000${number}`);
  await shop.load([facturaA(8101), facturaA(8102), facturaA(8103), facturaZ(8104)]);
  await shop.mark();
  // Another shop whose name holds the first one's: its invoices must not be counted among them.
  const other = await Shop.open(bench.test.api, shop.company, 'MATRIZ SUR', '2025-01-06');
  await other.load([facturaA(8201), facturaA(8202)]);
  await other.mark();

  office = await BackOffice.open(bench.test);
  ({ page } = office);
  await open('/admin');
  await office.logIn();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await bench?.close();
});

const open = (path: string) => office.goto(path);
const tile = (name: string) => page.locator('.pz-tile').filter({ hasText: name });
const dayRow = (local: string) => page.locator('.pz-counts tbody tr').filter({ has: page.getByRole('cell', { name: local, exact: true }) });

it('shows what is sent, failed and pending, for the period that is asked for', async () => {
  await page.getByRole('group', { name: 'Oppen', exact: true }).getByRole('link', { name: 'Panel' }).click();
  await page.getByText('No hay facturas auditadas en este período.').waitFor();
  await page.fill('#to', '2025-01-31');
  await page.fill('#from', '2025-01-01');
  await tile('Enviadas').filter({ hasText: '4' }).waitFor();
  expect(await dayRow('MATRIZ').getByRole('cell').allInnerTexts()).toEqual(['MATRIZ', '2025-01-05', '2', '2', '0', 'Reenviar']);
  expect(await dayRow('MATRIZ SUR').getByRole('cell').allInnerTexts()).toEqual(['MATRIZ SUR', '2025-01-06', '2', '0', '0', '']);
  await page.getByRole('link', { name: '2025-01-05, Con error: 2' }).waitFor();
  expect(await page.getByText('Error HTTP 409: Duplicate invoice').count()).toBe(2);

  await page.selectOption('#local', 'MATRIZ');
  await dayRow('MATRIZ SUR').waitFor({ state: 'detached' });
  await tile('Enviadas').filter({ hasText: '2' }).waitFor();
}, 60_000);

it('leads from every number to the list of just those invoices', async () => {
  const here = page.url();
  const rows = page.locator('table tbody tr');
  for (const [link, count] of [[tile('Con error'), 2], [tile('Enviadas'), 2], [dayRow('MATRIZ').locator('a').first(), 2]] as const) {
    await link.click();
    await page.waitForURL(/oppen-sync/);
    await page.getByText('0005-0000810').or(page.getByText('0002-0000810')).first().waitFor();
    expect(await rows.count()).toBe(count);
    expect((await rows.allInnerTexts()).filter((text) => text.includes('MATRIZ SUR'))).toEqual([]);
    await page.goto(here);
  }
  await page.getByRole('link', { name: 'A 0005-00008101' }).click();
  await page.getByText('Error HTTP 409: Duplicate invoice').first().waitFor();
  await page.goto(here);
}, 60_000);

it('sends a day again, after asking, and tells what came of it', async () => {
  const asked: string[] = [];
  page.once('dialog', (dialog) => { asked.push(dialog.message()); void dialog.accept(); });
  await page.getByRole('button', { name: 'Reenviar MATRIZ 2025-01-05' }).click();
  await page.getByText('MATRIZ 2025-01-05: 0 de 2 enviadas, 2 con error.').waitFor();
  expect(asked).toEqual(['¿Reenviar a Oppen lo pendiente y con error de MATRIZ el 2025-01-05? Lo ya enviado no se repite.']);
}, 60_000);

it('sends selected invoices again in the background, and leaves out what is in Oppen', async () => {
  await open(`/admin/resources/oppen-sync?filters.company=${shop.company}&filters.fecha=2025-01-05`);
  const rows = page.locator('table tbody tr');
  await rows.nth(3).waitFor();
  for (const index of [0, 1, 2, 3]) await rows.nth(index).locator('td').first().click();
  await page.getByText('Reenviar facturas seleccionadas').click();
  await page.getByText('¿Reenviar 2 facturas a Oppen?').waitFor();
  await page.getByText('2 de las seleccionadas ya están en Oppen').waitFor();
  await page.fill('#reason', 'Ensayo');
  await page.getByRole('button', { name: 'Reenviar 2 facturas' }).click();
  await page.getByText('2 de 2 · 0 correctos · 2 fallidos').waitFor({ timeout: 40_000 });
  expect(await page.locator('.pz-table tbody tr').count()).toBe(2);
  expect((await shop.sync()).map(({ estado, intentos }) => [estado, intentos])).toEqual([['error', 3], ['error', 3], ['enviado', 1], ['enviado', 1]]);
}, 60_000);

it('speaks English too, and made no error and no request to another host', async () => {
  await office.fromMenu('English');
  await open('/admin/pages/oppen-panel?from=2025-01-01&to=2025-01-31');
  await page.getByRole('heading', { name: 'Invoices in Oppen' }).waitFor();
  await page.getByRole('group', { name: 'Oppen', exact: true }).getByRole('link', { name: 'Overview' }).waitFor();
  await page.getByRole('button', { name: 'Resend MATRIZ 2025-01-05' }).waitFor();
  expect(office.noticed).toEqual([]);
}, 60_000);
