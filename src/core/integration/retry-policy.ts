import type { ErrorCategory } from '../errors/index.js';

/** When and how often to try again, as data. Delays are seconds before attempt 2, 3, …; the last one repeats. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  maxAttempts: number;
  delaysSeconds: readonly number[];
  /** Random share added to or taken from each delay, 0…1. */
  jitter: number;
  /** Longest wait a provider's `Retry-After` may impose. */
  retryAfterCapSeconds: number;
  /** Categories worth another try. Everything else waits for a person. */
  retryable: readonly ErrorCategory[];
  /**
   * Where categories differ, for policies that a specification fixes: how much longer each wait is, and after how many retries
   * that category is given up. A category named here is retried although `retryable` leaves it out; `maxAttempts` still counts.
   */
  classes?: Readonly<Partial<Record<ErrorCategory, RetryClass>>>;
}

export interface RetryClass {
  multiplier: number;
  /** Beyond the first try. */
  maxRetries: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 3,
  delaysSeconds: [30, 120],
  jitter: 0.1,
  retryAfterCapSeconds: 3600,
  retryable: ['network_error', 'server_error', 'rate_limited', 'transient_error', 'outcome_unknown', 'malformed_response'],
};
