import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bulk work on other things than messages, and integrations that people stop for a company. */
export class BulkAndPause1764000000055 implements MigrationInterface {
  name = 'BulkAndPause1764000000055';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What the item is about, when that is no message: an error, a waiting retry.
      ALTER TABLE operation_item ADD COLUMN subject_id uuid, ALTER COLUMN message_id DROP NOT NULL,
        ADD CHECK (message_id IS NOT NULL OR subject_id IS NOT NULL);
      CREATE TABLE integration_pause (
        company      text NOT NULL REFERENCES company (code),
        integration  text NOT NULL,
        reason       text NOT NULL,
        paused_by    text NOT NULL,
        paused_at    timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company, integration)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE integration_pause;
      DELETE FROM operation_item WHERE message_id IS NULL;
      ALTER TABLE operation_item DROP COLUMN subject_id, ALTER COLUMN message_id SET NOT NULL;
    `);
  }
}
