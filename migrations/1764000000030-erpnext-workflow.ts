import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Executions of the ERPNext workflow and their steps, and a view that adds how the last attempt ended. */
export class ErpnextWorkflow1764000000030 implements MigrationInterface {
  name = 'ErpnextWorkflow1764000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE workflow_execution (
        id               integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company          text NOT NULL REFERENCES company (code),
        progress         text NOT NULL DEFAULT 'pending'
                         CHECK (progress IN ('pending','step1_po_a','step2_pr_a','step3_dn_a','completed','canceled')),
        goal             text NOT NULL DEFAULT 'complete' CHECK (goal IN ('complete','cancel')),
        generation       integer NOT NULL DEFAULT 1,
        payload_json     jsonb NOT NULL,
        po_a_id          text,
        pr_a_id          text,
        dn_a_id          text,
        pr_b_id          text,
        correlation_id   uuid NOT NULL UNIQUE,
        message_id       uuid NOT NULL,
        idempotency_key  text,
        payload_digest   text,
        created_by       text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        updated_at       timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, idempotency_key)
      );
      CREATE INDEX workflow_execution_company ON workflow_execution (company, id);

      CREATE TABLE workflow_step (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        execution_id  integer NOT NULL REFERENCES workflow_execution (id),
        generation    integer NOT NULL,
        step          text NOT NULL CHECK (step IN ('step1_po_a','step2_pr_a','step3_dn_a','step4_pr_b')),
        action        text NOT NULL CHECK (action IN ('look','create','adopt','submit','verify','cancel','delete')),
        status        text NOT NULL DEFAULT 'running' CHECK (status IN ('running','done','failed','waiting','interrupted')),
        attempt       integer NOT NULL,
        document      text,
        error_code    text,
        error         text,
        message_id    uuid NOT NULL,
        started_at    timestamptz NOT NULL DEFAULT now(),
        finished_at   timestamptz
      );
      CREATE INDEX workflow_step_execution ON workflow_step (execution_id, id);

      -- How an attempt ended is kept once, in the message log; told twice it could disagree. A message may also fail before the
      -- workflow's own code runs (no credential), or because a person gave up its retry.
      CREATE VIEW workflow_execution_view AS
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
        FROM integration_message m WHERE m.correlation_id = e.correlation_id AND m.direction = 'inbound' ORDER BY m.id DESC LIMIT 1) last ON true
      LEFT JOIN LATERAL (
        SELECT r.next_attempt_at FROM retry_queue_entry r WHERE r.correlation_id = e.correlation_id AND r.state = 'pending' LIMIT 1) retry ON true;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW workflow_execution_view; DROP TABLE workflow_step, workflow_execution');
  }
}
