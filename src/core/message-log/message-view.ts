import { parse, stringify } from 'lossless-json';

/** The columns a message has in REST (DESIGN §9), jsonb as text so that no digit is lost on the way. */
export const MESSAGE_COLUMNS = `
  id, company, integration, direction, event_type, status, outcome, external_reference, correlation_id, parent_id, attempt, trigger,
  http_method, url, http_status, payload::text AS payload, response_payload::text AS response_payload, error_category, error_code,
  error_message, received_at, started_at, finished_at, duration_ms, next_attempt_at, warnings, wait_reason, decision, reason,
  created_by, credential_id, request_headers, response_headers, (payload IS NULL AND payload_raw IS NOT NULL) AS raw_only`;

/**
 * The same over the alias `m`, with the body only where it is compared: of an edited resend and of the message it was made from.
 * A chain of a dozen tries of a 10 MB document would be 120 MB otherwise.
 */
export const MESSAGE_COLUMNS_LIGHT = MESSAGE_COLUMNS
  .replace('payload::text AS payload', `CASE WHEN direction = 'inbound' AND (trigger = 'resend' OR EXISTS (
    SELECT 1 FROM integration_message n WHERE n.correlation_id = m.correlation_id AND n.parent_id = m.id AND n.trigger = 'resend')) THEN payload::text END AS payload`)
  .replace('response_payload::text AS response_payload', 'NULL::text AS response_payload');

interface MessageFields extends Record<string, unknown> {
  id: string;
  company: string;
  integration: string;
  direction: string;
  correlation_id: string;
}

export type MessageRow = MessageFields & { payload: string | null; response_payload: string | null };
export type MessageView = MessageFields & { payload: unknown; response_payload: unknown };

export const toView = (row: MessageRow): MessageView => ({
  ...row,
  payload: row.payload === null ? null : parse(row.payload),
  response_payload: row.response_payload === null ? null : parse(row.response_payload),
});

/** JSON text that keeps numbers exactly as they came: `12345678901234567890.10` stays what it is. */
export const exactJson = (value: unknown): string => stringify(value) ?? 'null';
