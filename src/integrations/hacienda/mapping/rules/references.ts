import { REFERENCES_OF_REP, REFERENCES_WITH_CLAVE } from '../../catalogues/index.js';
import { dayAfter, yearsBefore } from '../dates.js';
import type { DocumentType } from '../types.js';
import type { DocumentRule } from './context.js';

const NEEDS_REFERENCE: readonly DocumentType[] = ['NC', 'ND', 'FEC', 'REP'];
/** Month overdue: the one type that needs neither number, code nor reason. */
const MONTH_OVERDUE = '13';

/** Annex 1, "Información de referencia". */
export const judgeReferences: DocumentRule = ({ references = [], lines = [] }, { type, today, report }) => {
  if (references.length === 0) {
    if (NEEDS_REFERENCE.includes(type)) report('references', `Un documento ${type} lleva al menos una referencia.`);
    const concrete = type === 'FE' && lines.some((line) => line?.taxes?.some((tax) => tax?.exoneration?.document_type === '11'));
    if (concrete) report('references', 'Una FE con exoneración de tipo 11 lleva al menos una referencia.');
  }
  references.forEach((reference, index) => {
    if (!reference) return;
    const at = `references[${index}]`;
    const { document_type: kind, number, code, issue_date: date } = reference;
    if (kind === '99' && !reference.document_type_other) report(`${at}.document_type_other`, 'El tipo de documento 99 se describe, con 5 a 100 caracteres.');
    if (code === '99' && !reference.code_other) report(`${at}.code_other`, 'El código de referencia 99 se describe, con 5 a 100 caracteres.');
    if (kind && type === 'REP' && !REFERENCES_OF_REP.has(kind)) report(`${at}.document_type`, `Un REP solo se refiere a documentos de tipo ${[...REFERENCES_OF_REP].join(', ')}.`);
    if (kind && number && REFERENCES_WITH_CLAVE.has(kind) && !/^506[\dA-Z]{47}$/.test(number)) report(`${at}.number`, `El número de un documento de tipo ${kind} es su clave, de 50 caracteres.`);
    if (kind && !number && (kind !== MONTH_OVERDUE || type === 'REP')) report(`${at}.number`, 'Es obligatorio: el número o la clave del documento de referencia.');
    if (kind && !code && kind !== MONTH_OVERDUE) report(`${at}.code`, 'Es obligatorio.');
    if (kind && !reference.reason && kind !== MONTH_OVERDUE) report(`${at}.reason`, 'Es obligatoria: la razón, con 3 a 180 caracteres.');
    if (date && date.slice(0, 10) > dayAfter(today)) report(`${at}.issue_date`, 'No puede ser posterior a hoy.');
    if (date && date.slice(0, 10) < yearsBefore(today, 10)) report(`${at}.issue_date`, 'No puede tener más de 10 años.');
  });
};
