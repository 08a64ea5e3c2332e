import { v7 as uuidv7 } from 'uuid';
import { storableText } from '../text/index.js';
import type { MessageTrigger } from './integration-message.entity.js';
import { quickJson, type JsonProblem } from './read-json.js';

/** A delivery as the door took it: exact bytes plus what the integration could tell at a glance. */
export interface Delivery {
  company: string;
  integration: string;
  trigger: MessageTrigger;
  event_type: string;
  external_reference: string | null;
  /** Same key = the same delivery again. Company and integration are added by the log. */
  dedupe_key: string | null;
  /** Messages with one key are worked on in order, one at a time. Company and integration are added by the log. */
  order_key: string | null;
  credential_id: number | null;
  created_by: string | null;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  reason?: string | null;
}

/** A row ready to be inserted. Arrays of these become one statement. */
export interface InboundRow {
  id: string;
  company: string;
  integration: string;
  event_type: string;
  external_reference: string | null;
  dedupe_key: string | null;
  order_key: string | null;
  trigger: MessageTrigger;
  reason: string | null;
  created_by: string | null;
  credential_id: number | null;
  http_method: string;
  url: string;
  request_headers: string;
  payload_raw: Buffer;
  payload: string | null;
  received_at: Date;
}

export interface Peek {
  /** JSON read at native speed, `undefined` when it cannot be read. */
  value: unknown;
  problem?: JsonProblem;
  stored: string | null;
}

export function peek(body: Buffer): Peek {
  const read = quickJson(body);
  return 'problem' in read ? { value: undefined, problem: read.problem, stored: null } : { value: read.value, stored: read.stored };
}

export function toRow(delivery: Delivery, stored: string | null): InboundRow {
  const scope = `${delivery.integration}|${delivery.company}|`;
  const scoped = (key: string | null) => (key === null ? null : storableText(scope + key).slice(0, 500));
  return {
    id: uuidv7(),
    company: delivery.company,
    integration: delivery.integration,
    event_type: storableText(delivery.event_type).slice(0, 200),
    external_reference: delivery.external_reference === null ? null : storableText(delivery.external_reference).slice(0, 300),
    dedupe_key: scoped(delivery.dedupe_key),
    order_key: scoped(delivery.order_key),
    trigger: delivery.trigger,
    reason: delivery.reason ?? null,
    created_by: delivery.created_by,
    credential_id: delivery.credential_id,
    http_method: delivery.method,
    url: delivery.url.slice(0, 2000),
    request_headers: storableText(JSON.stringify(safeHeaders(delivery.headers))),
    payload_raw: delivery.body,
    payload: stored,
    received_at: new Date(),
  };
}

const SECRET_HEADERS = /^(authorization|cookie|x-api-key|proxy-authorization|x-frappe-webhook-signature)$/i;

export function safeHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.test(name) ? '***' : value.slice(0, 1000)]),
  );
}
