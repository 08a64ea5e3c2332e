import { DOCUMENT_KINDS, nameOf, RECEIVER_MESSAGES, TAX_CONDITIONS } from '../catalogues/index.js';
import type { HaciendaReceivedDocument } from '../entities/hacienda-received-document.entity.js';
import type { Issuer, PreparedAnswer } from '../mapping/types.js';
import { money, moment } from './format.js';
import { drawFacts, drawHead, identified } from './heading.js';
import { MUTED, Sheet } from './sheet.js';

export interface AnswerPdfInput {
  answer: PreparedAnswer;
  /** The supplier's document. */
  received: Pick<HaciendaReceivedDocument, 'root' | 'issuer_name' | 'issuer_identification_type' | 'issuer_identification' | 'document_consecutive' | 'issued_at' | 'currency'>;
  /** We, who answer. */
  issuer: Issuer;
  /** Absent until the answer is signed. */
  numbers?: { consecutive: string; issuedAt: string };
  state: string;
  test?: boolean;
}

const GOOD = '#1b7f4b';
const BAD = '#b3261e';
const WAITING = '#8a6100';
/** What Hacienda says of the answer itself: a refusal of ours that it took is «Aceptado» too. */
const STATES: Record<string, { words: string; color: string }> = {
  accepted: { words: 'Recibido conforme por Hacienda', color: GOOD },
  rejected: { words: 'Rechazado por Hacienda · sin efecto', color: BAD },
  signed: { words: 'Firmado · pendiente de enviar a Hacienda', color: WAITING },
  submitted: { words: 'Enviado · en espera de Hacienda', color: WAITING },
};
const UNSIGNED = { words: 'Sin firmar · sin efecto', color: MUTED };

/** Our answer to a supplier's document (MensajeReceptor), to be read and filed; the same bytes for the same input. */
export function renderAnswerPdf(input: AnswerPdfInput): Promise<Buffer> {
  const { answer, issuer, numbers, state, test } = input;
  const { name } = RECEIVER_MESSAGES[answer.message];
  const info = {
    title: `${name} ${numbers?.consecutive ?? '(sin firmar)'}`,
    author: issuer.name,
    date: numbers ? new Date(numbers.issuedAt) : new Date(0),
    foot: `Mensaje del receptor sobre la clave ${answer.clave} · versión 4.4`,
  };
  return Sheet.make(info, (sheet) => {
    drawHead(sheet, {
      issuer, test, title: name, status: numbers ? (STATES[state] ?? UNSIGNED) : UNSIGNED,
      rows: [['Consecutivo', numbers?.consecutive ?? 'Se asigna al firmar'], ['Fecha', moment(numbers?.issuedAt) || 'La del momento en que se firme'], ['Sobre la clave', answer.clave]],
    });
    const half = (sheet.width - 24) / 2;
    const top = sheet.y;
    const left = drawFacts(sheet, 'Comprobante recibido', received(input), sheet.left, top, half);
    const right = drawFacts(sheet, 'Nuestra respuesta', given(input), sheet.left + half + 24, top, half);
    sheet.y = top + Math.max(left, right);
  });
}

const KINDS = new Map(Object.values(DOCUMENT_KINDS).map(({ root, name }) => [root, name]));

function received({ received: document, answer }: AnswerPdfInput): [string, string][] {
  const { root, issuer_name: name, issuer_identification_type, issuer_identification, document_consecutive, issued_at, currency } = document;
  return [
    ['Tipo', KINDS.get(root) ?? root],
    ['Emisor', name],
    ['Identificación', identified({ name, identification_type: issuer_identification_type, identification: issuer_identification })],
    ['Consecutivo', document_consecutive],
    ['Fecha de emisión', moment(issued_at)],
    ['Impuesto', `${money(answer.total_tax ?? '0')} ${currency}`],
    ['Total', `${money(answer.total)} ${currency}`],
  ];
}

function given({ answer, received: { currency } }: AnswerPdfInput): [string, string][] {
  const facts: [string, string | undefined][] = [
    ['Respuesta', RECEIVER_MESSAGES[answer.message].name],
    ['Motivo', answer.detail],
    ['Actividad', answer.activity_code],
    ['Condición del IVA', answer.tax_condition && nameOf(TAX_CONDITIONS, answer.tax_condition)],
    ['IVA por acreditar', answer.tax_to_credit && `${money(answer.tax_to_credit)} ${currency}`],
    ['Gasto aplicable', answer.applicable_expense && `${money(answer.applicable_expense)} ${currency}`],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
