import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { storableText } from '../../../core/text/index.js';

// `enviado` is the last word: whatever comes later, the invoice is in Oppen.
const NOTE = `
  INSERT INTO oppen_sync_log AS s
    (company, local, fecha, factura_id, factura_ref, estado, oppen_sernr, oppen_total, error_msg, avisos, intentos, message_id, correlation_id)
  SELECT f.company, f.local, f.fecha, f.id, f.tipo || ' ' || f.punto_venta || '-' || f.nro_factura, $3, $4, $5, $6, $7, 1, $8,
    (SELECT correlation_id FROM integration_message WHERE id = $8)
  FROM oppen_factura f WHERE f.company = $1 AND f.id = $2
  ON CONFLICT (factura_id) DO UPDATE SET
    estado = excluded.estado, oppen_sernr = coalesce(excluded.oppen_sernr, s.oppen_sernr), oppen_total = coalesce(excluded.oppen_total, s.oppen_total),
    error_msg = excluded.error_msg, avisos = excluded.avisos, intentos = s.intentos + 1, message_id = excluded.message_id,
    correlation_id = coalesce(excluded.correlation_id, s.correlation_id), updated_at = now()
  WHERE s.estado <> 'enviado' OR excluded.estado = 'enviado'`;

/** What the accountants see of each invoice, written by the handler of the messages. */
@Injectable()
export class SyncLog {
  constructor(private readonly db: Database) {}

  /** It is in Oppen, now or since earlier. `oppen_total` is Oppen's own sum, a decimal as text. */
  async sent(company: string, facturaId: number, sent: { oppen_sernr: string | null; oppen_total: string | null; message_id: string; warnings?: string[] }): Promise<void> {
    await this.note(company, facturaId, ['enviado', sent.oppen_sernr, sent.oppen_total, null, sent.warnings ?? [], sent.message_id]);
  }

  /** An attempt failed; it may still be tried again. */
  async failed(company: string, facturaId: number, failure: { error_msg: string; message_id: string }): Promise<void> {
    await this.note(company, facturaId, ['error', null, null, storableText(failure.error_msg).slice(0, 2_000), [], failure.message_id]);
  }

  private async note(company: string, facturaId: number, [estado, sernr, total, error, avisos, message]: [string, string | null, string | null, string | null, string[], string]): Promise<void> {
    // A payload read without losing a digit may hold the id as an object (a shop called "SUC 3E4" is reason enough).
    await this.db.query(NOTE, [company, Number(facturaId), estado, sernr, total, error, JSON.stringify(avisos), message]);
  }
}
