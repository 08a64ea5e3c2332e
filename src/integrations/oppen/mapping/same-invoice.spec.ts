import { Money } from '../../../core/money/index.js';
import { OppenMetadata } from '../oppen.credentials.js';
import type { Factura } from './factura-message.js';
import { toInvoiceBody } from './invoice.js';
import { isOurs } from './same-invoice.js';

const FACTURA: Factura = { factura_id: 7, local: 'MATRIZ', fecha: '2025-01-05', tipo: 'A', punto_venta: '5', nro_factura: '1691', monto: new Money('15000.00') };
const announced = (serNr: number | null, changes: Partial<OppenMetadata> = {}) => {
  const settings = Object.assign(new OppenMetadata(), changes);
  return { factura: FACTURA, settings, body: toInvoiceBody(FACTURA, settings, { serNr, today: '2025-01-05' }).body! };
};
const ROW = { SerNr: 10_600_180_001, OfficialSerNr: '0005-00001691', TransDate: '2025-01-05', Total: 15000, InvoiceType: 1 };

it.each<[string, Record<string, unknown>, number | null, boolean]>([
  ['our number, whatever Oppen made of the rest', { SerNr: 123, TransDate: '2025-02-01', Total: 1 }, 123, true],
  ['our number as text', { SerNr: '123', Total: 1 }, 123, true],
  ['Oppen gave another number: day, type and total are ours', {}, 123, true],
  ['Oppen numbers', {}, null, true],
  ['a cent off', { Total: '14999.99' }, null, true],
  ['VAT on top', { Total: '18150.00' }, null, true],
  ['another total', { Total: '14000.00' }, null, false],
  ['no total', { Total: null }, null, false],
  ['another day', { TransDate: '2025-01-06' }, null, false],
  ['another type', { InvoiceType: 2 }, null, false],
  ['the type as text', { InvoiceType: '1' }, null, true],
  ['a tenant that does not show the type', { InvoiceType: undefined }, null, true],
])('%s', (_, changes, serNr, ours) => expect(isOurs({ ...ROW, ...changes }, announced(serNr))).toBe(ours));

it('tells types apart by what the tenant calls them', () => {
  const sent = announced(null, { fields_by_type: { A: { VoucherCode: '001' } } });
  expect(isOurs({ ...ROW, VoucherCode: '006' }, sent)).toBe(false);
  expect(isOurs({ ...ROW, VoucherCode: '001' }, sent)).toBe(true);
});
