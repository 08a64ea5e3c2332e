import type { ErrorCategory } from './categories.js';

export interface FailureDetails {
  /** Stable, dotted where it helps: `item_unmapped`, `alegra.2006`. Dashboards group by it. */
  code: string;
  /** One sentence for an operator: what happened, where, what to do. Never a secret, never a stack trace. */
  message: string;
  /** Machine-readable companions of the sentence (item codes, paths, candidates). */
  details?: Record<string, unknown>;
  httpStatus?: number;
  /** Milliseconds the provider asked us to wait (already read from `Retry-After` or its own header). */
  retryAfterMs?: number;
  /** The house itself held the call back (limit, breaker): nothing was sent, so no attempt is used up. */
  held?: boolean;
  cause?: unknown;
}

/** Anything that keeps a document from reaching its provider. The only error type integrations throw on purpose. */
export class IntegrationFailure extends Error {
  readonly code: string;
  readonly details?: Record<string, unknown>;
  readonly httpStatus?: number;
  readonly retryAfterMs?: number;
  readonly held: boolean;
  /** With which credential it failed, as the calls note it. A message may use several; without it, it is the message's own. */
  credential?: { id: number; version: number };

  constructor(
    readonly category: ErrorCategory,
    failure: FailureDetails,
  ) {
    super(failure.message, { cause: failure.cause });
    this.name = 'IntegrationFailure';
    this.code = failure.code;
    this.details = failure.details;
    this.httpStatus = failure.httpStatus;
    this.retryAfterMs = failure.retryAfterMs;
    this.held = failure.held ?? false;
  }
}

/** A remark that does not stop a document: shown on the message as `warnings: [{code, message}]`. */
export interface Warning {
  code: string;
  message: string;
}
