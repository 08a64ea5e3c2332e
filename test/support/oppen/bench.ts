import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Tenant } from '../conformance/tenant.js';
import { openTestHouse, unique, type TestHouse } from '../house.js';
import { Shop } from './shop.js';

/** Stand-in provider until Oppen's sandbox is there. */
export class OppenBench {
  readonly sent: string[] = [];
  login: 'ok' | 'refused' = 'ok';
  /** The login is refused from this many invoices on. */
  refuseAfter = Infinity;
  private readonly duplicates = new Set<string>();

  private constructor(readonly test: TestHouse, private readonly server: Server) {}

  static async open(): Promise<OppenBench> {
    const test = await openTestHouse({ environment: { NOTIFY_WEBHOOK_URL: 'http://127.0.0.1:9/avisos' } });
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => bench.answer(text, (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(body)));
    });
    const bench = new OppenBench(test, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return bench;
  }

  private answer(text: string, say: (status: number, body: string) => void): void {
    const { reference } = JSON.parse(text) as { reference: string };
    if (this.login === 'refused' || this.sent.length >= this.refuseAfter) return say(401, '{}');
    if (this.duplicates.has(reference)) return say(409, 'Duplicate invoice');
    this.sent.push(reference);
    say(200, JSON.stringify({ id: 10600180000 + this.sent.length, reference }));
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  tenant(retry: Record<string, unknown> = {}): Promise<Tenant> {
    return Tenant.open(this.test.api, this.test.database.url, { integration: 'oppen', baseUrl: this.baseUrl, secrets: { token: 'secreto-x' }, metadata: {}, retry });
  }

  /** A closed day of a new shop of a new company with a credential. */
  async shop(retry: Record<string, unknown> = {}, local = unique('MATRIZ')): Promise<{ shop: Shop; tenant: Tenant }> {
    const tenant = await this.tenant(retry);
    return { tenant, shop: await Shop.open(this.test.api, tenant.company, local) };
  }

  /** This invoice is in Oppen already, put there by somebody else. */
  async occupy(_shop: Shop, reference: string): Promise<void> {
    this.duplicates.add(reference);
  }

  async refuseLogin(refused: boolean): Promise<void> {
    this.login = refused ? 'refused' : 'ok';
  }

  /** What is in Oppen of this kind: `A 0005-00001691`. */
  async ledger(): Promise<string[]> {
    return [...this.sent];
  }

  async close(): Promise<void> {
    await this.test.close();
    this.server.closeAllConnections();
    this.server.close();
  }
}
