import { createHmac } from 'node:crypto';
import { unique } from '../house.js';
import type { ApiClient } from '../api-client.js';

export const WEBHOOK_SECRET = 'secreto-de-los-ensayos';

/** The body of `POST /api/credentials` for the sandbox Alegra. */
export const alegraCredential = (baseUrl: string, more: Record<string, unknown> = {}) => ({
  integration: 'alegra',
  company: 'default',
  name: 'default',
  environment: 'sandbox',
  base_url: baseUrl,
  secrets: { email: 'sandbox@puente.example', token: 'sandbox-token', webhook_secret: WEBHOOK_SECRET },
  metadata: { country: 'CR', item_map: { SILLA: '76' }, payment_account_map: { Efectivo: '1' }, payment_method_map: { Efectivo: 'cash' } },
  active: true,
  ...more,
});

/** A chair sold for cash, as an ERPNext webhook renders it. All names and numbers are invented. */
export const sale = (more: Record<string, unknown> = {}) => ({
  doctype: 'POS Invoice',
  name: unique('PSINV'),
  docstatus: 1,
  event: 'on_submit',
  modified: '2026-03-02 10:00:00.000001',
  posting_date: '2026-03-02',
  due_date: '2026-03-02',
  currency: 'CRC',
  conversion_rate: 1,
  is_pos: 1,
  customer: { name: 'Lucía Vega Soto', customer_name: 'Lucía Vega Soto', identification: '109870654', identification_type: 'CF' },
  net_total: 2000,
  grand_total: 2260,
  rounded_total: 0,
  items: [{ item_code: 'SILLA', item_name: 'Silla de madera', qty: 2, rate: 1000, amount: 2000 }],
  taxes: [{ charge_type: 'On Net Total', account_head: 'IVA 13% - EP', description: 'IVA 13%', rate: 13, tax_amount: 260 }],
  payments: [{ mode_of_payment: 'Efectivo', amount: 2260, type: 'Cash' }],
  ...more,
});

export const signed = (body: Uint8Array, secret = WEBHOOK_SECRET) => ({ 'x-frappe-webhook-signature': createHmac('sha256', secret).update(body).digest('base64') });

/** Delivers a document as ERPNext does: signed, no Content-Type. Answers the message's id. */
export async function deliver(api: ApiClient, document: object | Buffer, company = 'default'): Promise<string> {
  const body = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
  const answer = await api.post<{ messageId: string }>(`/api/alegra/webhooks/erpnext/${company}`, body, signed(body));
  if (answer.status !== 202) throw new Error(`not accepted: ${answer.status} ${answer.text}`);
  return answer.body.messageId;
}

export interface MessageBody {
  id: string;
  status: string;
  outcome: string | null;
  error_category: string | null;
  error_code: string | null;
  error_message: string | null;
  wait_reason: string | null;
  correlation_id: string;
  parent_id: string | null;
  payload: unknown;
  response_payload: unknown;
  warnings: { code: string; message: string }[];
  [field: string]: unknown;
}

/** Waits until a message is finished. */
export const ended = (api: ApiClient, id: string, timeoutMs = 20_000): Promise<MessageBody> =>
  api.until<MessageBody>(`/api/messages/${id}`, ({ status }) => status === 'processed' || status === 'skipped', timeoutMs);
