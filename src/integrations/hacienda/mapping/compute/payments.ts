import { Money } from '../../../../core/money/index.js';
import { CONDITIONS_WITHOUT_PAYMENT } from '../../catalogues/index.js';
import type { DocumentInput } from '../shape/index.js';
import type { DocumentProblem, PreparedPayment } from '../types.js';
import { sum, ZERO } from './line.js';
import { fixed } from './totals.js';

/** Systems that count in cents cannot state fractions of one: those go to the last means of payment. */
const FRACTION = new Money('0.01');

/**
 * MedioPago with amounts that add up to the total, or what does not add up. A sale on credit may be paid in part,
 * with one means of payment; several must always make the total (annex 1, TotalComprobante).
 */
export function settlePayments({ payments, sale_condition: condition }: DocumentInput, total: string): { payments: PreparedPayment[] } | { problem: DocumentProblem } {
  const due = new Money(total);
  const amounts = payments.map((payment) => payment.amount ?? due);
  const paid = sum(amounts);
  const difference = due.minus(paid);
  const inPart = payments.length === 1 && CONDITIONS_WITHOUT_PAYMENT.has(condition) && difference.gt(0);
  if (payments.length > 0 && !inPart && difference.abs().gte(FRACTION)) {
    return { problem: { path: payments.length === 1 ? 'payments[0].amount' : 'payments', message: `Lo pagado (${fixed(paid)}) no es el total del comprobante (${total}).` } };
  }
  return {
    payments: payments.map(({ type, other }, index) => {
      const share = amounts[index]!.plus(index === payments.length - 1 && !inPart ? difference : ZERO);
      return { type, ...(type === '99' && { other }), ...(share.gt(0) && { amount: fixed(share) }) };
    }),
  };
}
