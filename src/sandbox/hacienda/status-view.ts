import { answerXmlOf } from './answer-xml.js';
import type { HaciendaState, ReceivedDocument } from './state.js';

/** `recibido`, then `procesando`, then what Hacienda decided. */
export function stateOf({ verdict, receivedAt, answerAt }: ReceivedDocument, now = Date.now()): string {
  if (now >= answerAt) return verdict.state;
  return now < receivedAt + (answerAt - receivedAt) / 2 ? 'recibido' : 'procesando';
}

/** As `GET /recepcion/{clave}` writes it. */
export function statusOf(document: ReceivedDocument): Record<string, string> {
  const state = stateOf(document);
  const answered = state === 'aceptado' || state === 'rechazado';
  return { clave: document.facts.clave, fecha: document.fecha, 'ind-estado': state, ...(answered ? { 'respuesta-xml': Buffer.from(document.tampered ? tamper(answerXmlOf(document)) : answerXmlOf(document)).toString('base64') } : {}) };
}

const tamper = (xml: string): string => xml.replace('<DetalleMensaje>', '<DetalleMensaje>Todo en orden. ');

/** As a callback writes it, in one of the two spellings. */
export function callbackOf(document: ReceivedDocument, { rules }: HaciendaState): Record<string, string> {
  const status = statusOf(document);
  if (rules.callback_spelling === 'dashed') return status;
  const { clave, fecha } = status as { clave: string; fecha: string };
  return { clave, fecha, indEstado: status['ind-estado']!.toUpperCase(), ...(status['respuesta-xml'] ? { respuestaXml: status['respuesta-xml'] } : {}) };
}
