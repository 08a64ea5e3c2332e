import type { SignaturePolicy } from './policy.js';
import type { SigningKey } from './types.js';
import { DS, EXCLUSIVE_C14N, RSA_SHA256, SHA256, SIGNED_PROPERTIES_TYPE, XADES, XPATH_TRANSFORM, digest } from './algorithms.js';

/** The profile of the official example (Anexos y Estructuras 4.4, Anexo 2), element by element. Nothing is indented: blanks are signed too. */
const C14N = `<ds:Transform Algorithm="${EXCLUSIVE_C14N}"/>`;
const DIGEST_METHOD = `<ds:DigestMethod Algorithm="${SHA256}"/>`;
const digested = (value: string): string => `${DIGEST_METHOD}<ds:DigestValue>${value}</ds:DigestValue>`;

export const signedProperties = (id: string, { certificate, der }: SigningKey, policy: SignaturePolicy, at: Date): string =>
  `<xades:SignedProperties Id="xades-${id}"><xades:SignedSignatureProperties>` +
  `<xades:SigningTime>${at.toISOString().replace(/\.\d{3}Z$/, 'Z')}</xades:SigningTime>` +
  `<xades:SigningCertificate><xades:Cert><xades:CertDigest>${digested(digest(der))}</xades:CertDigest>` +
  `<xades:IssuerSerial><ds:X509IssuerName>${escape(certificate.issuer)}</ds:X509IssuerName><ds:X509SerialNumber>${certificate.serial}</ds:X509SerialNumber></xades:IssuerSerial>` +
  `</xades:Cert></xades:SigningCertificate>` +
  `<xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId><xades:Identifier>${escape(policy.identifier)}</xades:Identifier></xades:SigPolicyId>` +
  `<xades:SigPolicyHash>${digested(policy.hash)}</xades:SigPolicyHash></xades:SignaturePolicyId></xades:SignaturePolicyIdentifier>` +
  `</xades:SignedSignatureProperties><xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#r-${id}">` +
  `<xades:MimeType>application/octet-stream</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties></xades:SignedProperties>`;

export const signedInfo = (id: string, digests: { document: string; properties: string }): string =>
  `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N}"/><ds:SignatureMethod Algorithm="${RSA_SHA256}"/>` +
  `<ds:Reference Id="r-${id}" URI=""><ds:Transforms><ds:Transform Algorithm="${XPATH_TRANSFORM}"><ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>${C14N}</ds:Transforms>${digested(digests.document)}</ds:Reference>` +
  `<ds:Reference Type="${SIGNED_PROPERTIES_TYPE}" URI="#xades-${id}"><ds:Transforms>${C14N}</ds:Transforms>${digested(digests.properties)}</ds:Reference></ds:SignedInfo>`;

export const signature = (id: string, parts: { info: string; value: string; certificate: Buffer; properties: string }): string =>
  `<ds:Signature xmlns:ds="${DS}" Id="${id}">${parts.info}<ds:SignatureValue Id="value-${id}">${parts.value}</ds:SignatureValue>` +
  `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${parts.certificate.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
  `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES}" Target="#${id}">${parts.properties}</xades:QualifyingProperties></ds:Object></ds:Signature>`;

/** One of the parts on its own, to be canonicalized: exclusive canonicalization does not depend on what is around it. */
export const standingAlone = (part: string): Buffer => Buffer.from(`<ds:Signature xmlns:ds="${DS}" xmlns:xades="${XADES}">${part}</ds:Signature>`);

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
