import type { Money } from '../../core/money/index.js';
import { PAYMENT_METHODS } from './countries.js';
import { checkListed, dateOf, type Fields, findById, idOf, positiveOf } from './read.js';
import { invalid } from './refusals.js';
import type { AlegraState, Payment } from './state.js';

/** Account, method and date of a payment. Inside an invoice the account is `account`, in `POST /payments` it is `bankAccount`. */
export function readPaymentFields(
  state: AlegraState,
  body: Fields,
  accountField: 'account' | 'bankAccount',
): Pick<Payment, 'date' | 'bankAccountId' | 'paymentMethod'> {
  const reference = body[accountField];
  const account = findById(state.bankAccounts, reference) ?? invalid(`La cuenta de banco con id ${idOf(reference)} no existe (${accountField})`);
  if (account.status !== 'active') invalid(`La cuenta ${account.name} (id ${account.id}) está inactiva`);
  if (body.paymentMethod === undefined || body.paymentMethod === null) invalid('El método de pago es obligatorio');
  checkListed(body.paymentMethod, PAYMENT_METHODS, 'paymentMethod del pago');
  return { date: dateOf(body.date, 'La fecha del pago'), bankAccountId: account.id, paymentMethod: body.paymentMethod as string };
}

export interface InvoicePayment {
  fields: ReturnType<typeof readPaymentFields>;
  amount: Money;
}

/** The `payments[]` of an invoice; together they may not exceed its total. */
export function readInvoicePayments(state: AlegraState, payments: Fields[], total: Money): InvoicePayment[] {
  const read = payments.map((payment) => ({
    fields: readPaymentFields(state, payment, 'account'),
    amount: positiveOf(payment.amount, 'El monto del pago'),
  }));
  const paid = read.reduce((sum, { amount }) => sum.plus(amount), total.minus(total));
  if (paid.gt(total)) invalid(`La suma de los pagos (${paid.toString()}) es mayor al total de la factura (${total.toString()})`);
  return read;
}
