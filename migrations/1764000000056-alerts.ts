import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What companies want to be told of, and what they were told. The notices themselves leave by the outbox `notification`. */
export class Alerts1764000000056 implements MigrationInterface {
  name = 'Alerts1764000000056';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE alert_rule (
        id                uuid PRIMARY KEY,
        company           text NOT NULL REFERENCES company (code),
        -- Null = every integration.
        integration       text,
        name              text NOT NULL,
        kinds             text[] NOT NULL CHECK (cardinality(kinds) > 0),
        -- For the kind error_category; empty = every category.
        error_categories  text[] NOT NULL DEFAULT '{}',
        queue_minutes     integer NOT NULL DEFAULT 15,
        expiry_days       integer NOT NULL DEFAULT 30,
        window_minutes    integer NOT NULL DEFAULT 60,
        channel           text NOT NULL CHECK (channel IN ('webhook','email')),
        -- The address is a secret in itself; its host is not.
        webhook_sealed    text,
        webhook_host      text,
        emails            text[] NOT NULL DEFAULT '{}',
        active            boolean NOT NULL DEFAULT true,
        -- What happened before is not told.
        watched_from      timestamptz NOT NULL DEFAULT now(),
        created_by        text NOT NULL,
        created_at        timestamptz NOT NULL DEFAULT now(),
        updated_at        timestamptz NOT NULL DEFAULT now(),
        -- A rule that is taken away stays for the history it made.
        deleted_at        timestamptz,
        CHECK (CASE channel WHEN 'webhook' THEN webhook_sealed IS NOT NULL ELSE cardinality(emails) > 0 END)
      );
      CREATE INDEX alert_rule_company ON alert_rule (company) WHERE deleted_at IS NULL;

      CREATE TABLE alert_event (
        id            uuid PRIMARY KEY,
        rule_id       uuid NOT NULL REFERENCES alert_rule (id),
        company       text NOT NULL REFERENCES company (code),
        integration   text,
        kind          text NOT NULL,
        cause         text NOT NULL,
        window_start  timestamptz NOT NULL,
        window_end    timestamptz NOT NULL,
        occurrences   integer NOT NULL DEFAULT 1,
        sample        text NOT NULL DEFAULT '',
        created_at    timestamptz NOT NULL DEFAULT now(),
        closed_at     timestamptz,
        -- However often it is looked for, one cause is told once per window.
        UNIQUE (rule_id, cause, window_start)
      );
      CREATE INDEX alert_event_open ON alert_event (rule_id) WHERE closed_at IS NULL;
      CREATE INDEX alert_event_company ON alert_event (company, id);

      ALTER TABLE notification ADD COLUMN rule_id uuid REFERENCES alert_rule (id), ADD COLUMN alert_event_id uuid REFERENCES alert_event (id) ON DELETE SET NULL, ADD COLUMN last_problem jsonb;
      CREATE INDEX notification_rule ON notification (rule_id, id) WHERE rule_id IS NOT NULL;
      CREATE INDEX notification_alert ON notification (alert_event_id) WHERE alert_event_id IS NOT NULL;

      -- What is looked at each minute. Only rows that ended badly are in them.
      CREATE INDEX integration_message_failed_at ON integration_message (finished_at) WHERE outcome = 'failed' AND direction = 'inbound';
      CREATE INDEX retry_queue_entry_given_up ON retry_queue_entry (finished_at) WHERE state = 'failed';
      CREATE INDEX schedule_run_failed_at ON schedule_run (finished_at) WHERE state = 'failed';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX schedule_run_failed_at, retry_queue_entry_given_up, integration_message_failed_at;
      DELETE FROM notification WHERE rule_id IS NOT NULL;
      ALTER TABLE notification DROP COLUMN last_problem, DROP COLUMN alert_event_id, DROP COLUMN rule_id;
      DROP TABLE alert_event, alert_rule;
    `);
  }
}
