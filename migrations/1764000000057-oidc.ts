import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who a person is at the identity provider: its subject is stable where an e-mail is not. */
export class Oidc1764000000057 implements MigrationInterface {
  name = 'Oidc1764000000057';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app_user ADD COLUMN oidc_issuer text, ADD COLUMN oidc_subject text;
      CREATE UNIQUE INDEX app_user_oidc ON app_user (oidc_issuer, oidc_subject) WHERE oidc_subject IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app_user DROP COLUMN oidc_subject, DROP COLUMN oidc_issuer');
  }
}
