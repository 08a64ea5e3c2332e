// The pictures of README.md and docs/manual.es.md, taken from a running Puente after `npm run demo`.
// Usage: PUENTE_URL=http://127.0.0.1:3000 ADMIN_EMAIL=… ADMIN_PASSWORD=… npm run screenshots [name…]
import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { main, say, Stop } from './lib/project.mjs';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const base = process.env.PUENTE_URL ?? 'http://127.0.0.1:3000';
const { ADMIN_EMAIL = 'admin@puente.local', ADMIN_PASSWORD } = process.env;
const WIDE = { width: 1360, height: 820 };
const PHONE = { width: 390, height: 800 };
const MOST_BYTES = 150 * 1024;

const firstRow = (page) => page.locator('table tbody tr').first().locator('td').nth(1).click();
const rowOf = (text) => (page) => page.locator('table tbody tr', { hasText: text }).first().locator('td').nth(1).click();

/** Each picture: where it is, what to do there, what must show. */
const PICTURES = [
  { name: 'home', path: '/admin', ready: '.pz-tiles', height: 1000 },
  { name: 'panel', path: '/admin/pages/panel?integration=alegra', ready: '.pz-card', height: 1000 },
  { name: 'messages', path: '/admin/resources/messages?filters.direction=inbound', ready: 'table tbody tr' },
  { name: 'message', path: '/admin/resources/messages?filters.direction=inbound&filters.external_reference=DEMO-POS-0002', act: rowOf('DEMO-POS-0002'), ready: '.pz-entry-finished', height: 1150 },
  { name: 'edit-and-resend', path: '/admin/resources/messages?filters.direction=inbound&filters.external_reference=DEMO-POS-0002', act: editAndResend, ready: '#payload' },
  { name: 'resend-many', path: '/admin/resources/messages?filters.direction=inbound&filters.integration=alegra', act: selectThree, ready: '#reason' },
  { name: 'search', path: '/admin/pages/search?q=DEMO-POS-0001', ready: '.pz-found li', height: 600 },
  { name: 'errors', path: '/admin/resources/errors?filters.status=pending', ready: 'table tbody tr' },
  { name: 'credential', path: '/admin/resources/credentials?filters.integration=alegra', act: firstRow, ready: '.pz-card:has-text("Integración Alegra")' },
  { name: 'settings', path: '/admin/pages/settings', ready: '.pz-card' },
  { name: 'alerts', path: '/admin/pages/alerts', ready: '.pz-card' },
  { name: 'profile', path: '/admin/pages/profile', ready: '.pz-card table tbody tr' },
  { name: 'workflow', path: '/admin/resources/erpnext-executions?filters.status=failed', act: firstRow, ready: '.pz-stations', height: 1000 },
  { name: 'oppen', path: '/admin/pages/oppen-panel?from=2026-03-01', ready: '.pz-tiles' },
  { name: 'hacienda', path: '/admin/pages/hacienda-panel', ready: '.pz-tiles, .pz-card', height: 1000 },
  { name: 'hacienda-document', path: '/admin/resources/hacienda-documents', act: firstRow, ready: '.pz-stations', height: 1100 },
  { name: 'devengo', path: '/admin/pages/devengo-panel?company=demo&year=2024', ready: '.pz-card', height: 1000 },
  { name: 'faults', path: '/admin/pages/faults', ready: '.pz-fault-form' },
  { name: 'dark', path: '/admin', ready: '.pz-tiles', theme: 'dark', height: 1000 },
  { name: 'phone', path: '/admin/resources/messages?filters.direction=inbound&filters.external_reference=DEMO-POS-0002', act: rowOf('DEMO-POS-0002'), ready: '.pz-entry-finished', size: PHONE, height: 900 },
];

await main(async () => {
  if (!ADMIN_PASSWORD) throw new Stop('Indique ADMIN_PASSWORD / set ADMIN_PASSWORD');
  await mkdir(folder, { recursive: true });
  const executablePath = execFileSync(process.execPath, [fileURLToPath(new URL('chromium.mjs', import.meta.url))], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    await takeAll(await (await browser.newContext({ viewport: WIDE, locale: 'es-CR' })).newPage(), process.argv.slice(2));
  } finally {
    await browser.close();
  }
});

async function takeAll(page, wanted) {
  page.setDefaultTimeout(60_000);
  await page.goto(`${base}/admin/login`);
  if (wanted.length === 0 || wanted.includes('login')) await shot(page, 'login');
  await page.fill('#email', ADMIN_EMAIL);
  await page.fill('#password', ADMIN_PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('.pz-person');
  for (const picture of PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await take(page, picture);
}

async function take(page, { name, path, act, ready, theme = 'light', size = WIDE, height = size.height }) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize(WIDE);
  await page.goto(base + path);
  if (act) {
    await page.waitForSelector('table tbody tr');
    await act(page);
  }
  await page.waitForSelector(ready);
  await page.setViewportSize({ ...size, height });
  await page.waitForFunction(() => !document.querySelector('.pz-loading'));
  await shot(page, name);
}

/** A picture no heavier than a page should carry: shorter until it is light enough. */
async function shot(page, name, height = page.viewportSize().height) {
  await page.setViewportSize({ width: page.viewportSize().width, height });
  await page.evaluate(() => document.fonts.ready);
  const path = `${folder}${name}.png`;
  await page.screenshot({ path });
  const { size } = await stat(path);
  if (size > MOST_BYTES) return shot(page, name, Math.round(height * 0.88));
  say(`docs/images/${name}.png ${Math.round(size / 1024)} KiB`);
}

async function editAndResend(page) {
  await rowOf('DEMO-POS-0002')(page);
  await page.waitForSelector('.pz-entry-finished');
  await page.goto(page.url().replace(/\/show$/, '/editAndResend'));
  await page.waitForFunction(() => (document.querySelector('#payload')?.value ?? '').includes('DEMO-POS-0002'));
}

async function selectThree(page) {
  for (const row of [0, 1, 2]) await page.locator('table tbody tr').nth(row).locator('td').first().click();
  await page.getByText('Reenviar mensajes seleccionados').click();
}
