import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the lists of people need at a million messages. Each index ends in the key, so that a page is read in order from where the
 * one before ended; each is small, because the same few values repeat and PostgreSQL stores them once.
 */
export class Lists1764000000053 implements MigrationInterface {
  name = 'Lists1764000000053';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX integration_message_kind ON integration_message (integration, event_type, id);
      CREATE INDEX integration_message_duration ON integration_message (duration_ms, id) WHERE duration_ms IS NOT NULL;
      -- Payloads longer than what the full text holds: a search inside JSON must look at these themselves.
      CREATE INDEX integration_message_long ON integration_message (id) WHERE octet_length(payload_raw) > 60000;
      -- What the search looks up exactly and no index of its table begins with.
      CREATE INDEX remote_document_remote_id ON remote_document (remote_id) WHERE remote_id IS NOT NULL;
      CREATE INDEX remote_document_remote_number ON remote_document (remote_number) WHERE remote_number IS NOT NULL;
      CREATE INDEX integration_error_entity ON integration_error (entity_external_id);
      CREATE INDEX integration_error_chain ON integration_error (correlation_id) WHERE correlation_id IS NOT NULL;
      CREATE INDEX retry_queue_entry_chain ON retry_queue_entry (correlation_id);
      CREATE INDEX einvoice_document_consecutive ON einvoice_document (consecutive) WHERE consecutive IS NOT NULL;
      CREATE INDEX einvoice_document_receiver ON einvoice_document (receiver_identification) WHERE receiver_identification IS NOT NULL;
      CREATE INDEX hacienda_received_document_clave ON hacienda_received_document (clave);
      CREATE INDEX hacienda_received_document_consecutive ON hacienda_received_document (document_consecutive);
      CREATE INDEX hacienda_received_document_issuer ON hacienda_received_document (issuer_identification);
      CREATE INDEX oppen_factura_nro ON oppen_factura (nro_factura);
      CREATE INDEX oppen_sync_log_ref ON oppen_sync_log (factura_ref);
      CREATE INDEX devengo_invoice_number ON devengo_invoice (invoice_number);
      CREATE INDEX devengo_invoice_external_id ON devengo_invoice (external_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX devengo_invoice_external_id, devengo_invoice_number, oppen_sync_log_ref, oppen_factura_nro, hacienda_received_document_issuer,
        hacienda_received_document_consecutive, hacienda_received_document_clave, einvoice_document_receiver, einvoice_document_consecutive,
        retry_queue_entry_chain, integration_error_chain, integration_error_entity, remote_document_remote_number, remote_document_remote_id,
        integration_message_long, integration_message_duration, integration_message_kind;
    `);
  }
}
