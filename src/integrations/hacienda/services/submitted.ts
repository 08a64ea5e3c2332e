import type { Attempt } from '../../../core/integration/index.js';
import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';

/** Kind of the idempotency record; its key is the clave. */
export const KIND = 'comprobante';

// Also one that was cancelled here in the very moment it left: what Hacienda has counts.
const SUBMITTED = `
  UPDATE einvoice_document SET state = 'submitted', submitted_at = coalesce(submitted_at, now()), error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1 AND state IN ('signed','error','canceled')`;

/** Hacienda has it: written down with the attempt's next commit. */
export function rememberSubmitted(attempt: Attempt, { id, clave }: EinvoiceDocument): void {
  attempt.documents.created(KIND, clave!, { id: clave! });
  attempt.note(SUBMITTED, [id]);
}
