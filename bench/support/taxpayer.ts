import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import type { Issuer } from '../../src/integrations/hacienda/mapping/index.js';

/** A taxpayer that is not. */
export const ISSUER: Issuer = {
  identification_type: '02', identification: '3101987654', name: 'Empresa de medición S.A.', activity_code: '4719.9', provider_system_id: '3101987654',
  location: { province: '1', canton: '01', district: '03', other: 'Del parque 200 metros al sur' }, email: 'medicion@example.cr',
};

export const PIN = '1234';

/** An invoice of so many lines, some with a discount. */
export const invoiceOf = (lines: number): object => ({
  document_type: 'FE', sale_condition: '01', payments: [{ type: '01' }], currency: 'CRC',
  receiver: { name: 'Cliente de medición', identification_type: '01', identification: '112340567', email: 'cliente@example.cr' },
  lines: Array.from({ length: lines }, (_, index) => ({
    cabys: '2392101000000', description: `Producto número ${index} & accesorios`, quantity: '2.5', unit: 'Unid', unit_price: `${1000 + index}.25`,
    discounts: index % 3 ? [] : [{ amount: '10.5', code: '07' }], taxes: [{ code: '01', rate_code: '08', rate: 13 }],
  })),
});

/** Its key, as Hacienda's portal gives it. */
export function makeP12(): Buffer {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const certificate = forge.pki.createCertificate();
  const privateKey = forge.pki.privateKeyFromPem(pair.privateKey);
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const name = [{ name: 'commonName', value: 'EMPRESA DE MEDICION SA' }, { name: 'serialNumber', value: 'CPJ-3-101-987654' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(privateKey, forge.md.sha256.create());
  return Buffer.from(forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(privateKey, [certificate], PIN, { algorithm: 'aes256' })).getBytes(), 'binary');
}
