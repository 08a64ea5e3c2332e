import { v7 as uuidv7 } from 'uuid';
import type { DocumentIdentity } from '../integration/message-handler.js';
import { storableText } from '../text/index.js';
import type { MessageTrigger } from './integration-message.entity.js';
import { quickJson, type JsonProblem } from './read-json.js';

/** A delivery as the door took it: exact bytes plus what the integration could tell at a glance. */
export interface Delivery extends DocumentIdentity {
  company: string;
  integration: string;
  trigger: MessageTrigger;
  credential_id: number | null;
  created_by: string | null;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  reason?: string | null;
}

/** A row ready to be inserted. Arrays of these become one statement. */
export interface InboundRow extends DocumentIdentity {
  id: string;
  company: string;
  integration: string;
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
  return {
    id: uuidv7(),
    company: delivery.company,
    integration: delivery.integration,
    ...storedIdentity(delivery, delivery),
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

/** A document's identity as the log keeps it: within its company and integration, and no longer than an index bears. */
export function storedIdentity(identity: DocumentIdentity, { company, integration }: { company: string; integration: string }): DocumentIdentity {
  const cut = (text: string | null, length: number) => (text === null ? null : storableText(text).slice(0, length));
  const scoped = (key: string | null) => (key === null ? null : cut(`${integration}|${company}|${key}`, 500));
  return {
    event_type: storableText(identity.event_type).slice(0, 200),
    external_reference: cut(identity.external_reference, 300),
    dedupe_key: scoped(identity.dedupe_key),
    order_key: scoped(identity.order_key),
  };
}

const SECRET_HEADERS = /^(authorization|cookie|x-api-key|proxy-authorization|x-frappe-webhook-signature)$/i;

export function safeHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.test(name) ? '***' : value.slice(0, 1000)]),
  );
}
