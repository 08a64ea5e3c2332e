import { DateTime } from 'luxon';
import type { DocumentIdentity } from '../../../core/integration/index.js';
import { readDecimal, type Money } from '../../../core/money/index.js';
import { TIPOS, type Tipo } from './tipos.js';

/** One invoice on its way to Oppen. `monto` is a decimal as text, VAT included. */
export interface FacturaMessage {
  factura_id: number;
  local: string;
  fecha: string;
  tipo: Tipo;
  punto_venta: string;
  nro_factura: string;
  monto: string;
}

export interface Factura extends Omit<FacturaMessage, 'monto'> {
  monto: Money;
}

export interface Problem {
  code: string;
  message: string;
}

/** A payload judged: a resend may have been edited by hand, so everything is looked at again. All problems at once. */
export function readFacturaMessage(payload: unknown): { factura: Factura; problems?: undefined } | { factura?: undefined; problems: Problem[] } {
  const given = fieldsOf(payload);
  const text = (name: keyof FacturaMessage) => (given[name] === undefined || given[name] === null ? '' : String(given[name]).trim());
  const problems: Problem[] = [];
  const need = (ok: boolean, field: keyof FacturaMessage, message: string) => ok || problems.push({ code: `oppen.${field}`, message: `${field}: ${message}` });
  const monto = readDecimal(text('monto'));
  need(/^[1-9]\d*$/.test(text('factura_id')), 'factura_id', 'falta el número interno de la factura');
  need(text('local') !== '', 'local', 'falta el local');
  need(/^\d{4}-\d{2}-\d{2}$/.test(text('fecha')) && DateTime.fromISO(text('fecha')).isValid, 'fecha', `«${text('fecha')}» no es una fecha AAAA-MM-DD`);
  need((TIPOS as readonly string[]).includes(text('tipo')), 'tipo', `«${text('tipo')}» no es uno de ${TIPOS.join(', ')}`);
  need(/^\d{1,8}$/.test(text('punto_venta')), 'punto_venta', `«${text('punto_venta')}» no es un punto de venta de 1 a 8 cifras`);
  need(/^\d{1,8}$/.test(text('nro_factura')), 'nro_factura', `«${text('nro_factura')}» no es un número de 1 a 8 cifras`);
  need(monto !== undefined && monto !== null && monto.gt(0), 'monto', `«${text('monto')}» no es un monto mayor que cero`);
  if (problems.length > 0) return { problems };
  const { local, fecha, tipo, punto_venta, nro_factura } = Object.fromEntries(
    (['local', 'fecha', 'tipo', 'punto_venta', 'nro_factura'] as const).map((name) => [name, text(name)]),
  ) as unknown as Factura;
  return { factura: { factura_id: Number(text('factura_id')), local, fecha, tipo, punto_venta, nro_factura, monto: monto! } };
}

/** What a payload says about itself; never throws. */
export function identifyFactura(payload: unknown): DocumentIdentity {
  const { tipo, punto_venta, nro_factura } = fieldsOf(payload) as Partial<FacturaMessage>;
  const known = [tipo, punto_venta, nro_factura].every((part) => typeof part === 'string' || typeof part === 'number');
  return {
    event_type: 'factura.enviar',
    external_reference: known ? `${punto_venta}-${nro_factura}` : null,
    dedupe_key: null,
    order_key: known ? `${tipo}:${punto_venta}:${nro_factura}` : null,
  };
}

const fieldsOf = (payload: unknown): Record<string, unknown> => (typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {});
