import type { ErrorCategory } from '../../core/errors/index.js';
import type { RetryPolicy } from '../../core/integration/index.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The specification's retries: 5 min, 15 min, 1 h, 4 h, 12 h, longer or fewer by the class of the error. */
export const HACIENDA_POLICY: RetryPolicy = {
  maxAttempts: 6,
  delaysSeconds: [5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR],
  jitter: 0.1,
  retryAfterCapSeconds: HOUR,
  retryable: [],
  classes: {
    transient_error: { multiplier: 1, maxRetries: 5 },
    rate_limited: { multiplier: 2, maxRetries: 4 },
    network_error: { multiplier: 1.5, maxRetries: 5 },
    outcome_unknown: { multiplier: 1.5, maxRetries: 5 },
    server_error: { multiplier: 1.5, maxRetries: 5 },
    malformed_response: { multiplier: 1.5, maxRetries: 5 },
    authentication_error: { multiplier: 3, maxRetries: 3 },
    validation_error: { multiplier: 6, maxRetries: 2 },
    unknown_error: { multiplier: 2, maxRetries: 3 },
    // Left out, so never repeated: what only a person can mend (a wrong PIN, a key that expired) and what is not in doubt.
  },
};

export const SPEC_CATEGORIES = ['transient', 'rate_limit', 'network', 'server', 'auth', 'validation', 'unknown'] as const;
export type SpecCategory = (typeof SPEC_CATEGORIES)[number];

/** Our categories by the specification's names, which its retry queue shows. */
const SPEC_NAMES: Record<ErrorCategory, SpecCategory> = {
  transient_error: 'transient',
  rate_limited: 'rate_limit',
  network_error: 'network',
  outcome_unknown: 'network',
  server_error: 'server',
  malformed_response: 'server',
  authentication_error: 'auth',
  credential_error: 'auth',
  validation_error: 'validation',
  conflict: 'validation',
  not_found: 'validation',
  internal_error: 'unknown',
  unknown_error: 'unknown',
};

export const specCategory = (category: string): SpecCategory => SPEC_NAMES[category as ErrorCategory] ?? 'unknown';
