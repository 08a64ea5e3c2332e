import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Oppen's domain: shops, their days, their invoices, and what became of each invoice. */
export class Oppen1764000000010 implements MigrationInterface {
  name = 'Oppen1764000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE oppen_local (
        id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company     text NOT NULL REFERENCES company (code),
        nombre      text NOT NULL CHECK (nombre = btrim(nombre) AND length(nombre) BETWEEN 1 AND 100),
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, nombre)
      );
      -- "Matriz" and "MATRIZ" are one shop.
      CREATE UNIQUE INDEX oppen_local_nombre ON oppen_local (company, lower(nombre));

      CREATE TABLE oppen_cierre (
        id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company      text NOT NULL,
        local        text NOT NULL,
        fecha        date NOT NULL,
        cerrado_por  text NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, local, fecha),
        FOREIGN KEY (company, local) REFERENCES oppen_local (company, nombre) ON UPDATE CASCADE
      );

      CREATE TABLE oppen_anticipo (
        id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company      text NOT NULL,
        local        text NOT NULL,
        fecha        date NOT NULL,
        monto        numeric(14,2) NOT NULL CHECK (monto > 0),
        descripcion  text NOT NULL DEFAULT '' CHECK (length(descripcion) <= 500),
        estado       text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente','resuelto')),
        created_at   timestamptz NOT NULL DEFAULT now(),
        updated_at   timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (company, local) REFERENCES oppen_local (company, nombre) ON UPDATE CASCADE
      );
      CREATE INDEX oppen_anticipo_dia ON oppen_anticipo (company, local, fecha);

      -- punto_venta and nro_factura are kept with their zeros: "5" and "0005" are one point of sale.
      CREATE TABLE oppen_factura (
        id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company      text NOT NULL,
        local        text NOT NULL,
        fecha        date NOT NULL,
        tipo         text NOT NULL CHECK (tipo IN ('Z','A','B','CC')),
        punto_venta  text NOT NULL CHECK (punto_venta ~ '^([0-9]{4}|[1-9][0-9]{4,7})$'),
        nro_factura  text NOT NULL CHECK (nro_factura ~ '^[0-9]{8}$'),
        monto        numeric(14,2) NOT NULL CHECK (monto > 0),
        estado       text NOT NULL DEFAULT 'ok' CHECK (estado IN ('ok','anulada')),
        created_at   timestamptz NOT NULL DEFAULT now(),
        updated_at   timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, local, fecha, tipo, punto_venta, nro_factura),
        FOREIGN KEY (company, local) REFERENCES oppen_local (company, nombre) ON UPDATE CASCADE
      );

      -- The single shot: a shop's day is audited once, whoever asks at the same instant.
      CREATE TABLE oppen_local_auditado (
        id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company       text NOT NULL,
        local         text NOT NULL,
        fecha         date NOT NULL,
        auditado_por  text NOT NULL,
        operation_id  uuid,
        avisado_at    timestamptz,
        created_at    timestamptz NOT NULL DEFAULT now(),
        UNIQUE (company, local, fecha),
        FOREIGN KEY (company, local) REFERENCES oppen_local (company, nombre) ON UPDATE CASCADE
      );

      -- The specification's columns, one row per invoice. correlation_id: the chain of messages that carries it.
      CREATE TABLE oppen_sync_log (
        id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        company         text NOT NULL REFERENCES company (code),
        local           text NOT NULL,
        fecha           date NOT NULL,
        factura_id      integer NOT NULL UNIQUE REFERENCES oppen_factura (id),
        factura_ref     text NOT NULL,
        estado          text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente','enviado','error')),
        oppen_sernr     bigint,
        oppen_total     numeric(18,4),
        error_msg       text,
        intentos        integer NOT NULL DEFAULT 0,
        avisos          jsonb NOT NULL DEFAULT '[]',
        message_id      uuid,
        correlation_id  uuid,
        created_at      timestamptz NOT NULL DEFAULT now(),
        updated_at      timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX oppen_sync_log_dia ON oppen_sync_log (company, local, fecha);
      CREATE INDEX oppen_sync_log_estado ON oppen_sync_log (company, estado, id);

      -- Fifteen digits: below 2^53, and Oppen refuses sixteen (RANGEERR4). Starting from the clock, two installations on one
      -- Oppen do not meet.
      CREATE SEQUENCE oppen_sernr_seq AS bigint MINVALUE 100000000000000 MAXVALUE 999999999999999 NO CYCLE;
      SELECT setval('oppen_sernr_seq', (extract(epoch FROM clock_timestamp()) * 100000)::bigint);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP SEQUENCE oppen_sernr_seq;
      DROP TABLE oppen_sync_log, oppen_local_auditado, oppen_factura, oppen_anticipo, oppen_cierre, oppen_local;
    `);
  }
}
