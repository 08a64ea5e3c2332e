import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../../../core/database/index.js';
import { storableJson } from '../../../core/text/index.js';
import type { PreparedDocument } from '../mapping/types.js';
import { environmentOf, type HaciendaCredential } from './open-session.js';

export interface NewDocument {
  company: string;
  input: Record<string, unknown>;
  /** Null: a draft, not judged yet. */
  document: PreparedDocument | null;
  credential: HaciendaCredential;
  branch?: string;
  terminal?: string;
  idempotency_key: string | null;
  created_by: string | null;
  source_message_id?: string | null;
}

const INSERT = `
  INSERT INTO einvoice_document
    (id, company, state, document_type, environment, branch, terminal, receiver_name, receiver_identification, receiver_email, currency, total, total_tax,
     input, document, callback_token, idempotency_key, credential_id, created_by, source_message_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  ON CONFLICT (company, idempotency_key) DO NOTHING RETURNING id`;

/** Stores a document; undefined when its idempotency key is taken. */
export async function storeDocument(tx: Queryable, given: NewDocument): Promise<string | undefined> {
  const { company, input, document, credential } = given;
  const { rows } = await tx.query(INSERT, [
    uuidv7(), company, document ? 'generated' : 'draft', typeOf(given), environmentOf(credential),
    given.branch ?? credential.metadata.branch, given.terminal ?? credential.metadata.terminal, ...summaryOf(document),
    storableJson(input), document && storableJson(document), randomBytes(32).toString('base64url'), given.idempotency_key, credential.id, given.created_by,
    given.source_message_id ?? null,
  ]);
  return (rows[0] as { id: string } | undefined)?.id;
}

const REPLACE = `
  WITH forgotten AS (DELETE FROM einvoice_adjustment WHERE document_id = $1)
  UPDATE einvoice_document SET state = 'generated', input = $2, document = $3, document_type = $4, receiver_name = $5, receiver_identification = $6, receiver_email = $7,
    currency = $8, total = $9, total_tax = $10, environment = $11, source_message_id = coalesce($12, source_message_id), warnings = '[]',
    error_category = NULL, error_code = NULL, error_message = NULL, updated_at = now()
  WHERE id = $1 AND clave IS NULL`;

/** Another invoice in the place of one that has no number yet. */
export async function replaceDocument(tx: Queryable, id: string, given: Pick<NewDocument, 'input' | 'source_message_id'> & { document: PreparedDocument; environment: string }): Promise<void> {
  const { input, document, environment, source_message_id } = given;
  await tx.query(REPLACE, [id, storableJson(input), storableJson(document), document.document_type, ...summaryOf(document), environment, source_message_id ?? null]);
}

/** What a list shows of a document: receiver's name, identification and e-mail, currency, total, tax. */
function summaryOf(document: PreparedDocument | null): (string | null)[] {
  const other = document?.document_type === 'FEC' ? document.supplier : document?.receiver;
  return [other?.name ?? null, other?.identification ?? null, other?.email ?? null, document?.currency ?? null, document?.totals.total ?? null, document?.totals.total_tax ?? null];
}

const TYPES: readonly unknown[] = ['FE', 'TE', 'NC', 'ND', 'FEC', 'FEE', 'REP'];
const typeOf = ({ document, input }: NewDocument): unknown => document?.document_type ?? (TYPES.includes(input.document_type) ? input.document_type : null);
