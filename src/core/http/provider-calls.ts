import type { Exchange } from './exchange.js';
import type { IntegrationFailure } from '../errors/index.js';

/** One call a client wants to make. `path` is joined to the credential's base URL. */
export interface CallRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
  /** Names the call in the log: `alegra.create-invoice`. */
  event: string;
  /** A call that changes something at the provider: its outcome may become unknown. */
  write: boolean;
  timeoutMs?: number;
  /** Secrets beyond those of the credential, such as a session token: stored and logged nowhere. */
  secrets?: readonly string[];
  /** A 2xx answer is a secret itself (a login): it is not kept, readable or not. */
  secretAnswer?: boolean;
}

/** A good answer: 2xx with JSON (or empty) body. */
export interface CallAnswer {
  status: number;
  headers: Record<string, string>;
  json: unknown;
}

/**
 * Outbound HTTP for one attempt: waits for limits, commits the intent row, calls, keeps the answer, and turns
 * everything that is not a good answer into the failure that `translate` names.
 */
export interface ProviderCalls {
  send(request: CallRequest, translate: (exchange: Exchange, call: { write: boolean }) => IntegrationFailure): Promise<CallAnswer>;
}
