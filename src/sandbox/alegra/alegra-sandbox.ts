import { type Fault } from '../faults.js';
import type { SandboxProvider, SandboxRoute } from '../sandbox-provider.js';
import { type AccountOptions, Accounts } from './accounts.js';
import { catalogRoutes } from './catalogs.js';
import { contactRoutes } from './contacts.js';
import { creditNoteRoutes } from './credit-notes.js';
import { invoiceActionRoutes } from './invoice-actions.js';
import { invoiceRoutes } from './invoices.js';
import { itemRoutes } from './items.js';
import { paymentRoutes } from './payments.js';
import { fieldsOf, findById } from './read.js';
import { ALEGRA_REFUSALS } from './refusals.js';
import type { AlegraRoute } from './routes.js';
import { reportState, seed } from './test-data.js';
import { webhookRoutes } from './webhooks.js';

export interface AlegraSandboxOptions {
  accounts?: readonly AccountOptions[];
  /** Requests per minute and account before a 429; default 150, as published. */
  ratePerMinute?: number | 'off';
}

const BASE_PATH = '/api/v1';

const ROUTES: readonly AlegraRoute[] = [
  ...contactRoutes,
  ...itemRoutes,
  ...invoiceActionRoutes,
  ...invoiceRoutes,
  ...creditNoteRoutes,
  ...paymentRoutes,
  ...catalogRoutes,
  ...webhookRoutes,
];

/** Alegra's REST API v1 as its public documentation and the clients in the field describe it: strict, and with its loose types. */
export function alegraSandbox({ accounts: table, ratePerMinute }: AlegraSandboxOptions = {}): SandboxProvider {
  const accounts = new Accounts(table, ratePerMinute);
  return {
    id: 'alegra',
    basePath: BASE_PATH,
    refusals: ALEGRA_REFUSALS,
    routes: ROUTES.map((route) => bind(route, accounts)),
    faults: { '400_but_created': createdAndRefused(accounts) },
    admit: (request) => accounts.admit(request),
    headers: (request) => accounts.rateHeaders(request),
    reset: () => accounts.reset(),
    seed: (body) => seed(accounts, body),
    state: (query) => reportState(accounts.named(query.get('account'))),
  };
}

function bind({ method, path, handle }: AlegraRoute, accounts: Accounts): SandboxRoute {
  return {
    method,
    pattern: BASE_PATH + path,
    handle: (request) => {
      const { state, settings } = accounts.of(request)!;
      return handle({ state, request, settings });
    },
  };
}

/** A 400 that leaves the invoice behind, unstamped: what happens when only the electronic emission fails. */
function createdAndRefused(accounts: Accounts): Fault {
  return {
    strikes: ({ method, path }) => method === 'POST' && path === `${BASE_PATH}/invoices`,
    rewrite: (answer, { request }) => {
      const created = findById(accounts.of(request)?.state.invoices ?? [], fieldsOf(answer.body).id);
      if (answer.status >= 300 || !created) return answer;
      created.stamp = null;
      return { status: 400, body: { message: 'La numeración no es válida para facturación electrónica' } };
    },
  };
}
