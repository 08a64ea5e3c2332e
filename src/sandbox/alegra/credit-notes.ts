import { Money } from '../../core/money/index.js';
import { readDocument } from './document-rules.js';
import { viewCreditNote } from './document-view.js';
import { answerList, containsText } from './listing.js';
import { checkUnused, chooseNumber, takeNumber } from './numbering.js';
import { readPaymentFields } from './payment-rules.js';
import { bodyOf, checkListed, type Fields, fieldsOf, findById, idOf, positiveOf, rowsOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraContext, type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { accepted, checkStampable, checkUnstamped, wantsStamp } from './stamping.js';
import { type AlegraState, type Allocation, type Contact, type CreditNote, nextId } from './state.js';
import { creditedOf, totalOf, totalsOf } from './totals.js';

const noteOf = ({ state, request }: AlegraContext): CreditNote => rowOf(state.creditNotes, request, 'La nota crédito');

export const creditNoteRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/credit-notes',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.creditNotes,
        filters: {
          client_id: (note, value) => note.client.id === value,
          status: (note, value) => note.status === value,
          date: (note, value) => note.date === value,
          date_after: (note, value) => note.date > value,
          date_before: (note, value) => note.date < value,
          query: (note, value) => containsText(value, note.numbering.prefix + note.numbering.number, note.client.name),
        },
        orders: { date: ({ date }) => date, name: ({ client }) => client.name },
        view: (note) => viewCreditNote(state, note, 'list'),
      }),
  },
  {
    method: 'GET',
    path: '/credit-notes/:id',
    handle: (context) => ({ status: 200, body: viewCreditNote(context.state, noteOf(context), 'single') }),
  },
  {
    method: 'POST',
    path: '/credit-notes',
    handle: ({ state, request }) => ({ status: 201, body: viewCreditNote(state, createNote(state, bodyOf(request.body)), 'single') }),
  },
  {
    method: 'POST',
    path: '/credit-notes/:id/void',
    handle: (context) => {
      const note = noteOf(context);
      checkUnstamped(note, 'anular');
      if (note.status === 'void') invalid('La nota crédito ya está anulada');
      note.status = 'void';
      return { status: 200, body: viewCreditNote(context.state, note, 'single') };
    },
  },
  {
    method: 'DELETE',
    path: '/credit-notes/:id',
    handle: (context) => {
      const note = noteOf(context);
      checkUnstamped(note, 'eliminar');
      removeRow(context.state.creditNotes, note);
      return done('La nota crédito fue eliminada correctamente');
    },
  },
];

function createNote(state: AlegraState, body: Fields): CreditNote {
  const document = readDocument(state, body, 'La nota crédito');
  checkListed(body.type, state.country.creditNoteTypes, 'type');
  checkListed(body.operation, state.country.creditNoteOperations, 'operation');
  const { total } = totalsOf(document.lines, state.country.decimalPrecision);
  const allocations = rowsOf(body.invoices, 'invoices').map((row) => allocationOf(state, fieldsOf(row), document.client));
  checkSum(allocations.map(({ amount }) => amount), total, 'lo aplicado a facturas');
  checkInvoiceCaps(state, allocations);
  checkSum(rowsOf(body.refunds, 'refunds').map((row) => refundOf(state, fieldsOf(row), document.date)), total, 'las devoluciones de dinero');
  const number = chooseNumber(state, body.numberTemplate, 'creditNote', document.date);
  checkUnused(state, number);
  const isStamped = wantsStamp(body);
  if (isStamped) checkStampable(number.template, 'open');

  const note: CreditNote = {
    id: nextId(state.creditNotes),
    ...document,
    status: 'open',
    allocations,
    numbering: takeNumber(state, number, false),
    stamp: isStamped ? accepted() : null,
    createdAt: new Date().toISOString(),
  };
  state.creditNotes.push(note);
  return note;
}

function allocationOf(state: AlegraState, row: Fields, client: Contact): Allocation {
  const invoice = findById(state.invoices, row) ?? invalid(`La factura con id ${idOf(row)} no existe`);
  if (invoice.status !== 'open') invalid(`La factura ${invoice.id} está en estado ${invoice.status} y no admite notas crédito`);
  if (invoice.client !== client) invalid(`La factura ${invoice.id} es de otro cliente`);
  return { invoiceId: invoice.id, amount: positiveOf(row.amount, `El monto aplicado a la factura ${invoice.id}`) };
}

/** All credit notes of an invoice together may not exceed its total. */
function checkInvoiceCaps(state: AlegraState, allocations: readonly Allocation[]): void {
  for (const invoice of state.invoices) {
    const own = allocations.filter(({ invoiceId }) => invoiceId === invoice.id);
    const credited = own.reduce((sum, { amount }) => sum.plus(amount), creditedOf(state, invoice));
    if (own.length > 0 && credited.gt(totalOf(state, invoice))) {
      invalid(`Las notas crédito de la factura ${invoice.id} (${credited.toString()}) superan su total (${totalOf(state, invoice).toString()})`);
    }
  }
}

function refundOf(state: AlegraState, row: Fields, date: string): Money {
  readPaymentFields(state, { paymentMethod: 'cash', date, ...row }, 'account');
  return positiveOf(row.amount, 'El monto de la devolución');
}

function checkSum(amounts: readonly Money[], total: Money, what: string): void {
  const sum = amounts.reduce((running, amount) => running.plus(amount), new Money(0));
  if (sum.gt(total)) invalid(`La suma de ${what} (${sum.toString()}) es mayor al total de la nota crédito (${total.toString()})`);
}
