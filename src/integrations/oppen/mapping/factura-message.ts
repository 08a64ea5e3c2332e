import type { DocumentIdentity } from '../../../core/integration/index.js';

/** One invoice on its way to Oppen. `monto` is a decimal, VAT included. */
export interface FacturaMessage {
  factura_id: number;
  local: string;
  fecha: string;
  tipo: 'Z' | 'A' | 'B' | 'CC';
  punto_venta: string;
  nro_factura: string;
  monto: string;
}

/** What a payload says about itself; never throws. */
export function identifyFactura(payload: unknown): DocumentIdentity {
  const { tipo, punto_venta, nro_factura } = (typeof payload === 'object' && payload !== null ? payload : {}) as Partial<FacturaMessage>;
  const known = tipo !== undefined && punto_venta !== undefined && nro_factura !== undefined;
  return {
    event_type: 'factura.enviar',
    external_reference: known ? `${punto_venta}-${nro_factura}` : null,
    dedupe_key: null,
    order_key: known ? `${tipo}:${punto_venta}:${nro_factura}` : null,
  };
}
