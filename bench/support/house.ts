import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HouseAnswers } from '../children/house.js';
import { Child } from './child.js';
import { METADATA, WEBHOOK_SECRET } from './documents.js';

const EMAIL = 'bench@example.test';
const PASSWORD = randomBytes(12).toString('hex');
const KEY = 'bench-bootstrap-key-0123456789';
export const WORKER_CONCURRENCY = '8';
/** As in `npm start`. */
const HEAP = '--max-old-space-size=1536';

/** A whole Puente in a process of its own. */
export class BenchHouse {
  private constructor(
    readonly child: Child<HouseAnswers>,
    readonly origin: string,
    private readonly folder: string,
  ) {}

  static async open(databaseUrl: string, roles: string): Promise<BenchHouse> {
    const folder = await mkdtemp(join(tmpdir(), 'puente-bench-house-'));
    const child = await Child.start<HouseAnswers>('house', {
      DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', ROLES: roles, SANDBOX: 'off', ALLOW_PRIVATE_HOSTS: 'on', NODE_ENV: 'production',
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`, SESSION_SECRET: randomBytes(32).toString('hex'),
      BOOTSTRAP_API_KEY: KEY, ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'info', WORKER_CONCURRENCY, REDIS_URL: '',
    }, [HEAP]);
    return new BenchHouse(child, await child.ask('origin'), folder);
  }

  /** Lets ERPNext in, and Alegra be found at `baseUrl`. */
  async addCredential(baseUrl: string): Promise<void> {
    const secrets = { email: 'sandbox@puente.example', token: 'sandbox-token', webhook_secret: WEBHOOK_SECRET };
    await this.send('POST', '/api/credentials', { integration: 'alegra', company: 'default', environment: 'sandbox', base_url: baseUrl, secrets, metadata: METADATA });
  }

  async send<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
    const answer = await fetch(this.origin + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** The back-office as a signed-in person reads it. */
  async signIn(): Promise<<T>(path: string) => Promise<T>> {
    const answer = await fetch(`${this.origin}/admin/login`, { method: 'POST', redirect: 'manual', headers: { origin: this.origin }, body: new URLSearchParams({ email: EMAIL, password: PASSWORD }) });
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    if (!cookie) throw new Error(`nobody could sign in: ${answer.status}`);
    return async <T>(path: string) => {
      const page = await fetch(this.origin + path, { headers: { cookie } });
      if (!page.ok) throw new Error(`GET ${path}: ${page.status} ${await page.text()}`);
      return (await page.json()) as T;
    };
  }

  async close(): Promise<void> {
    await this.child.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
