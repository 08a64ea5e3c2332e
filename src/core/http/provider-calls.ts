import type { Exchange } from './exchange.js';
import type { IntegrationFailure } from '../errors/index.js';

/** One call a client wants to make. `path` is joined to the credential's base URL, or to `base`. */
export interface CallRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, as OAuth wants it; instead of `body`. */
  form?: Readonly<Record<string, string>>;
  /** Another address than the credential's, such as that of a provider's login. */
  base?: string;
  /** Names the call in the log: `alegra.create-invoice`. */
  event: string;
  /** A call that changes something at the provider: its outcome may become unknown. */
  write: boolean;
  timeoutMs?: number;
  /** Secrets beyond those of the credential, such as a session token: stored and logged nowhere. */
  secrets?: readonly string[];
  /** A 2xx answer is a secret itself (a login): it is not kept, readable or not. */
  secretAnswer?: boolean;
  /** A 2xx without a body is a good answer too; its `json` is undefined. */
  mayBeEmpty?: boolean;
  /** For providers that say with a good answer that it was the last for now: milliseconds in which nobody is to call, by its headers. */
  restAsked?: (headers: Readonly<Record<string, string>>) => number | undefined;
}

/** A good answer: 2xx with JSON (or an empty body, where the call allows it). */
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
