import type { Money } from '../../core/money/index.js';
import { viewNumber } from './numbering.js';
import type { Fields } from './read.js';
import type { AlegraState, CreditNote, Invoice, Line, SalesDocument } from './state.js';
import { allocatedBy, balanceOf, lineTotals, paidOf, statusOf, totalOf, totalsOf } from './totals.js';

/**
 * Alegra is loose with types, and differs between a list and a single document: here a list has texts
 * (`"19928.00"`, `"0.0000000000"`), a single one has numbers. A client must read both.
 */
type Shape = 'list' | 'single';
const idAs = (shape: Shape, id: string): string | number => (shape === 'list' ? id : Number(id));
const moneyAs = (shape: Shape, amount: Money, decimals: number): string | number =>
  shape === 'list' ? amount.toFixed(decimals) : Number(amount);

export function viewInvoice(state: AlegraState, invoice: Invoice, shape: Shape): Fields {
  const decimals = state.country.decimalPrecision;
  const money = (amount: Money) => moneyAs(shape, amount, decimals);
  return {
    ...viewDocument(state, invoice, shape),
    dueDate: invoice.dueDate,
    status: statusOf(state, invoice),
    numberTemplate: shape === 'list' ? [viewNumber(state, invoice.numbering)] : viewNumber(state, invoice.numbering),
    client: viewClient(invoice),
    totalPaid: moneyAs(shape, paidOf(state, invoice), 10),
    balance: money(balanceOf(state, invoice)),
    payments: state.payments.flatMap(({ id, date, paymentMethod, status, allocations }) =>
      allocations
        .filter(({ invoiceId }) => invoiceId === invoice.id && status !== 'void')
        .map(({ amount }) => ({ id: idAs(shape, id), date, paymentMethod, amount: money(amount), status })),
    ),
  };
}

export function viewCreditNote(state: AlegraState, note: CreditNote, shape: Shape): Fields {
  const money = (amount: Money) => moneyAs(shape, amount, state.country.decimalPrecision);
  const applied = allocatedBy(note);
  return {
    ...viewDocument(state, note, shape),
    status: note.status,
    numberTemplate: viewNumber(state, note.numbering),
    client: shape === 'list' ? note.client.id : viewClient(note),
    totalApplied: money(applied),
    balance: money(totalOf(state, note).minus(applied)),
    invoices: note.allocations.map(({ invoiceId, amount }) => ({ id: idAs(shape, invoiceId), amount: money(amount) })),
  };
}

const ECHOED = [
  'anotation', 'termsConditions', 'paymentForm', 'paymentMethod', 'saleCondition', 'type', 'operationType', 'seller', 'term',
  'warehouse', 'priceList', 'costCenter', 'refunds',
] as const;

function viewDocument(state: AlegraState, document: SalesDocument, shape: Shape): Fields {
  const decimals = state.country.decimalPrecision;
  const totals = totalsOf(document.lines, decimals);
  const { currency, source } = document;
  return {
    id: idAs(shape, document.id),
    date: document.date,
    datetime: document.createdAt,
    observations: document.observations,
    ...Object.fromEntries(ECHOED.filter((field) => source[field] !== undefined).map((field) => [field, source[field]])),
    subtotal: moneyAs(shape, totals.subtotal, decimals),
    discount: moneyAs(shape, totals.discount, decimals),
    tax: moneyAs(shape, totals.tax, decimals),
    total: moneyAs(shape, totals.total, decimals),
    decimalPrecision: shape === 'list' ? String(decimals) : decimals,
    currency: { code: currency.code, exchangeRate: currency.exchangeRate.toString() },
    stamp: document.stamp,
    items: document.lines.map((line) => viewLine(line, shape, decimals)),
  };
}

function viewLine(line: Line, shape: Shape, decimals: number): Fields {
  const { item, name, description, reference, price, quantity, discount, taxes } = line;
  return {
    id: idAs(shape, item.id),
    name,
    description,
    reference,
    price: moneyAs(shape, price, 6),
    quantity: moneyAs(shape, quantity, 4),
    discount: moneyAs(shape, discount, 4),
    tax: taxes.map((tax) => ({ id: idAs(shape, tax.id), name: tax.name, percentage: tax.percentage.toFixed(2) })),
    total: moneyAs(shape, lineTotals(line, decimals).total, decimals),
  };
}

function viewClient({ client }: SalesDocument): Fields {
  return { id: client.id, name: client.name, identification: client.identification?.number ?? null, email: client.email };
}
