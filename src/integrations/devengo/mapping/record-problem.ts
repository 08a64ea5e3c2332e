import type { ErrorCategory } from '../../../core/errors/index.js';

/** The codes of the contract (devengo §9) that one record can have. */
export const RECORD_CODES = [
  'missing_email', 'unmatched_service', 'ambiguous_contract', 'conflicting_client', 'amount_mismatch', 'unknown_status', 'missing_ending_date', 'cohort_service_incompatible',
  'no_contract', 'not_found', 'ambiguous_match', 'external_id_conflict', 'invalid_response', 'closed_month',
] as const;
export type RecordCode = (typeof RECORD_CODES)[number];

const CATEGORIES: Partial<Record<RecordCode, ErrorCategory>> = {
  conflicting_client: 'conflict', external_id_conflict: 'conflict', not_found: 'not_found', no_contract: 'not_found', invalid_response: 'malformed_response', closed_month: 'conflict',
};
export const categoryOf = (code: RecordCode): ErrorCategory => CATEGORIES[code] ?? 'validation_error';

/** Why one record could not be taken over as it should be. It stops nothing else. */
export interface RecordProblem {
  code: RecordCode;
  /** What happened and what to do. */
  message: string;
  details?: Record<string, unknown>;
}

export const problemOf = (code: RecordCode, message: string, details?: Record<string, unknown>): RecordProblem => ({ code, message, ...(details && { details }) });
