import { buildDocumentXml } from './build-xml.js';
import { judgeDocument } from './judge-document.js';
import { claveOf } from './numbers.js';
import { readReceivedDocument } from './read-received.js';
import { ISSUER, SAMPLES, TODAY } from './samples.fixture.js';

const CONSECUTIVE = '00100001010000000041';
const CLAVE_OF_IT = claveOf({ date: TODAY, identification: ISSUER.identification, consecutive: CONSECUTIVE, situation: '1', securityCode: '87654321' });

function supplied(type: keyof typeof SAMPLES = 'FE'): string {
  const verdict = judgeDocument(SAMPLES[type], { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems));
  return buildDocumentXml(verdict.document, ISSUER, { clave: CLAVE_OF_IT, consecutive: CONSECUTIVE, issuedAt: '2026-11-28T10:15:00-06:00' });
}
const read = (xml: string) => readReceivedDocument(Buffer.from(xml));

it('reads what is needed to answer', () => {
  expect(read(supplied())).toEqual({
    root: 'FacturaElectronica', clave: CLAVE_OF_IT, consecutive: CONSECUTIVE, issued_at: '2026-11-28T10:15:00-06:00',
    issuer: { name: 'Distribuidora El Cañón S.A.', identification_type: '02', identification: '3101987654' },
    receiver: { name: 'Ferretería & Más Ltda.', identification_type: '02', identification: '3102555123' },
    currency: 'CRC', total_tax: '2204.99955', total: '26754.99955', warnings: [],
  });
});

it('a ticket has no receiver, a purchase is the buyer’s', () => {
  expect([read(supplied('TE')).receiver, read(supplied('FEC')).warnings]).toEqual([undefined, []]);
});

it.each([
  ['2026-11-28T10:15', '2026-11-27T10:15', 'La fecha de la clave no es la de emisión (2026-11-27).'],
  [`<NumeroConsecutivo>${CONSECUTIVE}`, '<NumeroConsecutivo>00100001010000000042', 'El consecutivo no es el de la clave.'],
  ['<Numero>3101987654', '<Numero>3101987655', 'La identificación en la clave no es la del emisor.'],
  ['<Clave>506', '<Clave>507', 'La clave no empieza con 506, el código de Costa Rica.'],
])('warns of a clave that says otherwise: %s', (from, to, warning) => expect(read(supplied().replace(from, to)).warnings).toEqual([warning]));

const BOMB = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100)}">${'bcdefgh'.split('').map((name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(50)}">`).join('')}]>`;
const body = supplied().replace(/<\?xml[^>]*>/, '');

it.each([
  ['no XML', 'hola', /bien formado/],
  ['nothing', '', /bien formado/],
  ['an answer', '<MensajeHacienda xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeHacienda"/>', /No es un comprobante/],
  ['an invoice of nobody’s', '<FacturaElectronica/>', /No es un comprobante/],
  ['a short clave', supplied().replace(/<Clave>\d/, '<Clave>'), /50 caracteres/],
  ['no total', supplied().replace(/<TotalComprobante>.*?</, '<TotalComprobante>mucho<'), /TotalComprobante/],
  ['no date', supplied().replace(/<FechaEmision>.*?</, '<FechaEmision>ayer<'), /FechaEmision/],
  ['two claves', supplied().replace('<Clave>', `<Clave>${'1'.repeat(50)}</Clave><Clave>`), /más de un <Clave>/],
  ['two summaries', supplied().replace('<ResumenFactura>', '<ResumenFactura><TotalComprobante>1</TotalComprobante></ResumenFactura><ResumenFactura>'), /más de un <ResumenFactura>/],
  ['a file of ours', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${body.replace('El Cañón', '&f;')}`, /DTD/],
  ['a billion laughs', BOMB + body.replace('El Cañón', '&h;'), /DTD/],
  ['eleven megabytes', `${supplied()}<!--${'x'.repeat(11 * 1024 * 1024)}-->`, /10 MB/],
])('refuses %s', (_, xml, why) => expect(() => read(xml)).toThrow(why));

it('refuses a DTD in UTF-16 too', () => {
  const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${BOMB}${body.replace('El Cañón', '&h;')}`;
  expect(() => readReceivedDocument(Buffer.from(xml, 'utf16le'))).toThrow(/DTD|bien formado/);
});
