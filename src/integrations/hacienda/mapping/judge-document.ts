import { Money } from '../../../core/money/index.js';
import { figureKit } from './compute/kit.js';
import { figureLine } from './compute/line.js';
import { settlePayments } from './compute/payments.js';
import { prepare } from './compute/prepare.js';
import { totalsOf, type ReceiptTotal } from './compute/totals.js';
import { costaRicaMoment } from './dates.js';
import { DOCUMENT_TYPES } from '../catalogues/index.js';
import { judgeLines } from './rules/lines.js';
import { judgeParties } from './rules/parties.js';
import { judgeReferences } from './rules/references.js';
import { judgeCharges, judgeSale } from './rules/sale.js';
import type { DocumentRule } from './rules/context.js';
import { DOCUMENT, readShape, type DocumentInput } from './shape/index.js';
import type { DocumentProblem, Issuer, PreparedDocument, Totals } from './types.js';

export interface JudgeContext {
  issuer: Issuer;
  /** Costa Rica's day, `yyyy-mm-dd`. */
  today: string;
  /** Left out: with tax. */
  receiptTotal?: ReceiptTotal;
}

const RULES: readonly DocumentRule[] = [judgeParties, judgeSale, judgeLines, judgeCharges, judgeReferences];

/** A reader mends the first hundred; a hostile body has millions. */
const MOST_PROBLEMS = 100;
/** DecimalDineroType. */
const LARGEST = new Money('9999999999999.99999');

/**
 * The computed document, or everything that Hacienda would refuse it for, in one answer. `input` is any JSON; its numbers may be
 * numbers, texts or `LosslessNumber`s. Never throws.
 */
export function judgeDocument(input: unknown, { issuer, today, receiptTotal }: JudgeContext): { document: PreparedDocument } | { problems: DocumentProblem[] } {
  const problems: DocumentProblem[] = [];
  const report = (path: string, message: string): void => void (problems.length < MOST_PROBLEMS && problems.push({ path, message }));
  const { document_type: asked, issue_date: date } = (input ?? {}) as { document_type?: unknown; issue_date?: unknown };
  const type = DOCUMENT_TYPES.find((known) => known === asked);
  const day = (typeof date === 'string' && costaRicaMoment(date.trim())?.slice(0, 10)) || today;

  const draft = readShape(DOCUMENT, input, '', { day, type, report });
  // What could not be read has its problem already; a rule that misses it there would say it twice.
  const misread = new Set(problems.map(({ path }) => path));
  const reportNew = (path: string, message: string): void => void (misread.has(path) || report(path, message));
  if (draft && type) RULES.forEach((judge) => judge(draft, { type, issuer, day, today, report: reportNew }));
  if (problems.length > 0) return { problems };
  return compute(draft as DocumentInput, receiptTotal);
}

function compute(document: DocumentInput, receiptTotal: ReceiptTotal | undefined): { document: PreparedDocument } | { problems: DocumentProblem[] } {
  const lines = document.lines.map((line) => (line.components.length > 0 ? figureKit : figureLine)(line, document.document_type));
  const totals = totalsOf(document, lines, receiptTotal);
  const problems = [...tooLarge(lines.map(({ total }) => total), totals)];
  const settled = settlePayments(document, totals.total);
  if ('problem' in settled) problems.push(settled.problem);
  if (problems.length > 0 || 'problem' in settled) return { problems };
  return { document: prepare(document, lines, totals, settled.payments) };
}

function* tooLarge(lines: readonly Money[], totals: Totals): Generator<DocumentProblem> {
  const index = lines.findIndex((total) => total.gt(LARGEST));
  if (index >= 0) yield { path: `lines[${index}]`, message: `El total de la línea pasa de ${LARGEST}, lo más que admite Hacienda.` };
  for (const name of ['total_sale', 'total_tax', 'total_tax_assumed', 'total'] as const) {
    if (new Money(totals[name]).gt(LARGEST)) yield { path: `totals.${name}`, message: `El monto pasa de ${LARGEST}, lo más que admite Hacienda.` };
  }
}
