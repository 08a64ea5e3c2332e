import { viewInvoice } from './document-view.js';
import { readInvoice } from './invoice-rules.js';
import { answerList, containsText } from './listing.js';
import { takeNumber } from './numbering.js';
import { bodyOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraContext, type AlegraRoute, done, removeRow, rowOf } from './routes.js';
import { accepted, checkUnstamped } from './stamping.js';
import { type AlegraState, type Invoice, nextId } from './state.js';
import { statusOf } from './totals.js';

const invoiceOf = ({ state, request }: AlegraContext): Invoice => rowOf(state.invoices, request, 'La factura');
const fullNumber = ({ numbering }: Invoice): string => numbering.prefix + (numbering.number ?? '');

export const invoiceRoutes: AlegraRoute[] = [
  {
    method: 'GET',
    path: '/invoices',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.invoices,
        // `query` knows numbers and clients, not observations: a marker is found by paging over client and date.
        filters: {
          client_id: (invoice, value) => invoice.client.id === value,
          client_identification: (invoice, value) => invoice.client.identification?.number === value,
          status: (invoice, value) => value.split(',').includes(statusOf(state, invoice)),
          date: (invoice, value) => invoice.date === value,
          date_after: (invoice, value) => invoice.date > value,
          date_before: (invoice, value) => invoice.date < value,
          dueDate: (invoice, value) => invoice.dueDate === value,
          dueDate_after: (invoice, value) => invoice.dueDate > value,
          dueDate_before: (invoice, value) => invoice.dueDate < value,
          numberTemplate_fullNumber: (invoice, value) => fullNumber(invoice) === value,
          query: (invoice, value) => containsText(value, fullNumber(invoice), invoice.client.name, invoice.client.identification?.number),
        },
        orders: {
          name: ({ client }) => client.name,
          date: ({ date }) => date,
          dueDate: ({ dueDate }) => dueDate,
          status: (invoice) => statusOf(state, invoice),
        },
        view: (invoice) => viewInvoice(state, invoice, 'list'),
      }),
  },
  {
    method: 'GET',
    path: '/invoices/:id',
    handle: (context) => ({ status: 200, body: viewInvoice(context.state, invoiceOf(context), 'single') }),
  },
  {
    method: 'POST',
    path: '/invoices',
    handle: ({ state, request }) => ({ status: 201, body: viewInvoice(state, createInvoice(state, bodyOf(request.body)), 'single') }),
  },
  { method: 'PUT', path: '/invoices/:id', handle: editInvoice },
  {
    method: 'DELETE',
    path: '/invoices/:id',
    handle: (context) => {
      const invoice = invoiceOf(context);
      checkUnstamped(invoice, 'eliminar');
      if (invoice.status !== 'draft') invalid('Sólo se puede eliminar una factura en borrador; anule la factura');
      removeRow(context.state.invoices, invoice);
      return done('La factura fue eliminada correctamente');
    },
  },
];

function createInvoice(state: AlegraState, body: Record<string, unknown>): Invoice {
  const { fields, number, payments, stamp } = readInvoice(state, body);
  const invoice: Invoice = {
    id: nextId(state.invoices),
    ...fields,
    numbering: takeNumber(state, number, fields.status === 'draft'),
    stamp: stamp ? accepted() : null,
    createdAt: new Date().toISOString(),
  };
  state.invoices.push(invoice);
  for (const { fields: payment, amount } of payments) {
    const allocations = [{ invoiceId: invoice.id, amount }];
    state.payments.push({ id: nextId(state.payments), ...payment, allocations, observations: null, status: 'open' });
  }
  return invoice;
}

/** The change is merged into the accepted body and judged as a whole. `payments` in it are ignored: they have their own resource. */
function editInvoice(context: AlegraContext) {
  const { state, request } = context;
  const invoice = invoiceOf(context);
  checkUnstamped(invoice, 'editar');
  if (invoice.status === 'void') invalid('Una factura anulada no se puede editar');
  const change = bodyOf(request.body);
  const { fields, number, stamp } = readInvoice(state, { ...invoice.source, status: invoice.status, ...change }, invoice);
  const isNumbered = invoice.numbering.number !== null && change.numberTemplate === undefined;
  const numbering = isNumbered ? invoice.numbering : takeNumber(state, number, fields.status === 'draft');
  Object.assign(invoice, fields, { numbering, stamp: stamp ? accepted() : null });
  return { status: 200, body: viewInvoice(state, invoice, 'single') };
}
