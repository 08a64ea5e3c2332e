import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devengo's synchronisations: what runs, where it stands, what it read. */
export class DevengoSync1764000000041 implements MigrationInterface {
  name = 'DevengoSync1764000000041';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE devengo_sync_execution (
        id                uuid PRIMARY KEY,
        company           text NOT NULL REFERENCES company (code),
        process_type      text NOT NULL CHECK (process_type IN ('step','process')),
        status            text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending','running','completed','completed_with_errors','failed','canceled')),
        trigger           text NOT NULL CHECK (trigger IN ('api','cli','schedule')),
        year              integer,
        start_date        date,
        end_date          date,
        options           jsonb NOT NULL DEFAULT '{}',
        cancel_requested  boolean NOT NULL DEFAULT false,
        error_code        text,
        error_message     text,
        created_by        text NOT NULL,
        created_at        timestamptz NOT NULL DEFAULT now(),
        started_at        timestamptz,
        finished_at       timestamptz
      );
      CREATE INDEX devengo_sync_execution_company ON devengo_sync_execution (company, id);
      CREATE INDEX devengo_sync_execution_open ON devengo_sync_execution (company) WHERE status IN ('pending','running');

      -- cursor: where the step goes on after an interruption; committed with the rows it stands behind.
      CREATE TABLE devengo_sync_step (
        execution_id   uuid NOT NULL REFERENCES devengo_sync_execution (id) ON DELETE CASCADE,
        position       integer NOT NULL,
        company        text NOT NULL,
        step           text NOT NULL CHECK (step IN ('services','invoices','crm-clients','service-periods','notion-external-id','accruals')),
        status         text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending','running','completed','completed_with_errors','failed','canceled')),
        message_id     uuid,
        cursor         jsonb NOT NULL DEFAULT '{}',
        statistics     jsonb NOT NULL DEFAULT '{}',
        result         jsonb,
        error_code     text,
        error_message  text,
        heartbeat_at   timestamptz,
        started_at     timestamptz,
        finished_at    timestamptz,
        PRIMARY KEY (execution_id, position)
      );
      -- One run per step at a time, whoever asks.
      CREATE UNIQUE INDEX devengo_sync_step_one_at_a_time ON devengo_sync_step (company, step) WHERE status = 'running';
      CREATE INDEX devengo_sync_step_last ON devengo_sync_step (company, step, finished_at);

      CREATE TABLE devengo_sync_page (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        execution_id  uuid NOT NULL,
        position      integer NOT NULL,
        page          text NOT NULL,
        statistics    jsonb NOT NULL,
        duration_ms   integer NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (execution_id, position) REFERENCES devengo_sync_step (execution_id, position) ON DELETE CASCADE
      );
      CREATE INDEX devengo_sync_page_step ON devengo_sync_page (execution_id, position, id);

      -- What a reading has seen so far: only a whole one may tell what is gone. Emptied when it ends.
      CREATE TABLE devengo_sync_seen (
        execution_id  uuid NOT NULL,
        position      integer NOT NULL,
        external_id   text NOT NULL,
        data          jsonb,
        PRIMARY KEY (execution_id, position, external_id),
        FOREIGN KEY (execution_id, position) REFERENCES devengo_sync_step (execution_id, position) ON DELETE CASCADE
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE devengo_sync_seen, devengo_sync_page, devengo_sync_step, devengo_sync_execution;');
  }
}
