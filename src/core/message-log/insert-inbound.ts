import type { Statement } from '../database/index.js';
import type { InboundRow } from './inbound.js';

const INSERT = `
  INSERT INTO integration_message
    (id, company, integration, direction, event_type, external_reference, dedupe_key, order_key, order_id, correlation_id,
     trigger, reason, created_by, credential_id, http_method, url, request_headers, payload_raw, payload, received_at)
  SELECT id, company, integration, 'inbound', event_type, external_reference, dedupe_key, order_key, id, id,
     trigger, reason, created_by, credential_id, http_method, url, request_headers::jsonb, payload_raw, payload::jsonb, received_at
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
     $10::text[], $11::int[], $12::text[], $13::text[], $14::text[], $15::bytea[], $16::text[], $17::timestamptz[])
    AS row(id, company, integration, event_type, external_reference, dedupe_key, order_key, trigger, reason,
     created_by, credential_id, http_method, url, request_headers, payload_raw, payload, received_at)`;

/** Received messages as one statement; the text is the same for any number of them. */
export function inboundInsertion(rows: readonly InboundRow[]): Statement {
  const column = <K extends keyof InboundRow>(name: K) => rows.map((row) => row[name]);
  return {
    text: INSERT,
    values: [
      column('id'), column('company'), column('integration'), column('event_type'), column('external_reference'), column('dedupe_key'),
      column('order_key'), column('trigger'), column('reason'), column('created_by'), column('credential_id'), column('http_method'),
      column('url'), column('request_headers'), column('payload_raw'), column('payload'), column('received_at'),
    ],
  };
}
