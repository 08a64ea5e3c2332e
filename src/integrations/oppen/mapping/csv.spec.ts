import { readCsv } from './csv.js';

const HEADER = 'local,fecha,tipo,punto_venta,nro_factura,monto';

it.each([',', ';', '\t', '|'])('finds the delimiter %p', (delimiter) => {
  const line = ['MATRIZ', '2025-01-05', 'A', '5', '1', '10.00'].join(delimiter);
  expect(readCsv(Buffer.from(`${HEADER.replaceAll(',', delimiter)}\n${line}`)).rows).toEqual([{ local: 'MATRIZ', fecha: '2025-01-05', tipo: 'A', punto_venta: '5', nro_factura: '1', monto: '10.00' }]);
});

it.each([
  ['utf-8', Buffer.from(`${HEADER}\nÑANDÚ €,,,,,`)],
  ['windows-1252', Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0xd1, 0x41, 0x4e, 0x44, 0xda, 0x20, 0x80]), Buffer.from(',,,,,')])],
  ['utf-16be with its mark', Buffer.from(`\ufeff${HEADER}\nÑANDÚ €,,,,,`, 'utf16le').swap16()],
])('reads %s', (_, bytes) => expect(readCsv(bytes).rows).toMatchObject([{ local: 'ÑANDÚ €' }]));

it('keeps delimiters and line ends within quotes, and drops empty lines', () =>
  expect(readCsv(Buffer.from(`${HEADER}\n\n"A, B\nC",2025-01-05,A,5,1,"1.234,50"\n\n`)).rows).toMatchObject([{ local: 'A, B\nC', monto: '1.234,50' }]));

it('tells what is wrong with the file, or with a row alone', () => {
  expect(readCsv(Buffer.from('')).problem).toBeDefined();
  expect(readCsv(Buffer.from('local,fecha\n')).problem?.es).toContain('tipo, punto_venta, nro_factura, monto');
  expect(readCsv(Buffer.from(`${HEADER}\n"abierta`)).problem?.es).toContain('no se pudo leer');
  expect(readCsv(Buffer.from(`${HEADER}\na,b\nMATRIZ,2025-01-05,A,5,1,1`)).rows).toMatchObject([{ problem: { es: expect.stringContaining('2 columnas') } }, { local: 'MATRIZ' }]);
});
