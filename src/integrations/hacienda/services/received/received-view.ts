import type { HaciendaReceivedDocument } from '../../entities/hacienda-received-document.entity.js';

/** The columns people see; decimals as text. */
const COLUMNS = `
  id, company, environment, clave, root, document_consecutive, issuer_name, issuer_identification_type, issuer_identification, receiver_identification_type,
  receiver_identification, issued_at, currency, total::text, total_tax::text, signature_valid, signer, warnings, state, answer, detail, activity_code, tax_condition,
  prepared_answer, consecutive, signed_at, submitted_at, accepted_at, rejected_at, checked_at, rejection, error_category, error_code, error_message, created_by, created_at, updated_at`;

export const VIEW = `SELECT ${COLUMNS} FROM hacienda_received_document`;
/** Everything, for the work on it. */
export const WHOLE = 'SELECT d.*, d.total::text AS total, d.total_tax::text AS total_tax FROM hacienda_received_document d';

type Row = Omit<HaciendaReceivedDocument, 'xml' | 'signed_xml' | 'answer_xml' | 'callback_token' | 'credential_id'>;
export type ReceivedView = Omit<Row, 'issuer_name' | 'issuer_identification_type' | 'issuer_identification'> & { issuer: { name: string; identification_type: string; identification: string } };

/**
 * Whether a person may decide: until our answer is signed, again when Hacienda refused it, and anew in production after tests.
 * What was answered in tests counts for nothing in production; what was answered in production stands, whatever is tested later.
 */
export const isOpen = ({ signed_at, state, environment }: Pick<Row, 'signed_at' | 'state' | 'environment'>, now: string | undefined): boolean =>
  signed_at === null || (environment === 'sandbox' && now === 'production') || (state === 'rejected' && !(environment === 'production' && now === 'sandbox'));

/** As REST shows it. */
export const viewOf = ({ issuer_name, issuer_identification_type, issuer_identification, ...row }: Row): ReceivedView => ({
  ...row,
  issuer: { name: issuer_name, identification_type: issuer_identification_type, identification: issuer_identification },
});
