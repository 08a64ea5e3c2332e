import type { Page } from 'playwright-core';
import { BackOffice } from '../support/back-office.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

// How every page looks and is gone through: contrast and names (axe, light and dark), a phone's width, the keyboard.
let test: TestHouse;
let office: BackOffice;
let page: Page;
let pages: string[];

const PHONE = { width: 390, height: 800 };
const DESK = { width: 1360, height: 900 };
const note = (name: string, more: object = {}) => ({ doctype: 'Delivery Note', name, event: 'on_submit', customer: 'Ferretería El Roble', ...more });

beforeAll(async () => {
  test = await openTestHouse({ environment: { SANDBOX: 'on', SANDBOX_PORT: '0' } });
  const { api } = test;
  await api.post('/api/credentials', {
    integration: 'alegra', company: 'default', environment: 'sandbox', base_url: test.sandboxes.alegra.baseUrl, secrets: { email: 'sandbox@puente.example', token: 'sandbox-token' }, metadata: { country: 'CR' },
  });
  await api.post('/api/api-keys', { name: 'ERPNext', role: 'operator', companies: ['default'] });
  for (const body of [note('NOTA-1'), { doctype: 'POS Invoice', name: 'POS-1', event: 'on_submit', docstatus: 1, items: [{ item_code: 'SIN-MAPA', qty: 1, rate: 10 }] }]) await api.post('/api/alegra/webhooks/erpnext', body);
  await api.until<{ data: unknown[] }>('/api/messages?status=received', ({ data }) => data.length === 0);
  office = await BackOffice.open(test);
  ({ page } = office);
}, 120_000);

afterAll(async () => {
  await office?.close();
  await test?.close();
});

/** Opens a page and waits until it has said what it has to say. */
async function visit(path: string): Promise<void> {
  await office.goto(path);
  await page.locator('.pz-page, [data-css$="-table-wrapper"], [data-testid="no-records"], h1, h2, h3').first().waitFor();
  await page.waitForLoadState('networkidle');
}

it('is entered by a page that anybody can read, with the keyboard alone', async () => {
  await office.goto('/admin/login');
  expect(await office.violations()).toEqual([]);
  await page.locator('#email').fill('ana@example.test');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correcto-caballo-pila');
  const started = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('.pz-home').waitFor();
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`first load of the home page: ${seconds.toFixed(2)} s (goal 1.5 s on a warm server)\n`);
  expect(seconds).toBeLessThan(8);
  pages = await page.locator('.pz-nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  expect(pages.length).toBeGreaterThan(30);
}, 60_000);

it('is readable on every page of the navigation, in light and dark, and no wider than a phone', async () => {
  const found: string[] = [];
  for (const path of pages) {
    await visit(path);
    found.push(...(await office.violations()));
    await page.setViewportSize(PHONE);
    found.push(...(await tooWide(path)));
    await page.setViewportSize(DESK);
  }
  expect([...new Set(found)]).toEqual([]);
}, 300_000);

/** Only tables and documents may be pushed sideways, each in its own frame. */
const tooWide = (path: string): Promise<string[]> =>
  page.evaluate((where) => ['html', '[data-css="app-content"]'].flatMap((name) => {
    const box = document.querySelector(name);
    return box && box.scrollWidth > box.clientWidth + 1 ? [`${where} ${name}: ${box.scrollWidth} > ${box.clientWidth}`] : [];
  }), path);
