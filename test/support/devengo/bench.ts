import type { AcademyOptions } from '../../../src/sandbox/academy/index.js';
import { DATABASE_ID } from '../../../src/sandbox/notion/index.js';
import type { SandboxOptions } from '../../../src/sandbox/index.js';
import { SandboxControl } from '../conformance/sandbox-control.js';
import { sql } from '../conformance/tenant.js';
import type { ApiClient, Answer } from '../api-client.js';
import { openTestHouse, unique, type TestHouse } from '../house.js';

export type Provider = 'holded' | 'fourgeeks' | 'notion';

export const SECRETS: Record<Provider, Record<string, string>> = {
  holded: { api_key: 'sandbox-holded-key' }, fourgeeks: { token: 'sandbox-4geeks-token' }, notion: { token: 'ntn_sandbox-token' },
};
export const METADATA: Record<Provider, Record<string, unknown>> = { holded: {}, fourgeeks: { academies: [6, 7] }, notion: { database_id: DATABASE_ID } };

export interface Counts {
  received: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  deleted: number;
  errors: number;
}

export interface Execution extends Counts {
  id: string;
  status: string;
  error_code: string | null;
  error_message: string | null;
  steps: (Counts & { step: string; status: string; message_id: string | null; error_code: string | null; error_message: string | null; wait_reason: string | null; result: unknown })[];
  pages?: { page: string }[];
}

export interface RecordedError {
  id: string;
  integration_name: string;
  operation: string;
  entity_type: string;
  entity_external_id: string;
  error_code: string;
  error_message: string;
  error_details: Record<string, unknown>;
  status: string;
  occurrences: number;
}

/** Small enough for every test; the odd rows are there too. */
export const SMALL: AcademyOptions = { students: 12 };

/** A house with the three providers of one school. */
export class DevengoBench {
  readonly sandbox: Record<Provider, SandboxControl>;

  private constructor(readonly test: TestHouse) {
    const control = (id: Provider) => new SandboxControl(test.sandboxes[id].url);
    this.sandbox = { holded: control('holded'), fourgeeks: control('fourgeeks'), notion: control('notion') };
  }

  static async open(sandbox: SandboxOptions = { academy: SMALL }, environment?: NodeJS.ProcessEnv): Promise<DevengoBench> {
    return new DevengoBench(await openTestHouse({ sandbox: { alegra: { ratePerMinute: 'off' }, ...sandbox }, environment }));
  }

  school(options?: SchoolOptions): Promise<School> {
    const { api, database, sandboxes } = this.test;
    return School.open(api, database.url, { holded: sandboxes.holded.baseUrl, fourgeeks: sandboxes.fourgeeks.baseUrl, notion: sandboxes.notion.baseUrl }, options);
  }

  /** Providers as on the first day, nothing armed. */
  async reset(): Promise<void> {
    await Promise.all(Object.values(this.sandbox).map((control) => control.reset()));
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

export interface SchoolOptions {
  secrets?: Partial<typeof SECRETS>;
  metadata?: Partial<Record<Provider, Record<string, unknown>>>;
  retry?: Record<string, unknown>;
  only?: Provider[];
}

export const FULL_STEPS = ['services', 'invoices', 'crm-clients', 'service-periods', 'notion-external-id'];

/** What a synchronisation may write, without what names a row or says when it was written. */
export const TABLES: Record<string, string> = {
  devengo_client: 'identifier_hash, name',
  devengo_client_external_id: 'c.identifier_hash, system, external_id, matched_by',
  devengo_client_snapshot: 'c.identifier_hash, system, found, status, raw_status, status_date',
  devengo_service: 'external_id, account_identifier, name, service_type, deleted_at IS NULL AS there',
  devengo_service_contract: 'c.identifier_hash, s.external_id, contract_date, contract_amount, currency, t.status',
  devengo_invoice: 'c.identifier_hash, external_id, kind, invoice_number, invoice_date, net_amount, tax_amount, total_amount, currency, status, credited_external_id, content_hash, deleted_at IS NULL AS there',
  devengo_invoice_line: 'i.external_id, line_no, account, t.net_amount, s.external_id AS service, k.contract_date, k.contract_amount',
  devengo_service_period: 'c.identifier_hash, external_id, t.name, start_date, end_date, t.status, status_change_date, t.content_hash, k.contract_date, k.contract_amount',
};
const JOINS: Record<string, string> = {
  devengo_client_external_id: 'JOIN devengo_client c ON c.id = t.client_id',
  devengo_client_snapshot: 'JOIN devengo_client c ON c.id = t.client_id',
  devengo_service_contract: 'JOIN devengo_client c ON c.id = t.client_id JOIN devengo_service s ON s.id = t.service_id',
  devengo_invoice: 'LEFT JOIN devengo_client c ON c.id = t.client_id',
  devengo_invoice_line: 'JOIN devengo_invoice i ON i.id = t.invoice_id LEFT JOIN devengo_service s ON s.id = t.service_id LEFT JOIN devengo_service_contract k ON k.id = t.service_contract_id',
  devengo_service_period: 'LEFT JOIN devengo_client c ON c.id = t.client_id LEFT JOIN devengo_service_contract k ON k.id = t.service_contract_id',
};
const AMBIGUOUS = /\b(?<![.\w])(name|external_id|status|content_hash|created_at|net_amount|deleted_at|currency)\b/g;

/** A company with its credentials of the three. */
export class School {
  private constructor(
    readonly api: ApiClient,
    readonly databaseUrl: string,
    readonly company: string,
    readonly credentials: Partial<Record<Provider, number>>,
  ) {}

  static async open(api: ApiClient, databaseUrl: string, baseUrls: Record<Provider, string>, { secrets, metadata, retry, only = ['holded', 'fourgeeks', 'notion'] }: SchoolOptions = {}): Promise<School> {
    const company = unique('esc');
    const made = await api.post('/api/companies', { code: company, name: `Escuela ${company}`, timezone: 'Europe/Madrid' });
    if (made.status !== 201) throw new Error(made.text);
    // Short: tests do not wait for minutes.
    const short = { retry_delays_seconds: [0.2, 0.3], ...retry };
    await sql(databaseUrl, 'UPDATE company SET settings = $2 WHERE code = $1', [company, JSON.stringify({ holded: short, fourgeeks: short, notion: short })]);
    const credentials: Partial<Record<Provider, number>> = {};
    for (const integration of only) {
      const answer = await api.post<{ id: number }>('/api/credentials', {
        integration, company, environment: 'sandbox', base_url: baseUrls[integration], secrets: secrets?.[integration] ?? SECRETS[integration], metadata: { ...METADATA[integration], ...metadata?.[integration] },
      });
      if (answer.status !== 201) throw new Error(answer.text);
      credentials[integration] = answer.body.id;
    }
    return new School(api, databaseUrl, company, credentials);
  }

  post<T = Execution>(path: string, body: object = {}): Promise<Answer<T>> {
    return this.api.post<T>(path, { company: this.company, ...body });
  }

  /** Runs one step to its end. */
  async step(step_name: string, body: object = {}): Promise<Execution> {
    const { status, body: execution, text } = await this.post('/api/sync/execute-step?wait=true', { step_name, ...body });
    if (status !== 200) throw new Error(`${step_name}: ${status} ${text}`);
    return execution;
  }

  /** Runs every import from a step on. */
  async process(body: object = {}): Promise<Execution> {
    const { status, body: execution, text } = await this.post('/api/sync/execute-process?wait=true', { from_step: 'services', ...body });
    if (status !== 200) throw new Error(`process: ${status} ${text}`);
    return execution;
  }

  async execution(id: string): Promise<Execution> {
    return (await this.api.get<Execution>(`/api/sync/executions/${id}`)).body;
  }

  settled(id: string, timeoutMs?: number): Promise<Execution> {
    return this.api.until<Execution>(`/api/sync/executions/${id}`, ({ status }) => status !== 'pending' && status !== 'running', timeoutMs);
  }

  async errors(query: Record<string, string> = {}): Promise<RecordedError[]> {
    const { body } = await this.api.get<{ data: RecordedError[] }>(`/api/integrations/errors?${new URLSearchParams({ company: this.company, limit: '1000', ...query })}`);
    return body.data;
  }

  /** The whole of what synchronisations wrote, in an order of its own. */
  async tables(): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const [table, columns] of Object.entries(TABLES)) {
      const listed = columns.replace(AMBIGUOUS, 't.$1');
      found[table] = (await this.sql(`SELECT to_jsonb(r)::text AS row FROM (SELECT ${listed} FROM ${table} t ${JOINS[table] ?? ''} WHERE t.company = $1) r ORDER BY 1`, [this.company])).map(({ row }) => JSON.parse(String(row)) as unknown);
    }
    return found;
  }

  /** Row versions of every table: two readings are equal when nothing was written between them. */
  async versions(): Promise<string> {
    const found: string[] = [];
    for (const table of Object.keys(TABLES)) {
      const [row] = await this.sql<{ digest: string }>(`SELECT count(*) || ' ' || coalesce(md5(string_agg(ctid::text || xmin::text, ',' ORDER BY id)), '') AS digest FROM ${table} WHERE company = $1`, [this.company]);
      found.push(`${table}: ${row!.digest}`);
    }
    return found.join('\n');
  }

  sql<Row extends Record<string, unknown> = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return sql<Row>(this.databaseUrl, text, values);
  }
}
