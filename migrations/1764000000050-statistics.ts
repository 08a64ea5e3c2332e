import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log counted by the hour, so that no page ever scans it; and until when what a credential signs with is in force. */
export class Statistics1764000000050 implements MigrationInterface {
  name = 'Statistics1764000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What was received (or called) in one hour, as it stands now: outcome is the status while there is no outcome yet.
      CREATE TABLE message_bucket (
        hour            timestamptz NOT NULL,
        company         text NOT NULL,
        integration     text NOT NULL,
        direction       text NOT NULL,
        outcome         text NOT NULL,
        error_category  text NOT NULL DEFAULT '',
        host            text NOT NULL DEFAULT '',
        messages        integer NOT NULL,
        duration_ms     bigint NOT NULL DEFAULT 0,
        slowest_ms      integer NOT NULL DEFAULT 0,
        PRIMARY KEY (hour, company, integration, direction, outcome, error_category, host)
      );
      -- One row. Everything that happened before counted_until is in; hours before backfilled_to are still to be counted (null: none).
      CREATE TABLE message_bucket_progress (
        id             integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        counted_until  timestamptz NOT NULL,
        backfilled_to  timestamptz
      );

      -- Which hours changed since the last count: by what ended, and by what a person canceled afterwards.
      CREATE INDEX integration_message_finished ON integration_message (finished_at) WHERE finished_at IS NOT NULL;
      CREATE INDEX retry_queue_entry_canceled ON retry_queue_entry (finished_at) WHERE state = 'canceled';

      CREATE TABLE credential_expiry (
        credential_id  integer PRIMARY KEY REFERENCES integration_credential (id) ON DELETE CASCADE,
        version        integer NOT NULL,
        owner          text,
        expires_at     timestamptz,
        problem        text,
        looked_at      timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE credential_expiry, message_bucket_progress, message_bucket;
      DROP INDEX retry_queue_entry_canceled, integration_message_finished;
    `);
  }
}
