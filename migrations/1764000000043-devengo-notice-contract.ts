import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run compares the notices of each contract with those it finds, and writes only what differs. */
export class DevengoNoticeContract1764000000043 implements MigrationInterface {
  name = 'DevengoNoticeContract1764000000043';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX devengo_accrual_notice_contract ON devengo_accrual_notice (service_contract_id, month)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX devengo_accrual_notice_contract');
  }
}
