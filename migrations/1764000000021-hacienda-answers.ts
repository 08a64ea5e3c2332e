import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our answer to a supplier's document as it was judged, before it has a number. */
export class HaciendaAnswers1764000000021 implements MigrationInterface {
  name = 'HaciendaAnswers1764000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE hacienda_received_document ADD COLUMN prepared_answer jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE hacienda_received_document DROP COLUMN prepared_answer');
  }
}
