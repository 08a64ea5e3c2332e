/**
 * The closed vocabulary of error categories shared by every integration (DESIGN §5).
 * Each provider client translates what it sees into one of these; `decide()` alone turns a category into an action.
 */
export const ERROR_CATEGORIES = [
  'network_error',
  'server_error',
  'rate_limited',
  'transient_error',
  'authentication_error',
  'credential_error',
  'validation_error',
  'conflict',
  'not_found',
  'outcome_unknown',
  'malformed_response',
  'internal_error',
  'unknown_error',
] as const;

export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];
