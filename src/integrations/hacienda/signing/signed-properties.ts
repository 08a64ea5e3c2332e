import type { XmlElement } from 'libxml2-wasm';
import { DIGESTS, DS, XADES } from './algorithms.js';

const NAMES = { ds: DS, xades: XADES };
/** The version is in some signers' type, in the official example it is not. */
const TYPE = /^http:\/\/uri\.etsi\.org\/01903(\/v[\d.]+)?#SignedProperties$/;
const CERTIFICATE = 'xades:SignedSignatureProperties/*[self::xades:SigningCertificate or self::xades:SigningCertificateV2]/xades:Cert/xades:CertDigest';

/** What an XAdES signature says of itself and signs: who, when, under which policy. Only what stands where it is signed is read. */
export interface SignedProperties {
  /** Whether a reference of the signature covers them. */
  areSigned: boolean;
  signedAt?: string;
  policy?: string;
  /** Digest of the signer's certificate. */
  certificate?: { algorithm: string; value: string };
}

export function readSignedProperties(signature: XmlElement): SignedProperties {
  const properties = signature.get('ds:Object/xades:QualifyingProperties/xades:SignedProperties', NAMES) as XmlElement | null;
  if (!properties) return { areSigned: false };
  const uri = `#${properties.attr('Id')?.value}`;
  const references = signature.find('ds:SignedInfo/ds:Reference', NAMES) as XmlElement[];
  const text = (path: string): string | undefined => properties.get(path, NAMES)?.content.trim();
  const algorithm = DIGESTS[(properties.get(`${CERTIFICATE}/ds:DigestMethod`, NAMES) as XmlElement | null)?.attr('Algorithm')?.value ?? ''];
  return {
    areSigned: references.some((reference) => TYPE.test(reference.attr('Type')?.value ?? '') && reference.attr('URI')?.value === uri),
    signedAt: text('xades:SignedSignatureProperties/xades:SigningTime'),
    policy: text('xades:SignedSignatureProperties/xades:SignaturePolicyIdentifier/xades:SignaturePolicyId/xades:SigPolicyId/xades:Identifier'),
    ...(algorithm ? { certificate: { algorithm, value: text(`${CERTIFICATE}/ds:DigestValue`)?.replace(/\s/g, '') ?? '' } } : {}),
  };
}
