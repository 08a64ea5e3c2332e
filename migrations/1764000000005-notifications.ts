import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told by webhook and e-mail: an outbox, so that a notice survives a crash and is sent once per cause. */
export class Notifications1764000000005 implements MigrationInterface {
  name = 'Notifications1764000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notification (
        id               uuid PRIMARY KEY,
        company          text NOT NULL REFERENCES company (code),
        integration      text NOT NULL,
        channel          text NOT NULL CHECK (channel IN ('webhook','email')),
        key              text NOT NULL,
        subject          text NOT NULL,
        text             text NOT NULL,
        state            text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','sent','failed')),
        attempts         integer NOT NULL DEFAULT 0,
        next_attempt_at  timestamptz NOT NULL DEFAULT now(),
        last_error       text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        sent_at          timestamptz,
        -- One cause is told once, however often it is met.
        UNIQUE (company, key, channel)
      );
      CREATE INDEX notification_due ON notification (next_attempt_at) WHERE state = 'pending';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE notification');
  }
}
