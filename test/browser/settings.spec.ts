import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { Database } from '../../src/core/database/index.js';
import { AlertWatch } from '../../src/core/notifications/index.js';
import { BackOffice } from '../support/back-office.js';
import { Hook } from '../support/hook.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { IdentityProvider } from '../support/identity-provider.js';

// An administrator sets a company up in a real browser: settings, alerts, people, keys, their own password, and another way in.
let test: TestHouse;
let idp: IdentityProvider;
let hook: Hook;
let office: BackOffice;
let page: Page;

beforeAll(async () => {
  [idp, hook] = await Promise.all([IdentityProvider.open(), Hook.open()]);
  test = await openTestHouse({ environment: { ROLES: 'api', ...idp.environment } });
  idp.serve(test.house.origin!);
  office = await BackOffice.open(test);
  ({ page } = office);
  await open('/admin/pages/settings?company=default&integration=hacienda');
  await office.logIn();
}, 120_000);
afterAll(async () => {
  await office?.close();
  await test?.close();
  hook.close();
  idp.close();
});

const open = (path: string) => office.goto(path);
const save = () => page.getByRole('button', { name: 'Guardar', exact: true }).first().click();
it('changes a setting, tells what is wrong beside it, keeps who changed what, and goes back to the default', async () => {
  await page.getByRole('heading', { name: 'Hacienda (Costa Rica)' }).waitFor();
  await page.getByText('Nadie ha cambiado nada').waitFor();
  await page.fill('#polling_interval', '0');
  await save();
  await page.locator('#polling_interval-problem').getByText('no puede ser menor que 1').waitFor();
  expect(await page.getAttribute('#polling_interval', 'aria-invalid')).toBe('true');
  await page.fill('#polling_interval', '30');
  await page.selectOption('#auto_polling_enabled', 'false');
  await page.getByText('Sin guardar: 2').waitFor();
  await save();
  const history = page.locator('.pz-table tbody tr');
  await history.nth(1).waitFor();
  expect((await history.locator('td:nth-child(n+2)').allInnerTexts()).join(' ')).toContain('Administrador Tiempo entre consultas por defecto 30');
  await page.getByRole('button', { name: 'Volver al valor por defecto: Tiempo entre consultas' }).click();
  await history.nth(2).waitFor();
  expect(await page.inputValue('#polling_interval')).toBe('15');
  expect((await test.api.get<{ set: string[] }>('/api/companies/default/settings/hacienda')).body.set).toEqual(['auto_polling_enabled']);

  await page.selectOption('#integration', 'holded');
  await page.selectOption('#on_drop', 'hold');
  await save();
  await page.getByRole('cell', { name: 'Dejar diferido' }).waitFor();
}, 60_000);

it('changes the company itself, and refuses a zone that is none', async () => {
  await page.fill('#company-timezone', 'America/Nada');
  await page.getByRole('button', { name: 'Guardar los datos de la empresa' }).click();
  await page.getByText('debe ser una zona horaria IANA').waitFor();
  await page.fill('#company-timezone', 'America/Bogota');
  await page.fill('#company-name', 'Café del Valle');
  await page.getByRole('button', { name: 'Guardar los datos de la empresa' }).click();
  await page.getByText('Guardado').first().waitFor();
  expect((await test.api.get('/api/companies/default')).body).toMatchObject({ name: 'Café del Valle', timezone: 'America/Bogota' });
}, 60_000);

it('makes an alert, tests its channel, and shows in words when it fails and what was told', async () => {
  await page.getByRole('link', { name: 'Alertas' }).click();
  await page.getByText('Todavía nadie recibe avisos').waitFor();
  await page.getByRole('button', { name: 'Nueva alerta' }).click();
  await page.fill('#name', 'Turno de noche');
  await page.getByLabel('Errores por categoría').check();
  await page.fill('#webhook_url', 'no es una dirección');
  await save();
  await page.getByText('debe ser una dirección web completa').waitFor();
  await page.fill('#webhook_url', hook.url);
  await save();
  await page.getByRole('button', { name: 'Probar Turno de noche' }).click();
  await page.getByText('Llegó: mire el canal.').waitFor();
  expect(hook.texts).toEqual([expect.stringContaining('Prueba de la alerta «Turno de noche»')]);
  hook.status = 410;
  await page.getByRole('button', { name: 'Probar Turno de noche' }).click();
  await page.getByText('El webhook respondió HTTP 410.').waitFor();
  await test.house.app.get(Database).query(
    `INSERT INTO integration_error (id, company, integration_name, operation, entity_type, entity_external_id, error_category, error_code, error_message)
     VALUES ($1, 'default', 'alegra', 'op', 'doc', 'FE-77', 'validation_error', 'x', 'El cliente no existe.')`, [randomUUID()]);
  await test.house.app.get(AlertWatch).runSchedule();
  await page.waitForFunction(async () => ((await (await fetch('/api/alerts/events')).json()) as { data: { problem: unknown }[] }).data[0]?.problem);
  await page.reload();
  await page.getByText('El último aviso no llegó. El webhook respondió HTTP 410.').waitFor();
  await page.getByRole('cell', { name: 'FE-77: El cliente no existe.' }).waitFor();
  expect(await page.content()).not.toContain('secreto');
}, 60_000);

it('makes a person with a role in words, disables them and resets their password', async () => {
  await open('/admin/resources/users/actions/new');
  await page.fill('#name', 'Luz Mora');
  await page.fill('#email', 'luz@example.test');
  await page.fill('#password', 'una-clave-larga');
  await page.selectOption('#role', 'operator');
  await page.getByText('Lo de consulta, y además reenvía').waitFor();
  await page.getByLabel('default').check();
  await save();
  await page.getByRole('heading', { name: 'Luz Mora Activo' }).waitFor();
  await page.fill('#password', 'otra-clave-larga');
  await page.getByRole('button', { name: 'Restablecer contraseña' }).click();
  await page.getByText('Contraseña restablecida').first().waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Deshabilitar' }).click();
  await page.getByRole('heading', { name: 'Luz Mora Deshabilitado' }).waitFor();
}, 60_000);

it('shows a new API key once', async () => {
  await open('/admin/resources/api-keys/actions/new');
  await page.fill('#name', 'ERPNext de la tienda');
  await page.getByLabel('default').check();
  await page.fill('#expires_at', '2090-12-31');
  await page.getByRole('button', { name: 'Crear la clave' }).click();
  const key = await page.locator('.pz-key').innerText();
  expect(key).toMatch(/^puente_/);
  await page.getByRole('button', { name: 'Copiar' }).click();
  await page.getByRole('button', { name: 'Copiado' }).waitFor();
  await page.getByRole('link', { name: 'Volver a la lista' }).click();
  await page.getByText('ERPNext de la tienda').click();
  await page.getByText('Vale hasta 2090-12-3').waitFor();
  expect(await page.content()).not.toContain(key);
}, 60_000);

it('changes one’s own password, and ends a session elsewhere', async () => {
  const elsewhere = await page.context().browser()!.newPage();
  await elsewhere.goto(`${test.house.origin}/admin/login?next=/admin/pages/profile`);
  await elsewhere.fill('#email', 'ana@example.test');
  await elsewhere.fill('#password', 'correcto-caballo-pila');
  await elsewhere.click('button[type=submit]');
  await elsewhere.getByRole('heading', { name: 'Mi perfil' }).waitFor();
  await page.getByRole('link', { name: 'Mi perfil' }).click();
  await page.getByText('esta', { exact: true }).waitFor();
  await page.fill('#current', 'no-es-esta');
  await page.fill('#password', 'una-clave-nueva');
  await page.fill('#again', 'una-clave-otra');
  await page.getByText('No son iguales.').waitFor();
  await page.fill('#again', 'una-clave-nueva');
  await page.getByRole('button', { name: 'Cambiar la contraseña' }).click();
  await page.getByText('no es su contraseña actual').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Cerrar todas las demás' }).click();
  await page.getByRole('button', { name: 'Cerrar todas las demás' }).waitFor({ state: 'detached' });
  await elsewhere.reload();
  await elsewhere.locator('#email').waitFor();
  await elsewhere.close();
  await page.fill('#current', 'correcto-caballo-pila');
  await page.getByRole('button', { name: 'Cambiar la contraseña' }).click();
  await page.getByText('Contraseña cambiada').first().waitFor();
}, 90_000);

it('lets one in by the identity provider, and out of it again', async () => {
  idp.person = { sub: 'ana-1', email: 'ana@example.test', email_verified: true };
  await office.fromMenu('Salir');
  await page.getByText('Entrar a Puente').first().waitFor();
  await page.getByRole('link', { name: 'Entrar con Acme' }).click();
  await page.waitForURL(`${test.house.origin}/admin`);
  await page.getByRole('link', { name: 'Mi perfil' }).waitFor();
  await office.fromMenu('Salir');
  await page.waitForURL(new RegExp(`^${idp.issuer}`));
}, 60_000);

it('speaks English too, and made no error and no request to a stranger', async () => {
  await open('/admin/login?locale=en');
  await page.getByRole('link', { name: 'Sign in with Acme' }).waitFor();
  await office.logIn('una-clave-nueva');
  await office.fromMenu('English');
  await open('/admin/pages/settings?company=default&integration=alegra');
  await page.getByText('Before the second attempt').waitFor();
  await open('/admin/pages/alerts');
  await page.getByText('The webhook answered HTTP 410.').first().waitFor();
  // The browser itself writes each refused request to the console.
  const strange = office.noticed.filter((line) => !line.startsWith(`foreign: ${idp.issuer}`) && !/status of 4\d\d/.test(line));
  expect(strange).toEqual([]);
}, 60_000);
