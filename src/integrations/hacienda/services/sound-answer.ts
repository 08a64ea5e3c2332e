import type { X509Certificate } from 'node:crypto';
import { IntegrationFailure, type Warning } from '../../../core/errors/index.js';
import { readHaciendaAnswer } from '../mapping/read-answer.js';
import type { HaciendaAnswer } from '../mapping/types.js';
import { verifyXml, type SignatureVerdict } from '../signing/index.js';

/** Hacienda's answer, its signature checked, and that it is about this clave. A broken one is told to `onBroken` before it fails. */
export function readSoundAnswer(xml: Buffer, clave: string, roots: readonly X509Certificate[], onBroken: (signature: SignatureVerdict) => void): { answer: HaciendaAnswer; signature: SignatureVerdict } {
  const signature = verifyXml(xml, roots);
  if (!signature.ok) {
    onBroken(signature);
    throw broken(signature);
  }
  const answer = readHaciendaAnswer(xml);
  if (answer.clave !== clave) throw ofAnother(answer);
  return { answer, signature };
}

/** One sentence or two for a list; every row is stored beside it. */
export const rejectionOf = ({ rows, detail }: HaciendaAnswer): string => (rows.length > 0 ? rows.map(({ code, message }) => (code ? `${code}: ${message}` : message)).join('\n') : detail).slice(0, 4_000);

export const signatureWarnings = ({ warnings }: SignatureVerdict): Warning[] => warnings.map((message) => ({ code: 'hacienda.answer_signature', message }));

const broken = ({ problems }: SignatureVerdict): IntegrationFailure =>
  new IntegrationFailure('malformed_response', {
    code: 'hacienda.answer_signature_broken',
    message: `La firma de la respuesta de Hacienda no es válida (${problems.slice(0, 3).join('; ')}). El documento sigue enviado hasta tener una respuesta íntegra.`,
  });

const ofAnother = ({ clave }: HaciendaAnswer): IntegrationFailure =>
  new IntegrationFailure('malformed_response', {
    code: 'hacienda.answer_of_another',
    message: `La respuesta que entregó Hacienda es de otra clave (${clave}). El documento sigue enviado; se consultará de nuevo.`,
  });
