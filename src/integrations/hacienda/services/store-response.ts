import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Attempt } from '../../../core/integration/index.js';
import { storableJson } from '../../../core/text/index.js';
import type { DocumentStatus } from '../client/hacienda.types.js';
import type { MessageType, ResponseStatus } from '../entities/hacienda-response-message.entity.js';
import type { HaciendaAnswer } from '../mapping/types.js';
import type { SignatureVerdict } from '../signing/index.js';

/** What came: only a status, or an answer with its signature checked. An answer with a broken signature is not read. */
export interface Answered {
  status: DocumentStatus;
  signature?: SignatureVerdict;
  answer?: HaciendaAnswer;
}

/** What it belongs to: a document of ours, or our answer to a supplier's. */
export type Subject = { clave: string } & ({ document_id: string } | { received_id: string });

// The same answer asked for again adds nothing.
const STORE = `
  WITH stored AS (
    INSERT INTO hacienda_response_message
      (id, company, document_id, received_id, clave, message_type, status, raw_xml, decoded_xml, error_code, error_description, signature, warnings, digest, message_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    ON CONFLICT (coalesce(document_id, received_id), digest) DO NOTHING RETURNING id)
  INSERT INTO hacienda_response_row (response_id, position, code, message, "row", "column")
  SELECT stored.id, r.position, r.code, r.message, r."row", r."column"
  FROM stored, jsonb_to_recordset($16::jsonb) AS r(position int, code text, message text, "row" int, "column" int)`;

/** Noted in the attempt: it is committed with the state that it brings. */
export function storeResponse({ note, message }: Attempt, subject: Subject, answered: Answered): void {
  const { status, signature, answer } = answered;
  const xml = status.answerXml ?? null;
  const rows = (answer?.rows ?? []).map((row, index) => ({ position: index + 1, ...row }));
  const { type, word } = meaningOf(answered);
  note(STORE, [
    uuidv7(), message.company, 'document_id' in subject ? subject.document_id : null, 'received_id' in subject ? subject.received_id : null, subject.clave,
    type, word, xml, xml?.toString('utf8') ?? null, rows.find(({ code }) => code !== null)?.code ?? null, descriptionOf(answered), signatureWord(signature),
    storableJson(signature?.warnings.map((text) => ({ code: 'hacienda.answer_signature', message: text })) ?? []),
    createHash('sha256').update(xml ?? status.state).digest('hex'), message.id, storableJson(rows),
  ]);
}

/** What is not a final, sound answer only confirms that Hacienda is at work. */
function meaningOf({ answer }: Answered): { type: MessageType; word: ResponseStatus } {
  if (!answer) return { type: 'confirmation', word: 'procesando' };
  return answer.message === 1 ? { type: 'acceptance', word: 'aceptado' } : { type: 'rejection', word: 'rechazado' };
}

function descriptionOf({ signature, answer }: Answered): string | null {
  if (signature && !signature.ok) return `Firma no válida: ${signature.problems.join('; ')}`;
  return answer && answer.detail !== '' ? answer.detail : null;
}

const signatureWord = (signature: SignatureVerdict | undefined): string => {
  if (!signature) return 'none';
  if (!signature.ok) return 'broken';
  return signature.warnings.length > 0 ? 'unknown_signer' : 'valid';
};
