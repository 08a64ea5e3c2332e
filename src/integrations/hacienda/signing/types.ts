import type { KeyObject } from 'node:crypto';

/** What a certificate says of its owner. */
export interface CertificateFacts {
  /** RFC 2253: `CN=EMPRESA SA,serialNumber=CPJ-3-101-123456,O=PERSONA JURIDICA,C=CR`. */
  subject: string;
  issuer: string;
  /** Decimal. */
  serial: string;
  commonName: string;
  /** Digits of the owner's identification, `3101123456` or `112345678`; null when the certificate names none. */
  identification: string | null;
  notBefore: Date;
  notAfter: Date;
}

/** A key that can sign, open in memory. */
export interface SigningKey {
  certificate: CertificateFacts;
  /** The certificate's DER bytes. */
  der: Buffer;
  privateKey: KeyObject;
}

/** What a check of a signed XML found. `problems` = the signature is broken or missing; `warnings` = it holds, with a remark. */
export interface SignatureVerdict {
  ok: boolean;
  problems: string[];
  warnings: string[];
  signer?: CertificateFacts;
  /** What the signature itself says, ISO 8601. */
  signedAt?: string;
}
