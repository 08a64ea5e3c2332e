import type { InvoiceKind, InvoiceStatus } from '../entities/words.js';
import { Money } from '../../../core/money/index.js';
import { contentHash } from './content-hash.js';
import { cents, decimalOf, isRow, numberOf, originalOf, rowOf, rowsOf, textOf, type Row } from './fields.js';
import { dayOfUnix } from './madrid.js';
import { problemOf, type RecordProblem } from './record-problem.js';

export interface MappedLine {
  line_no: number;
  /** The sales channel's id, else the number of the account. */
  account: string | null;
  service_external_id: string | null;
  name: string;
  units: string;
  /** Negative on credit notes. */
  net_amount: string;
}

export interface MappedDocument {
  external_id: string;
  kind: InvoiceKind;
  contact_id: string;
  contact_name: string;
  invoice_number: string;
  invoice_date: string;
  due_date: string | null;
  net_amount: string;
  tax_amount: string;
  total_amount: string;
  currency: string;
  status: InvoiceStatus;
  raw_status: string;
  credited_external_id: string | null;
  original_data: string;
  content_hash: string;
  lines: MappedLine[];
  /** What is wrong with the document itself. It is stored all the same, and counts for nothing until it is right. */
  problem: RecordProblem | null;
}

const TOLERANCE = new Money('0.02');
/** What no column holds: one such document must not keep its whole page out. */
const TOO_MUCH = new Money('1e10');

/** An invoice or credit note as Holded lists it (contract holded §3.2, §5); a record that cannot be one answers why. */
export function mapDocument(row: Row, kind: InvoiceKind, day: string): MappedDocument | { external_id: string; problem: RecordProblem } {
  const external_id = textOf(row.id);
  const invoice_date = dayOfUnix(numberOf(row.date));
  if (!invoice_date) return { external_id, problem: problemOf('invalid_response', `El documento ${textOf(row.docNumber) || external_id} no tiene una fecha que se pueda leer.`) };
  const currency = (textOf(row.currency) || 'eur').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { external_id, problem: problemOf('invalid_response', `El documento ${textOf(row.docNumber) || external_id} tiene una moneda desconocida: «${currency}».`) };
  // Everything that comes from the credit notes takes away, whatever its number or origin says.
  const signed = (amount: Money): Money => (kind === 'creditnote' ? amount.abs().neg() : amount);
  const net = signed(decimalOf(row.subtotal));
  const { lines, difference } = linesOf(row, net, kind);
  if ([net, decimalOf(row.tax), decimalOf(row.total), ...lines.flatMap(({ units, net_amount }) => [new Money(units), new Money(net_amount)])].some((amount) => amount.abs().gte(TOO_MUCH))) {
    return { external_id, problem: problemOf('invalid_response', `El documento ${textOf(row.docNumber) || external_id} tiene un importe o una cantidad imposible.`) };
  }
  const due_date = dayOfUnix(numberOf(row.dueDate));
  const content = {
    kind, contact_id: textOf(row.contact), contact_name: textOf(row.contactName), invoice_number: textOf(row.docNumber), invoice_date, due_date,
    net_amount: cents(net), tax_amount: cents(signed(decimalOf(row.tax))), total_amount: cents(signed(decimalOf(row.total))), currency,
    raw_status: textOf(row.status), credited_external_id: creditedBy(row, kind), lines,
  };
  const problem = difference.abs().gt(TOLERANCE)
    ? problemOf('amount_mismatch', `Las líneas de ${content.invoice_number || external_id} suman ${cents(net.plus(difference))} y el documento dice ${content.net_amount}. Corríjalo en Holded.`, { lines: cents(net.plus(difference)), subtotal: content.net_amount })
    : null;
  const status = statusOf(row, due_date, day);
  return { external_id, ...content, status, original_data: originalOf(row), content_hash: contentHash({ ...content, status }), problem };
}

/** Holded's own number means different things to different people; what is owed does not (contract holded §3.4). */
function statusOf(row: Row, due: string | null, day: string): InvoiceStatus {
  const [status, pending] = [numberOf(row.status), decimalOf(row.paymentsPending)];
  if (status === -1 || (status === 3 && pending.isZero() && decimalOf(row.total).isZero())) return 'cancelled';
  if (row.draft === true || (status === 0 && !textOf(row.approvedAt) && !textOf(row.docNumber))) return 'draft';
  if (pending.abs().lt('0.01')) return 'paid';
  if (decimalOf(row.paymentsTotal).gt(0)) return 'partial';
  return due !== null && due < day ? 'overdue' : 'pending';
}

function creditedBy(row: Row, kind: InvoiceKind): string | null {
  const from = rowOf(row.from);
  return kind === 'creditnote' && textOf(from.docType) === 'invoice' ? textOf(from.id) || null : null;
}

/** Lines that add up to `net` exactly; `difference` is what they said beyond it. */
function linesOf(row: Row, net: Money, kind: InvoiceKind): { lines: MappedLine[]; difference: Money } {
  const channel = textOf(row.salesChannelId) || null;
  const nets = rowsOf(row.products).map((line) => decimalOf(line.price).times(decimalOf(line.units ?? 1)).times(new Money(1).minus(decimalOf(line.discount).div(100))));
  const exact = nets.map((amount) => (kind === 'creditnote' ? amount.neg() : amount));
  // A credit note whose lines are negative already says the same.
  const flipped = kind === 'creditnote' && sumOf(exact).gt(0) ? exact.map((amount) => amount.neg()) : exact;
  const rounded = flipped.map((amount) => amount.toDecimalPlaces(2));
  const difference = sumOf(rounded).minus(net);
  if (rounded.length > 0 && difference.abs().lte(TOLERANCE)) {
    const widest = rounded.reduce((best, amount, at) => (amount.abs().gt(rounded[best]!.abs()) ? at : best), 0);
    rounded[widest] = rounded[widest]!.minus(difference);
  }
  const lines = rowsOf(row.products).map((line, at) => ({
    line_no: at + 1, account: accountOf(line) ?? channel, service_external_id: textOf(line.serviceId) || null, name: textOf(line.name), units: decimalOf(line.units ?? 1).toDecimalPlaces(4).toFixed(), net_amount: cents(rounded[at]!),
  }));
  return { lines, difference };
}

/** An id, an object, or the account's number (contract holded §3.2). */
function accountOf(line: Row): string | null {
  const account = isRow(line.account) ? line.account.id : line.account;
  return textOf(account) || textOf(line.accountCode) || null;
}

const sumOf = (amounts: Money[]): Money => amounts.reduce((sum, amount) => sum.plus(amount), new Money(0));
