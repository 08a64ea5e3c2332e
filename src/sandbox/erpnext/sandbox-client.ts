import { createSandbox } from '../sandbox-server.js';
import { erpnextSandbox } from './erpnext-sandbox.js';

/** A started ERPNext sandbox with a plain HTTP client beside it, for the specs of its rules. */
export async function startErpnext() {
  const sandbox = await createSandbox(erpnextSandbox()).start();

  async function call(method: string, path: string, body?: unknown, token = 'sandbox-key-a:sandbox-secret-a') {
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `token ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as Body };
  }
  const resource = (doctype: string, name?: string) => `/api/resource/${encodeURIComponent(doctype)}${name ? `/${encodeURIComponent(name)}` : ''}`;

  return {
    ...sandbox,
    call,
    get: (doctype: string, name: string) => call('GET', resource(doctype, name)),
    list: (doctype: string, query: Record<string, unknown> = {}) =>
      call('GET', `${resource(doctype)}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]))}`),
    insert: (doctype: string, body: object) => call('POST', resource(doctype), body),
    put: (doctype: string, name: string, body: object) => call('PUT', resource(doctype, name), body),
    remove: (doctype: string, name: string) => call('DELETE', resource(doctype, name)),
    seed: (body: object) => call('POST', '/__seed', body),
    reset: () => call('POST', '/__reset', {}),
  };
}

export type ErpnextClient = Awaited<ReturnType<typeof startErpnext>>;

const WAREHOUSE = 'Bodega A - EA';
export const order = (more: object = {}) => ({
  supplier: 'Liberty CR', company: 'Empresa A', schedule_date: '2099-01-01', custom_transfer_key: 'tx:1:po_a:1',
  items: [{ item_code: 'PIN-5000', qty: 2, rate: 4424.78, warehouse: WAREHOUSE }], ...more,
});
export const receipt = (po: { name: string; items: { name: string }[] }, serials = ['S1', 'S2'], more: object = {}) => ({
  supplier: 'Liberty CR', company: 'Empresa A',
  items: [{ item_code: 'PIN-5000', qty: serials.length, rate: 4424.78, warehouse: WAREHOUSE, purchase_order: po.name, purchase_order_item: po.items[0]!.name, use_serial_batch_fields: 1, serial_no: serials.join('\n') }],
  ...more,
});
export const delivery = (serials: string[], more: object = {}) => ({
  customer: 'Empresa B', company: 'Empresa A',
  items: [{ item_code: 'PIN-5000', qty: 2, rate: 4500, warehouse: WAREHOUSE, ...(serials.length > 0 && { use_serial_batch_fields: 1, serial_no: serials.join('\n') }) }], ...more,
});

/** As far as the specs look. */
export interface Body {
  data: { name: string; docstatus: number; modified: string; items: { name: string; serial_no?: string; serial_and_batch_bundle?: string }[] } & Record<string, unknown>;
  message: unknown;
  exc_type?: string;
  exception?: string;
  exc?: string;
  _server_messages?: string;
}
