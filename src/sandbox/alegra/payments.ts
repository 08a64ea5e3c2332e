import { answerList } from './listing.js';
import { readPaymentFields } from './payment-rules.js';
import { bodyOf, type Fields, fieldsOf, findById, idOf, positiveOf, rowsOf, textOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraContext, type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { type AlegraState, type Allocation, nextId, type Payment } from './state.js';
import { allocatedBy, balanceOf } from './totals.js';

const paymentOf = ({ state, request }: AlegraContext): Payment => rowOf(state.payments, request, 'El pago');

export const paymentRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/payments',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.payments,
        filters: { date: (payment, value) => payment.date === value, status: (payment, value) => payment.status === value },
        view: (payment) => ({ ...viewPayment(state, payment), id: payment.id, amount: allocatedBy(payment).toFixed(10) }),
      }),
  },
  {
    method: 'GET',
    path: '/payments/:id',
    handle: (context) => ({ status: 200, body: viewPayment(context.state, paymentOf(context)) }),
  },
  {
    method: 'POST',
    path: '/payments',
    handle: ({ state, request }) => {
      const payment = { id: nextId(state.payments), ...readPayment(state, bodyOf(request.body)) };
      state.payments.push(payment);
      return { status: 201, body: viewPayment(state, payment) };
    },
  },
  {
    method: 'POST',
    path: '/payments/:id/void',
    handle: (context) => {
      const payment = paymentOf(context);
      if (payment.status === 'void') invalid('El pago ya está anulado');
      payment.status = 'void';
      return { status: 200, body: viewPayment(context.state, payment) };
    },
  },
  {
    method: 'POST',
    path: '/payments/:id/open',
    handle: (context) => {
      const payment = paymentOf(context);
      if (payment.status === 'open') invalid('El pago ya está abierto');
      checkBalances(context.state, payment.allocations);
      payment.status = 'open';
      return { status: 200, body: viewPayment(context.state, payment) };
    },
  },
  {
    method: 'DELETE',
    path: '/payments/:id',
    handle: (context) => {
      removeRow(context.state.payments, paymentOf(context));
      return done('El pago fue eliminado correctamente');
    },
  },
];

function readPayment(state: AlegraState, body: Fields): Omit<Payment, 'id'> {
  if (body.type !== undefined && body.type !== 'in') invalid('El tipo de pago debe ser "in"');
  const allocations = rowsOf(body.invoices, 'invoices').map((row): Allocation => {
    const invoice = findById(state.invoices, row) ?? invalid(`La factura con id ${idOf(row)} no existe`);
    return { invoiceId: invoice.id, amount: positiveOf(fieldsOf(row).amount, `El monto para la factura ${invoice.id}`) };
  });
  if (allocations.length === 0) invalid('El pago debe tener al menos una factura');
  checkBalances(state, allocations);
  return { ...readPaymentFields(state, body, 'bankAccount'), allocations, observations: textOf(body.observations), status: 'open' };
}

/** Only an open invoice takes money, and no more than its balance. */
function checkBalances(state: AlegraState, allocations: readonly Allocation[]): void {
  for (const invoice of state.invoices) {
    const own = allocations.filter(({ invoiceId }) => invoiceId === invoice.id);
    if (own.length === 0) continue;
    if (invoice.status !== 'open') invalid(`La factura ${invoice.id} está en estado ${invoice.status} y no admite pagos`);
    const amount = allocatedBy({ status: 'open', allocations: own });
    const balance = balanceOf(state, invoice);
    if (amount.gt(balance)) invalid(`El monto (${amount.toString()}) es mayor al saldo de la factura ${invoice.id} (${balance.toString()})`);
  }
}

function viewPayment(state: AlegraState, payment: Payment): Fields {
  const { id, date, bankAccountId, paymentMethod, observations, status, allocations } = payment;
  const account = findById(state.bankAccounts, bankAccountId);
  return {
    id: Number(id),
    date,
    type: 'in',
    status,
    paymentMethod,
    observations,
    amount: Number(allocatedBy(payment)),
    bankAccount: { id: Number(bankAccountId), name: account?.name },
    invoices: allocations.map(({ invoiceId, amount }) => ({ id: invoiceId, amount: Number(amount) })),
  };
}
