import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the back-office needs to list steps and pages: one key, and the company. */
export class DevengoSyncHistory1764000000042 implements MigrationInterface {
  name = 'DevengoSyncHistory1764000000042';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE devengo_sync_step ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
      ALTER TABLE devengo_sync_page ADD COLUMN company text;
      UPDATE devengo_sync_page p SET company = s.company FROM devengo_sync_step s WHERE s.execution_id = p.execution_id AND s.position = p.position;
      ALTER TABLE devengo_sync_page ALTER COLUMN company SET NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE devengo_sync_page DROP COLUMN company;
      ALTER TABLE devengo_sync_step DROP COLUMN id;
    `);
  }
}
