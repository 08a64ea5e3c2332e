import { createHmac } from 'node:crypto';
import { SandboxControl } from '../conformance/sandbox-control.js';
import { Tenant, type Message, type TenantOptions } from '../conformance/tenant.js';
import { openTestHouse, type TestHouse } from '../house.js';
import type { Document } from './documents.js';

export const SECRETS = { email: 'sandbox@puente.example', token: 'sandbox-token', webhook_secret: 'secreto-de-prueba' };

/** Maps for the documents of documents.ts. */
export const METADATA = {
  item_map: { SILLA: '76', MESA: '77' },
  payment_account_map: { Efectivo: '1', Transferencia: '2', Tarjeta: '4' },
  payment_method_map: { Efectivo: 'cash', Transferencia: 'transfer', Tarjeta: 'credit-card' },
};

/** What the sandbox's state shows of an invoice, as far as tests look. */
export interface RemoteInvoice {
  id: string | number;
  status: string;
  total: string;
  balance: string;
  observations: string | null;
  client: { id: string | number; name: string };
  numberTemplate: { id: string | number; prefix: string | null; number: string | number | null };
  [field: string]: unknown;
}

export interface AlegraState {
  contacts: { id: string; name: string; email: string | null; identification: { type: string | null; number: string } | null; type: string[]; status: string }[];
  invoices: RemoteInvoice[];
  creditNotes: (RemoteInvoice & { invoices?: { id: string | number; amount: number }[] })[];
  payments: { id: string; bankAccountId: string; paymentMethod: string; allocations: { invoiceId: string; amount: string }[]; status: string }[];
}

/** A house with the sandbox Alegra, for one test file. */
export class AlegraBench {
  private constructor(
    readonly test: TestHouse,
    readonly sandbox: SandboxControl,
  ) {}

  static async open(environment?: NodeJS.ProcessEnv): Promise<AlegraBench> {
    const test = await openTestHouse({ environment });
    return new AlegraBench(test, new SandboxControl(test.sandboxes.alegra.url));
  }

  async tenant(options: { metadata?: Record<string, unknown>; secrets?: Record<string, unknown> } & Partial<Pick<TenantOptions, 'retry' | 'baseUrl'>> = {}): Promise<AlegraTenant> {
    const { metadata, secrets, retry, baseUrl = this.test.sandboxes.alegra.baseUrl } = options;
    const tenant = await Tenant.open(this.test.api, this.test.database.url, {
      integration: 'alegra',
      baseUrl,
      secrets: { ...SECRETS, ...secrets },
      metadata: { ...METADATA, ...metadata },
      retry,
    });
    return new AlegraTenant(tenant, this.sandbox);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

export const sign = (body: Buffer, secret = SECRETS.webhook_secret): string => createHmac('sha256', secret).update(body).digest('base64');

/** A company that sells through ERPNext and keeps its books in Alegra. */
export class AlegraTenant {
  constructor(
    readonly tenant: Tenant,
    readonly sandbox: SandboxControl,
  ) {}

  /** As ERPNext delivers: signed, no Content-Type. Answers the message's id. */
  async deliver(document: object | Buffer): Promise<string> {
    const body = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
    const { status, body: answer, text } = await this.post(body, { 'x-frappe-webhook-signature': sign(body) });
    if (status !== 202) throw new Error(`not accepted: ${status} ${text}`);
    return answer.messageId as string;
  }

  async post(body: Buffer, headers: Record<string, string>) {
    const response = await fetch(`${this.tenant.api.origin}/api/alegra/webhooks/erpnext/${this.tenant.company}`, { method: 'POST', headers, body: body as BodyInit });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as Record<string, unknown> };
  }

  /** Delivers and waits for the end of the whole chain. */
  async run(document: object | Buffer, timeoutMs?: number): Promise<Message> {
    return this.tenant.settled(await this.deliver(document), timeoutMs);
  }

  /** Alegra's documents made of one of ours. */
  async invoices({ doctype, name }: Document): Promise<RemoteInvoice[]> {
    return (await this.state()).invoices.filter(({ observations }) => observations?.includes(`[ERPNEXT:${this.tenant.company}:${doctype}:${name}]`));
  }

  async creditNotes({ doctype, name }: Document): Promise<AlegraState['creditNotes']> {
    return (await this.state()).creditNotes.filter(({ observations }) => observations?.includes(`[ERPNEXT:${this.tenant.company}:${doctype}:${name}]`));
  }

  state(): Promise<AlegraState> {
    return this.sandbox.state<AlegraState>();
  }

  /** The body of the last call of this chain to `event`. */
  async sent(message: Message, event: string): Promise<Message['payload']> {
    const calls = await this.tenant.calls(message.correlation_id);
    return calls.filter(({ event_type }) => event_type === event).at(-1)?.payload as Message['payload'];
  }
}
