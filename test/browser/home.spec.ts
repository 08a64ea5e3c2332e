import type { Page } from 'playwright-core';
import type { Overview } from '../../src/admin/components/home-data.js';
import { BackOffice } from '../support/back-office.js';
import { alegraCredential, deliver, ended, sale } from '../support/core/alegra.js';
import { openTestHouse, type TestHouse } from '../support/house.js';

// A manager looks at the home page and at Alegra's panel; a viewer of another company sees only theirs.
const READER = { email: 'lector@example.test', password: 'otra-clave-larga', name: 'Lector', role: 'viewer', companies: ['otra'] };
let test: TestHouse;
let office: BackOffice;
let page: Page;

beforeAll(async () => {
  test = await openTestHouse();
  const { api, sandboxes } = test;
  await api.post('/api/companies', { code: 'otra', name: 'Otra' });
  const { body: other } = await api.post<{ id: number }>('/api/credentials', alegraCredential(sandboxes.alegra!.baseUrl, { company: 'otra' }));
  await api.post('/api/credentials', alegraCredential(sandboxes.alegra!.baseUrl));
  await api.post('/api/users', READER);
  const again = sale();
  const unmapped = sale({ items: [{ item_code: 'MESA', item_name: 'Mesa', qty: 2, rate: 1000, amount: 2000 }] });
  for (const document of [sale(), again, again, unmapped]) await ended(api, await deliver(api, document));
  await ended(api, await deliver(api, sale(), 'otra'));
  await api.post(`/api/credentials/${other.id}/pause`, { reason: 'Se revisa la clave' });
  await count();

  office = await BackOffice.open(test);
  ({ page } = office);
  await office.goto('/admin');
  await office.logIn();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await test?.close();
});

/** Counts now instead of at the next minute. Another run may be going on; then that one does. */
async function count(): Promise<void> {
  const asked = Date.now();
  await test.api.post('/api/schedules/core.count-messages/run');
  await test.api.until<{ last_run: { at: string; state: string } | null }[]>('/api/schedules', (body) => {
    const run = (body as unknown as { data: { name: string; last_run: { at: string; state: string } | null }[] }).data.find(({ name }) => name === 'core.count-messages')?.last_run;
    return run?.state === 'completed' && Date.parse(run.at) >= asked - 1_000;
  });
}

const card = (label: string) => page.locator('.pz-card').filter({ has: page.getByRole('link', { name: label, exact: true }) });
const numberOf = (within: ReturnType<typeof card>, name: string) => within.locator('.pz-home-number').filter({ hasText: name }).locator('b');

/** The list shows just so many rows. */
async function expectRows(href: string, rows: number): Promise<void> {
  await office.goto(href);
  await page.locator('[data-css$="-table-wrapper"], table').first().waitFor();
  await page.waitForFunction((wanted) => document.querySelectorAll('table tbody tr[data-id], table tbody tr').length === wanted || (wanted === 0 && !document.querySelector('table tbody tr')), rows);
}

it('says on top what needs a person, and of each integration the figures of the API', async () => {
  const { body } = await test.api.get<Overview>('/api/statistics/overview?range=24h');
  const alegra = body.integrations.find(({ id }) => id === 'alegra')!;
  expect(alegra).toMatchObject({ by_outcome: { succeeded: 3, duplicate: 1, failed: 1 }, success_rate: 0.75, failed_by_category: [{ error_category: 'validation_error', count: 1 }] });
  await page.getByText('Alegra, credencial default de otra: en pausa, nadie llama. Se revisa la clave').waitFor();
  await numberOf(card('Alegra'), 'Recibidos').filter({ hasText: '5' }).waitFor();
  const shown = await card('Alegra').locator('.pz-home-number b').allInnerTexts();
  expect(shown).toEqual(['5', '75 %', '1', '0', '0', '1']);
  await card('Oppen').getByText('Todavía no está conectada').waitFor();
  await card('Oppen').getByRole('link', { name: 'Agregar credencial' }).waitFor();
}, 60_000);

it('leads from every number to a list of just so many rows', async () => {
  const links = await card('Alegra').locator('.pz-home-number').evaluateAll((found) => found.map((link) => [(link as HTMLAnchorElement).getAttribute('href')!, link.querySelector('b')!.textContent!] as const));
  const failedOf = await card('Alegra').getByRole('link', { name: /^Datos inválidos: 1$/ }).getAttribute('href');
  const bar = await card('Alegra').getByRole('link', { name: /Correcto: 3$/ }).getAttribute('href');
  const calls = card('Alegra').getByRole('link', { name: /llamadas$/ });
  const [callsAt, callCount] = [await calls.getAttribute('href'), Number.parseInt((await calls.innerText()), 10)];
  const tiles = await page.locator('.pz-tile').evaluateAll((found) => found.map((link) => [(link as HTMLAnchorElement).getAttribute('href')!, link.querySelector('b')!.textContent!] as const));
  expect([links.length, tiles.length]).toEqual([6, 4]);
  for (const [href, text] of [...links, ...tiles]) await expectRows(href, text.endsWith('%') ? 3 : Number(text));
  await expectRows(failedOf!, 1);
  await expectRows(bar!, 3);
  await expectRows(callsAt!, callCount);
}, 120_000);

it('shows a week and a month, and keeps the choice in the address', async () => {
  await office.goto('/admin');
  for (const [name, range] of [['7 días', '7d'], ['30 días', '30d']] as const) {
    await page.getByRole('button', { name }).click();
    await page.getByText(`Alegra: mensajes recibidos en ${name}`).waitFor();
    await page.getByRole('button', { name, pressed: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('range')).toBe(range);
  }
  await page.reload();
  await page.getByText('Alegra: mensajes recibidos en 30 días').waitFor();
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize({ width: 1360, height: 900 });
}, 60_000);

it('opens the panel of an integration: why something failed, what to do, and a connection test', async () => {
  await card('Alegra').getByRole('link', { name: 'Abrir' }).click();
  await page.getByRole('heading', { name: 'Alegra', exact: true }).waitFor();
  await page.getByRole('group', { name: 'Alegra', exact: true }).getByRole('link', { name: 'Resumen' }).and(page.locator('[aria-current="page"]')).waitFor();
  await page.getByText('El producto «MESA» no tiene un producto de Alegra', { exact: false }).waitFor();
  await page.getByText('Qué hacer: Agregue el código que se nombra al mapa de la credencial y reenvíe.').waitFor();
  await page.getByRole('button', { name: 'Probar conexión default default' }).click();
  await page.getByText('Conectado con Alegra', { exact: false }).waitFor();
  await page.getByRole('searchbox', { name: 'Buscar en la guía' }).fill('devoluciones superan');
  await page.locator('.pz-runbook tbody tr').filter({ hasText: 'credit_exceeds_invoice' }).waitFor();
  expect(await page.locator('.pz-runbook tbody tr').count()).toBe(1);
  expect(await page.getByRole('link', { name: 'Ajustes' }).last().getAttribute('href')).toBe('/admin/pages/settings?integration=alegra');

  await page.getByRole('group', { name: 'Devengos', exact: true }).getByRole('link', { name: 'Resumen' }).click();
  await page.getByRole('heading', { name: 'Holded', exact: true }).waitFor();
  await page.getByText('holded.nightly-sync').first().waitFor();
  await page.getByRole('navigation', { name: 'Devengos' }).getByRole('link', { name: '4Geeks' }).click();
  await page.getByRole('heading', { name: '4Geeks', exact: true }).waitFor();
}, 60_000);

it('shows a viewer of another company only theirs, and nothing they may not do', async () => {
  // Signed out at the server too: an answer still under way may bring the cookie of the session back.
  expect(await page.evaluate(async () => (await fetch('/admin/logout', { method: 'POST' })).ok)).toBe(true);
  await page.context().clearCookies();
  await office.goto('/admin/pages/panel?integration=alegra&range=7d');
  await page.fill('#email', READER.email);
  await page.fill('#password', READER.password);
  await page.click('button[type=submit]');
  await page.getByRole('heading', { name: 'Alegra', exact: true }).waitFor();
  expect(await page.locator('.pz-home-number b').allInnerTexts()).toEqual(['1', '100 %', '0', '0', '0', '0']);
  await page.getByText('Ningún mensaje ha fallado', { exact: false }).waitFor();
  await page.getByText('Se revisa la clave', { exact: false }).first().waitFor();
  expect(await page.getByRole('button', { name: /Probar conexión|Ejecutar/ }).count()).toBe(0);
}, 60_000);

it('speaks English too, and made no error and no request to another host', async () => {
  await office.fromMenu('English');
  await office.goto('/admin');
  await page.getByRole('heading', { name: 'What needs attention?' }).waitFor();
  await page.getByText('Alegra, credential default of otra: paused, nobody calls.', { exact: false }).waitFor();
  expect(office.noticed).toEqual([]);
}, 60_000);
