import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { KeyRotationService } from '../../src/core/credentials/index.js';
import { Database } from '../../src/core/database/index.js';
import { AlertWatch, NotificationSender } from '../../src/core/notifications/index.js';
import { SYSTEM } from '../../src/core/auth/index.js';
import { ApiClient } from '../support/api-client.js';
import { Hook } from '../support/hook.js';
import { openTestHouse, type TestHouse } from '../support/house.js';
import { MailBox } from '../support/mail-box.js';

interface Rule {
  id: string;
  channel_problem: { es: string } | null;
  last_sent_at: string | null;
  webhook_host: string | null;
}
interface Event {
  kind: string;
  occurrences: number;
  state: string;
  closed_at: string | null;
  problem: { es: string } | null;
}

let test: TestHouse;
let db: Database;
let hook: Hook;
let mail: MailBox;
beforeAll(async () => {
  [hook, mail] = await Promise.all([Hook.open(), MailBox.open()]);
  // Without the scheduler's role the minute is ours.
  test = await openTestHouse({ environment: { ROLES: 'api,worker', SMTP_URL: mail.url, PUBLIC_URL: 'https://puente.example' } });
  db = test.house.app.get(Database);
  await test.api.post('/api/companies', { code: 'otra', name: 'Otra' });
}, 120_000);
afterAll(async () => {
  await test?.close();
  hook.close();
  await mail.close();
});
beforeEach(async () => {
  hook.texts.length = 0;
  hook.status = 200;
  await db.query('DELETE FROM notification; DELETE FROM alert_event; DELETE FROM alert_rule; DELETE FROM integration_error');
});

const rule = async (given: Record<string, unknown> = {}): Promise<Rule> => {
  const { status, body } = await test.api.post<Rule>('/api/alerts/rules', { company: 'default', name: 'Fallos', kinds: ['message_failed'], channel: 'webhook', webhook_url: hook.url, ...given });
  expect(status).toBe(201);
  return body;
};
const tick = async () => {
  const result = await test.house.app.get(AlertWatch).runSchedule();
  await test.house.app.get(NotificationSender).sendDue();
  return result;
};
const events = async (query = '') => (await test.api.get<{ data: Event[] }>(`/api/alerts/events${query}`)).body.data;
const error = (minutesAgo: number, given: { company?: string; integration?: string; category?: string } = {}) =>
  db.query(
    `INSERT INTO integration_error (id, company, integration_name, operation, entity_type, entity_external_id, error_category, error_code, error_message, last_seen)
     VALUES ($1, $2, $3, 'op', 'doc', $4, $5, 'x', 'El cliente no existe.', now() - make_interval(mins => $6))`,
    [randomUUID(), given.company ?? 'default', given.integration ?? 'alegra', `F-${minutesAgo}-${given.category ?? ''}`, given.category ?? 'validation_error', minutesAgo]);
const lookBack = (id: string) => db.query(`UPDATE alert_rule SET watched_from = now() - interval '5 hours' WHERE id = $1`, [id]);

it('tells of a message that failed, where to look, and never its address', async () => {
  const made = await rule();
  expect(JSON.stringify(made)).not.toContain('secreto');
  await test.api.post('/api/alegra/webhooks/erpnext', '{"doctype": "POS Invoice", "name": "ROTA-1"', { 'content-type': 'application/json' });
  await test.api.until<{ data: unknown[] }>('/api/messages?outcome=failed', ({ data }) => data.length === 1);
  expect(await tick()).toEqual({ rules: 1, told: 1 });
  expect(hook.texts).toEqual([expect.stringMatching(/^Mensaje fallido · Alegra · default\n[\s\S]*https:\/\/puente\.example\/admin\/resources\/messages\?filters\.direction=inbound&filters\.outcome=failed&filters\.company=default&filters\.integration=alegra\n/)]);
  expect(await events()).toMatchObject([{ kind: 'message_failed', occurrences: 1, state: 'sent' }]);
  expect((await test.api.get<Rule>(`/api/alerts/rules/${made.id}`)).body).toMatchObject({ channel_problem: null, last_sent_at: expect.any(String) });
});

it('tells one cause once per window, then how often it was, then the next window anew', async () => {
  const { id } = await rule({ kinds: ['error_category'] });
  await lookBack(id);
  await Promise.all([error(150), error(145), error(140), error(150, { category: 'conflict' }), error(30)]);
  expect(await tick()).toMatchObject({ told: 2 });
  expect(await tick()).toMatchObject({ told: 2 });
  expect(hook.texts.map((text) => text.split('\n')[0]).sort()).toEqual([
    ...Array<string>(3).fill('Errores por categoría · Alegra · default'), 'Errores por categoría · Alegra · default (3 en total)',
  ]);
  expect(hook.texts.join('\n')).toContain('En 60 minutos: 3 errores por resolver por la misma causa. Ya se había avisado del primero.');
  // Two at once, and once more: nothing twice.
  expect(await Promise.all([tick(), tick()])).toMatchObject([{ told: 0 }, { told: 0 }]);
  expect((await events()).map(({ occurrences, closed_at }) => [occurrences, closed_at !== null]).sort()).toEqual([[1, false], [1, true], [3, true]]);
});

it('tells once although two look in the same moment', async () => {
  const { id } = await rule({ kinds: ['error_category'] });
  await lookBack(id);
  await error(20);
  const watch = test.house.app.get(AlertWatch);
  const results = await Promise.all([watch.runSchedule(), watch.runSchedule(), watch.runSchedule()]);
  expect(results.reduce((sum, { told }) => sum + Number(told), 0)).toBe(1);
  await test.house.app.get(NotificationSender).sendDue();
  expect(hook.texts).toHaveLength(1);
});

it('keeps to its company, its integration, its categories, and to what comes after it', async () => {
  const [{ id: own }, { id: conflicts }] = await Promise.all([rule({ name: 'Oppen', integration: 'oppen', kinds: ['error_category'] }), rule({ name: 'Conflictos', kinds: ['error_category'], error_categories: ['conflict'] })]);
  await rule({ name: 'Desde ahora', kinds: ['error_category'] });
  await Promise.all([lookBack(own), lookBack(conflicts)]);
  await Promise.all([error(9, { company: 'otra', integration: 'oppen' }), error(9), error(9, { integration: 'oppen' }), error(8, { integration: 'hacienda', category: 'conflict' })]);
  expect(await tick()).toMatchObject({ rules: 3, told: 2 });
  expect(hook.texts.map((text) => text.split('\n').at(-1)).sort()).toEqual(['Alerta «Conflictos» de Puente.', 'Alerta «Oppen» de Puente.']);
});

it('tells of what stands still: credentials, the queue, schedules, certificates', async () => {
  const { id } = await rule({ kinds: ['credential_paused', 'breaker_open', 'queue_old', 'schedule_failed', 'schedule_late', 'retries_exhausted', 'certificate_expiring'], queue_minutes: 5 });
  const { body } = await test.api.post<{ id: number }>('/api/credentials', { integration: 'alegra', company: 'default', environment: 'sandbox', base_url: test.sandboxes.alegra.baseUrl, secrets: { email: 'a@b.example', token: 'x' }, metadata: { country: 'CR' } });
  expect(await tick()).toMatchObject({ told: 0 });
  await db.query(`INSERT INTO credential_state (credential_id) VALUES ($1) ON CONFLICT DO NOTHING`, [body.id]);
  await db.query(`UPDATE credential_state SET paused_at = now(), pause_reason = 'El proveedor la rechaza.', breaker = 'open', breaker_until = now() + interval '1 minute', updated_at = now() WHERE credential_id = $1`, [body.id]);
  await db.query(`INSERT INTO schedule_run (id, schedule, due_at, state, error, finished_at) VALUES ($1, 'hacienda.warn-certificates', now(), 'failed', 'no hay disco', now())`, [randomUUID()]);
  const stuck = randomUUID();
  await db.query(
    `INSERT INTO integration_message (id, company, integration, direction, event_type, external_reference, order_id, correlation_id, trigger, received_at, status, claimed_at)
     VALUES ($1, 'default', 'oppen', 'inbound', 'x', 'F-77', $1, $1, 'api', now() - interval '6 minutes', 'processing', now())`, [stuck]);
  await db.query(
    `INSERT INTO retry_queue_entry (id, company, integration, operation, subject, message_id, correlation_id, order_id, state, error_category, max_retries, last_error_code, last_error, finished_at)
     VALUES ($1, 'default', 'oppen', 'x', 'F-77', $2, $2, $2, 'failed', 'server_error', 3, 'oppen.down', 'No responde.', now())`, [randomUUID(), stuck]);
  await db.query(`INSERT INTO credential_expiry (credential_id, version, owner, expires_at) VALUES ($1, 1, 'CAFÉ DEL VALLE', '2020-05-01T12:00:00Z')`, [body.id]);
  // Late counts only by a scheduler that was awake before.
  await db.query(`INSERT INTO schedule_run (id, schedule, due_at, state, started_at) VALUES ($1, 'core.watch-alerts', now(), 'completed', now() - interval '1 minute')`, [uuidv7()]);
  await db.query(`UPDATE schedule SET next_run_at = now() - interval '11 minutes', paused = false WHERE name = 'oppen.tell-errors'`);
  expect(await tick()).toMatchObject({ told: 7 });
  expect(hook.texts.map((text) => text.split('\n').slice(0, 2).join(' | ')).sort()).toEqual([
    'Certificado por vencer · Alegra · default | CAFÉ DEL VALLE → 2020-05-01',
    'Cola atrasada · Oppen · default | F-77',
    'Credencial en pausa · Alegra · default | default: El proveedor la rechaza.',
    'Programación atrasada · default | oppen.tell-errors',
    'Programación fallida · default | hacienda.warn-certificates: no hay disco',
    'Proveedor caído · Alegra · default | default',
    'Reintentos agotados · Oppen · default | F-77: No responde.',
  ]);
  expect(await tick()).toMatchObject({ told: 0 });
  await test.api.delete(`/api/alerts/rules/${id}`);
});

it('goes by e-mail too, and shows in words why a channel does not work, until it does', async () => {
  const { id } = await rule({ kinds: ['error_category'], channel: 'email', webhook_url: undefined, emails: ['ana@example.test', 'luz@example.test'] });
  await lookBack(id);
  mail.refuses = true;
  await error(3);
  await tick();
  expect((await events())[0]).toMatchObject({ state: 'pending', problem: { es: expect.stringMatching(/^El servidor de correo no lo aceptó: .*mailbox unavailable/) } });
  expect((await test.api.get<Rule>(`/api/alerts/rules/${id}`)).body.channel_problem).toMatchObject({ es: expect.stringContaining('mailbox unavailable') });
  mail.refuses = false;
  await db.query('UPDATE notification SET next_attempt_at = now()');
  await test.house.app.get(NotificationSender).sendDue();
  expect(mail.mails.at(-1)).toMatchObject({ to: ['ana@example.test', 'luz@example.test'] });
  expect((await test.api.get<Rule>(`/api/alerts/rules/${id}`)).body.channel_problem).toBeNull();
});

it('sends a test by the rule’s channel and says how it went', async () => {
  const { id } = await rule();
  expect((await test.api.post(`/api/alerts/rules/${id}/test`, {})).body).toEqual({ ok: true, problem: null });
  expect(hook.texts).toEqual(['Prueba de la alerta «Fallos»\nSi lee esto, las alertas de default llegan. No hay nada que hacer.']);
  hook.status = 404;
  expect((await test.api.post(`/api/alerts/rules/${id}/test`, {})).body).toEqual({ ok: false, problem: { es: 'El webhook respondió HTTP 404.', en: 'The webhook answered HTTP 404.' } });
  const { body } = await test.api.get<{ data: unknown[] }>('/api/audit?action=alert_rule.tested');
  expect(body.data).toMatchObject([{ after: { ok: false } }, { after: { ok: true } }]);
  expect(JSON.stringify(body)).not.toContain('secreto');
});

it('keeps the address sealed, also through a rotation of the keys', async () => {
  const { id } = await rule();
  const sealed = async () => (await db.rows<{ webhook_sealed: string }>('SELECT webhook_sealed FROM alert_rule WHERE id = $1', [id]))[0]!.webhook_sealed;
  const before = await sealed();
  expect(before).not.toContain('secreto');
  await test.house.app.get(KeyRotationService).rotateToNewKey(SYSTEM);
  expect(await sealed()).not.toBe(before);
  expect((await test.api.post(`/api/alerts/rules/${id}/test`, {})).body).toMatchObject({ ok: true });
});

it('is changed, switched off, and taken away with its history kept', async () => {
  const { id } = await rule({ kinds: ['error_category'] });
  await lookBack(id);
  await error(2);
  await tick();
  const changed = await test.api.patch(`/api/alerts/rules/${id}`, { name: 'Otro nombre', active: false });
  expect(changed).toMatchObject({ status: 200, body: { name: 'Otro nombre', active: false, webhook_host: new URL(hook.url).host } });
  expect(await tick()).toMatchObject({ rules: 0 });
  expect((await test.api.delete(`/api/alerts/rules/${id}`)).status).toBe(204);
  expect((await test.api.get(`/api/alerts/rules/${id}`)).status).toBe(404);
  expect(await events()).toHaveLength(1);
});

it.each([
  [{ kinds: [] }, 'kinds'], [{ kinds: ['nada'] }, 'kinds'], [{ channel: 'humo' }, 'channel'], [{ integration: 'nada' }, 'integration'], [{ window_minutes: 4 }, 'window_minutes'],
  [{ webhook_url: 'hola' }, 'webhook_url'], [{ webhook_url: 'ftp://x.example/' }, 'webhook_url'], [{ channel: 'email' }, 'emails'], [{ emails: ['no'] }, 'emails'], [{ error_categories: ['nada'] }, 'error_categories'],
])('refuses %j, and says which field', async (given, path) => {
  const { status, body } = await test.api.post<{ errors: { path: string }[] }>('/api/alerts/rules', { company: 'default', name: 'x', kinds: ['message_failed'], channel: 'webhook', webhook_url: hook.url, ...given });
  expect([status, body.errors?.[0]?.path]).toEqual([400, path]);
});

it('belongs to managers of its company; nobody else sees it', async () => {
  const { id } = await rule();
  const as = async (role: string, company: string) => new ApiClient(test.api.origin, (await test.api.post<{ key: string }>('/api/api-keys', { name: role, role, companies: [company] })).body.key);
  const [viewer, operator, foreign] = await Promise.all([as('viewer', 'default'), as('operator', 'default'), as('manager', 'otra')]);
  expect((await viewer.get(`/api/alerts/rules/${id}`)).status).toBe(200);
  expect((await operator.post(`/api/alerts/rules/${id}/test`, {})).status).toBe(403);
  for (const answer of [await foreign.get(`/api/alerts/rules/${id}`), await foreign.patch(`/api/alerts/rules/${id}`, { name: 'mía' }), await foreign.post(`/api/alerts/rules/${id}/test`, {}), await foreign.delete(`/api/alerts/rules/${id}`), await foreign.get('/api/alerts/events?company=default')]) {
    expect(answer.status).toBe(404);
  }
  expect((await foreign.get<{ data: unknown[] }>('/api/alerts/rules')).body.data).toEqual([]);
  expect((await foreign.post('/api/alerts/rules', { company: 'default', name: 'x', kinds: ['message_failed'], channel: 'webhook', webhook_url: hook.url })).status).toBe(404);
  expect(hook.texts).toEqual([]);
});
