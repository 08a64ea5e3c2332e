import { Injectable } from '@nestjs/common';
import { IntegrationFailure } from '../../../core/errors/index.js';
import type { Attempt, HandlerResult, MessageHandler } from '../../../core/integration/index.js';
import type { OppenSecrets } from '../oppen.credentials.js';
import { OppenClient } from '../client/oppen.client.js';
import { identifyFactura, type FacturaMessage } from '../mapping/factura-message.js';
import { SyncLog } from './sync-log.service.js';

/** Stand-in until the client's half is merged: one call per invoice. */
@Injectable()
export class OppenHandler implements MessageHandler {
  constructor(private readonly syncLog: SyncLog) {}

  async handle({ message, payload, calls, credential }: Attempt): Promise<HandlerResult> {
    const factura = payload as FacturaMessage;
    try {
      const remote = await new OppenClient(calls, credential.secrets as unknown as OppenSecrets).createDocument({ reference: `${factura.tipo} ${factura.punto_venta}-${factura.nro_factura}`, ...factura });
      await this.syncLog.sent(message.company, factura.factura_id, { oppen_sernr: String(remote.id), oppen_total: factura.monto, message_id: message.id });
      return { outcome: 'succeeded', summary: { id: remote.id } };
    } catch (error) {
      if (error instanceof IntegrationFailure) await this.syncLog.failed(message.company, factura.factura_id, { error_msg: error.message, message_id: message.id });
      throw error;
    }
  }

  async preview() {
    return { requests: [], warnings: [], problems: [] };
  }

  identify = identifyFactura;

  describe() {
    return { entity_type: 'factura', operation: 'enviar' };
  }
}
