import pg from 'pg';
import type { ApiClient } from '../api-client.js';
import { unique } from '../house.js';

/** A message as REST shows it (DESIGN §9), as far as tests look. */
export interface Message {
  id: string;
  company: string;
  direction: 'inbound' | 'outbound';
  event_type: string;
  status: string;
  outcome: string | null;
  external_reference: string | null;
  correlation_id: string;
  parent_id: string | null;
  attempt: number;
  trigger: string;
  http_method: string | null;
  url: string | null;
  http_status: number | null;
  payload: Json;
  response_payload: Json;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  received_at: string;
  started_at: string | null;
  finished_at: string | null;
  next_attempt_at: string | null;
  warnings: { code: string; message: string }[];
  wait_reason: string | null;
  decision: string | null;
  credential_id: number | null;
}

export interface Json {
  [name: string]: Json & string & number;
}

export interface RetryEntry {
  id: string;
  message_id: string;
  correlation_id: string;
  state: string;
  retry_count: number;
  max_retries: number;
  next_attempt_at: string | null;
  error_category: string;
}

export interface TenantOptions {
  integration: string;
  baseUrl: string;
  secrets: Record<string, unknown>;
  metadata: Record<string, unknown>;
  environment?: 'sandbox' | 'production';
  /** `retry_delays_seconds`, `retry_max_attempts` of this company. Short by default: tests do not wait for minutes. */
  retry?: Record<string, unknown>;
}

const ENDED = new Set(['succeeded', 'failed', 'duplicate', 'skipped', 'retry_scheduled']);
const FINAL = new Set(['succeeded', 'failed', 'duplicate', 'skipped']);

/** A company of its own with one credential: tests side by side in one house do not see each other. */
export class Tenant {
  private constructor(
    readonly api: ApiClient,
    readonly company: string,
    readonly credentialId: number,
  ) {}

  static async open(api: ApiClient, databaseUrl: string, options: TenantOptions): Promise<Tenant> {
    const { integration, baseUrl, secrets, metadata, environment = 'sandbox' } = options;
    const company = unique('emp');
    expectStatus(await api.post('/api/companies', { code: company, name: `Empresa ${company}` }), 201);
    const retry = { retry_delays_seconds: [0.2, 0.3], ...options.retry };
    await sql(databaseUrl, 'UPDATE company SET settings = $2 WHERE code = $1', [company, JSON.stringify({ [integration]: retry })]);
    const created = await api.post<{ id: number }>('/api/credentials', { integration, company, environment, base_url: baseUrl, secrets, metadata });
    expectStatus(created, 201);
    return new Tenant(api, company, created.body.id);
  }

  async message(id: string): Promise<Message> {
    return (await this.api.get<Message>(`/api/messages/${id}`)).body;
  }

  /** The message once this attempt has ended, be it to wait for another. */
  ended(id: string, timeoutMs?: number): Promise<Message> {
    return this.api.until<Message>(`/api/messages/${id}`, ({ outcome }) => ENDED.has(outcome ?? ''), timeoutMs);
  }

  /** The last message of the chain, once there is nothing more to come. */
  async settled(id: string, timeoutMs = 20_000): Promise<Message> {
    const { correlation_id } = await this.message(id);
    const path = `/api/messages?correlation_id=${correlation_id}&direction=inbound&limit=500`;
    const { data } = await this.api.until<{ data: Message[] }>(path, ({ data: rows }) => FINAL.has(rows[0]?.outcome ?? ''), timeoutMs);
    return data[0]!;
  }

  /** Inbound messages of a chain, oldest first. */
  async attempts(correlationId: string): Promise<Message[]> {
    return this.list(`correlation_id=${correlationId}&direction=inbound`);
  }

  /** Calls made by a chain, oldest first. */
  async calls(correlationId: string): Promise<Message[]> {
    return this.list(`correlation_id=${correlationId}&direction=outbound`);
  }

  async list(query: string): Promise<Message[]> {
    const { body } = await this.api.get<{ data: Message[] }>(`/api/messages?company=${this.company}&limit=500&${query}`);
    return body.data.reverse();
  }

  async retries(): Promise<RetryEntry[]> {
    return (await this.api.get<{ data: RetryEntry[] }>(`/api/retry-queue?company=${this.company}&limit=500`)).body.data;
  }

  async credential(): Promise<CredentialAnswer> {
    return (await this.api.get<CredentialAnswer>(`/api/credentials/${this.credentialId}`)).body;
  }

  async patchCredential(change: object): Promise<void> {
    expectStatus(await this.api.patch(`/api/credentials/${this.credentialId}`, change), 200);
  }

  async resend(id: string, body: object = {}): Promise<string> {
    const answer = await this.api.post<{ message_id: string }>(`/api/messages/${id}/resend`, body);
    expectStatus(answer, 202);
    return answer.body.message_id;
  }
}

export interface CredentialAnswer {
  metadata: Record<string, unknown>;
  version: number;
  state: { paused: boolean; pause_reason: string | null; throttled_until: string | null };
  warnings: { code: string; message: string }[];
}

export async function sql<Row extends pg.QueryResultRow>(databaseUrl: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

function expectStatus(answer: { status: number; text: string }, wanted: number): void {
  if (answer.status !== wanted) throw new Error(`expected ${wanted}, got ${answer.status}: ${answer.text}`);
}
