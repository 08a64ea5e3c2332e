import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devengo's domain: who was billed for what, when it was taught, and what of it is revenue of which month. */
export class Devengo1764000000040 implements MigrationInterface {
  name = 'Devengo1764000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One data key per company, sealed with the installation's keys: it encrypts e-mails and keys their hashes, so that
      -- a rotation of the installation's keys seals one row anew instead of every client.
      CREATE TABLE devengo_client_key (
        company     text PRIMARY KEY REFERENCES company (code),
        sealed_key  text NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT now()
      );

      -- identifier: the e-mail. Sealed to be read, hashed to be found; null for a client known by name only.
      CREATE TABLE devengo_client (
        id                 integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company            text NOT NULL REFERENCES company (code),
        identifier_sealed  text,
        identifier_hash    text,
        name               text NOT NULL DEFAULT '',
        created_at         timestamptz NOT NULL DEFAULT now(),
        updated_at         timestamptz NOT NULL DEFAULT now(),
        CHECK ((identifier_sealed IS NULL) = (identifier_hash IS NULL)),
        UNIQUE (company, identifier_hash),
        UNIQUE (company, id)
      );
      CREATE INDEX devengo_client_name ON devengo_client (company, lower(name));

      CREATE TABLE devengo_client_external_id (
        id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company      text NOT NULL,
        client_id    integer NOT NULL,
        system       text NOT NULL CHECK (system IN ('holded','fourgeeks','notion')),
        external_id  text NOT NULL CHECK (external_id <> ''),
        matched_by   text CHECK (matched_by IN ('email','name','external_id','created')),
        created_at   timestamptz NOT NULL DEFAULT now(),
        updated_at   timestamptz NOT NULL DEFAULT now(),
        UNIQUE (client_id, system),
        UNIQUE (company, system, external_id),
        FOREIGN KEY (company, client_id) REFERENCES devengo_client (company, id) ON DELETE CASCADE
      );

      -- What a client's record said the last time a whole reading of that system ended well. found = false: it was not there.
      CREATE TABLE devengo_client_snapshot (
        id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company      text NOT NULL,
        client_id    integer NOT NULL,
        system       text NOT NULL CHECK (system IN ('fourgeeks','notion')),
        found        boolean NOT NULL,
        status       text CHECK (status IN ('ACTIVE','POSTPONED','DROPPED','ENDED')),
        raw_status   text,
        status_date  date,
        seen_at      timestamptz NOT NULL,
        UNIQUE (client_id, system),
        FOREIGN KEY (company, client_id) REFERENCES devengo_client (company, id) ON DELETE CASCADE
      );

      CREATE TABLE devengo_service (
        id                  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company             text NOT NULL REFERENCES company (code),
        external_id         text NOT NULL CHECK (external_id <> ''),
        account_identifier  text,
        name                text NOT NULL,
        description         text NOT NULL DEFAULT '',
        service_type        text NOT NULL DEFAULT 'UNKNOWN' CHECK (service_type IN ('FS','DS','CS','AIE','UNKNOWN')),
        total_sessions      integer NOT NULL DEFAULT 60 CHECK (total_sessions > 0),
        sessions_per_week   numeric(5,2) NOT NULL DEFAULT 3 CHECK (sessions_per_week > 0),
        content_hash        text,
        deleted_at          timestamptz,
        created_at          timestamptz NOT NULL DEFAULT now(),
        updated_at          timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, external_id),
        UNIQUE (company, id)
      );
      CREATE INDEX devengo_service_account ON devengo_service (company, account_identifier);

      -- status is what the accruals made of it. release_on: a person released what was held back (policy hold), on that day.
      CREATE TABLE devengo_service_contract (
        id               integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company          text NOT NULL REFERENCES company (code),
        service_id       integer NOT NULL,
        client_id        integer NOT NULL,
        contract_date    date NOT NULL,
        contract_amount  numeric(14,2) NOT NULL DEFAULT 0,
        currency         text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
        status           text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE','CANCELED','CLOSED')),
        release_on       date,
        released_by      text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        updated_at       timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, id),
        FOREIGN KEY (company, service_id) REFERENCES devengo_service (company, id),
        FOREIGN KEY (company, client_id) REFERENCES devengo_client (company, id)
      );
      CREATE INDEX devengo_service_contract_match ON devengo_service_contract (company, client_id, service_id);

      -- Credit notes are negative, in every amount. draft and cancelled documents count for nothing, nor do deleted ones.
      CREATE TABLE devengo_invoice (
        id                    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company               text NOT NULL REFERENCES company (code),
        external_id           text NOT NULL CHECK (external_id <> ''),
        kind                  text NOT NULL CHECK (kind IN ('invoice','creditnote')),
        client_id             integer,
        invoice_number        text NOT NULL DEFAULT '',
        invoice_date          date NOT NULL,
        due_date              date,
        net_amount            numeric(14,2) NOT NULL,
        tax_amount            numeric(14,2) NOT NULL DEFAULT 0,
        total_amount          numeric(14,2) NOT NULL,
        currency              text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
        status                text NOT NULL DEFAULT 'pending' CHECK (status IN ('draft','pending','partial','paid','overdue','cancelled')),
        raw_status            text,
        credited_external_id  text,
        original_data         jsonb NOT NULL DEFAULT '{}',
        content_hash          text,
        deleted_at            timestamptz,
        created_at            timestamptz NOT NULL DEFAULT now(),
        updated_at            timestamptz NOT NULL DEFAULT now(),
        CHECK (kind = 'invoice' OR net_amount <= 0),
        UNIQUE (company, external_id),
        FOREIGN KEY (company, client_id) REFERENCES devengo_client (company, id)
      );
      CREATE INDEX devengo_invoice_date ON devengo_invoice (company, invoice_date);
      CREATE INDEX devengo_invoice_client ON devengo_invoice (client_id);

      -- What of a document belongs to which contract: an invoice for two services has lines of two contracts.
      CREATE TABLE devengo_invoice_line (
        id                   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company              text NOT NULL,
        invoice_id           integer NOT NULL REFERENCES devengo_invoice (id) ON DELETE CASCADE,
        line_no              integer NOT NULL,
        account              text,
        service_external_id  text,
        service_id           integer,
        service_contract_id  integer,
        name                 text NOT NULL DEFAULT '',
        units                numeric(14,4) NOT NULL DEFAULT 1,
        net_amount           numeric(14,2) NOT NULL,
        UNIQUE (invoice_id, line_no),
        FOREIGN KEY (company, service_id) REFERENCES devengo_service (company, id),
        FOREIGN KEY (company, service_contract_id) REFERENCES devengo_service_contract (company, id)
      );
      CREATE INDEX devengo_invoice_line_contract ON devengo_invoice_line (service_contract_id);

      -- status_change_override: a person's date, which no synchronisation changes.
      CREATE TABLE devengo_service_period (
        id                      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company                 text NOT NULL REFERENCES company (code),
        external_id             text NOT NULL CHECK (external_id <> ''),
        service_contract_id     integer,
        client_id               integer,
        name                    text NOT NULL DEFAULT '',
        start_date              date NOT NULL,
        end_date                date NOT NULL,
        status                  text NOT NULL CHECK (status IN ('ACTIVE','POSTPONED','DROPPED','ENDED')),
        raw_status              text,
        status_change_date      date,
        status_change_override  date,
        original_data           jsonb NOT NULL DEFAULT '{}',
        content_hash            text,
        deleted_at              timestamptz,
        created_at              timestamptz NOT NULL DEFAULT now(),
        updated_at              timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, external_id),
        FOREIGN KEY (company, service_contract_id) REFERENCES devengo_service_contract (company, id),
        FOREIGN KEY (company, client_id) REFERENCES devengo_client (company, id)
      );
      CREATE INDEX devengo_service_period_contract ON devengo_service_period (service_contract_id);

      -- Where a contract's accrual stands after the last month processed.
      CREATE TABLE devengo_contract_accrual (
        id                            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company                       text NOT NULL,
        service_contract_id           integer NOT NULL UNIQUE,
        total_amount_to_accrue        numeric(14,2) NOT NULL DEFAULT 0,
        total_amount_accrued          numeric(14,2) NOT NULL DEFAULT 0,
        remaining_amount_to_accrue    numeric(14,2) NOT NULL DEFAULT 0,
        total_sessions_to_accrue      integer NOT NULL DEFAULT 0,
        total_sessions_accrued        integer NOT NULL DEFAULT 0,
        sessions_remaining_to_accrue  integer NOT NULL DEFAULT 0,
        accrual_status                text NOT NULL DEFAULT 'ACTIVE' CHECK (accrual_status IN ('ACTIVE','PAUSED','COMPLETED','CANCELED')),
        note                          text,
        updated_at                    timestamptz NOT NULL DEFAULT now(),
        CHECK (remaining_amount_to_accrue = total_amount_to_accrue - total_amount_accrued),
        FOREIGN KEY (company, service_contract_id) REFERENCES devengo_service_contract (company, id)
      );

      -- A closed month is immutable, the triggers below hold that whatever the program does, and keeps the policies it was closed with.
      CREATE TABLE devengo_accrual_month (
        company       text NOT NULL REFERENCES company (code),
        month         date NOT NULL CHECK (extract(day FROM month) = 1),
        status        text NOT NULL DEFAULT 'open' CHECK (status IN ('open','closed')),
        policies      jsonb NOT NULL DEFAULT '{}',
        processed_at  timestamptz,
        closed_at     timestamptz,
        closed_by     text,
        PRIMARY KEY (company, month)
      );

      -- Revenue of a month. inputs: what it was computed from, for whoever asks where the number comes from.
      CREATE TABLE devengo_accrued_period (
        id                     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company                text NOT NULL,
        contract_accrual_id    integer NOT NULL REFERENCES devengo_contract_accrual (id),
        service_contract_id    integer NOT NULL,
        service_period_id      integer REFERENCES devengo_service_period (id),
        accrual_date           date NOT NULL,
        kind                   text NOT NULL CHECK (kind IN ('regular','remainder','adjustment','credit')),
        accrued_amount         numeric(14,2) NOT NULL CHECK (accrued_amount <> 0),
        accrual_portion        numeric(20,8) NOT NULL,
        status                 text NOT NULL,
        sessions_in_period     integer NOT NULL DEFAULT 0,
        total_contract_amount  numeric(14,2) NOT NULL,
        status_change_date     date,
        reference              text,
        inputs                 jsonb NOT NULL DEFAULT '{}',
        created_at             timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (company, accrual_date) REFERENCES devengo_accrual_month (company, month)
      );
      CREATE UNIQUE INDEX devengo_accrued_period_once ON devengo_accrued_period (contract_accrual_id, accrual_date, kind, coalesce(service_period_id, 0));
      CREATE INDEX devengo_accrued_period_contract ON devengo_accrued_period (service_contract_id, accrual_date);
      CREATE INDEX devengo_accrued_period_month ON devengo_accrued_period (company, accrual_date);

      -- By statement, not by row: a run writes a quarter of a million of them.
      CREATE FUNCTION puente_devengo_keep_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE touched date;
      BEGIN
        SELECT m.month INTO touched FROM devengo_accrual_month m
        WHERE m.status = 'closed' AND EXISTS (SELECT FROM changed c WHERE c.company = m.company AND c.accrual_date = m.month) LIMIT 1;
        IF FOUND THEN
          RAISE EXCEPTION 'accrual month % is closed', touched USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER devengo_closed_insert AFTER INSERT ON devengo_accrued_period REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION puente_devengo_keep_closed_month();
      CREATE TRIGGER devengo_closed_update_from AFTER UPDATE ON devengo_accrued_period REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION puente_devengo_keep_closed_month();
      CREATE TRIGGER devengo_closed_update_to AFTER UPDATE ON devengo_accrued_period REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION puente_devengo_keep_closed_month();
      CREATE TRIGGER devengo_closed_delete AFTER DELETE ON devengo_accrued_period REFERENCING OLD TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION puente_devengo_keep_closed_month();

      -- What a person should look at, as of the month it was seen in; written anew with each run of the month.
      CREATE TABLE devengo_accrual_notice (
        id                   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company              text NOT NULL,
        month                date NOT NULL,
        service_contract_id  integer,
        service_period_id    integer REFERENCES devengo_service_period (id) ON DELETE CASCADE,
        type                 text NOT NULL,
        message              text NOT NULL,
        created_at           timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (company, month) REFERENCES devengo_accrual_month (company, month),
        FOREIGN KEY (company, service_contract_id) REFERENCES devengo_service_contract (company, id)
      );
      CREATE INDEX devengo_accrual_notice_month ON devengo_accrual_notice (company, month);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE devengo_accrual_notice, devengo_accrued_period, devengo_accrual_month, devengo_contract_accrual, devengo_service_period,
        devengo_invoice_line, devengo_invoice, devengo_service_contract, devengo_service, devengo_client_snapshot,
        devengo_client_external_id, devengo_client, devengo_client_key;
      DROP FUNCTION puente_devengo_keep_closed_month();
    `);
  }
}
