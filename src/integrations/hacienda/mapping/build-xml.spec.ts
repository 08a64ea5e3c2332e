import { buildDocumentXml, buildMensajeReceptorXml } from './build-xml.js';
import { DOCUMENT_KINDS } from '../catalogues/index.js';
import { hasOfficialSchemas, schemaErrors } from '../../../../test/support/hacienda/official-schemas.js';
import { CLAVE, ISSUER, SAMPLES, TODAY } from './samples.fixture.js';
import { judgeDocument } from './judge-document.js';
import type { PreparedDocument } from './types.js';

const NUMBERS = { clave: CLAVE, consecutive: '00100001010000000041', issuedAt: '2026-11-28T10:15:00-06:00' };

function prepared(input: unknown): PreparedDocument {
  const verdict = judgeDocument(input, { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(JSON.stringify(verdict.problems));
  return verdict.document;
}
const xmlOf = (input: unknown): string => buildDocumentXml(prepared(input), ISSUER, NUMBERS);

describe.each(Object.entries(SAMPLES))('%s', (type, sample) => {
  const { root } = DOCUMENT_KINDS[type as keyof typeof SAMPLES];

  it('is what the official schema wants', async () => {
    expect(await schemaErrors(xmlOf(sample), root)).toEqual([]);
  });

  it('is the same after its document has been to the database', () => {
    expect(buildDocumentXml(JSON.parse(JSON.stringify(prepared(sample))) as PreparedDocument, ISSUER, NUMBERS)).toBe(xmlOf(sample));
  });
});

const [first, second] = SAMPLES.FE.lines as [object, object];
const specific = { code: '04', specific: { quantity: 350, percentage: 4.5, unit_tax: '3.4' } };

const ODD = [
  ['FE with everything', {
    ...SAMPLES.FE, payments: [{ type: '99', other: 'Criptomoneda' }], sale_condition: '99', sale_condition_other: 'Trueque parcial',
    other_charges: [{ document_type: '04', third_party: { identification_type: '01', identification: '112340567', name: 'Ana Solano Rojas' }, description: 'Cobro por cuenta', amount: 10 }, { document_type: '99', document_type_other: 'Bolsa plástica', description: 'Bolsa', amount: '0.5' }],
    references: [{ document_type: '99', document_type_other: 'Orden de compra', number: 'OC-1', issue_date: '2026-11-01', code: '99', code_other: 'Orden de compra', reason: 'Pedido del cliente' }],
    lines: [
      { ...first, transaction_type: '01', commercial_unit: 'paleta', serial_numbers: ['1HGBH41JXMN109186'], medicine_registration: 'M-CR-1', pharmaceutical_form: '001', discounts: [{ amount: 1, code: '99', reason: 'Apertura' }], taxes: [specific, { code: '99', code_other: 'Impuesto local', rate: 1 }, { code: '01', rate_code: '08' }] },
      { ...second, factory_vat: '01', taxable_base: 15000 }, { ...first, taxes: [{ code: '08', factor: '0.1234' }] },
    ],
  }],
  ['FE of charges alone', { ...SAMPLES.FE, lines: [], payments: [{ type: '01' }], other_charges: [{ document_type: '08', description: 'Depósito de garantía', amount: 100000 }] }],
  ['FE of goods not yet in the country', {
    ...SAMPLES.FE, sale_condition: '12', payments: [{ type: '04' }], receiver: { ...SAMPLES.FEE.receiver, location: undefined },
    references: [{ document_type: '07', number: 'DUA-1', issue_date: '2026-11-01', code: '04', reason: 'Mercancía en tránsito' }],
  }],
  ['TE to somebody by name', { ...SAMPLES.TE, receiver: { name: 'Ana Solano' } }],
  ['financial NC', { ...SAMPLES.NC, lines: [{ ...SAMPLES.NC.lines[0], cabys: undefined }], references: [{ ...SAMPLES.NC.references[0], code: '09' }] }],
  ['month overdue', { ...SAMPLES.FE, payments: [{ type: '04' }], references: [{ document_type: '13', issue_date: '2026-10-31' }] }],
  ['purchase from one who is no taxpayer', {
    ...SAMPLES.FEC, sale_condition: '13', supplier: { name: 'Pedro Ramírez', identification_type: '06', identification: '987', location: SAMPLES.FE.receiver.location },
    references: [{ document_type: '14', number: '15', issue_date: '2026-11-20', code: '04', reason: 'Compra de equipo usado' }],
  }],
] as const;

it.each(ODD)('%s is what the official schema wants', async (_, document) => {
  expect(await schemaErrors(xmlOf(document), DOCUMENT_KINDS[document.document_type as 'FE'].root)).toEqual([]);
});

// Every field of every sample takes values that sit on a border; what the judge lets pass, the schema must let pass too.
const BORDERS = ['ab', 'abc', ' con espacios ', 'x'.repeat(50), 'x'.repeat(81), 'x'.repeat(160), '<&>"\'', '😀😀😀😀😀', 'a\nb c', '0', '05', '99', 0, 1, '0.00001', 99.99, 100, 99999, '9999999999999.99999', '2016-12-01', true];

function* withBorders(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return yield* BORDERS;
  for (const key of Object.keys(value)) {
    for (const other of withBorders((value as Record<string, unknown>)[key])) {
      yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
    }
  }
}

it.each([ODD[0][1], SAMPLES.TE, SAMPLES.NC, SAMPLES.FEC, SAMPLES.FEE, SAMPLES.REP].map((document) => [document.document_type, document] as const))('%s: nothing passes the judge and fails the schema', async (type, sample) => {
  if (!hasOfficialSchemas) return;
  let passed = 0;
  for (const document of withBorders(sample) as Iterable<Record<string, unknown>>) {
    const verdict = judgeDocument(document, { issuer: ISSUER, today: TODAY });
    if ('problems' in verdict || verdict.document.document_type !== type) continue;
    passed++;
    const errors = await schemaErrors(buildDocumentXml(verdict.document, ISSUER, NUMBERS), DOCUMENT_KINDS[type].root);
    if (errors.length > 0) throw new Error(`${errors.join('\n')}\n${JSON.stringify(document)}`);
  }
  expect(passed).toBeGreaterThan(40);
});

it('escapes what XML reserves and keeps what people write', () => {
  const xml = xmlOf(SAMPLES.FE);
  expect(xml).toContain('<Detalle>Bloque de concreto 15×20×40 &lt;gris&gt;</Detalle>');
  expect(xml).toContain('<Nombre>Ferretería &amp; Más Ltda.</Nombre>');
  expect(xml).toContain('<Telefono><CodigoPais>506</CodigoPais><NumTelefono>88881212</NumTelefono></Telefono>');
});

it('begins with what Hacienda looks at first', () => {
  expect(xmlOf(SAMPLES.FE).startsWith(
    '<?xml version="1.0" encoding="UTF-8"?><FacturaElectronica xmlns="https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/facturaElectronica">'
    + `<Clave>${CLAVE}</Clave><ProveedorSistemas>3101987654</ProveedorSistemas><CodigoActividadEmisor>4719.9</CodigoActividadEmisor><CodigoActividadReceptor>4752.0</CodigoActividadReceptor>`
    + '<NumeroConsecutivo>00100001010000000041</NumeroConsecutivo><FechaEmision>2026-11-28T10:15:00-06:00</FechaEmision><Emisor><Nombre>Distribuidora El Cañón S.A.</Nombre>',
  )).toBe(true);
});

it('names the seller as Emisor of a purchase and us as Receptor', () => {
  expect(xmlOf(SAMPLES.FEC)).toMatch(/<CodigoActividadReceptor>4719\.9<.*<Emisor><Nombre>Overseas Cloud Inc\.<.*<Receptor><Nombre>Distribuidora El Cañón S\.A\.</);
});

it('answers a supplier', async () => {
  const xml = buildMensajeReceptorXml({
    clave: CLAVE, issuer_identification: '3101222333', issued_at: '2026-11-20T08:00:00-06:00', message: 2, detail: 'Faltó un bulto', total_tax: '130.00000',
    activity_code: '4719.9', tax_condition: '01', tax_to_credit: '130.00000', applicable_expense: '1000.00000', total: '1130.00000', receiver_identification: '3101987654', consecutive: '00100001060000000001',
  });
  expect(await schemaErrors(xml, 'MensajeReceptor')).toEqual([]);
  expect(xml).toContain('<Mensaje>2</Mensaje><DetalleMensaje>Faltó un bulto</DetalleMensaje>');
});
