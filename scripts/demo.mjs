// npm run demo: against a running Puente, sends documents through every integration and prints where each ended. Running it again sends nothing twice.
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as alegra from './demo/alegra.mjs';
import * as devengo from './demo/devengo.mjs';
import * as erpnext from './demo/erpnext.mjs';
import * as hacienda from './demo/hacienda.mjs';
import * as oppen from './demo/oppen.mjs';
import { expect, makeApi } from './demo/api.mjs';
import { main, ROOT, say, Stop } from './lib/project.mjs';

const COMPANY = 'demo';
const PATIENCE_MS = 30_000;
const OTHER_DATABASE =
  'La clave se creó en otra base de datos que la de ese Puente / the key went into another database. ' +
  'Dé a la demostración las mismas DATA_DIR o DATABASE_URL con que arrancó Puente, o una clave: PUENTE_API_KEY=… npm run demo';

await main(async () => {
  const dotenv = join(ROOT, '.env');
  if (existsSync(dotenv)) process.loadEnvFile(dotenv);
  const origin = (process.env.PUENTE_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`).replace(/\/$/, '');
  expect(await makeApi(origin)('GET', '/health/ready'), 200);
  const given = process.env.PUENTE_API_KEY || process.env.BOOTSTRAP_API_KEY;
  const api = makeApi(origin, given || ownKey());
  if (!given && (await api('GET', '/api/companies')).status === 401) throw new Stop(OTHER_DATABASE);
  expect(await api('POST', '/api/companies', { code: COMPANY, name: 'Tienda Demo' }), 201, 409);
  await prepare(api, alegra);
  await prepare(api, oppen);
  await prepare(api, hacienda);

  const messages = [];
  for (const { what, document } of alegra.deliveries) messages.push({ what, name: document.name, message: await follow(api, await deliver(api, document)) });
  const audit = await oppen.run(api, COMPANY);
  report(origin, messages, [...audit.rows, ...(await erpnext.run(api, COMPANY, PATIENCE_MS)), ...(await devengo.run(api, COMPANY)), ...(await hacienda.run(api, COMPANY, PATIENCE_MS))]);
  say(audit.msg);
});

/** Whoever may run commands beside the database may make a key. It lives for an hour. */
function ownKey() {
  say('Sin PUENTE_API_KEY ni BOOTSTRAP_API_KEY: se crea una clave de una hora con la línea de comandos…');
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  const args = ['scripts/cli.mjs', 'api-keys', 'create', '--name', 'demo', '--role', 'admin', '--companies', '*', '--expires', expires];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  if (status !== 0) throw new Stop('No se pudo crear la clave. Indique una: PUENTE_API_KEY=… npm run demo');
  return stdout.trim().split('\n').at(-1);
}

async function prepare(api, { integration: id, credential }) {
  const { data: sandboxes } = expect(await api('GET', '/api/sandbox'), 200);
  const { base_url } = sandboxes.find(({ integration }) => integration === id);
  const { data: known } = expect(await api('GET', `/api/credentials?company=${COMPANY}&integration=${id}`), 200);
  const content = { ...(typeof credential === 'function' ? credential(base_url) : credential), base_url, active: true };
  const { id: credentialId } = known[0]
    ? expect(await api('PATCH', `/api/credentials/${known[0].id}`, content), 200)
    : expect(await api('POST', '/api/credentials', { integration: id, company: COMPANY, name: 'default', ...content }), 201);
  say(expect(await api('POST', `/api/credentials/${credentialId}/check`), 200, 201).message);
}

/** Signed as ERPNext signs it. */
async function deliver(api, document) {
  const body = JSON.stringify(document);
  const signature = createHmac('sha256', alegra.webhookSecret).update(body).digest('base64');
  const { messageId } = expect(await api('POST', `/api/alegra/webhooks/erpnext/${COMPANY}`, body, { 'x-frappe-webhook-signature': signature }), 202);
  return messageId;
}

async function follow(api, id) {
  for (const deadline = Date.now() + PATIENCE_MS; ; await pause(200)) {
    const message = expect(await api('GET', `/api/messages/${id}`), 200);
    if (['processed', 'skipped'].includes(message.status) || Date.now() > deadline) return message;
  }
}

function report(origin, messages, others) {
  const ended = [...messages.map(({ message, ...row }) => ({ ...row, outcome: message.outcome ?? message.status, detail: detail(message) })), ...others];
  const table = [['Documento', 'Qué es', 'Terminó', 'Detalle'], ...ended.map(({ name, what, outcome, detail: words }) => [name, what, outcome, words])];
  const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => row[at].length)));
  console.log('');
  for (const row of table) console.log(row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd());
  console.log(`\nTodo está en  ${origin}/admin`);
  for (const { name, message } of messages) console.log(`  ${name.padEnd(widths[0])}  ${origin}/admin/resources/messages/records/${message.id}/show`);
}

function detail({ response_payload, error_message, wait_reason }) {
  if (error_message) return error_message;
  if (!response_payload) return wait_reason ?? '';
  const { message, duplicate_of, ...ids } = response_payload;
  if (duplicate_of) return `ya se atendió en el mensaje ${duplicate_of}`;
  return message ?? Object.entries(ids).filter(([, value]) => typeof value !== 'object').map(([name, value]) => `${name} ${value}`).join(', ');
}
