import { v7 as uuidv7 } from 'uuid';

const COLUMNS = ['id', 'event_type', 'external_reference', 'dedupe_key', 'order_key', 'request_headers', 'payload_raw', 'payload', 'received_at'];
const ROW = `$1, 'default', 'alegra', 'inbound', $2, $3, $4, $5, $1, $1, 'webhook', 'POST', '/', $6, $7, $8, $9`;
const TARGET = `integration_message (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id,
  correlation_id, trigger, http_method, url, request_headers, payload_raw, payload, received_at)`;

/** The same table, indexes and bytes as an accepted delivery, one row. */
export const INSERT_ONE = `INSERT INTO ${TARGET} VALUES (${ROW})`;

/** Many rows in one statement; the values are one array per column. */
export const INSERT_MANY = `INSERT INTO ${TARGET}
  SELECT id, 'default', 'alegra', 'inbound', event_type, external_reference, dedupe_key, order_key, id, id, 'webhook', 'POST', '/',
    request_headers::jsonb, payload_raw, payload::jsonb, received_at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::timestamptz[]) AS row (${COLUMNS.join(', ')})`;

const HEADERS = JSON.stringify({ 'content-type': 'application/json', host: '127.0.0.1', connection: 'keep-alive', 'content-length': '1800' });

export function insertValues(body: Buffer): unknown[] {
  const id = uuidv7();
  return [id, 'sales_invoice.on_submit', id, `alegra|default|${id}`, `alegra|default|${id}`, HEADERS, body, body.toString(), new Date()];
}
