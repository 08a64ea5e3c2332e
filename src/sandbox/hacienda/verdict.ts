import type { XmlElement } from 'libxml2-wasm';
import { verifyXml } from '../../integrations/hacienda/signing/index.js';
import { amountRows } from './amount-rules.js';
import { type DocumentFacts, plain, senderOf } from './document-facts.js';
import type { HaciendaState } from './state.js';
import { structureProblem } from './structure.js';

/** A row of DetalleMensaje; some of Hacienda's are bare text. */
export interface Row {
  code?: number;
  message: string;
}

/** `unread`: rejected before anything of it was read. */
export interface Verdict {
  state: 'aceptado' | 'rechazado' | 'error' | 'procesando';
  rows: Row[];
  unread?: boolean;
}

const LOCATION: Row = { code: -37, message: "Los datos de provincia, cantón y distrito del 'emisor' no concuerdan con la información registrada." };
const MINUTE_MS = 60_000;

/** Words in the receiver's name or a line's description that ask the sandbox for an outcome. */
export const TRIGGERS: readonly (readonly [word: string, verdict: Verdict])[] = [
  ['RECHAZAR', { state: 'rechazado', rows: [LOCATION] }],
  ['AVISAR', { state: 'aceptado', rows: [LOCATION] }],
  ['FALLAR', { state: 'error', rows: [] }],
  ['DEMORAR', { state: 'procesando', rows: [] }],
];

/** What Hacienda will answer to a document it took in. */
export function judge(state: HaciendaState, root: XmlElement, facts: DocumentFacts, xml: Buffer, now: number): Verdict {
  const structure = structureProblem(root);
  if (structure) return { state: 'rechazado', rows: [{ code: -1, message: structure }], unread: structure.startsWith('cvc-elt') };
  const rows = [...signatureRows(facts, xml), ...numberRows(state, facts), ...clockRows(state, facts, now), ...amountRows(root)];
  if (rows.length > 0) return { state: 'rechazado', rows };
  return TRIGGERS.find(([word]) => facts.words.includes(word))?.[1] ?? { state: 'aceptado', rows: [] };
}

function signatureRows(facts: DocumentFacts, xml: Buffer): Row[] {
  const { ok, problems, signer } = verifyXml(xml);
  if (problems.includes('La firma del documento no tiene el Policy Id')) return [{ message: 'La firma del documento no tiene el Policy Id' }];
  if (!ok) return [{ message: `La firma del comprobante electrónico no es válida. ${problems.join('. ')}` }];
  if (signer?.identification && plain(signer.identification) !== plain(senderOf(facts).number)) return [{ message: 'La firma del comprobante electrónico no es válida. El certificado no pertenece al emisor del comprobante' }];
  return [];
}

function numberRows({ documents }: HaciendaState, { consecutive, clave, ...facts }: DocumentFacts): Row[] {
  const sender = plain(senderOf({ consecutive, clave, ...facts }).number);
  const used = [...documents.values()].some(({ facts: other }) => other.consecutive === consecutive && plain(senderOf(other).number) === sender);
  return used ? [{ code: -99, message: 'La numeración consecutiva del comprobante que se esta utilizando para este archivo XML ya existe en nuestras bases de datos.' }] : [];
}

function clockRows({ rules }: HaciendaState, { root, issuedAt }: DocumentFacts, now: number): Row[] {
  const ahead = Date.parse(issuedAt) - now;
  return root !== 'MensajeReceptor' && ahead > rules.clock_tolerance_minutes * MINUTE_MS ? [{ code: -53, message: 'La hora de emisión no coincide con la hora oficial de Costa Rica.' }] : [];
}
