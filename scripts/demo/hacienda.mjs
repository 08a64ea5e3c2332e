// Electronic invoices of an invented taxpayer, signed with a key made for the demo. All names and numbers are invented.
import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import forge from 'node-forge';
import { expect } from './api.mjs';

export const integration = 'hacienda';

const PIN = '1234';
const ISSUER = {
  identification_type: '02', identification: '3101123456', name: 'Tienda Demo S.A.', activity_code: '4711.0', email: 'facturas@tienda.test', phone: '22223333',
  location: { province: '1', canton: '01', district: '01', other: 'Del parque 100 metros al norte' },
};
const customer = (name) => ({ name, identification_type: '02', identification: '3101234567', activity_code: '4711.0', email: 'compras@cliente.test' });
const invoice = (name) => ({
  document_type: 'FE', receiver: customer(name), sale_condition: '01', payments: [{ type: '06' }], currency: 'CRC', exchange_rate: 1,
  lines: [{ cabys: '8314100000000', description: 'Servicio de soporte', quantity: 2, unit: 'Sp', unit_price: 15000, discounts: [], taxes: [{ code: '01', rate_code: '08', rate: 13 }] }],
});

/** The second one's name asks the sandbox to refuse it. */
const DOCUMENTS = [['factura electrónica', 'Comercial Ejemplo S.A.'], ['factura que Hacienda rechaza', 'RECHAZAR S.A.']];

/** Fits the sandbox's user; `base_url` is the sandbox's. */
export const credential = (baseUrl) => ({
  environment: 'sandbox',
  secrets: { username: 'cpj-3-101-123456@stag.comprobanteselectronicos.go.cr', password: 'sandbox-clave-hacienda', p12_base64: makeP12(), p12_pin: PIN },
  metadata: { ...ISSUER, token_url: new URL('/auth/realms/rut-stag/protocol/openid-connect/token', baseUrl).href },
});

/** Issues the invoices and answers how they ended. Again: the same documents, nothing is issued twice. */
export async function run(api, company, patienceMs) {
  const rows = [];
  for (const [what, name] of DOCUMENTS) {
    const { id } = expect(await api('POST', '/api/hacienda/documents', { company, auto: true, ...invoice(name) }, { 'idempotency-key': `demo-${name}` }), 200, 201);
    const { consecutive, state, rejection, clave } = await follow(api, id, patienceMs);
    rows.push({ name: `FE ${consecutive?.slice(-10) ?? 'sin número'}`, what, outcome: state, detail: rejection ?? clave ?? '' });
  }
  return rows;
}

/** Asks for the status now instead of in two minutes. */
async function follow(api, id, patienceMs) {
  const path = `/api/hacienda/documents/${id}`;
  for (const deadline = Date.now() + patienceMs; ; await pause(500)) {
    const document = expect(await api('GET', path), 200);
    if (['accepted', 'rejected', 'error'].includes(document.state) || Date.now() > deadline) return document;
    if (document.state === 'submitted') expect(await api('POST', `${path}/check-status`, {}), 202, 409);
  }
}

/** A key as Hacienda's portal makes one, except for who vouches for it. */
function makeP12() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 730 * 86_400_000) };
  const subject = [{ name: 'countryName', value: 'CR' }, { name: 'organizationName', value: 'PERSONA JURIDICA' }, { name: 'serialNumber', value: 'CPJ-3-101-123456' }, { name: 'commonName', value: 'TIENDA DEMO SA' }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(key, forge.md.sha256.create());
  return Buffer.from(forge.asn1.toDer(forge.pkcs12.toPkcs12Asn1(key, [certificate], PIN, { algorithm: '3des' })).getBytes(), 'binary').toString('base64');
}
