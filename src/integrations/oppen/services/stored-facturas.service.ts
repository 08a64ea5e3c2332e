import { Injectable } from '@nestjs/common';
import { Database } from '../../../core/database/index.js';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Factura } from '../mapping/factura-message.js';

interface Stored {
  same: boolean;
  estado: string;
}

// FOR SHARE waits for whoever is changing it at this moment.
const STORED = `
  SELECT (local, fecha, tipo, punto_venta, nro_factura, monto) IS NOT DISTINCT FROM ($3::text, $4::date, $5::text, $6::text, $7::text, $8::numeric) AS same, estado
  FROM oppen_factura WHERE company = $1 AND id = $2 FOR SHARE`;

const TAKEN = `
  SELECT 1 FROM remote_document
  WHERE integration = 'oppen' AND company = $1 AND kind = 'invoice' AND key <> $2 AND state = 'created' AND remote_id = $3 LIMIT 1`;

/** What our own tables say of an invoice at the moment of sending: messages keep what was true when they were written. */
@Injectable()
export class StoredFacturas {
  constructor(private readonly db: Database) {}

  /** An old message of an invoice that was changed or annulled since, or one edited by hand into another invoice, is not sent. */
  async assertSame(company: string, { factura_id, local, fecha, tipo, punto_venta, nro_factura, monto }: Factura): Promise<void> {
    const [stored] = await this.db.rows<Stored>(STORED, [company, factura_id, local, fecha, tipo, punto_venta, nro_factura, monto.toFixed()]);
    if (stored && stored.estado !== 'ok') throw refused('oppen.annulled', 'La factura está anulada: no se envía a Oppen.');
    if (stored && !stored.same) throw refused('oppen.changed', 'El mensaje no dice lo mismo que la factura guardada: corrija la factura y use «reenviar facturas» de su local y día.');
  }

  /** Whether this record of Oppen was found to be another invoice of the company. */
  async isAnothers(company: string, key: string, sernr: string): Promise<boolean> {
    return (await this.db.rows(TAKEN, [company, key, sernr])).length > 0;
  }
}

const refused = (code: string, message: string): IntegrationFailure => new IntegrationFailure('validation_error', { code, message });
