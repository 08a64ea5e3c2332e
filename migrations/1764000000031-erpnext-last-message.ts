import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How an execution stands is told by the message that is at work, else by the one that ended last. By number it was told wrong: the
 * retry of a start is numbered after a cancellation that stands in line behind it.
 */
export class ErpnextLastMessage1764000000031 implements MigrationInterface {
  name = 'ErpnextLastMessage1764000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(viewBy('m.finished_at DESC NULLS FIRST, m.id DESC'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(viewBy('m.id DESC'));
  }
}

const viewBy = (last: string): string => `
  CREATE OR REPLACE VIEW workflow_execution_view AS
  SELECT e.id, e.company, e.payload_json, e.po_a_id, e.pr_a_id, e.dn_a_id, e.pr_b_id, e.progress, e.goal, e.generation,
    CASE WHEN e.progress = 'canceled' OR (e.progress = 'completed' AND e.goal = 'complete') THEN e.progress
         WHEN last.outcome = 'failed' THEN 'failed'
         ELSE e.progress END AS status,
    CASE WHEN last.outcome IN ('failed','retry_scheduled') AND e.progress <> 'canceled'
         THEN coalesce(
           (SELECT s.step FROM workflow_step s WHERE s.execution_id = e.id AND s.message_id = last.id AND s.status IN ('failed','waiting') ORDER BY s.id DESC LIMIT 1),
           CASE WHEN e.goal = 'cancel' THEN NULL ELSE (CASE e.progress WHEN 'pending' THEN 'step1_po_a' WHEN 'step1_po_a' THEN 'step2_pr_a'
                WHEN 'step2_pr_a' THEN 'step3_dn_a' WHEN 'step3_dn_a' THEN 'step4_pr_b' END) END)
    END AS failed_step,
    CASE WHEN last.outcome IN ('failed','retry_scheduled') THEN last.error_category END AS error_category,
    CASE WHEN last.outcome IN ('failed','retry_scheduled') THEN last.error_code END AS error_code,
    CASE WHEN last.outcome IN ('failed','retry_scheduled') THEN last.error_message END AS error_message,
    CASE WHEN last.outcome = 'retry_scheduled' THEN retry.next_attempt_at WHEN last.status = 'received' THEN last.next_attempt_at END AS next_attempt_at,
    last.wait_reason, last.warnings, last.status IN ('received','processing') AS is_running,
    e.correlation_id, e.message_id, last.id AS last_message_id, e.idempotency_key, e.created_by, e.created_at,
    greatest(e.updated_at, last.finished_at) AS updated_at
  FROM workflow_execution e
  LEFT JOIN LATERAL (
    SELECT m.id, m.status, m.outcome, m.error_category, m.error_code, m.error_message, m.next_attempt_at, m.wait_reason, m.warnings, m.finished_at
    FROM integration_message m WHERE m.correlation_id = e.correlation_id AND m.direction = 'inbound' ORDER BY ${last} LIMIT 1) last ON true
  LEFT JOIN LATERAL (
    SELECT r.next_attempt_at FROM retry_queue_entry r WHERE r.correlation_id = e.correlation_id AND r.state = 'pending' LIMIT 1) retry ON true`;
