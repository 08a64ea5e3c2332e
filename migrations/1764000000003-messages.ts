import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only message log, and the small table beside it that makes it searchable. */
export class Messages1764000000003 implements MigrationInterface {
  name = 'Messages1764000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE integration_message (
        id                  uuid PRIMARY KEY,
        company             text NOT NULL REFERENCES company (code),
        integration         text NOT NULL,
        direction           text NOT NULL CHECK (direction IN ('inbound','outbound')),
        event_type          text NOT NULL,
        external_reference  text,
        dedupe_key          text,
        order_key           text,
        order_id            uuid NOT NULL,
        correlation_id      uuid NOT NULL,
        parent_id           uuid,
        attempt             integer NOT NULL DEFAULT 1,
        trigger             text NOT NULL CHECK (trigger IN ('webhook','api','retry','resend','cli','schedule')),
        reason              text,
        created_by          text,
        credential_id       integer,
        http_method         text,
        url                 text,
        request_headers     jsonb,
        payload_raw         bytea,
        payload             jsonb,
        received_at         timestamptz NOT NULL DEFAULT now(),

        status              text NOT NULL DEFAULT 'received' CHECK (status IN ('received','processing','processed','skipped')),
        outcome             text CHECK (outcome IN ('succeeded','failed','retry_scheduled','duplicate','skipped')),
        claim               integer NOT NULL DEFAULT 0,
        claimed_at          timestamptz,
        started_at          timestamptz,
        finished_at         timestamptz,
        duration_ms         integer,
        next_attempt_at     timestamptz,
        wait_reason         text,
        decision            text,
        http_status         integer,
        response_headers    jsonb,
        response_raw        bytea,
        response_payload    jsonb,
        warnings            jsonb NOT NULL DEFAULT '[]',
        error_category      text,
        error_code          text,
        error_message       text
      ) WITH (fillfactor = 85);
      -- Not every PostgreSQL is built with lz4 (the embedded one is not); its own compression is slower and as good.
      DO $$ BEGIN
        ALTER TABLE integration_message ALTER COLUMN payload_raw SET COMPRESSION lz4;
        ALTER TABLE integration_message ALTER COLUMN payload SET COMPRESSION lz4;
      EXCEPTION WHEN feature_not_supported THEN NULL;
      END $$;

      CREATE INDEX integration_message_company ON integration_message (company, id);
      CREATE INDEX integration_message_chain ON integration_message (correlation_id, id);
      CREATE INDEX integration_message_reference ON integration_message (external_reference text_pattern_ops, id)
        WHERE external_reference IS NOT NULL;
      CREATE INDEX integration_message_dedupe ON integration_message (dedupe_key, id) WHERE dedupe_key IS NOT NULL;
      CREATE INDEX integration_message_category ON integration_message (error_category, id) WHERE error_category IS NOT NULL;
      CREATE INDEX integration_message_outcome ON integration_message (outcome, id) WHERE outcome <> 'succeeded';
      -- What is not finished: the sweep reads this, and it stays tiny.
      CREATE INDEX integration_message_open ON integration_message (status, id)
        WHERE direction = 'inbound' AND status IN ('received','processing');
      -- FIFO per document: who is ahead of me? And the database itself refuses two at once.
      CREATE INDEX integration_message_order ON integration_message (order_key, order_id)
        WHERE direction = 'inbound' AND order_key IS NOT NULL AND status IN ('received','processing');
      CREATE UNIQUE INDEX integration_message_one_at_a_time ON integration_message (order_key)
        WHERE direction = 'inbound' AND order_key IS NOT NULL AND status = 'processing';

      CREATE FUNCTION puente_guard_message() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.company, NEW.integration, NEW.direction, NEW.event_type, NEW.external_reference, NEW.dedupe_key,
            NEW.order_key, NEW.order_id, NEW.correlation_id, NEW.parent_id, NEW.attempt, NEW.trigger, NEW.reason,
            NEW.created_by, NEW.http_method, NEW.url, NEW.request_headers, NEW.received_at)
           IS DISTINCT FROM
           (OLD.id, OLD.company, OLD.integration, OLD.direction, OLD.event_type, OLD.external_reference, OLD.dedupe_key,
            OLD.order_key, OLD.order_id, OLD.correlation_id, OLD.parent_id, OLD.attempt, OLD.trigger, OLD.reason,
            OLD.created_by, OLD.http_method, OLD.url, OLD.request_headers, OLD.received_at)
           OR NEW.payload_raw IS DISTINCT FROM OLD.payload_raw
           OR NEW.payload IS DISTINCT FROM OLD.payload THEN
          RAISE EXCEPTION 'integration_message is append-only: what was received or sent never changes (message %)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.status IN ('processed','skipped')
           AND ((NEW.status, NEW.response_raw, NEW.http_status, NEW.finished_at)
                IS DISTINCT FROM (OLD.status, OLD.response_raw, OLD.http_status, OLD.finished_at)
             -- a person may cancel a waiting retry: then the wait ends as a failure
             OR (NEW.outcome IS DISTINCT FROM OLD.outcome AND NOT (OLD.outcome = 'retry_scheduled' AND NEW.outcome = 'failed'))) THEN
          RAISE EXCEPTION 'integration_message is append-only: message % is finished', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF OLD.status = 'processing' AND NEW.status = 'received' THEN
          RAISE EXCEPTION 'integration_message: status moves forward only (message %)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER integration_message_guard BEFORE UPDATE ON integration_message
        FOR EACH ROW EXECUTE FUNCTION puente_guard_message();
      CREATE TRIGGER integration_message_no_delete BEFORE DELETE ON integration_message
        FOR EACH ROW EXECUTE FUNCTION puente_refuse_change();
      CREATE TRIGGER integration_message_no_truncate BEFORE TRUNCATE ON integration_message
        FOR EACH STATEMENT EXECUTE FUNCTION puente_refuse_change();

      -- Full text lives apart: GIN upkeep is paid once, when a message ends, never on ingest.
      CREATE TABLE message_search (
        message_id  uuid PRIMARY KEY,
        document    tsvector NOT NULL
      );
      CREATE INDEX message_search_document ON message_search USING gin (document);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE message_search, integration_message;
      DROP FUNCTION puente_guard_message();
    `);
  }
}
