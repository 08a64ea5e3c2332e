import { type DocumentStatus, type HaciendaState, STATES } from './hacienda.types.js';

/**
 * A document's status as Hacienda writes it: `ind-estado` and `respuesta-xml` in answers, `indEstado: "RECIBIDO"` and `respuestaXml`
 * in the callback's sample (Anexos). Null when it says none that is known.
 */
export function readStatus(json: unknown): (DocumentStatus & { clave: string | null }) | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const fields = new Map(Object.entries(json).map(([name, value]) => [name.replace(/[-_]/g, '').toLowerCase(), value as unknown]));
  const state = String(fields.get('indestado') ?? '').trim().toLowerCase();
  if (!isState(state)) return null;
  const [clave, answer] = [fields.get('clave'), fields.get('respuestaxml')];
  return { state, clave: typeof clave === 'string' ? clave : null, ...(typeof answer === 'string' && answer !== '' ? { answerXml: Buffer.from(answer, 'base64') } : {}) };
}

const isState = (text: string): text is HaciendaState => (STATES as readonly string[]).includes(text);
