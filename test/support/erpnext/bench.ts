import { SandboxControl } from '../conformance/sandbox-control.js';
import { sql, type Message } from '../conformance/tenant.js';
import type { ApiClient, Answer } from '../api-client.js';
import { openTestHouse, unique, type TestHouse } from '../house.js';

export const SECRETS_A = { api_key: 'sandbox-key-a', api_secret: 'sandbox-secret-a' };
export const SECRETS_B = { api_key: 'sandbox-key-b', api_secret: 'sandbox-secret-b' };

export interface Execution {
  id: number;
  status: string;
  company: string;
  payload_json: Record<string, unknown>;
  po_a_id: string | null;
  pr_a_id: string | null;
  dn_a_id: string | null;
  pr_b_id: string | null;
  failed_step: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  next_attempt_at: string | null;
  generation: number;
  canceling: boolean;
  running: boolean;
  correlation_id: string;
  message_id: string;
  steps: { step: string; action: string; status: string; attempt: number; document: string | null; error: string | null; generation: number }[];
  documents: { step: string; name: string; url: string }[];
}

export interface RemoteDocument {
  name: string;
  docstatus: number;
  custom_transfer_key?: string;
  company: string;
  supplier?: string;
  customer?: string;
  items: { name: string; item_code: string; qty: number; rate: number; warehouse: string; serial_no?: string; purchase_order?: string; purchase_order_item?: string }[];
  [field: string]: unknown;
}

export interface SiteState {
  purchase_orders: RemoteDocument[];
  purchase_receipts: RemoteDocument[];
  delivery_notes: RemoteDocument[];
  serials: { name: string; warehouse: string | null; company: string; status: string }[];
}

export type Body = Record<string, unknown> & { items: Record<string, unknown>[] };

let taken = 0;
/** Serial numbers that no other test has. */
export const freshSerials = (count: number): string[] => Array.from({ length: count }, () => `KLB-${process.pid}-${(taken += 1)}`);

/** A house with the sandbox ERPNext, for one test file. */
export class ErpnextBench {
  private constructor(
    readonly test: TestHouse,
    readonly sandbox: SandboxControl,
  ) {}

  static async open(environment?: NodeJS.ProcessEnv): Promise<ErpnextBench> {
    const test = await openTestHouse({ environment });
    return new ErpnextBench(test, new SandboxControl(test.sandboxes.erpnext.url));
  }

  tenant(options: TenantOptions = {}): Promise<ErpnextTenant> {
    const { api, database, sandboxes } = this.test;
    return ErpnextTenant.open(api, database.url, sandboxes.erpnext.baseUrl + (options.mount ?? ''), this.sandbox, options);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

export interface TenantOptions {
  /** `/at/<name>`: an address of its own, at which faults can be aimed. */
  mount?: string;
  /** B on a site of its own, or both companies on one site. */
  sites?: 'one' | 'two';
  secretsA?: Record<string, string>;
  secretsB?: Record<string, string>;
  instance?: Record<string, unknown>;
  instanceB?: Record<string, unknown>;
  retry?: Record<string, unknown>;
}

/** A company of Puente with its two instances. */
export class ErpnextTenant {
  private constructor(
    readonly api: ApiClient,
    readonly databaseUrl: string,
    readonly sandbox: SandboxControl,
    readonly company: string,
    readonly a: number,
    readonly b: number,
    readonly sites: 'one' | 'two',
  ) {}

  static async open(api: ApiClient, databaseUrl: string, api_url: string, sandbox: SandboxControl, options: TenantOptions = {}): Promise<ErpnextTenant> {
    const { sites = 'two', secretsA = SECRETS_A, secretsB = sites === 'two' ? SECRETS_B : SECRETS_A, instance, instanceB, retry } = options;
    const company = unique('emp');
    const made = await api.post('/api/companies', { code: company, name: `Empresa ${company}`, timezone: 'America/Costa_Rica' });
    if (made.status !== 201) throw new Error(made.text);
    // Short: tests do not wait for minutes.
    await sql(databaseUrl, 'UPDATE company SET settings = $2 WHERE code = $1', [company, JSON.stringify({ erpnext: { retry_delays_seconds: [0.2, 0.3], ...retry } })]);
    const create = async (name: string, secrets: Record<string, string>, more?: Record<string, unknown>): Promise<number> => {
      const { status, body, text } = await api.post<{ id: number }>('/api/v1/workflow/instances', { name, api_url, company, ...secrets, ...instance, ...more });
      if (status !== 201) throw new Error(text);
      return body.id;
    };
    return new ErpnextTenant(api, databaseUrl, sandbox, company, await create('A', secretsA), await create('B', secretsB, instanceB), sites);
  }

  /** Two PINES for the specification's companies, with serial numbers of their own. */
  body(more: Record<string, unknown> = {}, serials = freshSerials(2)): Body {
    return {
      company_a_instance_id: this.a,
      company_b_instance_id: this.b,
      supplier: 'Liberty CR',
      company_a_name: 'Empresa A',
      company_b_customer_name: 'Empresa B',
      company_a_supplier_name: 'Empresa A',
      company_a_warehouse: 'Bodega A - EA',
      company_b_warehouse: 'Bodega B - EB',
      items: [{ item_code: 'PIN-5000', qty: serials.length, rate: 4424.78, serials }],
      ...more,
    };
  }

  post(body: unknown, headers?: Record<string, string>): Promise<Answer<{ message: string; execution_id: number }>> {
    return this.api.post('/api/v1/workflow/start-workflow/', body, headers);
  }

  async start(body: unknown = this.body()): Promise<number> {
    const { status, body: answer, text } = await this.post(body);
    if (status !== 202) throw new Error(`not accepted: ${status} ${text}`);
    return answer.execution_id;
  }

  async execution(id: number): Promise<Execution> {
    return (await this.api.get<Execution>(`/api/v1/workflow/executions/${id}`)).body;
  }

  until(id: number, done: (execution: Execution) => boolean, timeoutMs = 20_000): Promise<Execution> {
    return this.api.until<Execution>(`/api/v1/workflow/executions/${id}`, done, timeoutMs);
  }

  /** The execution once nothing more happens by itself. */
  settled(id: number, timeoutMs?: number): Promise<Execution> {
    return this.until(id, ({ status, running, next_attempt_at }) => ['completed', 'failed', 'canceled'].includes(status) && !running && next_attempt_at === null, timeoutMs);
  }

  async run(body: unknown = this.body(), timeoutMs?: number): Promise<Execution> {
    return this.settled(await this.start(body), timeoutMs);
  }

  act<T = Record<string, unknown>>(id: number, action: string, body: unknown = {}): Promise<Answer<T>> {
    return this.api.post<T>(`/api/v1/workflow/executions/${id}/${action}`, body);
  }

  state(side: 'a' | 'b' = 'a'): Promise<SiteState> {
    return this.sandbox.state<SiteState>({ site: side === 'b' && this.sites === 'two' ? 'b' : 'a' });
  }

  /** Everything that ERPNext holds of one execution, by step; drafts and cancelled documents too. */
  async remote({ correlation_id }: Execution): Promise<Record<'po_a' | 'pr_a' | 'dn_a' | 'pr_b', RemoteDocument[]>> {
    const [a, b] = [await this.state('a'), await this.state('b')];
    const of = (documents: RemoteDocument[], step: string) => documents.filter((document) => Object.values(document).some((value) => typeof value === 'string' && value.startsWith(`tx:${correlation_id}:${step}:`)));
    return { po_a: of(a.purchase_orders, 'po_a'), pr_a: of(a.purchase_receipts, 'pr_a'), dn_a: of(a.delivery_notes, 'dn_a'), pr_b: of(b.purchase_receipts, 'pr_b') };
  }

  /** Calls of an execution, oldest first. */
  async calls({ correlation_id }: Execution): Promise<Message[]> {
    const { body } = await this.api.get<{ data: Message[] }>(`/api/messages?correlation_id=${correlation_id}&direction=outbound&limit=500`);
    return body.data.reverse();
  }
}

export const serialsOf = (body: Body): string[] => body.items.flatMap(({ serials }) => (serials as string[] | undefined) ?? []);

/** Exactly one submitted document of each kind, with exactly these serial numbers, and they ended in B's warehouse. */
export async function expectDoneOnce(tenant: ErpnextTenant, execution: Execution, body: Body): Promise<void> {
  expect(execution).toMatchObject({ status: 'completed', error_message: null, failed_step: null });
  const remote = await tenant.remote(execution);
  const found = Object.fromEntries(Object.entries(remote).map(([step, documents]) => [step, documents.map(({ name, docstatus }) => [name, docstatus])]));
  expect(found).toEqual({ po_a: [[execution.po_a_id, 1]], pr_a: [[execution.pr_a_id, 1]], dn_a: [[execution.dn_a_id, 1]], pr_b: [[execution.pr_b_id, 1]] });
  const wanted = serialsOf(body).sort();
  for (const step of ['pr_a', 'dn_a', 'pr_b'] as const) {
    expect(remote[step][0]!.items.flatMap(({ serial_no }) => serial_no?.split('\n') ?? []).sort()).toEqual(wanted);
  }
  const { serials } = await tenant.state('b');
  expect(serials.filter(({ name }) => wanted.includes(name)).map(({ warehouse }) => warehouse)).toEqual(wanted.map(() => 'Bodega B - EB'));
}
