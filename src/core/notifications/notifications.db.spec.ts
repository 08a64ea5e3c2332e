import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { readEnv } from '../config/index.js';
import { Database, makeDataSource } from '../database/index.js';
import { HttpClient } from '../http/index.js';
import { AlertTargets } from './alerts/alert-targets.js';
import { Channels } from './channels.service.js';
import { Mailer } from './mailer.service.js';
import { NotificationSender } from './notification-sender.service.js';
import { Notifier } from './notifier.service.js';

let database: TestDatabase;
let db: Database;
let smtp: SMTPServer;
let hook: Server;
let answer = 200;
const mails: string[] = [];
const posts: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = new Database(await makeDataSource(database.url, { poolSize: 3 }).initialize());
  await db.query(`INSERT INTO company (code, name) VALUES ('a', 'A'), ('b', 'B')`);
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      posts.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  hook.close();
  smtp.close();
  await db.source.destroy();
  await database.drop();
});
beforeEach(async () => {
  mails.length = 0;
  posts.length = 0;
  answer = 200;
  await db.query('DELETE FROM notification');
});

// Notices without a rule ask for none.
const NO_RULES = new AlertTargets(undefined as never, undefined as never, undefined as never);
const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

function room(overrides: NodeJS.ProcessEnv = {}) {
  const env = readEnv({
    ALLOW_PRIVATE_HOSTS: 'on', NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${port(hook)}/services/T0/secreto`, SMTP_URL: `smtp://127.0.0.1:${port(smtp.server)}`, NOTIFY_EMAIL: 'ana@example.test', ...overrides,
  });
  const channels = new Channels(env, new HttpClient(env), new Mailer(env), NO_RULES);
  const sender = new NotificationSender(db, channels);
  return { sender, notifier: new Notifier(db, channels, sender) };
}

const notice = { company: 'a', integration: 'oppen', subject: 'Errores en Oppen', text: 'Factura 0005-1: dañada', key: 'oppen:a:centro:2026-11-25' };
const states = () => db.rows('SELECT channel, state, attempts, last_error FROM notification ORDER BY channel');

it('tells by webhook and e-mail, once per cause, company and channel', async () => {
  const { notifier, sender } = room();
  await notifier.notify(notice);
  await notifier.notify({ ...notice, text: 'otra vez' });
  await sender.sendDue();
  await notifier.notify({ ...notice, company: 'b' });
  await sender.sendDue();
  expect(posts).toEqual([{ text: 'Errores en Oppen\nFactura 0005-1: dañada' }, { text: 'Errores en Oppen\nFactura 0005-1: dañada' }]);
  expect(mails).toHaveLength(2);
  expect(mails[0]).toMatch(/^To: ana@example\.test$/m);
  expect(mails[0]).toContain('Subject: Errores en Oppen');
});

it('keeps what did not get through, and sends it when it is due again, without telling the address', async () => {
  const { notifier, sender } = room({ SMTP_URL: undefined });
  answer = 500;
  await notifier.notify(notice);
  expect(await sender.sendDue()).toEqual({ sent: 0, failed: 0 });
  expect(await states()).toEqual([{ channel: 'webhook', state: 'pending', attempts: 1, last_error: 'The webhook answered HTTP 500.' }]);
  answer = 200;
  await db.query(`UPDATE notification SET next_attempt_at = now()`);
  expect(await sender.sendDue()).toEqual({ sent: 1, failed: 0 });
  expect(await states()).toMatchObject([{ state: 'sent', attempts: 2 }]);
});

it('never calls a private address where that is not allowed', async () => {
  const { notifier, sender } = room({ ALLOW_PRIVATE_HOSTS: 'off', SMTP_URL: undefined });
  await notifier.notify(notice);
  await sender.sendDue();
  expect(await db.rows('SELECT last_error, last_problem FROM notification')).toEqual([{
    last_error: 'The webhook does not answer: it leads to a private address, which is not allowed.',
    last_problem: { es: 'El webhook no responde: lleva a una dirección privada, y no está permitido.', en: expect.any(String) },
  }]);
  expect(posts).toEqual([]);
});

it('gives up after six tries, and says so', async () => {
  const { notifier, sender } = room({ NOTIFY_WEBHOOK_URL: 'http://127.0.0.1:1/secreto', SMTP_URL: undefined });
  await notifier.notify(notice);
  for (let n = 0; n < 7; n++) {
    await sender.sendDue();
    await db.query(`UPDATE notification SET next_attempt_at = now()`);
  }
  expect(await states()).toEqual([{ channel: 'webhook', state: 'failed', attempts: 6, last_error: 'The webhook does not answer: it refuses the connection.' }]);
});

it('is part of the transaction that has the reason for it, and writes nothing when nobody is to be told', async () => {
  const { notifier } = room();
  await expect(db.transaction(async (tx) => {
    await notifier.notify(notice, tx);
    throw new Error('rolled back');
  })).rejects.toThrow('rolled back');
  await room({ NOTIFY_WEBHOOK_URL: undefined, SMTP_URL: undefined }).notifier.notify(notice);
  expect(await states()).toEqual([]);
});
