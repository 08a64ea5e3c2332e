import { ApiClient } from '../support/api-client.js';
import { runCli, type CliRun } from '../support/cli.js';
import { openTestHouse, unique, type TestHouse } from '../support/house.js';

// The first command may have to build the program.
const PATIENCE_MS = 120_000;

let test: TestHouse;
let credential: number;
const cli = (...args: string[]): Promise<CliRun> => runCli(test.environment, ...args);
const words = (run: CliRun): string => `${run.stdout}${run.stderr}`;

beforeAll(async () => {
  test = await openTestHouse();
  const { body } = await test.api.post<{ id: number }>('/api/credentials', {
    integration: 'alegra', company: 'default', name: 'default', environment: 'sandbox', base_url: test.sandboxes.alegra!.baseUrl,
    secrets: { email: 'sandbox@puente.example', token: 'sandbox-token' }, metadata: { country: 'CR', tax_map: { 13: '6' }, payment_account_map: { Efectivo: '1' }, generic_contact_id: '1' }, active: true,
  });
  credential = body.id;
});
afterAll(() => test.close());

/** Sells something that Alegra does not know. */
async function failedMessage(): Promise<string> {
  const document = {
    doctype: 'POS Invoice', name: unique('CLI'), docstatus: 1, is_pos: 1, currency: 'CRC', posting_date: '2026-03-02', due_date: '2026-03-02', customer: 'Contado',
    items: [{ item_code: 'NADIE-LO-CONOCE', item_name: 'Cosa', qty: 1, rate: 1000, amount: 1000 }],
    taxes: [{ charge_type: 'On Net Total', account_head: 'IVA 13%', rate: 13, tax_amount: 130 }],
    payments: [{ mode_of_payment: 'Efectivo', amount: 1130, type: 'Cash' }], net_total: 1000, grand_total: 1130,
  };
  const { body } = await test.api.post<{ messageId: string }>('/api/alegra/webhooks/erpnext', document);
  await test.api.until<{ outcome: string }>(`/api/messages/${body.messageId}`, ({ outcome }) => outcome === 'failed');
  return body.messageId;
}

it('shows its commands, and says what is wrong with one that does not exist', async () => {
  const help = await cli('--help');
  expect(help.code).toBe(0);
  for (const command of ['messages', 'credentials', 'users', 'api-keys', 'doctor', 'keys', 'queue', 'retry', 'schedules', 'erpnext', 'hacienda']) expect(help.stdout).toContain(`  ${command} `);
  expect(await cli('mensajes')).toMatchObject({ code: 1, stderr: expect.stringContaining("unknown command 'mensajes'") });
}, PATIENCE_MS);

it('reads, previews and resends a message', async () => {
  const id = await failedMessage();
  const shown = await cli('messages', 'show', id);
  expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/recibido[\s\S]*NADIE-LO-CONOCE/) });
  expect(await cli('messages', 'preview', id)).toMatchObject({ code: 1, stdout: expect.stringContaining('item_unmapped') });

  await test.api.patch(`/api/credentials/${credential}`, { metadata: { default_item_id: '79' } });
  expect(await cli('messages', 'preview', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('/invoices') });
  const resent = await cli('messages', 'resend', id, '00000000-0000-7000-8000-000000000000', '--reason', 'producto corregido');
  expect(resent).toMatchObject({ code: 1, stderr: expect.stringContaining('No existe') });
  const newId = /→ (\S+)/.exec(resent.stdout)![1]!;
  await test.api.until<{ outcome: string }>(`/api/messages/${newId}`, ({ outcome }) => outcome === 'succeeded');

  const { timeline } = JSON.parse((await cli('messages', 'show', newId, '--json')).stdout) as { timeline: { kind: string; reason: string | null }[] };
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'resend', reason: 'producto corregido' }));
}, PATIENCE_MS);

it('checks and lists credentials, and the doctor sees one that stands still', async () => {
  expect(await cli('credentials', 'check', String(credential))).toMatchObject({ code: 0, stdout: expect.stringContaining('Conectado con Alegra') });
  const healthy = await cli('doctor');
  expect(words(healthy)).not.toContain('MAL');
  expect(healthy).toMatchObject({ code: 0, stdout: expect.stringContaining('1 en marcha') });

  await test.api.post(`/api/credentials/${credential}/pause`, { reason: 'token vencido' });
  const sick = await cli('doctor');
  expect(sick).toMatchObject({ code: 1, stdout: expect.stringMatching(/MAL .*en pausa: .*token vencido[\s\S]*Qué hacer/) });
  await test.api.post(`/api/credentials/${credential}/resume`, {});
}, PATIENCE_MS);

it('makes users and keys, and refuses what REST would refuse', async () => {
  const refused = await cli('users', 'create', '--email', 'no', '--name', 'Ana', '--role', 'jefa', '--companies', 'default');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/email: debe ser un correo electrónico[\s\S]*role: /) });
  expect(await cli('users', 'create', '--email', 'eva@example.test', '--name', 'Eva', '--role', 'viewer', '--companies', 'default')).toMatchObject({ code: 0, stdout: expect.stringContaining('Contraseña: ') });

  const made = await cli('api-keys', 'create', '--name', 'del-cli', '--role', 'viewer', '--companies', '*');
  const api = new ApiClient(test.api.origin, made.stdout.trim().split('\n').at(-1));
  expect((await api.get('/api/messages')).status).toBe(200);
  const { body } = await test.api.get<{ data: { id: string; name: string }[] }>('/api/api-keys');
  const { id } = body.data.find(({ name }) => name === 'del-cli')!;
  expect(await cli('api-keys', 'revoke', id)).toMatchObject({ code: 0 });
  const { body: users } = await test.api.get<{ data: { email: string }[] }>('/api/users');
  expect(users.data.map(({ email }) => email)).toContain('eva@example.test');
}, PATIENCE_MS);

it('steers schedules, the queue, retries and keys', async () => {
  await cli('schedules', 'pause', 'core.sweep-queues');
  const listed = JSON.parse((await cli('schedules', 'list', '--json')).stdout) as { name: string; paused: boolean }[];
  expect(listed).toContainEqual(expect.objectContaining({ name: 'core.sweep-queues', paused: true }));
  expect(await cli('schedules', 'run', 'core.sweep-queues')).toMatchObject({ code: 0, stdout: expect.stringContaining('Terminó') });
  expect(JSON.parse((await cli('queue', 'sweep', '--json')).stdout)).toEqual({ retries: 0, due: 0, forgotten: 0 });
  expect(await cli('retry', 'list')).toMatchObject({ code: 0, stdout: 'No hay reintentos.\n' });
  expect(await cli('keys', 'rotate', '--new-key')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 credenciales cifradas de nuevo') });
}, PATIENCE_MS);

it('installs the key field in an instance of ERPNext', async () => {
  await fetch(`${test.sandboxes.erpnext.url}/__seed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key_field: false }) });
  const { body } = await test.api.post<{ id: number }>('/api/v1/workflow/instances', { name: 'cli', api_url: test.sandboxes.erpnext.baseUrl, api_key: 'sandbox-key-a', api_secret: 'sandbox-secret-a' });
  const install = () => cli('erpnext', 'install-key-field', String(body.id));
  expect(await install()).toMatchObject({ code: 0, stdout: expect.stringContaining('"Delivery Note":"created"') });
  expect(await install()).toMatchObject({ code: 0, stdout: expect.stringContaining('"Delivery Note":"present"') });
  expect(await cli('erpnext', 'install-key-field', 'uno')).toMatchObject({ code: 1, stderr: expect.stringContaining('número de una instancia') });
}, PATIENCE_MS);

it('counts and resumes executions of ERPNext, and says what it needs to know', async () => {
  expect(await cli('erpnext', 'resume', '--failed', '--dry-run')).toMatchObject({ code: 0, stdout: 'Se reanudarían 0; 0 no lo necesitan.\n' });
  expect(await cli('erpnext', 'resume')).toMatchObject({ code: 1, stderr: expect.stringContaining('--failed') });
}, PATIENCE_MS);

it('says in words that the database is away', async () => {
  const run = await runCli({ ...test.environment, DATABASE_URL: 'postgres://127.0.0.1:1/nada' }, 'doctor');
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('No se pudo conectar a PostgreSQL');
  expect(run.stderr).not.toContain('    at ');
}, PATIENCE_MS);
