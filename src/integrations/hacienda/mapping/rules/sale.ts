import { CHARGES_WITHOUT_LINES, CONDITIONS_WITH_DAYS, CONDITIONS_WITHOUT_PAYMENT, identificationProblem } from '../../catalogues/index.js';
import type { DocumentType } from '../types.js';
import type { DocumentRule } from './context.js';

/** Condition, days, means of payment and currency (annex 1, CondicionVenta, MedioPago, TipoCambio). */
export const judgeSale: DocumentRule = (document, { type, day, today, report }) => {
  const { sale_condition: condition, credit_days: days, payments = [], currency, exchange_rate: rate } = document;
  if (day > today) report('issue_date', `No puede ser posterior a hoy, ${today}.`);
  if (condition === '99' && !document.sale_condition_other) report('sale_condition_other', 'La condición de venta 99 se describe, con 5 a 100 caracteres.');
  if (type === 'REP' && days) report('credit_days', 'Un REP no lleva plazo de crédito.');
  if (condition && CONDITIONS_WITH_DAYS.has(condition) && !days) report('credit_days', `La condición de venta ${condition} lleva el plazo en días, mayor que cero.`);
  if (condition === '10' && days && days > 90) report('credit_days', 'El crédito en IVA del artículo 27 es de 90 días como mucho.');
  if (payments.length === 0 && condition && !CONDITIONS_WITHOUT_PAYMENT.has(condition)) report('payments', 'Indique al menos un medio de pago.');
  payments.forEach((payment, index) => {
    if (payment?.type === '99' && !payment.other) report(`payments[${index}].other`, 'El medio de pago 99 se describe, con 3 a 100 caracteres.');
    if (payments.length > 1 && payment && !payment.amount) report(`payments[${index}].amount`, 'Con varios medios de pago cada uno lleva su monto.');
  });
  if (currency === 'CRC' && rate && !rate.eq(1)) report('exchange_rate', 'En colones (CRC) el tipo de cambio es 1.');
  if (currency && currency !== 'CRC' && !rate) report('exchange_rate', `Indique el tipo de cambio de ${currency} a colones.`);
};

const MAY_LACK_LINES: readonly DocumentType[] = ['FE', 'TE', 'NC', 'ND'];

export const judgeCharges: DocumentRule = ({ other_charges: charges = [], lines = [] }, { type, day, report }) => {
  if (type === 'REP' && charges.length > 0) report('other_charges', 'Un REP no lleva otros cargos.');
  charges.forEach((charge, index) => {
    const at = `other_charges[${index}]`;
    if (charge?.document_type === '99' && !charge.document_type_other) report(`${at}.document_type_other`, 'El cargo 99 se describe, con 5 a 100 caracteres.');
    if (charge?.document_type === '04' && !charge.third_party) report(`${at}.third_party`, 'El cobro de un tercero (04) lleva la identificación y el nombre del tercero.');
    const { identification_type: kind, identification: number } = charge?.third_party ?? {};
    const wrong = kind && number ? identificationProblem(kind, number, day) : undefined;
    if (wrong) report(`${at}.third_party.identification`, wrong);
  });
  if (lines.length > 0) return;
  const alone = MAY_LACK_LINES.includes(type) && charges.some((charge) => CHARGES_WITHOUT_LINES.has(charge?.document_type ?? ''));
  if (!alone) report('lines', 'Debe tener al menos una línea (salvo con un cargo 04, 08, 09 o 10 en FE, TE, NC o ND).');
};
