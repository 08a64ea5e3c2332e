import { readFacturaRow, readFecha, readMonto } from './factura-row.js';

const given = { local: 'MATRIZ', fecha: '2025-01-05', tipo: 'A', punto_venta: '5', nro_factura: '1691', monto: '15000.00' };

it('reads what a spreadsheet and what JSON bring alike', () => {
  const row = { ...given, punto_venta: '0005', nro_factura: '00001691' };
  expect(readFacturaRow(given, 4)).toEqual({ row });
  expect(readFacturaRow({ ...given, tipo: ' a ', punto_venta: 5, nro_factura: '00000001691', monto: 15000, fecha: '2025-01-05 12:00:00' }, 4)).toEqual({ row });
});

it('never cuts a point of sale', () => {
  expect(readFacturaRow({ ...given, punto_venta: '12345' }, 4)).toMatchObject({ problems: [{ path: 'punto_venta' }] });
  expect(readFacturaRow({ ...given, punto_venta: '12345' }, 5)).toMatchObject({ row: { punto_venta: '12345' } });
  expect(readFacturaRow({ ...given, punto_venta: '00005' }, 5)).toMatchObject({ row: { punto_venta: '0005' } });
});

it('tells everything that is wrong at once', () =>
  expect(readFacturaRow({}, 4).problems?.map(({ path }) => path)).toEqual(['local', 'fecha', 'tipo', 'punto_venta', 'nro_factura', 'monto']));

it.each([
  ['1234.5', '1234.50'], [1234.5, '1234.50'], ['1234,5', '1234.50'], ['1.234,50', '1234.50'], ['1,234.50', '1234.50'], ['0.01', '0.01'], [' 7 ', '7.00'], ['999999999999.99', '999999999999.99'],
])('the amount %p is %s', (value, amount) => expect(readMonto(value)).toBe(amount));

it.each(['0', 0, '-1', '', null, undefined, 'x', '1,234', '1.234', '1e3', '0x1F', 'Infinity', true, [], {}, '10.001', '1000000000000'])('the amount %p is refused', (value) =>
  expect(readMonto(value)).toMatchObject({ es: expect.any(String) }));

it.each(['2025-02-30', '05/01/2025', '2025-1-5', '20250105', '1999-12-31', '2025-01-05x', '', null, 45662, {}])('the date %p is refused', (value) => expect(readFecha(value)).toMatchObject({ es: expect.any(String) }));
