import { v7 as uuidv7 } from 'uuid';
import type { ErrorCategory } from '../errors/index.js';
import { redact } from '../redaction/index.js';
import { storableJson } from '../text/index.js';

/** One thing that is wrong. The first six fields identify it: the same again only counts up. */
export interface ErrorReport {
  company: string;
  integration_name: string;
  operation: string;
  entity_type: string;
  /** The document's own number, or the message's id when it has none. */
  entity_external_id: string;
  error_code: string;
  error_category: ErrorCategory;
  error_message: string;
  error_details?: Record<string, unknown>;
  message_id?: string | null;
  correlation_id?: string | null;
}

/** What works again. Without `operation`, whatever was done with the entity. */
export interface MendedEntity {
  company: string;
  integration_name: string;
  entity_type: string;
  entity_external_id: string;
  operation?: string;
}

const COLUMNS = `
  (id, company, integration_name, operation, entity_type, entity_external_id, error_code, error_category, error_message, error_details, message_id, correlation_id)`;
/** Met again it counts up; what was resolved opens again, what a person ignored stays ignored. */
const MEET_AGAIN = `
  ON CONFLICT (company, integration_name, operation, entity_type, entity_external_id, error_code) DO UPDATE SET
    error_category = EXCLUDED.error_category, error_message = EXCLUDED.error_message, error_details = EXCLUDED.error_details,
    message_id = EXCLUDED.message_id, correlation_id = EXCLUDED.correlation_id,
    occurrences = e.occurrences + 1, last_seen = now(), updated_at = now(),
    status = CASE e.status WHEN 'resolved' THEN 'pending' ELSE e.status END,
    resolved_at = CASE e.status WHEN 'resolved' THEN NULL ELSE e.resolved_at END,
    resolved_by = CASE e.status WHEN 'resolved' THEN NULL ELSE e.resolved_by END`;

export const RECORD = `
  INSERT INTO integration_error AS e ${COLUMNS} VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ${MEET_AGAIN}
  RETURNING id, status, occurrences`;
/** Many at once, an array for each column. */
export const RECORD_MANY = `
  INSERT INTO integration_error AS e ${COLUMNS}
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::jsonb[], $11::uuid[], $12::uuid[]) ${MEET_AGAIN}`;

export function recordValues(report: ErrorReport): unknown[] {
  return [
    uuidv7(), report.company, report.integration_name, report.operation, report.entity_type, storable(report.entity_external_id),
    report.error_code, report.error_category, storable(report.error_message), detailsOf(report), report.message_id ?? null, report.correlation_id ?? null,
  ];
}

/** The columns of `RECORD_MANY`. Of two reports of one key the last counts: one statement cannot meet a row twice. */
export function recordColumns(reports: readonly ErrorReport[]): unknown[][] {
  const rows = [...new Map(reports.map(recordValues).map((values) => [JSON.stringify(values.slice(1, 7)), values])).values()];
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((values) => values[column]));
}

export const RESOLVE = `
  UPDATE integration_error SET status = 'resolved', resolved_at = now(), resolved_by = 'system', updated_at = now()
  WHERE company = $1 AND integration_name = $2 AND entity_type = $3 AND entity_external_id = $4
    AND operation = coalesce($5, operation) AND status = 'pending'`;

/** Open errors of entities that were looked at ($5), but for those met again ($6: code, blank, id). */
export const RESOLVE_MENDED = `
  UPDATE integration_error SET status = 'resolved', resolved_at = now(), resolved_by = 'system', updated_at = now()
  WHERE company = $1 AND integration_name = $2 AND operation = $3 AND entity_type = $4 AND entity_external_id = ANY($5::text[])
    AND status = 'pending' AND error_code || ' ' || entity_external_id <> ALL($6::text[])`;

export const resolveValues = (mended: MendedEntity): unknown[] => [
  mended.company, mended.integration_name, mended.entity_type, storable(mended.entity_external_id), mended.operation ?? null,
];

/** PostgreSQL's text and jsonb cannot hold U+0000; documents can. Sentences are cut where nobody reads on. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').slice(0, 4_000);

function detailsOf({ error_details }: ErrorReport): string {
  return storableJson(redact(error_details ?? {}));
}
