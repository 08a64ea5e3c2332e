import { answerList } from './listing.js';
import { amountOf, bodyOf, type Fields, textOf } from './read.js';
import { invalid } from './refusals.js';
import { type AlegraRoute, rowOf } from './routes.js';
import { type AlegraState, type BankAccount, nextId, type NumberTemplate, type Tax } from './state.js';

/** Lists an integration reads to map its own ids: taxes, accounts, numberings, currencies, company. */
export const catalogRoutes: AlegraRoute[] = [
  ...listAndGet('/taxes', 'El impuesto', ({ taxes }) => taxes, listedTax, (tax) => ({ ...listedTax(tax), id: Number(tax.id), percentage: Number(tax.percentage) })),
  {
    method: 'POST',
    path: '/taxes',
    handle: ({ state, request }) => {
      const tax = { id: nextId(state.taxes), ...readTax(bodyOf(request.body)) };
      state.taxes.push(tax);
      return { status: 201, body: listedTax(tax) };
    },
  },
  ...listAndGet('/bank-accounts', 'La cuenta', ({ bankAccounts }) => bankAccounts, viewAccount, viewAccount),
  {
    method: 'GET',
    path: '/number-templates',
    handle: ({ state, request }) =>
      answerList(request, {
        rows: state.numberTemplates,
        filters: { documentType: (template, value) => template.documentType === value },
        view: viewTemplate,
        defaultLimit: 10,
      }),
  },
  {
    method: 'GET',
    path: '/number-templates/:id',
    handle: ({ state, request }) => ({ status: 200, body: viewTemplate(rowOf(state.numberTemplates, request, 'La numeración')) }),
  },
  {
    method: 'GET',
    path: '/currencies',
    handle: ({ state }) => ({
      status: 200,
      body: state.currencies.map((currency) => ({ ...currency, exchangeRate: currency.exchangeRate.toFixed(5), status: 'active' })),
    }),
  },
  { method: 'GET', path: '/company', handle: ({ state }) => ({ status: 200, body: state.company }) },
  { method: 'GET', path: '/users/self', handle: ({ state }) => ({ status: 200, body: { ...state.user, role: 'admin', status: 'active' } }) },
  ...['terms', 'categories', 'price-lists', 'sellers', 'warehouses', 'cost-centers', 'retentions'].map(readOnlyList),
];

function listAndGet<Row extends { id: string }>(
  path: string,
  label: string,
  rows: (state: AlegraState) => Row[],
  listed: (row: Row) => Fields,
  single: (row: Row) => Fields,
): AlegraRoute[] {
  return [
    { method: 'GET', path, handle: ({ state, request }) => answerList(request, { rows: rows(state), view: listed }) },
    { method: 'GET', path: `${path}/:id`, handle: ({ state, request }) => ({ status: 200, body: single(rowOf(rows(state), request, label)) }) },
  ];
}

function readOnlyList(name: string): AlegraRoute {
  return {
    method: 'GET',
    path: `/${name}`,
    handle: ({ state, request }) =>
      answerList(request, { rows: (state.lists[name] ?? []).map((row) => ({ ...row, id: String(row.id) })), view: (row) => row }),
  };
}

function readTax(body: Fields): Omit<Tax, 'id'> {
  return {
    name: textOf(body.name) ?? invalid('El nombre del impuesto es obligatorio'),
    percentage: amountOf(body.percentage, 'El porcentaje del impuesto'),
    type: textOf(body.type) ?? 'IVA',
    status: 'active',
  };
}

function listedTax(tax: Tax): Fields {
  return { ...tax, percentage: tax.percentage.toFixed(2), description: '', rate: null };
}

function viewAccount(account: BankAccount): Fields {
  return { ...account, id: Number(account.id), number: null, description: null };
}

function viewTemplate(template: NumberTemplate): Fields {
  return { ...template, nextInvoiceNumber: String(template.nextInvoiceNumber), invoiceText: null };
}
