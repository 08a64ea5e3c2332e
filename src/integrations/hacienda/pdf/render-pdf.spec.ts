import { pagesOf, textOf } from '../../../../test/support/hacienda/pdf-text.js';
import { judgeDocument } from '../mapping/judge-document.js';
import { CLAVE, ISSUER, KIT, SAMPLES, TODAY } from '../mapping/samples.fixture.js';
import { money, moment, printable, quantity } from './format.js';
import { renderPdf, type PdfInput } from './render-pdf.js';

const NUMBERS = { clave: CLAVE, consecutive: '00100001010000000041', issuedAt: '2026-11-28T10:15:00-06:00' };

function render(sample: object, more: Partial<PdfInput> = {}): Promise<Buffer> {
  const verdict = judgeDocument(sample, { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems));
  return renderPdf({ document: verdict.document, issuer: ISSUER, numbers: NUMBERS, state: 'accepted', ...more });
}

it.each([
  ['FE', ['Factura electrónica', '28/11/2026 10:15', 'Aceptado por Hacienda', 'Ferretería & Más Ltda.', 'Cédula jurídica 3102555123', 'Contado', 'Exonerado 6,5 puntos (845,00)', 'Tarifa reducida 4%', 'Impuesto de servicio 10%', '26.755,00', 'Total CRC']],
  ['TE', ['Tiquete electrónico', 'Consumidor final', 'Exento de IVA', '1.230,00']],
  ['NC', ['Nota de crédito electrónica', 'Corrige monto: Devolución de dos bloques', '27/11/2026 09:00']],
  ['ND', ['Nota de débito electrónica', '30 días']],
  ['FEC', ['Factura electrónica de compra', 'PROVEEDOR', 'Overseas Cloud Inc.', '512,37 colones por USD']],
  ['FEE', ['Factura electrónica de exportación', 'Partida arancelaria 090111300000', 'Total USD']],
  ['REP', ['Recibo electrónico de pago', 'Pago de la factura 41', '1.130,00']],
] as const)('%s', async (type, shown) => {
  const text = textOf(await render(SAMPLES[type]));
  for (const words of ['00100001010000000041', CLAVE, 'Página 1 de 1', ...shown]) expect(text).toContain(words);
});

it.each([
  [{ numbers: undefined, state: 'generated' }, 'Borrador · sin firmar, sin validez tributaria'],
  [{ state: 'submitted' }, 'Enviado · en espera de la respuesta de Hacienda'],
  [{ state: 'rejected' }, 'Rechazado por Hacienda · sin validez tributaria'],
  [{ test: true }, 'Ambiente de pruebas · sin validez tributaria'],
])('says what it is worth: %j', async (more, words) => expect(textOf(await render(SAMPLES.FE, more))).toContain(words));

it('goes over pages, the titles on each', async () => {
  const pdf = await render({ ...SAMPLES.TE, lines: Array.from({ length: 120 }, () => SAMPLES.TE.lines[0]) });
  const pages = pagesOf(pdf);
  expect(pages).toBeGreaterThan(2);
  const text = textOf(pdf);
  expect(text).toContain(`Página ${pages} de ${pages}`);
  // The summary may have the last page to itself.
  expect(text.match(/Descripción/g)!.length).toBeGreaterThanOrEqual(pages - 1);
});

it('tells what is in a kit, and loses none of a thousand serial numbers', async () => {
  const serial_numbers = Array.from({ length: 1000 }, (_, index) => `N${index + 1000}`);
  const pdf = await render({ ...SAMPLES.TE, lines: [KIT, { ...SAMPLES.TE.lines[0], serial_numbers }] });
  const text = textOf(pdf);
  for (const words of ['Contiene 2 Unid de Galletas surtidas: 1.500,00', 'Exento', 'N1000', 'N1500', 'N1999', `Página 1 de ${pagesOf(pdf)}`]) expect(text).toContain(words);
});

it('is the same for the same document', async () => expect((await render(SAMPLES.FE)).equals(await render(SAMPLES.FE))).toBe(true));

it.each([
  ['26754.99955', '26.755,00'], ['1234567.8', '1.234.567,80'], ['0.00000', '0,00'], ['999.99999', '1.000,00'], [undefined, ''],
])('money %s', (amount, words) => expect(money(amount)).toBe(words));
it('keeps the decimals of a price', () => expect([money('1500.00500', 5), money('6500.00000', 5), money('0.00001', 5)]).toEqual(['1.500,005', '6.500,00', '0,00001']));
it('quantities', () => expect(['12.500', '2.000', '1000.125', '13.00'].map(quantity)).toEqual(['12,5', '2', '1.000,125', '13']));
it('moments', () => expect([moment('2026-11-28T00:00:00-06:00'), moment('2026-11-28'), moment('x')]).toEqual(['28/11/2026', '28/11/2026', 'x']));
it('shows what the fonts can show', () => expect(printable('Ñandú 5 Ω ₡100 日本 “x”')).toBe('Ñandú 5 ohm CRC 100 ?? “x”'));
