// A purchase of prepaid PINES in one company and its transfer to another, as the shop's program would ask for them. All names are invented.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from './api.mjs';

/** Fit the sandbox's two sites. */
const SITES = [
  { name: 'Empresa A', api_key: 'sandbox-key-a', api_secret: 'sandbox-secret-a' },
  { name: 'Empresa B', api_key: 'sandbox-key-b', api_secret: 'sandbox-secret-b' },
];

const transfer = (a, b, more = {}) => ({
  company_a_instance_id: a,
  company_b_instance_id: b,
  supplier: 'Liberty CR',
  company_a_name: 'Empresa A',
  company_b_customer_name: 'Empresa B',
  company_a_supplier_name: 'Empresa A',
  company_a_warehouse: 'Bodega A - EA',
  company_b_warehouse: 'Bodega B - EB',
  items: [{ item_code: 'PIN-5000', qty: 2, rate: 4424.78, transfer_rate: 4500, serials: ['DEMO-KLB-1', 'DEMO-KLB-2'] }, { item_code: 'CABLE-USB', qty: 10, rate: 1500 }],
  ...more,
});

/** Starts one that ends well and one that ERPNext refuses, and answers how they ended. Again: the same executions, nothing is bought twice. */
export async function run(api, company, patienceMs) {
  const [a, b] = await instances(api, company);
  const rows = [];
  for (const [what, key, body] of [
    ['compra y traslado', 'demo-compra-1', transfer(a, b)],
    ['traslado a un cliente que no existe', 'demo-compra-2', transfer(a, b, { company_b_customer_name: 'Nadie', items: [{ item_code: 'CABLE-USB', qty: 1, rate: 1500 }] })],
  ]) {
    const { execution_id } = expect(await api('POST', '/api/v1/workflow/start-workflow/', body, { 'idempotency-key': key }), 202);
    const ended = await follow(api, execution_id, patienceMs);
    const ids = [ended.po_a_id, ended.pr_a_id, ended.dn_a_id, ended.pr_b_id].filter(Boolean).join(' → ');
    rows.push({ name: `Ejecución ${execution_id}`, what, outcome: ended.status, detail: ended.error_message ?? ids });
  }
  return rows;
}

async function instances(api, company) {
  const { data: sandboxes } = expect(await api('GET', '/api/sandbox'), 200);
  const { base_url: api_url } = sandboxes.find(({ integration }) => integration === 'erpnext');
  const { data: known } = expect(await api('GET', `/api/v1/workflow/instances?company=${company}`), 200);
  const ids = [];
  for (const site of SITES) {
    const found = known.find(({ name }) => name === site.name);
    if (found) expect(await api('PATCH', `/api/credentials/${found.id}`, { base_url: api_url }), 200);
    ids.push(found?.id ?? expect(await api('POST', '/api/v1/workflow/instances', { ...site, api_url, company }), 201).id);
  }
  return ids;
}

async function follow(api, id, patienceMs) {
  for (const deadline = Date.now() + patienceMs; ; await pause(200)) {
    const execution = expect(await api('GET', `/api/v1/workflow/executions/${id}`), 200);
    if (['completed', 'failed', 'canceled'].includes(execution.status) || Date.now() > deadline) return execution;
  }
}
