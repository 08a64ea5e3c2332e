import { DOCUMENT_KINDS } from '../catalogues/index.js';
import { fixed } from './compute/totals.js';
import { ANSWER, ANSWERS, readShape } from './shape/index.js';
import type { DocumentProblem, Issuer, PreparedAnswer, ReceivedDocument } from './types.js';

export interface AnswerContext {
  received: ReceivedDocument;
  /** We, who received it. */
  issuer: Issuer;
  /** Costa Rica's day. */
  today: string;
}

/** To be decided at the end of the year: neither an activity nor figures yet (annex 1, MensajeReceptor). */
const PROPORTIONAL = '05';

/** Our answer to a supplier's document, ready to be numbered, or everything that is wrong with it. Never throws. */
export function judgeAnswer(input: unknown, { received, issuer, today }: AnswerContext): { answer: PreparedAnswer } | { problems: DocumentProblem[] } {
  const problems: DocumentProblem[] = [];
  const report = (path: string, message: string): void => void problems.push({ path, message });
  const read = readShape(ANSWER, input, '', { day: today, report }) ?? {};
  const { answer, detail, tax_condition: condition } = read;
  const proportional = condition === PROPORTIONAL;
  if (received.root === DOCUMENT_KINDS.FEC.root) report('', 'Una factura electrónica de compra la emite quien compra: no se responde.');
  else if (received.receiver?.identification !== issuer.identification) report('', `El comprobante no está dirigido a esta empresa (${issuer.identification}).`);
  if (answer && answer !== 'accept' && !detail && !problems.some(({ path }) => path === 'detail')) report('detail', 'Al rechazar o aceptar en parte se indica el motivo, con 5 a 160 caracteres.');
  if (proportional && read.activity_code) report('activity_code', 'Con la condición 05 (proporcionalidad) no se indica la actividad.');
  for (const name of ['tax_to_credit', 'applicable_expense'] as const) {
    const most = name === 'tax_to_credit' ? received.total_tax : received.total;
    if (read[name] && (proportional || answer === 'reject')) report(name, 'No se indica con la condición 05 ni en un rechazo.');
    else if (read[name]?.gt(most)) report(name, `No puede ser mayor que lo que dice el comprobante (${most}).`);
  }
  if (problems.length > 0) return { problems };

  const takesCredit = answer !== 'reject' && !proportional;
  return {
    answer: {
      clave: received.clave,
      issuer_identification: received.issuer.identification,
      message: ANSWERS[answer!],
      detail,
      // Required as soon as there is any.
      total_tax: received.total_tax === '0.00000' ? undefined : received.total_tax,
      activity_code: takesCredit ? (read.activity_code ?? issuer.activity_code) : undefined,
      tax_condition: condition,
      tax_to_credit: read.tax_to_credit && fixed(read.tax_to_credit),
      applicable_expense: read.applicable_expense && fixed(read.applicable_expense),
      total: received.total,
      receiver_identification: issuer.identification,
    },
  };
}
