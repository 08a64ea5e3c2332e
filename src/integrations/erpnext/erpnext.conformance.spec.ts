import { describeConformance } from '../../../test/support/conformance/suite.js';
import { SECRETS_A } from '../../../test/support/erpnext/bench.js';
import { TEST_KEY } from '../../../test/support/house.js';
import { erpnextFailure } from './client/erpnext.errors.js';
import { erpnext } from './erpnext.definition.js';

interface Receipt {
  company: string;
  items: { serial_no?: string }[];
}

describeConformance({
  definition: erpnext,
  secrets: SECRETS_A,
  wrongSecrets: { ...SECRETS_A, api_secret: 'secreto-revocado' },
  metadata: {},
  path: () => '/api/v1/workflow/start-workflow/',
  document: (name) => ({
    reference: name, supplier: 'Liberty CR', company_a_name: 'Empresa A', company_b_customer_name: 'Empresa B', company_a_supplier_name: 'Empresa A',
    company_a_warehouse: 'Bodega A - EA', company_b_warehouse: 'Bodega B - EB', items: [{ item_code: 'PIN-5000', qty: 1, rate: 4424.78, serials: [`S-${name}`] }],
  }),
  addressed: (document, id) => ({ ...document, company_a_instance_id: id, company_b_instance_id: id }),
  headers: (body) => ({
    'content-type': 'application/json', authorization: `Bearer ${TEST_KEY}`, 'idempotency-key': (JSON.parse(body.toString()) as { reference: string }).reference,
  }),
  sandbox: ({ sandboxes }) => sandboxes.erpnext,
  documents: ({ purchase_receipts }, _, name) =>
    (purchase_receipts as Receipt[]).filter(({ company, items }) => company === 'Empresa B' && items.some(({ serial_no }) => serial_no === `S-${name}`)).length,
  errorTable: { failure: erpnextFailure },
  write: { method: 'POST', path: '/api/resource/Purchase%20Order$' },
});
