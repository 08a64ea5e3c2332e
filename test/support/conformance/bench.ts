import { MessageLog } from '../../../src/core/message-log/index.js';
import { openTestHouse, TEST_KEY, unique, type TestHouse } from '../house.js';
import type { Conforming } from './contract.js';
import { SandboxControl } from './sandbox-control.js';
import { Tenant, type Message } from './tenant.js';

/** One house for one suite, and what the cases do in it. */
export class ConformanceBench {
  private constructor(
    readonly house: TestHouse,
    readonly sandbox: SandboxControl,
    readonly baseUrl: string,
    private readonly of: Conforming,
  ) {}

  static async open(of: Conforming): Promise<ConformanceBench> {
    const house = await openTestHouse();
    const { url, baseUrl } = of.sandbox(house);
    return new ConformanceBench(house, new SandboxControl(url), baseUrl, of);
  }

  tenant({ secrets = this.of.secrets, baseUrl = this.baseUrl }: { secrets?: Record<string, string>; baseUrl?: string } = {}): Promise<Tenant> {
    const { definition, metadata, addresses, retry } = this.of;
    return Tenant.open(this.house.api, this.house.database.url, { integration: definition.id, baseUrl, secrets, metadata: { ...metadata, ...addresses?.(baseUrl) }, retry });
  }

  /** A document of its own, so that no case sees another's. */
  document(): Delivery {
    const name = unique('CONF');
    return { name, document: this.of.document(name) };
  }

  /** As the sender delivers it. Answers the message's id. */
  async deliver(tenant: Tenant, { document }: Delivery): Promise<string> {
    const body = Buffer.from(JSON.stringify(this.of.addressed?.(document, tenant.credentialId) ?? document));
    return this.of.path ? this.post(this.of.path(tenant.company), body) : this.put(tenant, body);
  }

  private put({ company, credentialId }: Tenant, body: Buffer): Promise<string> {
    const identity = this.of.message!(body);
    const { id } = this.of.definition;
    return this.house.house.app.get(MessageLog).accept({
      company, integration: id, trigger: 'api', ...identity, credential_id: credentialId, created_by: 'conformance', method: 'POST', url: '/', headers: {}, body,
    });
  }

  private async post(path: string, body: Buffer): Promise<string> {
    const headers = this.of.headers?.(body) ?? { 'x-api-key': TEST_KEY };
    const response = await fetch(this.house.api.origin + path, { method: 'POST', headers, body: body as BodyInit });
    const text = await response.text();
    if (response.status !== 202) throw new Error(`not accepted: ${response.status} ${text}`);
    // A specification may fix the body of the answer; then a header tells the message.
    return response.headers.get('x-message-id') ?? (JSON.parse(text) as { messageId: string }).messageId;
  }

  /** Delivers, and waits for the last message of the chain. */
  async run(tenant: Tenant, delivery: Delivery, timeoutMs?: number): Promise<Message> {
    return tenant.settled(await this.deliver(tenant, delivery), timeoutMs);
  }

  async documents({ company }: Tenant, { name }: Delivery): Promise<number> {
    return this.of.documents(await this.sandbox.state(), company, name);
  }

  /** Arms a fault that strikes the next call that creates a document. */
  strikeWrite(fault: string, options: Record<string, unknown> = {}): Promise<unknown> {
    return this.sandbox.fault({ fault, ...this.of.write, ...options });
  }
}

export interface Delivery {
  name: string;
  document: object;
}
