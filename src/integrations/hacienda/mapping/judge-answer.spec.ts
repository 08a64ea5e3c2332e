import { schemaErrors } from '../../../../test/support/hacienda/official-schemas.js';
import { buildMensajeReceptorXml } from './build-xml.js';
import { judgeAnswer } from './judge-answer.js';
import { CLAVE, ISSUER, TODAY } from './samples.fixture.js';
import type { ReceivedDocument } from './types.js';

const RECEIVED: ReceivedDocument = {
  root: 'FacturaElectronica', clave: CLAVE, consecutive: CLAVE.slice(21, 41), issued_at: '2026-11-27T09:00:00-06:00',
  issuer: { name: 'Proveedor de Prueba S.A.', identification_type: '02', identification: '3101222333' },
  receiver: { name: ISSUER.name, identification_type: '02', identification: ISSUER.identification },
  currency: 'CRC', total_tax: '130.00000', total: '1130.00000', warnings: [],
};
const judge = (input: unknown, received: Partial<ReceivedDocument> = {}) => judgeAnswer(input, { received: { ...RECEIVED, ...received }, issuer: ISSUER, today: TODAY });
const pathsOf = (verdict: ReturnType<typeof judge>) => ('problems' in verdict ? verdict.problems.map(({ path }) => path) : []);

it.each([
  [{ answer: 'accept' }, { message: 1, activity_code: '4719.9', total_tax: '130.00000', total: '1130.00000' }],
  [{ answer: 'accept', tax_condition: '02', tax_to_credit: 40, applicable_expense: '1000', activity_code: '4752.0' }, { activity_code: '4752.0', tax_condition: '02', tax_to_credit: '40.00000', applicable_expense: '1000.00000' }],
  [{ answer: 'accept', tax_condition: '05' }, { tax_condition: '05', activity_code: undefined }],
  [{ answer: 'partial', detail: 'Faltó un bulto' }, { message: 2, detail: 'Faltó un bulto' }],
  [{ answer: 'reject', detail: 'No es nuestro pedido' }, { message: 3, activity_code: undefined }],
])('%j', async (input, expected) => {
  const verdict = judge(input);
  expect(verdict).toMatchObject({ answer: { clave: CLAVE, issuer_identification: '3101222333', receiver_identification: '3101987654', ...expected } });
  if ('answer' in verdict) expect(await schemaErrors(buildMensajeReceptorXml({ ...verdict.answer, issued_at: '2026-11-28T10:15:00-06:00', consecutive: '00100001050000000001' }), 'MensajeReceptor')).toEqual([]);
});

it.each<[unknown, string[], Partial<ReceivedDocument>]>([
  [{ answer: 'yes' }, ['answer'], {}],
  [null, [''], {}],
  [{ answer: 'reject' }, ['detail'], {}],
  [{ answer: 'partial', detail: 'no' }, ['detail'], {}],
  [{ answer: 'accept', tax_condition: '06', color: 1 }, ['color', 'tax_condition'], {}],
  [{ answer: 'accept', tax_condition: '05', activity_code: '4752.0', tax_to_credit: 1 }, ['activity_code', 'tax_to_credit'], {}],
  [{ answer: 'reject', detail: 'No procede', applicable_expense: 1 }, ['applicable_expense'], {}],
  [{ answer: 'accept', tax_to_credit: '130.01' }, ['tax_to_credit'], {}],
  [{ answer: 'accept' }, [''], { receiver: { name: 'Otra empresa', identification: '3101000001' } }],
  [{ answer: 'accept' }, [''], { receiver: undefined }],
  [{ answer: 'accept' }, [''], { root: 'FacturaElectronicaCompra' }],
])('refuses %j: %j', (input, paths, received) => expect(pathsOf(judge(input, received))).toEqual(paths));

it('without tax there is none to tell', () => expect(judge({ answer: 'accept' }, { total_tax: '0.00000' })).toMatchObject({ answer: { total_tax: undefined } }));
