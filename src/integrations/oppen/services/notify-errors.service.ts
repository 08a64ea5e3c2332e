import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { Notifier } from '../../../core/notifications/index.js';
import { errorNotice, type ErrorLine } from '../mapping/error-notice.js';
import type { Day } from './plan-sending.service.js';

const ERRORS = `
  SELECT s.factura_ref AS factura, coalesce(s.error_msg, 'Error desconocido') AS error, count(*) OVER ()::int AS total
  FROM oppen_sync_log s JOIN oppen_factura f ON f.id = s.factura_id
  WHERE s.company = $1 AND s.local = $2 AND s.fecha = $3 AND s.estado = 'error'
  ORDER BY f.tipo COLLATE "C", f.punto_venta::int, f.nro_factura LIMIT 5`;

const MARK = `UPDATE oppen_local_auditado SET avisado_at = now() WHERE company = $1 AND local = $2 AND fecha = $3 AND avisado_at IS NULL`;

/** Tells people that invoices of a shop's day did not reach Oppen: once per shop and day. */
@Injectable()
export class NotifyErrors {
  private readonly log = new Logger(NotifyErrors.name);

  constructor(
    private readonly db: Database,
    private readonly notifier: Notifier,
  ) {}

  /** `fault`: what kept all of them out, when it is no invoice's own error. Never throws: the audit stands whatever happens to a notice. */
  async tell({ company, local, fecha }: Day, fault?: string): Promise<void> {
    try {
      const errors = await this.db.rows<ErrorLine & { total: number }>(ERRORS, [company, local, fecha]);
      const lines = errors.length > 0 || fault === undefined ? errors : [{ factura: 'Oppen', error: fault, total: 1 }];
      if (lines.length === 0) return;
      // The house tells a key once, so two who find the same errors tell of them once, and one who dies before the mark is repeated.
      const notice = errorNotice(local, fecha, lines, lines[0]!.total);
      await this.notifier.notify({ company, integration: 'oppen', ...notice, key: `oppen:${company}:${local}:${fecha}` });
      await this.db.query(MARK, [company, local, fecha]);
    } catch (error) {
      this.log.warn(`no notice of ${local} ${fecha}: ${(error as Error).message}`);
    }
  }
}
