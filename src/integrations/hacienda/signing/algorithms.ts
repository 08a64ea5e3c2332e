import { createHash } from 'node:crypto';
import { XmlC14NMode } from 'libxml2-wasm';

export const DS = 'http://www.w3.org/2000/09/xmldsig#';
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const SIGNED_PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties';
export const XPATH_TRANSFORM = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
export const ENVELOPED_TRANSFORM = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** SHA-1 is not here: a digest that can be forged proves nothing. */
export const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

export const SIGNATURES: Readonly<Record<string, string>> = {
  [RSA_SHA256]: 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};

interface Canonicalization {
  mode: (typeof XmlC14NMode)[keyof typeof XmlC14NMode];
  withComments: boolean;
}

export const INCLUSIVE: Canonicalization = { mode: XmlC14NMode.XML_C14N_1_0, withComments: false };

export const CANONICALIZATIONS: Readonly<Record<string, Canonicalization>> = {
  [EXCLUSIVE_C14N]: { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: false },
  [`${EXCLUSIVE_C14N}WithComments`]: { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: true },
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': INCLUSIVE,
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': { ...INCLUSIVE, withComments: true },
  'http://www.w3.org/2006/12/xml-c14n11': { mode: XmlC14NMode.XML_C14N_1_1, withComments: false },
};

export const digest = (bytes: string | Buffer, algorithm = 'sha256'): string => createHash(algorithm).update(bytes).digest('base64');
