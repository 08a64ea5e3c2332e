import type { Fault } from './faults.js';

/** One request as a provider's handler sees it. */
export interface SandboxRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** Values of the `:names` of the route's pattern. */
  params: Record<string, string>;
  /** Parsed JSON or form; plain text for any other content type; undefined when there is no body. */
  body: unknown;
  rawBody: Buffer;
}

/** `body` is sent as JSON, unless it is a string (sent as it stands). No `body` = an empty answer. */
export interface SandboxAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface SandboxRoute {
  method: string;
  /** Full path with `:names`, e.g. `/api/v1/invoices/:id`. The first route that fits wins. */
  pattern: string;
  handle(request: SandboxRequest): SandboxAnswer | Promise<SandboxAnswer>;
}

/** The provider's own words for what the framework has to answer in its name. */
export interface SandboxRefusals {
  malformedBody(): SandboxAnswer;
  tooLarge(): SandboxAnswer;
  notFound(): SandboxAnswer;
  methodNotAllowed(): SandboxAnswer;
  unauthorized(): SandboxAnswer;
  rateLimited(): SandboxAnswer;
  serverError(): SandboxAnswer;
}

/** A simulated provider: routes as data over a private, in-memory state. */
export interface SandboxProvider {
  id: string;
  /** What a credential's base URL adds to the server's origin, e.g. `/api/v1`. */
  basePath: string;
  routes: readonly SandboxRoute[];
  refusals: SandboxRefusals;
  /** Runs before routing (authentication, rate limit); an answer ends the request. */
  admit?(request: SandboxRequest): SandboxAnswer | undefined;
  /** Headers of every answer (rate limit counters). */
  headers?(request: SandboxRequest): Record<string, string>;
  /** Faults that only this provider knows, beside the common ones. */
  faults?: Record<string, Fault>;
  /** Back to the first day. */
  reset(): void;
  /** Adds test data; answers what was added. May throw a `Refusal`. */
  seed(body: unknown): unknown;
  /** The documents created so far, by kind. */
  state(query: URLSearchParams): unknown;
}

/** Thrown by a handler to refuse a request: the answer is sent as it stands. */
export class Refusal extends Error {
  constructor(readonly answer: SandboxAnswer) {
    super(`refused with ${answer.status}`);
    this.name = 'Refusal';
  }
}
