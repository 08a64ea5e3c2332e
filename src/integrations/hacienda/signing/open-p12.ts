import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { readCertificate } from './certificate-facts.js';
import { assertInForce } from './in-force.js';
import { SigningProblem } from './signing-problem.js';
import type { SigningKey } from './types.js';

/**
 * The key in Hacienda's `.p12` («llave criptográfica»). node-forge reads the legacy containers (RC2-40, 3DES) that Node's own
 * OpenSSL refuses, and those with AES. Takes 35–150 ms: keep what it answers.
 * @param at the certificate must be in force then.
 * @throws SigningProblem
 */
export function openP12(p12: Buffer, pin: string, at = new Date()): SigningKey {
  const container = decrypt(read(p12), pin);
  const privateKey = keyIn(container);
  const der = certificateOf(privateKey, container);
  const key: SigningKey = { certificate: readCertificate(der), der, privateKey };
  assertInForce(key, at);
  return key;
}

function read(p12: Buffer): forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(p12.toString('binary')));
  } catch (cause) {
    throw corrupt(cause);
  }
}

function decrypt(asn1: forge.asn1.Asn1, pin: string): forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, pin);
  } catch (cause) {
    // forge tells a wrong password by the container's MAC.
    if (cause instanceof Error && /password|MAC could not be verified/i.test(cause.message)) {
      throw new SigningProblem('wrong_pin', 'El PIN no abre la llave criptográfica (.p12). Revise el PIN que se puso al generarla en el portal de Hacienda', { cause });
    }
    throw corrupt(cause);
  }
}

const corrupt = (cause: unknown): SigningProblem =>
  new SigningProblem('corrupt_p12', 'El archivo de la llave criptográfica (.p12) está dañado o no es un .p12. Descárguelo de nuevo del portal de Hacienda', { cause });

function keyIn(container: forge.pkcs12.Pkcs12Pfx): KeyObject {
  const bags = [forge.pki.oids.pkcs8ShroudedKeyBag!, forge.pki.oids.keyBag!].flatMap((bagType) => container.getBags({ bagType })[bagType] ?? []);
  const key = bags.find((bag) => bag.key)?.key;
  if (!key) throw new SigningProblem('no_key', 'El archivo .p12 no trae una clave privada RSA: exportaron solo el certificado. Suba la llave criptográfica completa');
  const privateKey = createPrivateKey(forge.pki.privateKeyToPem(key));
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new SigningProblem('weak_key', 'La clave del .p12 tiene menos de 2048 bits; Hacienda pide 2048 o 4096. Genere otra en el portal de Hacienda');
  return privateKey;
}

/** A container may hold the whole chain: ours is the one that belongs to the key. */
function certificateOf(key: KeyObject, container: forge.pkcs12.Pkcs12Pfx): Buffer {
  const certBag = forge.pki.oids.certBag!;
  const certificates = (container.getBags({ bagType: certBag })[certBag] ?? []).flatMap(({ cert, asn1 }) => {
    const found = cert ? forge.pki.certificateToAsn1(cert) : asn1;
    return found ? [Buffer.from(forge.asn1.toDer(found).getBytes(), 'binary')] : [];
  });
  const own = certificates.find((der) => new X509Certificate(der).checkPrivateKey(key));
  if (!own) throw new SigningProblem('no_certificate', 'El archivo .p12 no trae el certificado de su clave. Descárguelo de nuevo del portal de Hacienda');
  return own;
}
