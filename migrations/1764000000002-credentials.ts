import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials and, apart from them because it is hot, the state that limits calls made with each. */
export class Credentials1764000000002 implements MigrationInterface {
  name = 'Credentials1764000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE integration_credential (
        id                  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        integration         text NOT NULL,
        company             text NOT NULL REFERENCES company (code),
        name                text NOT NULL DEFAULT 'default',
        environment         text NOT NULL CHECK (environment IN ('sandbox','production')),
        base_url            text NOT NULL,
        secrets             text NOT NULL,
        secret_names        text[] NOT NULL DEFAULT '{}',
        metadata            jsonb NOT NULL DEFAULT '{}',
        active              boolean NOT NULL DEFAULT true,
        version             integer NOT NULL DEFAULT 1,
        last_check_at       timestamptz,
        last_check_ok       boolean,
        last_check_message  text,
        created_at          timestamptz NOT NULL DEFAULT now(),
        updated_at          timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, integration, name)
      );

      -- paused: nobody calls until a person mends the credential. throttled_until: the provider asked for silence.
      -- tokens: the shared token bucket, refilled by elapsed time and taken in small leases by each process.
      CREATE TABLE credential_state (
        credential_id    integer PRIMARY KEY REFERENCES integration_credential (id) ON DELETE CASCADE,
        paused_at        timestamptz,
        pause_reason     text,
        throttled_until  timestamptz,
        breaker          text NOT NULL DEFAULT 'closed' CHECK (breaker IN ('closed','open','half_open')),
        breaker_until    timestamptz,
        tokens           double precision NOT NULL DEFAULT 0,
        tokens_at        timestamptz NOT NULL DEFAULT now(),
        updated_at       timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE credential_state, integration_credential');
  }
}
