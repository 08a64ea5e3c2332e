import { METADATA, SECRETS, sign } from '../../../test/support/alegra/bench.js';
import { posInvoice } from '../../../test/support/alegra/documents.js';
import { describeConformance } from '../../../test/support/conformance/suite.js';
import { alegra } from './alegra.definition.js';
import { alegraFailure } from './client/alegra.errors.js';

describeConformance({
  definition: alegra,
  secrets: SECRETS,
  wrongSecrets: { ...SECRETS, token: 'token-revocado' },
  metadata: METADATA,
  path: (company) => `/api/alegra/webhooks/erpnext/${company}`,
  document: (name) => posInvoice({ name }),
  headers: (body) => ({ 'x-frappe-webhook-signature': sign(body) }),
  sandbox: ({ sandboxes }) => sandboxes.alegra,
  documents: ({ invoices }, company, name) =>
    (invoices as { observations: string | null }[]).filter(({ observations }) => observations?.includes(`[ERPNEXT:${company}:POS Invoice:${name}]`)).length,
  errorTable: { failure: alegraFailure },
  write: { method: 'POST', path: '/invoices' },
});
