import type { AcceptedCustomer, AcceptedInvoice } from '../../../../core/events/accepted-invoice.js';
import { Money } from '../../../../core/money/index.js';
import type { DocumentProblem } from '../types.js';
import { decimalAt, type Report } from './decimal-at.js';
import { lineOf } from './line.js';
import { identificationTypeOf, paymentOf } from './words.js';

export interface AcceptedContext {
  /** CABYS by the seller's own code, for sales that come without. */
  cabysOf: Readonly<Record<string, string>>;
}

type Fields = Record<string, unknown>;

/**
 * A sale of another integration as the body of `POST /api/hacienda/documents`, or everything it lacks, by the path in the sale. A customer
 * without identification gets a tiquete. The e-invoice is of the moment it is signed; nothing of the law is guessed.
 */
export function fromAcceptedInvoice(invoice: AcceptedInvoice, { cabysOf }: AcceptedContext): { document: Fields } | { problems: DocumentProblem[] } {
  const problems: DocumentProblem[] = [];
  const report: Report = (path, message) => void problems.push({ path, message });
  if (invoice.issued) report('issued', 'La otra integración ya la emite electrónicamente (en Alegra, generate_stamp): emitirla aquí la declararía dos veces. Apague una de las dos.');
  const receiver = receiverOf(invoice.customer, report);
  const currency = invoice.currency ?? 'CRC';
  const document = {
    document_type: receiver ? 'FE' : 'TE',
    ...(receiver ? { receiver } : {}),
    ...saleOf(invoice, report),
    currency,
    ...(currency === 'CRC' ? { exchange_rate: '1' } : { exchange_rate: invoice.exchange_rate ?? undefined }),
    lines: invoice.lines.map((line, index) => lineOf(line, `lines[${index}]`, cabysOf, report)),
    other_charges: invoice.charges.map(({ name, amount }) => ({ document_type: '99', document_type_other: name.padEnd(5, '.').slice(0, 100), description: name.slice(0, 160), amount })),
  };
  return problems.length > 0 ? { problems } : { document };
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

function receiverOf({ name, identification, identification_type, email, phone }: AcceptedCustomer, report: Report): Fields | undefined {
  const number = identification?.replace(/[\s.-]/g, '').replace(/^0+(?=\d{9}$)/, '') ?? '';
  if (number === '') return undefined;
  const type = identificationTypeOf(identification_type, number);
  if (!type) return void report('customer.identification_type', `No se sabe de qué tipo es la identificación «${identification}»: use 01 (física), 02 (jurídica), 03 (DIMEX) o 04 (NITE).`);
  return { name: (name ?? '').slice(0, 100), identification_type: type, identification: number, ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

/** On credit is what is not paid and falls due later; paid in several ways, each has its amount. */
function saleOf({ date, due_date, payments }: AcceptedInvoice, report: Report): Fields {
  if (payments.length === 0) {
    const days = date && due_date ? daysBetween(date, due_date) : 0;
    if (!(days > 0)) report('payments', 'La venta no dice cómo se pagó y no vence después: agregue el pago, o la fecha de vencimiento si es a crédito.');
    return { sale_condition: '02', credit_days: days, payments: [] };
  }
  const amounts = new Map<string, Money>();
  payments.forEach((payment, index) => {
    const type = paymentOf(payment);
    if (!type) return report(`payments[${index}].mode`, `El modo de pago «${payment.mode ?? ''}» no dice qué medio es: nómbrelo por efectivo, tarjeta, cheque, transferencia o SINPE.`);
    const amount = decimalAt(payment.amount, `payments[${index}].amount`, report);
    amounts.set(type, (amounts.get(type) ?? new Money(0)).plus(amount));
  });
  return { sale_condition: '01', payments: [...amounts].map(([type, amount]) => ({ type, ...(amounts.size > 1 ? { amount: amount.toFixed() } : {}) })) };
}
