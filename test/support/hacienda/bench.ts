import { SandboxControl } from '../conformance/sandbox-control.js';
import { Tenant, sql, type Message, type TenantOptions } from '../conformance/tenant.js';
import { openTestHouse, type TestHouse } from '../house.js';
import type { ApiClient, Answer } from '../api-client.js';
import { Owner } from './owner.js';

export const PIN = '1234';
/** One key for a test file: making one takes a while. */
export const OWNER = Owner.make();

export const SECRETS = {
  username: 'cpj-3-101-123456@stag.comprobanteselectronicos.go.cr',
  password: 'sandbox-clave-hacienda',
  p12_base64: OWNER.p12(PIN).toString('base64'),
  p12_pin: PIN,
};

/** A taxpayer that is not. */
export const METADATA = {
  identification_type: '02',
  identification: '3101123456',
  name: 'Empresa de Prueba S.A.',
  activity_code: '6201.0',
  location: { province: '1', canton: '01', district: '01', other: 'Del parque 100 metros al norte' },
  email: 'facturas@empresa.test',
  phone: '22223333',
};

/** Hacienda's identity provider is on another host; the sandbox is both. */
export const tokenUrlOf = (baseUrl: string): string => new URL('/auth/realms/rut-stag/protocol/openid-connect/token', baseUrl).href;

// The tests' companies are one taxpayer: each numbers at a terminal of its own.
let terminals = 0;
const nextTerminal = (): string => String((process.pid % 900) * 100 + (terminals += 1)).padStart(5, '0');

/** A document as REST shows it, as far as tests look. */
export interface Shown {
  id: string;
  state: string;
  document_type: string;
  clave: string | null;
  consecutive: string | null;
  totals: Record<string, string>;
  total: string;
  rejection: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  warnings: { code: string; message: string }[];
  message_id: string | null;
  submitted_at: string | null;
  accepted_at: string | null;
  emailed_at: string | null;
}

export interface Retry {
  id: string;
  document_id: string;
  operation: string;
  state: string;
  retry_count: number;
  max_retries: number;
  next_attempt: string | null;
  error_category: string;
  last_error: string;
}

export interface StoredResponse {
  id: string;
  clave: string;
  message_type: string;
  status: string;
  decoded_xml: string | null;
  error_code: string | null;
  signature: string;
  rows: { code: string | null; message: string; row: number | null; column: number | null }[];
}

export type Json = Record<string, unknown>;

/** An invoice of one service line; with `more` over it. */
export const invoice = (more: Json = {}): Json => ({
  document_type: 'FE',
  receiver: { name: 'Comercial Ejemplo S.A.', identification_type: '02', identification: '3101234567', email: 'compras@ejemplo.test', activity_code: '4711.0' },
  sale_condition: '01',
  payments: [{ type: '04' }],
  currency: 'CRC',
  exchange_rate: 1,
  lines: [{ cabys: '8314100000000', description: 'Servicio de soporte', quantity: 2, unit: 'Sp', unit_price: 1000, discounts: [], taxes: [{ code: '01', rate_code: '08', rate: 13 }] }],
  ...more,
});

/** A house with the sandbox Hacienda, for one test file. */
export class HaciendaBench {
  private constructor(
    readonly test: TestHouse,
    readonly sandbox: SandboxControl,
  ) {}

  static async open(environment?: NodeJS.ProcessEnv): Promise<HaciendaBench> {
    const test = await openTestHouse({ environment });
    return new HaciendaBench(test, new SandboxControl(test.sandboxes.hacienda.url));
  }

  tenant(options: Partial<Pick<TenantOptions, 'secrets' | 'metadata' | 'baseUrl' | 'retry'>> = {}): Promise<HaciendaTenant> {
    const { api, database, sandboxes } = this.test;
    return HaciendaTenant.open(api, database.url, sandboxes.hacienda, options);
  }

  /** Runs a schedule now and waits for its end. */
  async run(schedule: string, timeoutMs?: number): Promise<void> {
    const path = `/api/schedules/hacienda.${schedule}`;
    const { status, text, body } = await this.test.api.post<{ run_id: string }>(`${path}/run`);
    if (status !== 202) throw new Error(`${schedule}: ${status} ${text}`);
    const { data } = await this.test.api.until<{ data: { id: string; state: string }[] }>(`${path}/runs`, (page) => page.data.some(({ id, state }) => id === body.run_id && state !== 'running'), timeoutMs);
    const ended = data.find(({ id }) => id === body.run_id);
    if (ended?.state !== 'completed') throw new Error(`${schedule}: ${JSON.stringify(ended)}`);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

/** A company that issues. */
export class HaciendaTenant {
  private constructor(
    readonly base: Tenant,
    readonly databaseUrl: string,
  ) {}

  static async open(api: ApiClient, databaseUrl: string, sandbox: { baseUrl: string }, options: Partial<Pick<TenantOptions, 'secrets' | 'metadata' | 'baseUrl' | 'retry'>> = {}): Promise<HaciendaTenant> {
    const { baseUrl = sandbox.baseUrl, metadata, ...more } = options;
    const whole = { ...METADATA, token_url: tokenUrlOf(baseUrl), terminal: nextTerminal(), ...metadata };
    const base = await Tenant.open(api, databaseUrl, { integration: 'hacienda', baseUrl, secrets: SECRETS, metadata: whole, ...more });
    return new HaciendaTenant(base, databaseUrl);
  }

  get api(): ApiClient {
    return this.base.api;
  }

  get company(): string {
    return this.base.company;
  }

  post(body: Json = invoice(), headers?: Record<string, string>): Promise<Answer<Shown>> {
    return this.api.post<Shown>('/api/hacienda/documents', { company: this.company, ...body }, headers);
  }

  async create(body: Json = invoice()): Promise<Shown> {
    const { status, text, body: document } = await this.post(body);
    if (status !== 201) throw new Error(`not created: ${status} ${text}`);
    return document;
  }

  async get(id: string): Promise<Shown> {
    return (await this.api.get<Shown>(`/api/hacienda/documents/${id}`)).body;
  }

  /** The message that was asked for, once its chain has ended. */
  async act(id: string, action: 'sign' | 'submit' | 'check-status'): Promise<Message> {
    return this.base.settled(await this.ask(id, action));
  }

  async ask(id: string, action: string, body: unknown = {}): Promise<string> {
    const answer = await this.api.post<{ message_id: string }>(`/api/hacienda/documents/${id}/${action}`, body);
    if (answer.status !== 202) throw new Error(`${action} refused: ${answer.status} ${answer.text}`);
    return answer.body.message_id;
  }

  until(id: string, state: string, timeoutMs?: number): Promise<Shown> {
    return this.api.until<Shown>(`/api/hacienda/documents/${id}`, (document) => document.state === state, timeoutMs);
  }

  async responses(id: string): Promise<StoredResponse[]> {
    return (await this.api.get<{ data: StoredResponse[] }>(`/api/hacienda/documents/${id}/responses`)).body.data;
  }

  async retries(id: string): Promise<Retry[]> {
    return (await this.api.get<{ data: Retry[] }>(`/api/hacienda/documents/${id}/retry-queue`)).body.data;
  }

  /** By REST, with waits that REST accepts: those of tests are shorter than a second. */
  set(settings: Json): Promise<Answer<{ settings: Json }>> {
    return this.api.patch(`/api/companies/${this.company}/settings/hacienda`, { retry_delays_seconds: [1], ...settings });
  }

  /** As if the documents had been submitted so long ago, and nobody had asked since. */
  async age(minutes: number): Promise<void> {
    await sql(this.databaseUrl, `UPDATE einvoice_document SET submitted_at = submitted_at - make_interval(mins => $2), checked_at = NULL WHERE company = $1`, [this.company, minutes]);
  }
}
