import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult, MessageHandler, PreviewedRequest } from '../../../core/integration/index.js';
import type { Warning } from '../../../core/errors/index.js';
import { identifyFactura, readFacturaMessage } from '../mapping/factura-message.js';
import { problemsFailure } from '../mapping/problems.js';
import { announcedSerNr, keyOf, SendFactura } from './send-factura.service.js';
import { SyncLog } from './sync-log.service.js';

/** An audited invoice → Oppen, and what became of it → the accountants' log. */
@Injectable()
export class OppenHandler implements MessageHandler {
  constructor(
    private readonly facturas: SendFactura,
    private readonly syncLog: SyncLog,
  ) {}

  async handle(attempt: Attempt): Promise<HandlerResult> {
    const { message, payload } = attempt;
    const read = readFacturaMessage(payload);
    if (read.problems) throw problemsFailure(read.problems);
    const { factura_id } = read.factura;
    try {
      const { action, sernr, official, total, warnings } = await this.facturas.send(attempt, read.factura);
      await this.syncLog.sent(message.company, factura_id, { oppen_sernr: sernr, oppen_total: total, message_id: message.id, warnings: warnings.map((warning) => warning.message) });
      return { outcome: 'succeeded', summary: { action, oppen_sernr: sernr, official_sernr: official, total }, warnings };
    } catch (error) {
      // To look again a little later is no news for anybody.
      if (error instanceof IntegrationFailure && error.code !== 'oppen.settling') await this.syncLog.failed(message.company, factura_id, { error_msg: error.message, message_id: message.id });
      throw error;
    }
  }

  async preview(attempt: Attempt): Promise<{ requests: PreviewedRequest[]; warnings: Warning[]; problems: Warning[] }> {
    const read = readFacturaMessage(attempt.payload);
    if (read.problems) return { requests: [], warnings: [], problems: read.problems };
    const known = await attempt.documents.find('invoice', keyOf(read.factura));
    if (known?.state === 'created') return { requests: [], warnings: [{ code: 'oppen.already_sent', message: `Ya está en Oppen con SerNr ${known.remote_id ?? ''}: no se enviaría otra vez.` }], problems: [] };
    const { base_url } = attempt.credential;
    try {
      const { body, settings } = await this.facturas.announce(attempt, read.factura, announcedSerNr(known));
      const warnings = settings.sernr_mode === 'client' && body.SerNr === undefined ? [{ code: 'oppen.sernr_later', message: 'SerNr se toma de la secuencia al enviar.' }] : [];
      return { requests: [{ method: 'POST', url: `${base_url.replace(/\/+$/, '')}/genericapi/${settings.api_name}/Invoice`, body }], warnings, problems: [] };
    } catch (error) {
      if (!(error instanceof IntegrationFailure)) throw error;
      return { requests: [], warnings: [], problems: [{ code: error.code, message: error.message }] };
    }
  }

  identify = identifyFactura;

  describe() {
    return { entity_type: 'factura', operation: 'enviar' };
  }
}
