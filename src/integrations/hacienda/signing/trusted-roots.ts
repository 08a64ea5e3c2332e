import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LONGEST_CHAIN = 5;

/**
 * Whether the certificate, or one that issued it in turn, is `known`. What is missing between may come with the signature
 * (`between`): it is believed only as far as something known has signed it.
 */
export function isTrusted(certificate: X509Certificate, known: readonly X509Certificate[], between: readonly X509Certificate[] = [], steps = LONGEST_CHAIN): boolean {
  if (known.some((other) => isSame(other, certificate))) return true;
  if (steps === 0) return false;
  const issuers = [...known, ...between].filter((other) => other.ca && !isSame(other, certificate) && certificate.checkIssued(other) && certificate.verify(other.publicKey));
  return issuers.some((issuer) => isTrusted(issuer, known, between, steps - 1));
}

const isSame = (one: X509Certificate, other: X509Certificate): boolean => one.fingerprint256 === other.fingerprint256;

/** The certificates in a folder (`.pem`, `.crt`, `.cer`, `.der`); none when there is no folder. Throws for a file that is none. */
export async function readRoots(folder: string | undefined): Promise<X509Certificate[]> {
  if (!folder) return [];
  const files = (await readdir(folder)).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).sort();
  return (await Promise.all(files.map(async (name) => certificatesIn(await readFile(join(folder, name)))))).flat();
}

function certificatesIn(file: Buffer): X509Certificate[] {
  const pem = file.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return pem ? pem.map((text) => new X509Certificate(text)) : [new X509Certificate(file)];
}
