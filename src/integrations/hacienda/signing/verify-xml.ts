import { verify, X509Certificate } from 'node:crypto';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { CANONICALIZATIONS, digest, DIGESTS, DS, SIGNATURES } from './algorithms.js';
import { readCertificate } from './certificate-facts.js';
import { readStrictly, UnreadableXml } from './read-strictly.js';
import { ReferencedParts } from './referenced-parts.js';
import { readSignedProperties, type SignedProperties } from './signed-properties.js';
import { isTrusted } from './trusted-roots.js';
import type { SignatureVerdict } from './types.js';

const NAMES = { ds: DS };

/** What is wrong with a signature; ends the check. */
class Broken extends Error {}

/**
 * Whether a signed XML is what its signer signed: every reference, the signature's value, and that what is signed is the whole
 * document and not some part put elsewhere in it (signature wrapping). A signer who leads to none of `roots` is a warning.
 * Never throws for what is in the XML.
 */
export function verifyXml(xml: Buffer, roots: readonly X509Certificate[] = []): SignatureVerdict {
  let document: XmlDocument | undefined;
  try {
    document = readStrictly(xml);
    return check(document, xml, roots);
  } catch (error) {
    if (error instanceof Broken || error instanceof UnreadableXml) return { ok: false, problems: [error.message], warnings: [] };
    throw error;
  } finally {
    document?.dispose();
  }
}

function check(document: XmlDocument, xml: Buffer, roots: readonly X509Certificate[]): SignatureVerdict {
  const signature = onlySignature(document);
  refuseRepeatedIds(document);
  const properties = readSignedProperties(signature);
  const given = signature.find('ds:KeyInfo/ds:X509Data/ds:X509Certificate', NAMES).flatMap(({ content }) => readable(content));
  const certificate = signerAmong(given, properties);
  const problems = [...valueProblems(signature, certificate), ...referenceProblems(document, signature, xml), ...propertyProblems(properties, certificate)];
  const warnings = problems.length === 0 ? trustWarnings(certificate, given, roots, properties.signedAt) : [];
  return { ok: problems.length === 0, problems, warnings, signer: readCertificate(certificate.raw), signedAt: properties.signedAt };
}

function onlySignature(document: XmlDocument): XmlElement {
  const found = document.find('//ds:Signature', NAMES) as XmlElement[];
  if (found.length === 0) throw new Broken('El XML no está firmado');
  if (found.length > 1) throw new Broken('El XML trae más de una firma');
  const [signature] = found as [XmlElement];
  if (!signature.parent?.isSameNode(document.root)) throw new Broken('La firma no está en la raíz del documento');
  return signature;
}

/** With two elements of one Id, what is verified and what is read need not be the same. */
function refuseRepeatedIds(document: XmlDocument): void {
  const seen = new Set<string>();
  for (const { content: id } of document.find('//@*[local-name() = "Id" or local-name() = "ID" or local-name() = "id"]')) {
    if (seen.has(id)) throw new Broken(`El XML trae dos elementos con el mismo Id («${id.slice(0, 60)}»)`);
    seen.add(id);
  }
}

/** The signer's certificate: of several, the one that the signed properties name. */
function signerAmong(given: readonly X509Certificate[], { certificate: named }: SignedProperties): X509Certificate {
  const signer = given.find(({ raw }) => named !== undefined && digest(raw, named.algorithm) === named.value) ?? given[0];
  if (!signer) throw new Broken('La firma no trae un certificado que se pueda leer');
  return signer;
}

function readable(base64: string): X509Certificate[] {
  try {
    return [new X509Certificate(Buffer.from(base64, 'base64'))];
  } catch {
    return [];
  }
}

function valueProblems(signature: XmlElement, certificate: X509Certificate): string[] {
  const info = signature.get('ds:SignedInfo', NAMES) as XmlElement | null;
  const algorithm = SIGNATURES[attribute(signature, 'ds:SignedInfo/ds:SignatureMethod')];
  const canonicalization = CANONICALIZATIONS[attribute(signature, 'ds:SignedInfo/ds:CanonicalizationMethod')];
  if (!info || !algorithm || !canonicalization) return ['La firma usa un algoritmo que no se acepta'];
  const value = Buffer.from(text(signature, 'ds:SignatureValue') ?? '', 'base64');
  const key = certificate.publicKey;
  if (key.asymmetricKeyType !== 'rsa') return ['El certificado de la firma no es RSA'];
  return verify(algorithm, Buffer.from(info.canonicalizeToString(canonicalization)), key, value) ? [] : ['El valor de la firma no corresponde a su certificado'];
}

function referenceProblems(document: XmlDocument, signature: XmlElement, xml: Buffer): string[] {
  const references = signature.find('ds:SignedInfo/ds:Reference', NAMES) as XmlElement[];
  const uris = references.map((reference) => reference.attr('URI')?.value);
  if (!uris.includes('')) return ['La firma no cubre el documento entero'];
  const parts = new ReferencedParts(document, signature, xml);
  return references.flatMap((reference, at) => {
    const algorithm = DIGESTS[attribute(reference, 'ds:DigestMethod')];
    const bytes = parts.of(uris[at], reference);
    if (!algorithm || bytes === undefined) return ['La firma usa una referencia o un algoritmo que no se acepta'];
    if (digest(bytes, algorithm) === text(reference, 'ds:DigestValue')?.replace(/\s/g, '')) return [];
    return [uris[at] === '' ? 'El XML fue modificado luego de haber sido firmado' : 'Las propiedades de la firma fueron modificadas'];
  });
}

function propertyProblems({ areSigned, certificate: named, policy }: SignedProperties, certificate: X509Certificate): string[] {
  if (!areSigned) return ['La firma no es XAdES: no firma sus propiedades'];
  const problems: string[] = [];
  if (named?.value !== digest(certificate.raw, named?.algorithm)) problems.push('El certificado de la firma no es el que sus propiedades nombran');
  if (!policy) problems.push('La firma del documento no tiene el Policy Id');
  return problems;
}

function trustWarnings(certificate: X509Certificate, given: readonly X509Certificate[], roots: readonly X509Certificate[], signedAt: string | undefined): string[] {
  const warnings: string[] = [];
  const at = new Date(signedAt ?? Number.NaN);
  if (at < new Date(certificate.validFrom) || at > new Date(certificate.validTo)) warnings.push('El certificado no estaba vigente al firmar');
  if (roots.length > 0 && !isTrusted(certificate, roots, given)) warnings.push('El certificado de la firma no viene de una raíz conocida');
  return warnings;
}

const text = (element: XmlElement, path: string): string | undefined => element.get(path, NAMES)?.content;
const attribute = (element: XmlElement, path: string): string => (element.get(path, NAMES) as XmlElement | null)?.attr('Algorithm')?.value ?? '';
