import { SandboxControl } from '../conformance/sandbox-control.js';
import { Tenant, type TenantOptions } from '../conformance/tenant.js';
import { openTestHouse, unique, type TestHouse } from '../house.js';
import { Shop } from './shop.js';

export const SECRETS = { username: 'sandbox-api', password: 'sandbox-clave-oppen' };

/** What the sandbox's state shows of an invoice, as far as tests look. */
export interface RemoteInvoice {
  SerNr: number;
  OfficialSerNr: string;
  TransDate: string;
  Total: number;
  InvoiceType?: number;
  Labels: string;
  [field: string]: unknown;
}

/** The sandbox's InvoiceType of each of ours (specification, «Mapeo de Datos»). */
const TYPES = ['Z', 'A', 'B', 'CC'];

/** A house with the sandbox Oppen, for one test file. All its shops sell into one Oppen: tests use numbers of their own. */
export class OppenBench {
  private constructor(
    readonly test: TestHouse,
    readonly sandbox: SandboxControl,
  ) {}

  static async open(environment?: NodeJS.ProcessEnv): Promise<OppenBench> {
    const test = await openTestHouse({ environment: { NOTIFY_WEBHOOK_URL: 'http://127.0.0.1:9/avisos', ...environment } });
    return new OppenBench(test, new SandboxControl(test.sandboxes.oppen.url));
  }

  get baseUrl(): string {
    return this.test.sandboxes.oppen.baseUrl;
  }

  tenant(retry: Record<string, unknown> = {}, options: Partial<Pick<TenantOptions, 'secrets' | 'metadata' | 'baseUrl'>> = {}): Promise<Tenant> {
    return Tenant.open(this.test.api, this.test.database.url, { integration: 'oppen', baseUrl: this.baseUrl, secrets: SECRETS, metadata: {}, ...options, retry });
  }

  /** A closed day of a new shop of a new company with a credential. */
  async shop(retry: Record<string, unknown> = {}, local = unique('MATRIZ'), options?: Parameters<OppenBench['tenant']>[1]): Promise<{ shop: Shop; tenant: Tenant }> {
    const tenant = await this.tenant(retry, options);
    return { tenant, shop: await Shop.open(this.test.api, tenant.company, local) };
  }

  /** This invoice is in Oppen already, put there by somebody else: `A 0005-00001691`. */
  async occupy(reference: string): Promise<void> {
    const [tipo, OfficialSerNr] = reference.split(' ');
    const invoice = { OfficialSerNr, CustCode: 'C9', TransDate: '2024-12-31', InvoiceType: TYPES.indexOf(tipo!), Items: [{ ArtCode: '1', Qty: 1, Price: 1 }] };
    await this.sandbox.seed({ invoices: [invoice] });
  }

  refuseLogin(refused: boolean): Promise<unknown> {
    return this.sandbox.seed({ rules: { refuse_logins: refused } });
  }

  /** From so many invoices on the user is blocked: its tokens too. null: no longer. */
  block(fromInvoices: number | null): Promise<unknown> {
    return this.sandbox.seed({ rules: { block_from: fromInvoices } });
  }

  async invoices(): Promise<RemoteInvoice[]> {
    return (await this.sandbox.state<{ invoices: RemoteInvoice[] }>()).invoices;
  }

  /** What is in Oppen, and how often: `A 0005-00001691`. */
  async ledger(): Promise<string[]> {
    return (await this.invoices()).map(({ InvoiceType, OfficialSerNr }) => `${TYPES[Number(InvoiceType)]} ${OfficialSerNr}`);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
