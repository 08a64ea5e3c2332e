import type { SandboxAnswers } from '../children/sandbox.js';
import { Child } from './child.js';
import { once, type Cluster } from './cluster.js';
import { BenchHouse } from './house.js';
import { invoiceOf, ISSUER, makeP12, PIN } from './taxpayer.js';

/** A house that issues at a simulated Hacienda, each in a process of its own. */
export class HaciendaHouse {
  private constructor(
    readonly house: BenchHouse,
    readonly url: string,
    readonly hacienda: { url: string; baseUrl: string },
    private readonly sandbox: Child<SandboxAnswers>,
  ) {}

  static async open(cluster: Cluster, name: string): Promise<HaciendaHouse> {
    const url = await cluster.create(name);
    const sandbox = await Child.start<SandboxAnswers>('sandbox');
    const hacienda = await sandbox.ask('hacienda');
    const opened = new HaciendaHouse(await BenchHouse.open(url, 'api,worker,scheduler'), url, hacienda, sandbox);
    await opened.addCredential();
    return opened;
  }

  /** Stores an invoice of so many lines, and `copies` of it as other documents: judging each would take longer than measuring. */
  async fill(lines: number, copies: number): Promise<string[]> {
    const { id } = await this.house.send<{ id: string }>('POST', '/api/hacienda/documents', { company: 'default', ...invoiceOf(lines) });
    const made = await once<{ id: string }>(this.url, COPIES, [id, copies]);
    return [id, ...made.map((row) => row.id)];
  }

  async sandboxSays<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(this.hacienda.url + path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`sandbox: ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async close(): Promise<void> {
    await Promise.all([this.house.close(), this.sandbox.stop()]);
  }

  private async addCredential(): Promise<void> {
    const token_url = new URL('/auth/realms/rut-stag/protocol/openid-connect/token', this.hacienda.baseUrl).href;
    const secrets = { username: 'cpj-3-101-987654@stag.comprobanteselectronicos.go.cr', password: 'sandbox-clave-hacienda', p12_base64: makeP12().toString('base64'), p12_pin: PIN };
    await this.house.send('POST', '/api/credentials', { integration: 'hacienda', company: 'default', environment: 'sandbox', base_url: this.hacienda.baseUrl, secrets, metadata: { ...ISSUER, token_url } });
  }
}

const COPIES = `
  INSERT INTO einvoice_document
  SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'callback_token', gen_random_uuid()))).*
  FROM einvoice_document d, generate_series(1, $2::int) WHERE d.id = $1
  RETURNING id`;
