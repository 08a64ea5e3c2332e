import { SandboxControl } from '../conformance/sandbox-control.js';
import { Tenant } from '../conformance/tenant.js';
import { openTestHouse, unique, type TestHouse } from '../house.js';
import { Shop } from './shop.js';

interface OppenState {
  invoices: { SerNr: number; OfficialSerNr: string; InvoiceType: number; Total: number; Labels: string }[];
  logins: number;
}

const TYPES = ['Z', 'A', 'B', 'CC'];

/** A house and its simulated Oppen. Shops of one bench share Oppen's ledger: their numbers must differ. */
export class OppenBench {
  private constructor(
    readonly test: TestHouse,
    readonly sandbox: SandboxControl,
  ) {}

  static async open(): Promise<OppenBench> {
    const test = await openTestHouse({ environment: { NOTIFY_WEBHOOK_URL: 'http://127.0.0.1:9/avisos' } });
    return new OppenBench(test, new SandboxControl(test.sandboxes.oppen.url));
  }

  get baseUrl(): string {
    return this.test.sandboxes.oppen.baseUrl;
  }

  tenant(retry: Record<string, unknown> = {}): Promise<Tenant> {
    const secrets = { username: 'sandbox-api', password: 'sandbox-clave-oppen' };
    return Tenant.open(this.test.api, this.test.database.url, { integration: 'oppen', baseUrl: this.baseUrl, secrets, metadata: { api_name: 'ApiNg' }, retry });
  }

  /** A closed day of a new shop of a new company with a credential. */
  async shop(retry: Record<string, unknown> = {}, local = unique('MATRIZ')): Promise<{ shop: Shop; tenant: Tenant }> {
    const tenant = await this.tenant(retry);
    return { tenant, shop: await Shop.open(this.test.api, tenant.company, local) };
  }

  /** This invoice, `A 0005-00001691`, is in Oppen already, put there by somebody else. */
  async occupy(reference: string): Promise<void> {
    const [tipo, official] = reference.split(' ') as [string, string];
    await this.sandbox.seed({ invoices: [{ OfficialSerNr: official, InvoiceType: TYPES.indexOf(tipo), CustCode: 'C00009', TransDate: '2025-01-02', Items: [{ ArtCode: '1', Qty: 1, Price: 1 }] }] });
  }

  /** Arms a fault that strikes the posting of invoices. */
  strikeInvoice(fault: string, options: Record<string, unknown> = {}): Promise<unknown> {
    return this.sandbox.fault({ fault, method: 'POST', path: '/genericapi/ApiNg/Invoice', ...options });
  }

  /** What is in Oppen, as people name it: `A 0005-00001691`. */
  async ledger(): Promise<string[]> {
    const { invoices } = await this.sandbox.state<OppenState & Record<string, unknown>>();
    return invoices.map(({ InvoiceType, OfficialSerNr }) => `${TYPES[InvoiceType]} ${OfficialSerNr}`);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}
