import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Companies, the people and keys that act for them, their sessions, and the audit trail. */
export class People1764000000001 implements MigrationInterface {
  name = 'People1764000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE company (
        code        text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
        name        text NOT NULL,
        country     text NOT NULL DEFAULT 'CR',
        timezone    text NOT NULL DEFAULT 'America/Costa_Rica',
        currency    text NOT NULL DEFAULT 'CRC',
        settings    jsonb NOT NULL DEFAULT '{}',
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz NOT NULL DEFAULT now()
      );

      -- companies = '{*}' means every company, present and future.
      CREATE TABLE app_user (
        id             uuid PRIMARY KEY,
        email          text NOT NULL,
        name           text NOT NULL,
        password_hash  text NOT NULL,
        role           text NOT NULL CHECK (role IN ('viewer','operator','manager','admin')),
        companies      text[] NOT NULL DEFAULT '{}',
        locale         text NOT NULL DEFAULT 'es',
        active         boolean NOT NULL DEFAULT true,
        last_login_at  timestamptz,
        created_at     timestamptz NOT NULL DEFAULT now(),
        updated_at     timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

      -- The key itself is shown once; only its SHA-256 is kept (keys carry 256 random bits, so no slow hash is needed).
      CREATE TABLE api_key (
        id            uuid PRIMARY KEY,
        name          text NOT NULL,
        prefix        text NOT NULL,
        key_hash      text NOT NULL UNIQUE,
        role          text NOT NULL CHECK (role IN ('viewer','operator','manager','admin')),
        companies     text[] NOT NULL DEFAULT '{}',
        expires_at    timestamptz,
        revoked_at    timestamptz,
        last_used_at  timestamptz,
        created_by    text NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now()
      );

      -- Shape required by connect-pg-simple.
      CREATE TABLE user_session (
        sid     varchar PRIMARY KEY,
        sess    json NOT NULL,
        expire  timestamp(6) NOT NULL
      );
      CREATE INDEX user_session_expire ON user_session (expire);

      -- One row per account and per address: failures since the last success, and until when to refuse.
      CREATE TABLE login_throttle (
        subject       text PRIMARY KEY,
        failures      integer NOT NULL DEFAULT 0,
        last_failure  timestamptz NOT NULL DEFAULT now(),
        locked_until  timestamptz
      );

      CREATE TABLE audit_log (
        id            uuid PRIMARY KEY,
        at            timestamptz NOT NULL DEFAULT now(),
        company       text REFERENCES company (code),
        actor_type    text NOT NULL CHECK (actor_type IN ('user','api_key','cli','system')),
        actor_id      text,
        actor_name    text NOT NULL,
        action        text NOT NULL,
        subject_type  text NOT NULL,
        subject_id    text NOT NULL,
        reason        text,
        before        jsonb,
        after         jsonb,
        ip            text
      );
      CREATE INDEX audit_log_subject ON audit_log (subject_type, subject_id, id);
      CREATE INDEX audit_log_company ON audit_log (company, id);

      CREATE FUNCTION puente_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
        FOR EACH ROW EXECUTE FUNCTION puente_refuse_change();
      CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION puente_refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit_log, login_throttle, user_session, api_key, app_user, company;
      DROP FUNCTION puente_refuse_change();
    `);
  }
}
