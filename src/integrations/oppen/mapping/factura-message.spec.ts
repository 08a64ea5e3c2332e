import { LosslessNumber } from 'lossless-json';
import { identifyFactura, readFacturaMessage } from './factura-message.js';

const MESSAGE = { factura_id: 7, local: 'MATRIZ', fecha: '2025-01-05', tipo: 'A', punto_venta: '0005', nro_factura: '00001691', monto: '15000.00' };

it('reads what the audit writes', () => {
  const { factura } = readFacturaMessage(MESSAGE);
  expect({ ...factura, monto: factura?.monto.toFixed(2) }).toEqual(MESSAGE);
});

it('reads numbers that were kept digit by digit', () => {
  const { factura } = readFacturaMessage({ ...MESSAGE, factura_id: new LosslessNumber('7'), monto: new LosslessNumber('0.10') });
  expect([factura?.factura_id, factura?.monto.toFixed()]).toEqual([7, '0.1']);
});

// Case 54: absent, zero, negative, not a number; a resend may have been edited by hand.
it.each<[string, Record<string, unknown>]>([
  ['factura_id', { factura_id: undefined }], ['factura_id', { factura_id: 0 }], ['factura_id', { factura_id: 'x' }],
  ['local', { local: ' ' }], ['local', { local: null }],
  ['fecha', { fecha: '05/01/2025' }], ['fecha', { fecha: '2025-13-01' }], ['fecha', { fecha: '2025-02-30' }], ['fecha', { fecha: undefined }],
  ['tipo', { tipo: 'C' }], ['tipo', { tipo: 'a' }], ['tipo', { tipo: undefined }],
  ['punto_venta', { punto_venta: 'X5' }], ['punto_venta', { punto_venta: '' }], ['punto_venta', { punto_venta: '123456789' }],
  ['nro_factura', { nro_factura: '12-3' }], ['nro_factura', { nro_factura: '123456789' }],
  ['monto', { monto: '0' }], ['monto', { monto: '-1.00' }], ['monto', { monto: null }], ['monto', { monto: 'mil' }], ['monto', { monto: 'NaN' }], ['monto', { monto: 'Infinity' }],
])('refuses %s in %j', (field, change) => {
  expect(readFacturaMessage({ ...MESSAGE, ...change }).problems).toMatchObject([{ code: `oppen.${field}`, message: expect.stringContaining(field) }]);
});

it('tells all that is wrong at once, whatever it is given', () => {
  for (const payload of [null, undefined, 'x', 7, [], {}]) expect(readFacturaMessage(payload).problems).toHaveLength(7);
});

describe('identifyFactura', () => {
  it('names the official number, and one queue per document', () => {
    expect(identifyFactura(MESSAGE)).toEqual({ event_type: 'factura.enviar', external_reference: '0005-00001691', dedupe_key: null, order_key: 'A:0005:00001691' });
  });

  it.each([[null], [[]], ['x'], [{ tipo: 'A' }], [{ ...MESSAGE, nro_factura: { $ne: 1 } }]])('knows nothing of %j, and never throws', (payload) => {
    expect(identifyFactura(payload)).toMatchObject({ external_reference: null, order_key: null });
  });
});
