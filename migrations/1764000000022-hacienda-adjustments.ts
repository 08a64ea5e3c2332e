import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a note takes from the documents it refers to, and what is to be told of a document without stopping it. */
export class HaciendaAdjustments1764000000022 implements MigrationInterface {
  name = 'HaciendaAdjustments1764000000022';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE einvoice_document ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';

      -- How much of an original its notes take back. A note that is cancelled or refused stays here and no longer counts.
      CREATE TABLE einvoice_adjustment (
        document_id  uuid NOT NULL REFERENCES einvoice_document (id) ON DELETE CASCADE,
        original_id  uuid NOT NULL REFERENCES einvoice_document (id),
        amount       numeric(23,5) NOT NULL CHECK (amount > 0),
        PRIMARY KEY (document_id, original_id)
      );
      CREATE INDEX einvoice_adjustment_original ON einvoice_adjustment (original_id);

      -- Credit notes made before this was kept: whole, against the first document of the house they name.
      INSERT INTO einvoice_adjustment (document_id, original_id, amount)
      SELECT DISTINCT ON (n.id) n.id, o.id, n.total
      FROM einvoice_document n
      CROSS JOIN LATERAL jsonb_array_elements(n.document->'references') WITH ORDINALITY AS r (reference, position)
      JOIN einvoice_document o ON o.company = n.company AND o.clave = r.reference->>'number'
      WHERE n.document_type = 'NC' AND n.total > 0
      ORDER BY n.id, r.position;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE einvoice_adjustment; ALTER TABLE einvoice_document DROP COLUMN warnings');
  }
}
