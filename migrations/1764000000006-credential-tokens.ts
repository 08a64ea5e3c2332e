import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Session tokens that providers gave for a credential, sealed; every process uses the same one. */
export class CredentialTokens1764000000006 implements MigrationInterface {
  name = 'CredentialTokens1764000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE credential_token (
        credential_id  integer PRIMARY KEY REFERENCES integration_credential (id) ON DELETE CASCADE,
        version        integer NOT NULL,
        sealed         text NOT NULL,
        expires_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE credential_token');
  }
}
