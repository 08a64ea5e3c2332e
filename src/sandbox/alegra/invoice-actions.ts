import { viewInvoice } from './document-view.js';
import { bodyOf, fieldsOf, findById, idOf, listOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraContext, type AlegraRoute, done, rowOf } from './routes.js';
import { accepted, checkStampable, checkUnstamped, templateOfDocument } from './stamping.js';
import type { AlegraState, Invoice } from './state.js';
import { creditedOf } from './totals.js';

const MAX_STAMPS = 10;
const invoiceOf = ({ state, request }: AlegraContext): Invoice => rowOf(state.invoices, request, 'La factura');

export const invoiceActionRoutes: AlegraRoute[] = [
  {
    method: 'POST',
    path: '/invoices/:id/void',
    handle: (context) => {
      const invoice = invoiceOf(context);
      checkUnstamped(invoice, 'anular');
      if (invoice.status !== 'open') invalid(`Sólo se puede anular una factura abierta; su estado es ${invoice.status}`);
      if (!creditedOf(context.state, invoice).isZero()) invalid('No se puede anular una factura con notas crédito asociadas');
      invoice.status = 'void';
      voidItsPayments(context.state, invoice);
      return { status: 200, body: viewInvoice(context.state, invoice, 'single') };
    },
  },
  {
    method: 'POST',
    path: '/invoices/:id/open',
    handle: (context) => {
      // Documented as the way back from a void, not as the way from draft to open.
      const invoice = invoiceOf(context);
      if (invoice.status !== 'void') invalid('Sólo se puede reabrir una factura anulada');
      invoice.status = 'open';
      return { status: 200, body: viewInvoice(context.state, invoice, 'single') };
    },
  },
  {
    method: 'POST',
    path: '/invoices/:id/email',
    handle: (context) => {
      const invoice = invoiceOf(context);
      const emails = listOf(fieldsOf(context.request.body).emails).map(String);
      if (emails.length === 0 || emails.some((email) => !email.includes('@'))) invalid('Debe indicar al menos un correo válido en emails');
      context.state.emails.push({ invoiceId: invoice.id, emails });
      return done('La factura fue enviada correctamente');
    },
  },
  {
    method: 'POST',
    path: '/invoices/stamp',
    handle: ({ state, request }) => {
      const ids = listOf(bodyOf(request.body).ids);
      if (ids.length === 0 || ids.length > MAX_STAMPS) invalid(`Debe indicar entre 1 y ${MAX_STAMPS} facturas`);
      const invoices = ids.map((id) => findById(state.invoices, id) ?? invalid(`La factura con id ${idOf(id)} no existe`));
      for (const invoice of invoices) {
        checkUnstamped(invoice, 'emitir de nuevo');
        checkStampable(templateOfDocument(state, invoice), invoice.status);
      }
      for (const invoice of invoices) invoice.stamp = accepted();
      return { status: 200, body: { code: 200, data: invoices.map(({ id, stamp }) => ({ id, stamp })) } };
    },
  },
];

/** A payment goes with its invoice when it paid nothing else; otherwise only its part does. */
function voidItsPayments(state: AlegraState, invoice: Invoice): void {
  for (const payment of state.payments) {
    const rest = payment.allocations.filter(({ invoiceId }) => invoiceId !== invoice.id);
    if (rest.length === 0) payment.status = 'void';
    else payment.allocations = rest;
  }
}
