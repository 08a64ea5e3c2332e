import type { Warning } from '../../../core/errors/index.js';
import { Money } from '../../../core/money/index.js';
import { DOCUMENT_KINDS } from '../catalogues/index.js';
import type { DocumentProblem, DocumentType, PreparedDocument, PreparedReference } from './types.js';

/** A document of the same company that a note refers to. */
export interface Original {
  id: string;
  clave: string;
  consecutive: string;
  document_type: DocumentType;
  state: string;
  environment: string;
  currency: string;
  exchange_rate: string;
  total: string;
  /** Who bought from us, or in a purchase sold to us; null: a final consumer. */
  receiver_identification: string | null;
  /** What other notes that count take from it already. */
  taken: string;
}

export interface OriginalsVerdict {
  /** Empty: the note may stand. */
  problems: DocumentProblem[];
  warnings: Warning[];
  /** What the note takes from each. */
  adjustments: { original_id: string; amount: string }[];
  /** One that Hacienda has not accepted yet: the note can be written, not signed. */
  pending?: string;
}

/** It replaces a document that Hacienda refused (note 10): there is nothing to take back. */
const REFUSED_BEFORE = '10';
/** Names another document without changing it (note 9). */
const MENTION = '04';
/** The one reference type that fits each type of ours; the others may come under several (note 10). */
const REFERENCE_TYPES: Partial<Record<DocumentType, string>> = { FE: '01', ND: '02', NC: '03', TE: '04' };
const EXACT = new Set(Object.values(REFERENCE_TYPES));

/**
 * A credit or debit note against the documents it refers to, as Hacienda checks it (annex 1, InformacionReferencia, Numero): same receiver,
 * same currency, and the sum of the adjustments never above the original. A clave that is none of the company's cannot be checked and is a warning.
 */
export function judgeOriginals(note: PreparedDocument, originals: readonly Original[], environment: string): OriginalsVerdict {
  const verdict: OriginalsVerdict = { problems: [], warnings: [], adjustments: [] };
  if (note.document_type !== 'NC' && note.document_type !== 'ND') return verdict;
  note.references.forEach((reference, index) => refuseStanding(reference, originals, `references[${index}].number`, verdict));
  const known: Original[] = [];
  let unknown = false;
  for (const { reference, path } of adjusting(note.references)) {
    const original = originals.find(({ clave }) => clave === reference.number);
    if (original) {
      judge(note, original, { reference, path, environment, verdict });
      known.push(original);
    } else {
      unknown = true;
      verdict.warnings.push({ code: 'hacienda.original_unknown', message: `La referencia ${reference.number ?? 'sin número'} no es de un comprobante emitido desde aquí, y no se pudo comparar con él. Revise receptor, moneda y que las notas no pasen de su total.` });
    }
  }
  if (verdict.problems.length === 0) take(note, unique(known), unknown, verdict);
  return verdict;
}

/** Under type 10 nothing is compared: one that Hacienda did not refuse may not be named so. */
function refuseStanding({ document_type, number }: PreparedReference, originals: readonly Original[], path: string, { problems }: OriginalsVerdict): void {
  const original = document_type === REFUSED_BEFORE ? originals.find(({ clave }) => clave === number) : undefined;
  if (original && original.state !== 'rejected') problems.push({ path, message: `Hacienda no rechazó ${nameOf(original)} («${original.state}»): el tipo de referencia 10 es solo para comprobantes rechazados.` });
}

function adjusting(references: readonly PreparedReference[]): { reference: PreparedReference; path: string }[] {
  const all = references.map((reference, index) => ({ reference, path: `references[${index}]` })).filter(({ reference }) => reference.document_type !== REFUSED_BEFORE);
  const changed = all.filter(({ reference }) => reference.code !== MENTION);
  return changed.length > 0 ? changed : all;
}

interface Judged {
  reference: PreparedReference;
  path: string;
  environment: string;
  verdict: OriginalsVerdict;
}

function judge(note: PreparedDocument, original: Original, { reference, path, environment, verdict }: Judged): void {
  const report = (where: string, message: string): void => void verdict.problems.push({ path: where, message });
  const name = nameOf(original);
  if (original.environment !== environment) return report(`${path}.number`, `${name} es ${original.environment === 'production' ? 'de producción' : 'de pruebas'} y esta nota es del otro ambiente.`);
  if (original.state === 'rejected') return report(`${path}.number`, `Hacienda rechazó ${name}: no tiene validez y no hay nada que ajustar. Emita de nuevo el comprobante, con referencia de tipo 10 al rechazado.`);
  if (original.state === 'canceled') return report(`${path}.number`, `${name} se anuló antes de enviarse a Hacienda: no hay nada que ajustar.`);
  const kind = REFERENCE_TYPES[original.document_type];
  if (kind && EXACT.has(reference.document_type) && reference.document_type !== kind) report(`${path}.document_type`, `${name} va con el tipo de referencia ${kind}, no ${reference.document_type}.`);
  if (original.currency !== note.currency) report('currency', `${name} está en ${original.currency}: la nota va en la misma moneda.`);
  const receiver = note.receiver?.identification ?? null;
  if (original.receiver_identification && receiver !== original.receiver_identification) {
    report('receiver.identification', `${name} es de ${original.receiver_identification}: la nota va al mismo receptor${receiver ? `, no a ${receiver}` : ''}.`);
  }
  if (original.currency === note.currency && !new Money(original.exchange_rate).eq(note.exchange_rate)) {
    verdict.warnings.push({ code: 'hacienda.original_rate', message: `${name} se emitió a ${original.exchange_rate} y esta nota va a ${note.exchange_rate}: Hacienda compara el tipo de cambio.` });
  }
  if (original.state === 'accepted') return;
  verdict.pending ??= name;
  verdict.warnings.push({ code: 'hacienda.original_pending', message: `Hacienda todavía no ha aceptado ${name} («${original.state}»). La nota se firmará cuando la acepte.` });
}

/** What a note takes back: a credit note from what was charged, a debit note from a credit note. */
const takesFrom = (note: PreparedDocument, original: Original): boolean => (original.document_type === 'NC') === (note.document_type === 'ND');

/** Fills the originals in the order of their references; what is left over is too much, unless one of them is unknown here. */
function take(note: PreparedDocument, known: readonly Original[], unknown: boolean, verdict: OriginalsVerdict): void {
  const sources = known.filter((original) => takesFrom(note, original));
  let rest = new Money(note.totals.total);
  for (const original of sources) {
    const amount = Money.min(rest, Money.max(0, new Money(original.total).minus(original.taken)));
    if (amount.gt(0)) verdict.adjustments.push({ original_id: original.id, amount: amount.toFixed(5) });
    rest = rest.minus(amount);
  }
  if (sources.length === 0 || unknown || rest.isZero()) return;
  const what = sources.map((original) => `${nameOf(original)}: total ${original.total}, en otras notas ${original.taken}`).join('; ');
  verdict.problems.push({ path: 'totals.total', message: `La nota suma ${note.totals.total} ${note.currency} y pasa en ${rest.toFixed(5)} de lo que queda por ajustar (${what}).` });
  verdict.adjustments = [];
}

const unique = (originals: readonly Original[]): Original[] => [...new Map(originals.map((original) => [original.id, original])).values()];
const nameOf = ({ document_type, consecutive }: Original): string => `${DOCUMENT_KINDS[document_type].name} ${consecutive}`;
