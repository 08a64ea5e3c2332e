import { pagesOf, textOf } from '../../../../test/support/hacienda/pdf-text.js';
import { CLAVE, ISSUER } from '../mapping/samples.fixture.js';
import { renderAnswerPdf, type AnswerPdfInput } from './render-answer.js';

const INPUT: AnswerPdfInput = {
  answer: {
    clave: CLAVE, issuer_identification: '3101777777', message: 2, detail: 'Falta una caja', total_tax: '130.00000', activity_code: '4719.9', tax_condition: '02', tax_to_credit: '100.00000',
    total: '1130.00000', receiver_identification: ISSUER.identification,
  },
  received: {
    root: 'FacturaElectronica', issuer_name: 'Proveedor de Prueba S.A.', issuer_identification_type: '02', issuer_identification: '3101777777', document_consecutive: '00100001010000000041',
    issued_at: '2026-11-27T09:00:00-06:00', currency: 'CRC',
  },
  issuer: ISSUER,
  numbers: { consecutive: '00100001060000000007', issuedAt: '2026-11-28T10:15:00-06:00' },
  state: 'accepted',
};

it('says whose document it is, what we answered, and what Hacienda said of that', async () => {
  const pdf = await renderAnswerPdf(INPUT);
  const text = textOf(pdf);
  for (const words of [
    'Confirmación de aceptación parcial', '00100001060000000007', CLAVE, 'Recibido conforme por Hacienda', 'Factura electrónica', 'Proveedor de Prueba S.A.', 'Cédula jurídica 3101777777', '27/11/2026 09:00',
    '1.130,00 CRC', 'Falta una caja', 'Genera crédito parcial del IVA', '100,00 CRC',
  ]) expect(text).toContain(words);
  expect(pagesOf(pdf)).toBe(1);
  expect(await renderAnswerPdf(INPUT)).toEqual(pdf);
});

it('of one that is not signed, or was refused, says that it has no effect', async () => {
  expect(textOf(await renderAnswerPdf({ ...INPUT, numbers: undefined, state: 'received', test: true }))).toMatch(/Sin firmar · sin efecto[\s\S]*Ambiente de pruebas/);
  expect(textOf(await renderAnswerPdf({ ...INPUT, state: 'rejected' }))).toContain('Rechazado por Hacienda · sin efecto');
});
