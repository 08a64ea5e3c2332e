import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

export interface OwnerOptions {
  commonName?: string;
  /** As in Hacienda's certificates: `CPJ-3-101-123456`, `CPF-01-1234-5678`; null for none. */
  serialNumber?: string | null;
  notBefore?: Date;
  notAfter?: Date;
  bits?: number;
  /** Has this one's key: making one takes seconds on a busy machine, in which nothing else of the test goes on. */
  sharing?: Owner;
  /** Who signs the certificate; without one it is self-signed. */
  authority?: Owner;
  isAuthority?: boolean;
}

const DAY_MS = 86_400_000;
let made = 0;

/** A taxpayer with a key and a certificate of its own, made for one test. */
export class Owner {
  private constructor(
    readonly key: forge.pki.rsa.PrivateKey,
    readonly certificate: forge.pki.Certificate,
  ) {}

  static make({ commonName = 'EMPRESA DE PRUEBA SA', serialNumber = 'CPJ-3-101-123456', notBefore = new Date(Date.now() - DAY_MS), notAfter = new Date(Date.now() + 365 * DAY_MS), bits = 2048, sharing, authority, isAuthority = false }: OwnerOptions = {}): Owner {
    const key = sharing?.key ?? makeKey(bits);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
    certificate.serialNumber = `0${++made}a1b2c3d4e5f60718`;
    certificate.validity = { notBefore, notAfter };
    const subject = [
      { name: 'countryName', value: 'CR' },
      { name: 'organizationName', value: 'PERSONA JURIDICA' },
      { name: 'organizationalUnitName', value: 'CPJ' },
      ...(serialNumber === null ? [] : [{ name: 'serialNumber', value: serialNumber }]),
      // Names of people have commas, ampersands and accents.
      { name: 'commonName', value: commonName, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class },
    ];
    certificate.setSubject(subject);
    certificate.setIssuer(authority ? authority.certificate.subject.attributes : subject);
    certificate.setExtensions([{ name: 'basicConstraints', cA: isAuthority }]);
    certificate.sign(authority?.key ?? key, forge.md.sha256.create());
    return new Owner(key, certificate);
  }

  get der(): Buffer {
    return Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(this.certificate)).getBytes(), 'binary');
  }

  get pem(): string {
    return forge.pki.certificateToPem(this.certificate);
  }

  get x509(): X509Certificate {
    return new X509Certificate(this.der);
  }

  get publicKey() {
    return createPublicKey(this.pem);
  }

  /** `chain` goes into the container before our own certificate, as some portals do it. */
  p12(pin = '1234', { algorithm = '3des', chain = [], withKey = true }: { algorithm?: '3des' | 'aes128' | 'aes256'; chain?: Owner[]; withKey?: boolean } = {}): Buffer {
    const certificates = [...chain.map(({ certificate }) => certificate), this.certificate];
    const asn1 = forge.pkcs12.toPkcs12Asn1(withKey ? this.key : null, certificates, pin, { algorithm, generateLocalKeyId: false });
    return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
  }
}

function makeKey(modulusLength: number): forge.pki.rsa.PrivateKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  return forge.pki.privateKeyFromPem(privateKey);
}
