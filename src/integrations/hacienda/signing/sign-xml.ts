import { createSign, randomUUID } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { CANONICALIZATIONS, digest, EXCLUSIVE_C14N } from './algorithms.js';
import { assertInForce } from './in-force.js';
import { POLICY_44, type SignaturePolicy } from './policy.js';
import { readStrictly, UnreadableXml } from './read-strictly.js';
import { signature, signedInfo, signedProperties, standingAlone } from './signature-template.js';
import { SigningProblem } from './signing-problem.js';
import type { SigningKey } from './types.js';

const EXCLUSIVE = CANONICALIZATIONS[EXCLUSIVE_C14N]!;

/**
 * `xml` with an enveloped XAdES-EPES signature as the last child of its root. Nothing else of it changes, so these are the
 * bytes to send and to keep: written anew they would read «fue modificado luego de haber sido firmado».
 * @param at signing time, in the signature by its second; the certificate must be in force then.
 * @throws SigningProblem
 */
export function signXml(xml: string, key: SigningKey, at: Date, policy: SignaturePolicy = POLICY_44): string {
  assertInForce(key, at);
  const id = `id-${randomUUID().replaceAll('-', '')}`;
  const { document, end } = digestOf(xml);
  const properties = signedProperties(id, key, policy, at);
  const info = signedInfo(id, { document, properties: digest(canonical(properties)) });
  const value = createSign('sha256').update(canonical(info)).sign(key.privateKey, 'base64');
  return `${xml.slice(0, end)}${signature(id, { info, value, certificate: key.der, properties })}${xml.slice(end)}`;
}

/** The digest of the whole document, and where its root's closing tag begins. */
function digestOf(xml: string): { document: string; end: number } {
  const document = read(xml);
  try {
    if (document.get('//*[local-name() = "Signature"]')) throw new SigningProblem('already_signed', 'El documento ya está firmado');
    const { prefix, name } = document.root;
    const end = xml.lastIndexOf(`</${prefix ? `${prefix}:` : ''}${name}`);
    if (end < 0) throw new SigningProblem('unreadable_xml', 'El documento está vacío');
    return { document: digest(document.canonicalizeToString(EXCLUSIVE)), end };
  } finally {
    document.dispose();
  }
}

function canonical(part: string): string {
  const document = readStrictly(standingAlone(part));
  try {
    return (document.root.firstChild as XmlElement).canonicalizeToString(EXCLUSIVE);
  } finally {
    document.dispose();
  }
}

function read(xml: string) {
  try {
    return readStrictly(Buffer.from(xml));
  } catch (cause) {
    if (cause instanceof UnreadableXml) throw new SigningProblem('unreadable_xml', cause.message, { cause });
    throw cause;
  }
}
