// The pictures of the README, taken from a running instance after `npm run demo`.
// Usage: PUENTE_URL=http://127.0.0.1:3000 ADMIN_EMAIL=… ADMIN_PASSWORD=… npm run screenshots
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { main, say, Stop } from './lib/project.mjs';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const base = process.env.PUENTE_URL ?? 'http://127.0.0.1:3000';
const { ADMIN_EMAIL = 'admin@puente.local', ADMIN_PASSWORD } = process.env;
const WIDE = { width: 1440, height: 860 };

await main(async () => {
  if (!ADMIN_PASSWORD) throw new Stop('Indique ADMIN_PASSWORD / set ADMIN_PASSWORD');
  await mkdir(folder, { recursive: true });
  const executablePath = execFileSync(process.execPath, [fileURLToPath(new URL('chromium.mjs', import.meta.url))], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  try {
    await takeAll(await (await browser.newContext({ viewport: WIDE, locale: 'es-CR' })).newPage());
  } finally {
    await browser.close();
  }
});

async function takeAll(page) {
  const shot = async (name, options = {}) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}${name}.png`, ...options });
    say(`docs/images/${name}.png`);
  };
  await page.goto(`${base}/admin`);
  await page.fill('#email', ADMIN_EMAIL);
  await page.fill('#password', ADMIN_PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('.pz-tiles');
  await shot('home');

  await page.goto(`${base}/admin/resources/messages?filters.direction=inbound`);
  await page.waitForSelector('table tbody tr');
  await shot('messages');

  await page.locator('table tbody tr', { hasText: 'DEMO-POS-0002' }).first().click();
  await page.waitForSelector('.pz-timeline');
  await page.getByText('Contenido').first().waitFor();
  await page.setViewportSize({ ...WIDE, height: 1250 });
  await shot('message');
  await page.setViewportSize(WIDE);

  await page.goto(`${base}/admin/resources/messages?filters.direction=inbound`);
  await page.waitForSelector('table tbody tr');
  for (const row of [0, 1, 2]) await page.locator('table tbody tr').nth(row).locator('td').first().click();
  await page.getByText('Reenviar mensajes seleccionados').click();
  await page.waitForSelector('#reason');
  await page.fill('#reason', 'Se corrigió el catálogo');
  await page.click('.pz-button.pz-main');
  await page.getByText('3 de 3').waitFor({ timeout: 60_000 });
  await shot('resend-many');

  await page.goto(`${base}/admin/resources/erpnext-executions?filters.status=failed`);
  await page.locator('table tbody tr').first().click();
  await page.waitForSelector('.pz-stations');
  await shot('workflow');
}
