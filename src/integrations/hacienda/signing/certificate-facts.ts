import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from './types.js';

/** Who a certificate belongs to, and until when. */
export function readCertificate(der: Buffer): CertificateFacts {
  const certificate = new X509Certificate(der);
  const subject = parts(certificate.subject);
  return {
    subject: distinguishedName(subject),
    issuer: distinguishedName(parts(certificate.issuer)),
    serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    commonName: unescaped(valueOf(subject, 'CN') ?? ''),
    identification: identificationOf(valueOf(subject, 'serialNumber')),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

type Part = [name: string, value: string];

/** Node writes one `name=value` per line, in the certificate's order; a line break inside a value comes escaped. */
const parts = (name: string): Part[] =>
  name.split('\n').filter(Boolean).map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });

const valueOf = (name: readonly Part[], wanted: string): string | undefined => name.find(([key]) => key.toLowerCase() === wanted.toLowerCase())?.[1];

const unescaped = (value: string): string => value.replace(/\\(.)/g, '$1');

/** RFC 2253: last part first, no spaces. Node has escaped the values already (RFC 2253 §2.4). */
const distinguishedName = (name: readonly Part[]): string => [...name].reverse().map(([key, value]) => `${key}=${value}`).join(',');

/**
 * The subject's serialNumber holds the owner: `CPF-01-1234-5678` a person (the zero in front is no part of the number),
 * `CPJ-3-101-123456` a company, `NITE-…` and `DIMEX-…` as they stand (contract §6 and samples).
 */
function identificationOf(serialNumber: string | undefined): string | null {
  const [, kind, rest] = /^([A-Z]+)-(.+)$/i.exec(serialNumber ?? '') ?? [];
  if (kind === undefined || rest === undefined) return null;
  const number = rest.replace(/[^\dA-Z]/gi, '').toUpperCase();
  return (kind.toUpperCase() === 'CPF' ? number.replace(/^0+/, '') : number) || null;
}
