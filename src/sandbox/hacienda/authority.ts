import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { readCertificate, type SigningKey } from '../../integrations/hacienda/signing/index.js';

const DAY_MS = 86_400_000;
let made: (SigningKey & { pem: string }) | undefined;

/** The key that the sandbox's answers are signed with; made when the first is. */
export function authority(): SigningKey & { pem: string } {
  made ??= make();
  return made;
}

function make(): SigningKey & { pem: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  certificate.serialNumber = '0a4f';
  certificate.validity = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 730 * DAY_MS) };
  const name = [
    { name: 'countryName', value: 'CR' },
    { name: 'organizationName', value: 'PERSONA JURIDICA' },
    { name: 'serialNumber', value: 'CPJ-2-100-000000' },
    { name: 'commonName', value: 'MINISTERIO DE HACIENDA (SANDBOX)' },
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create());
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary');
  return { certificate: readCertificate(der), der, privateKey: createPrivateKey(pair.privateKey), pem: forge.pki.certificateToPem(certificate) };
}
