import { IntegrationFailure } from '../../../core/errors/index.js';
import type { CallAnswer, CallRequest, ProviderCalls } from '../../../core/http/provider-calls.js';
import { answerWithout, loginFailure, noRecord, oppenFailure } from './oppen.errors.js';
import { isRecord, type OppenInvoice } from './oppen.types.js';

/** A session: the token, and the seconds it lives. */
export interface Login {
  token: string;
  seconds: number;
}

/** Gives the token in force, and hears when Oppen no longer takes one. */
export interface TokenSource {
  token(): Promise<string>;
  refused(token: string): Promise<void>;
}

const LOGIN_TIMEOUT_MS = 10_000;
const TIMEOUT_MS = 30_000;
/** Oppen does not always say; the tokens seen live an hour. */
const DEFAULT_SECONDS = 3_600;

/** Signs in: `POST …/authenticate`. */
export async function authenticate(calls: ProviderCalls, apiName: string, secrets: { username: string; password: string }): Promise<Login> {
  const { json } = await calls.send(
    { method: 'POST', path: `genericapi/${apiName}/authenticate`, body: { username: secrets.username, password: secrets.password }, event: 'oppen.authenticate', write: false, timeoutMs: LOGIN_TIMEOUT_MS, secretAnswer: true },
    loginFailure,
  );
  const { token, expires } = isRecord(json) ? json : {};
  if (typeof token !== 'string' || token === '') throw answerWithout('token');
  const seconds = Number(expires);
  return { token, seconds: seconds > 0 ? seconds : DEFAULT_SECONDS };
}

/** Oppen's generic API, one method per endpoint. The only file that knows its paths. */
export class OppenClient {
  constructor(
    private readonly calls: ProviderCalls,
    private readonly apiName: string,
    private readonly tokens: TokenSource,
  ) {}

  /** The record as Oppen keeps it. */
  async createInvoice(body: object): Promise<OppenInvoice> {
    const { json, status } = await this.send({ method: 'POST', path: 'Invoice', body, event: 'oppen.create-invoice', write: true });
    // Some tenants wrap the record in a list (contract §1, O3).
    const record = recordsOf(json)[0];
    if (!record) throw noRecord(json, status);
    return record;
  }

  /** Invoices with that official number, of any type. */
  async invoicesNumbered(officialSerNr: string): Promise<OppenInvoice[]> {
    const { json } = await this.send({ method: 'GET', path: 'Invoice', query: { OfficialSerNr: officialSerNr, __limit__: 20 }, event: 'oppen.find-invoice', write: false });
    return recordsOf(json);
  }

  /** One harmless read. */
  async probe(): Promise<void> {
    await this.send({ method: 'GET', path: 'Invoice', query: { __limit__: 1 }, event: 'oppen.probe', write: false });
  }

  private async send(request: Omit<CallRequest, 'headers' | 'secrets'>): Promise<CallAnswer> {
    const token = await this.tokens.token();
    try {
      return await this.sendWith(token, request);
    } catch (error) {
      if (!isRefusedToken(error)) throw error;
      // Nothing was done with it: one new login, one more try, also for a write.
      await this.tokens.refused(token);
      return this.sendWith(await this.tokens.token(), request);
    }
  }

  private sendWith(token: string, request: Omit<CallRequest, 'headers' | 'secrets'>): Promise<CallAnswer> {
    return this.calls.send(
      { ...request, path: `genericapi/${this.apiName}/${request.path}`, headers: { authorization: `Bearer ${token}` }, secrets: [token], timeoutMs: TIMEOUT_MS },
      oppenFailure,
    );
  }
}

function recordsOf(json: unknown): OppenInvoice[] {
  const data = isRecord(json) && Array.isArray(json.data) ? json.data : Array.isArray(json) ? json : [json];
  return data.filter(isRecord).filter(({ SerNr, OfficialSerNr }) => SerNr !== undefined || OfficialSerNr !== undefined);
}

const isRefusedToken = (error: unknown): boolean => error instanceof IntegrationFailure && error.category === 'authentication_error';
