import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { buildDocumentXml, claveOf, judgeDocument, type Issuer, type PreparedDocument } from '../src/integrations/hacienda/mapping/index.js';
import { openP12, signXml, type SigningKey } from '../src/integrations/hacienda/signing/index.js';
import { median } from './support/ratios.js';
import type { Figure } from './support/report.js';

const SIZES = [{ lines: 50, target: 15 }, { lines: 1000, target: 120 }] as const;
const TODAY = '2026-11-28';
const ISSUER: Issuer = {
  identification_type: '02', identification: '3101987654', name: 'Empresa de medición S.A.', activity_code: '4719.9', provider_system_id: '3101987654',
  location: { province: '1', canton: '01', district: '03', other: 'Del parque 200 metros al sur' }, email: 'medicion@example.cr',
};
const CONSECUTIVE = '00100001010000000041';
const NUMBERS = {
  clave: claveOf({ date: TODAY, identification: ISSUER.identification, consecutive: CONSECUTIVE, situation: '1', securityCode: '12345678' }),
  consecutive: CONSECUTIVE,
  issuedAt: `${TODAY}T10:15:00-06:00`,
};

/** CPU of one invoice from the user's JSON to the signed XML; the key is open already, as it is in a running worker. */
export async function measureHaciendaDocuments(): Promise<Figure[]> {
  const key = makeKey();
  return SIZES.map(({ lines, target }) => {
    const invoice = invoiceOf(lines);
    const steps = Array.from({ length: 24 }, () => measure(invoice, key)).slice(4);
    const [judged, written, signed] = [0, 1, 2].map((step) => median(steps.map((taken) => taken[step]!)));
    return {
      name: `CPU ms of a Hacienda invoice of ${lines} lines`, value: judged! + written! + signed!, target: { atMost: target },
      from: `judge ${judged!.toFixed(1)}, write ${written!.toFixed(1)}, sign ${signed!.toFixed(1)}`,
    };
  });
}

/** Milliseconds of CPU of each step. */
function measure(invoice: object, key: SigningKey): number[] {
  const marks = [process.cpuUsage()];
  const mark = (): void => void marks.push(process.cpuUsage());
  const document = judged(invoice);
  mark();
  const xml = buildDocumentXml(document, ISSUER, NUMBERS);
  mark();
  signXml(xml, key, new Date());
  mark();
  return marks.slice(1).map(({ user, system }, index) => (user + system - marks[index]!.user - marks[index]!.system) / 1000);
}

function judged(invoice: object): PreparedDocument {
  const verdict = judgeDocument(invoice, { issuer: ISSUER, today: TODAY });
  if ('problems' in verdict) throw new Error(`The invoice of the benchmark is no good: ${JSON.stringify(verdict.problems)}`);
  return verdict.document;
}

const invoiceOf = (lines: number): object => ({
  document_type: 'FE', sale_condition: '01', payments: [{ type: '01' }], currency: 'CRC',
  receiver: { name: 'Cliente de medición', identification_type: '01', identification: '112340567', email: 'cliente@example.cr' },
  lines: Array.from({ length: lines }, (_, index) => ({
    cabys: '2392101000000', description: `Producto número ${index} & accesorios`, quantity: '2.5', unit: 'Unid', unit_price: `${1000 + index}.25`,
    discounts: index % 3 ? [] : [{ amount: '10.5', code: '07' }], taxes: [{ code: '01', rate_code: '08', rate: 13 }],
  })),
});

function makeKey(): SigningKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const certificate = forge.pki.createCertificate();
  const privateKey = forge.pki.privateKeyFromPem(pair.privateKey);
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const name = [{ name: 'commonName', value: 'EMPRESA DE MEDICION SA' }, { name: 'serialNumber', value: 'CPJ-3-101-987654' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(privateKey, forge.md.sha256.create());
  const p12 = forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(privateKey, [certificate], '1234', { algorithm: 'aes256' })).getBytes();
  return openP12(Buffer.from(p12, 'binary'), '1234');
}
