import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is still to do (retries, operations, schedules), what went wrong, and which remote document belongs to which of ours. */
export class Work1764000000004 implements MigrationInterface {
  name = 'Work1764000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE retry_queue_entry (
        id               uuid PRIMARY KEY,
        company          text NOT NULL REFERENCES company (code),
        integration      text NOT NULL,
        credential_id    integer,
        operation        text NOT NULL,
        subject          text,
        message_id       uuid NOT NULL,
        correlation_id   uuid NOT NULL,
        order_key        text,
        order_id         uuid NOT NULL,
        state            text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','processing','completed','failed','canceled')),
        error_category   text NOT NULL,
        retry_count      integer NOT NULL DEFAULT 0,
        max_retries      integer NOT NULL,
        next_attempt_at  timestamptz,
        priority         smallint NOT NULL DEFAULT 0,
        last_error_code  text,
        last_error       text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        updated_at       timestamptz NOT NULL DEFAULT now(),
        finished_at      timestamptz
      );
      -- One open entry per chain: a manual retry takes over the waiting automatic one instead of running beside it.
      CREATE UNIQUE INDEX retry_queue_entry_open ON retry_queue_entry (correlation_id, operation)
        WHERE state IN ('pending','processing');
      CREATE INDEX retry_queue_entry_due ON retry_queue_entry (priority DESC, next_attempt_at) WHERE state = 'pending';
      CREATE INDEX retry_queue_entry_order ON retry_queue_entry (order_key, order_id) WHERE state IN ('pending','processing');
      CREATE INDEX retry_queue_entry_message ON retry_queue_entry (message_id);

      -- Field names are those of the Devengo specification; every integration uses the table.
      CREATE TABLE integration_error (
        id                  uuid PRIMARY KEY,
        company             text NOT NULL REFERENCES company (code),
        integration_name    text NOT NULL,
        operation           text NOT NULL,
        entity_type         text NOT NULL,
        entity_external_id  text NOT NULL,
        error_category      text NOT NULL,
        error_code          text NOT NULL,
        error_message       text NOT NULL,
        error_details       jsonb NOT NULL DEFAULT '{}',
        status              text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending','resolved','ignored')),
        occurrences         integer NOT NULL DEFAULT 1,
        message_id          uuid,
        correlation_id      uuid,
        first_seen          timestamptz NOT NULL DEFAULT now(),
        last_seen           timestamptz NOT NULL DEFAULT now(),
        resolved_at         timestamptz,
        resolved_by         text,
        created_at          timestamptz NOT NULL DEFAULT now(),
        updated_at          timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, integration_name, operation, entity_type, entity_external_id, error_code)
      );
      CREATE INDEX integration_error_open ON integration_error (company, last_seen) WHERE status = 'pending';

      -- The idempotency record: at most one remote document per key, whatever is delivered, repeated, timed out or crashed.
      CREATE TABLE remote_document (
        integration   text NOT NULL,
        company       text NOT NULL REFERENCES company (code),
        kind          text NOT NULL,
        key           text NOT NULL,
        state         text NOT NULL CHECK (state IN ('creating','created','canceled','absent')),
        marker        text,
        remote_id     text,
        remote_number text,
        details       jsonb NOT NULL DEFAULT '{}',
        message_id    uuid NOT NULL,
        intent_at     timestamptz NOT NULL DEFAULT now(),
        created_at    timestamptz NOT NULL DEFAULT now(),
        updated_at    timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (integration, company, kind, key)
      );

      -- Long work that a person started: bulk resends today, exports and imports later.
      CREATE TABLE operation (
        id           uuid PRIMARY KEY,
        kind         text NOT NULL,
        companies    text[] NOT NULL,
        params       jsonb NOT NULL DEFAULT '{}',
        state        text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','running','completed','canceled','failed')),
        total        integer NOT NULL DEFAULT 0,
        done         integer NOT NULL DEFAULT 0,
        succeeded    integer NOT NULL DEFAULT 0,
        failed       integer NOT NULL DEFAULT 0,
        reason       text,
        error        text,
        created_by   text NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        heartbeat_at timestamptz,
        finished_at  timestamptz
      );
      CREATE INDEX operation_open ON operation (id) WHERE state IN ('pending','running');
      CREATE TABLE operation_item (
        operation_id    uuid NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
        position        integer NOT NULL,
        message_id      uuid NOT NULL,
        new_message_id  uuid,
        outcome         text,
        error           text,
        PRIMARY KEY (operation_id, position)
      );
      CREATE INDEX operation_item_open ON operation_item (operation_id, position) WHERE outcome IS NULL;
      CREATE INDEX operation_item_new ON operation_item (new_message_id) WHERE new_message_id IS NOT NULL;

      CREATE TABLE schedule (
        name         text PRIMARY KEY,
        cron         text NOT NULL,
        timezone     text NOT NULL DEFAULT 'UTC',
        description  text NOT NULL DEFAULT '',
        paused       boolean NOT NULL DEFAULT false,
        next_run_at  timestamptz,
        updated_at   timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE schedule_run (
        id           uuid PRIMARY KEY,
        schedule     text NOT NULL,
        due_at       timestamptz NOT NULL,
        trigger      text NOT NULL DEFAULT 'tick' CHECK (trigger IN ('tick','manual')),
        state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running','completed','failed')),
        result       jsonb,
        error        text,
        started_at   timestamptz NOT NULL DEFAULT now(),
        finished_at  timestamptz
      );
      -- However many schedulers tick, one tick runs once.
      CREATE UNIQUE INDEX schedule_run_once ON schedule_run (schedule, due_at) WHERE trigger = 'tick';
      CREATE INDEX schedule_run_recent ON schedule_run (schedule, id);

      CREATE TABLE sync_execution (
        id           uuid PRIMARY KEY,
        company      text NOT NULL REFERENCES company (code),
        integration  text NOT NULL,
        step         text NOT NULL,
        status       text NOT NULL DEFAULT 'running',
        params       jsonb NOT NULL DEFAULT '{}',
        result       jsonb,
        error        text,
        started_at   timestamptz NOT NULL DEFAULT now(),
        finished_at  timestamptz
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE sync_execution, schedule_run, schedule, operation_item, operation, remote_document,
        integration_error, retry_queue_entry;
    `);
  }
}
