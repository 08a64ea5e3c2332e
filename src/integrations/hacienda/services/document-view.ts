import type { EinvoiceDocument } from '../entities/einvoice-document.entity.js';

/** The columns of a list; decimals as text. */
export const LISTED = `
  id, company, state, document_type, environment, clave, consecutive, branch, terminal, issue_date, receiver_name, receiver_identification,
  receiver_email, currency, total::text, total_tax::text, signed_at, submitted_at, accepted_at, rejected_at, checked_at, emailed_at, rejection,
  error_category, error_code, error_message, created_by, created_at, updated_at`;

/** One document, with what was given and what was computed. */
export const SHOWN = `
  ${LISTED}, input, document, document->'totals' AS totals, warnings, (
    SELECT coalesce(json_agg(json_build_object('id', n.id, 'document_type', n.document_type, 'consecutive', n.consecutive, 'state', n.state, 'amount', a.amount::text) ORDER BY n.id), '[]')
    FROM einvoice_adjustment a JOIN einvoice_document n ON n.id = a.document_id WHERE a.original_id = einvoice_document.id) AS adjustments`;

/** Everything, for the work on it. Decimals as text. */
export const WHOLE = 'd.*, d.total::text AS total, d.total_tax::text AS total_tax';

export type ListedDocument = Omit<EinvoiceDocument, 'input' | 'document' | 'signed_xml' | 'answer_xml' | 'callback_token' | 'idempotency_key' | 'warnings'>;
/** A note that takes something back of this document. */
export type Adjustment = Pick<EinvoiceDocument, 'id' | 'document_type' | 'consecutive' | 'state'> & { amount: string };
export type ShownDocument = ListedDocument & Pick<EinvoiceDocument, 'input' | 'document' | 'warnings'> & { totals: Record<string, unknown> | null; adjustments: Adjustment[] };
