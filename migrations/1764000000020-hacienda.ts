import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Costa Rica's electronic invoices: documents, their numbering, Hacienda's answers, and what suppliers sent us. */
export class Hacienda1764000000020 implements MigrationInterface {
  name = 'Hacienda1764000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE einvoice_document (
        id               uuid PRIMARY KEY,
        company          text NOT NULL REFERENCES company (code),
        state            text NOT NULL CHECK (state IN ('draft','generated','signed','submitted','accepted','rejected','error','canceled')),
        document_type    text CHECK (document_type IN ('FE','TE','NC','ND','FEC','FEE','REP')),
        environment      text CHECK (environment IN ('sandbox','production')),
        clave            text UNIQUE CHECK (clave ~ '^[0-9A-Z]{50}$'),
        consecutive      text CHECK (consecutive ~ '^[0-9]{20}$'),
        branch           text NOT NULL,
        terminal         text NOT NULL,
        issue_date       timestamptz,
        receiver_name    text,
        receiver_identification text,
        receiver_email   text,
        currency         text,
        total            numeric(23,5),
        total_tax        numeric(23,5),
        input            jsonb NOT NULL,
        document         jsonb,
        -- Exactly what was signed and sent: archived byte by byte, never made again.
        signed_xml       bytea,
        answer_xml       bytea,
        signed_at        timestamptz,
        submitted_at     timestamptz,
        accepted_at      timestamptz,
        rejected_at      timestamptz,
        checked_at       timestamptz,
        emailed_at       timestamptz,
        rejection        text,
        error_category   text,
        error_code       text,
        error_message    text,
        callback_token   text NOT NULL UNIQUE,
        idempotency_key  text,
        credential_id    integer,
        source_message_id uuid,
        created_by       text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        updated_at       timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, idempotency_key),
        CHECK ((clave IS NULL) = (signed_xml IS NULL) AND (clave IS NULL) = (consecutive IS NULL)),
        CHECK (state NOT IN ('signed','submitted','accepted','rejected') OR clave IS NOT NULL)
      );
      CREATE INDEX einvoice_document_company ON einvoice_document (company, id);
      CREATE INDEX einvoice_document_state ON einvoice_document (company, state, id);
      CREATE INDEX einvoice_document_poll ON einvoice_document (company, submitted_at) WHERE state = 'submitted';

      CREATE FUNCTION puente_einvoice_signed_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.clave IS NOT NULL AND (NEW.clave IS DISTINCT FROM OLD.clave OR NEW.signed_xml IS DISTINCT FROM OLD.signed_xml) THEN
          RAISE EXCEPTION 'einvoice_document %: what was signed is never changed', OLD.id;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER einvoice_document_signed_once BEFORE UPDATE ON einvoice_document
        FOR EACH ROW EXECUTE FUNCTION puente_einvoice_signed_once();

      -- The last number given, one row per numbering: Hacienda checks that there is no gap. Test and production count apart.
      CREATE TABLE hacienda_sequence (
        company         text NOT NULL REFERENCES company (code),
        environment     text NOT NULL,
        identification  text NOT NULL,
        branch          text NOT NULL,
        terminal        text NOT NULL,
        type_code       text NOT NULL,
        last_number     bigint NOT NULL CHECK (last_number BETWEEN 0 AND 9999999999),
        updated_at      timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company, environment, identification, branch, terminal, type_code)
      );

      CREATE TABLE hacienda_received_document (
        id                    uuid PRIMARY KEY,
        company               text NOT NULL REFERENCES company (code),
        environment           text CHECK (environment IN ('sandbox','production')),
        clave                 text NOT NULL,
        root                  text NOT NULL,
        document_consecutive  text NOT NULL,
        issuer_name           text NOT NULL,
        issuer_identification_type text NOT NULL,
        issuer_identification text NOT NULL,
        receiver_identification_type text,
        receiver_identification text,
        issued_at             text NOT NULL,
        currency              text NOT NULL,
        total                 numeric(23,5) NOT NULL,
        total_tax             numeric(23,5) NOT NULL,
        xml                   bytea NOT NULL,
        signature_valid       boolean NOT NULL,
        signer                jsonb,
        warnings              jsonb NOT NULL DEFAULT '[]',
        state                 text NOT NULL DEFAULT 'received' CHECK (state IN ('received','signed','submitted','accepted','rejected','error')),
        answer                text CHECK (answer IN ('accept','partial','reject')),
        detail                text,
        activity_code         text,
        tax_condition         text,
        consecutive           text CHECK (consecutive ~ '^[0-9]{20}$'),
        signed_xml            bytea,
        answer_xml            bytea,
        signed_at             timestamptz,
        submitted_at          timestamptz,
        accepted_at           timestamptz,
        rejected_at           timestamptz,
        checked_at            timestamptz,
        rejection             text,
        error_category        text,
        error_code            text,
        error_message         text,
        callback_token        text NOT NULL UNIQUE,
        credential_id         integer,
        created_by            text,
        created_at            timestamptz NOT NULL DEFAULT now(),
        updated_at            timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, clave)
      );
      CREATE INDEX hacienda_received_document_company ON hacienda_received_document (company, id);
      CREATE INDEX hacienda_received_document_poll ON hacienda_received_document (company, submitted_at) WHERE state = 'submitted';

      CREATE TABLE hacienda_response_message (
        id                 uuid PRIMARY KEY,
        company            text NOT NULL REFERENCES company (code),
        document_id        uuid REFERENCES einvoice_document (id) ON DELETE CASCADE,
        received_id        uuid REFERENCES hacienda_received_document (id) ON DELETE CASCADE,
        clave              text NOT NULL,
        message_type       text NOT NULL CHECK (message_type IN ('acceptance','rejection','confirmation')),
        status             text NOT NULL CHECK (status IN ('aceptado','rechazado','procesando')),
        raw_xml            bytea,
        decoded_xml        text,
        error_code         text,
        error_description  text,
        signature          text NOT NULL DEFAULT 'none' CHECK (signature IN ('valid','unknown_signer','broken','none')),
        warnings           jsonb NOT NULL DEFAULT '[]',
        -- One answer is kept once, however often it is asked for.
        digest             text NOT NULL,
        message_id         uuid,
        response_date      timestamptz NOT NULL DEFAULT now(),
        created_at         timestamptz NOT NULL DEFAULT now(),
        CHECK ((document_id IS NULL) <> (received_id IS NULL))
      );
      CREATE UNIQUE INDEX hacienda_response_message_once ON hacienda_response_message (coalesce(document_id, received_id), digest);
      CREATE INDEX hacienda_response_message_company ON hacienda_response_message (company, id);
      CREATE INDEX hacienda_response_message_code ON hacienda_response_message (company, error_code, id) WHERE error_code IS NOT NULL;
      CREATE INDEX hacienda_response_message_age ON hacienda_response_message (company, response_date);

      -- DetalleMensaje, row by row: errors of a refused document, warnings of an accepted one.
      CREATE TABLE hacienda_response_row (
        response_id  uuid NOT NULL REFERENCES hacienda_response_message (id) ON DELETE CASCADE,
        position     integer NOT NULL,
        code         text,
        message      text NOT NULL,
        "row"        integer,
        "column"     integer,
        PRIMARY KEY (response_id, position)
      );
      CREATE INDEX hacienda_response_row_code ON hacienda_response_row (code);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE hacienda_response_row, hacienda_response_message, hacienda_received_document, hacienda_sequence, einvoice_document;
      DROP FUNCTION puente_einvoice_signed_once();
    `);
  }
}
