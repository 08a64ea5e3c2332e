import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';
import { CANONICALIZATIONS, DS, ENVELOPED_TRANSFORM, EXCLUSIVE_C14N, INCLUSIVE, XPATH_TRANSFORM } from './algorithms.js';

const NAMES = { ds: DS, ec: EXCLUSIVE_C14N };
/** The only XPath there is a use for: everything but the signature (Anexo 2). */
const NOT_SIGNATURE = /^not\(ancestor-or-self::\w+:Signature\)$/;

/** The bytes that the references of one signature mean: the whole document without the signature, or a part inside the signature. */
export class ReferencedParts {
  constructor(
    private readonly document: XmlDocument,
    private readonly signature: XmlElement,
    private readonly xml: Buffer,
  ) {}

  /** Undefined for a URI or a transform that has no business here. */
  of(uri: string | undefined, reference: XmlElement): string | undefined {
    const transforms = (reference.find('ds:Transforms/ds:Transform', NAMES) as XmlElement[]).map(readTransform);
    if (uri === undefined || transforms.includes('unknown')) return undefined;
    const canonicalization = transforms.filter((transform) => typeof transform === 'object').at(-1) ?? INCLUSIVE;
    if (uri !== '') return this.inside(uri)?.canonicalizeToString(canonicalization);
    return transforms.includes('without_signature') ? this.withoutSignature(canonicalization) : undefined;
  }

  /** A reference by Id may only mean a part of the signature itself; what is signed of the document is all of it. */
  private inside(uri: string): XmlNode | undefined {
    const parts = this.signature.find('.//*[@Id]') as XmlElement[];
    return parts.find((part) => `#${part.attr('Id')?.value}` === uri);
  }

  private withoutSignature(canonicalization: object): string {
    const copy = XmlDocument.fromBuffer(this.xml);
    try {
      copy.get('//ds:Signature', NAMES)?.remove();
      return copy.canonicalizeToString(canonicalization);
    } finally {
      copy.dispose();
    }
  }
}

type Transform = { mode: 0 | 1 | 2; withComments: boolean; inclusiveNamespacePrefixes?: string[] } | 'without_signature' | 'unknown';

function readTransform(transform: XmlElement): Transform {
  const algorithm = transform.attr('Algorithm')?.value ?? '';
  if (algorithm === ENVELOPED_TRANSFORM) return 'without_signature';
  if (algorithm === XPATH_TRANSFORM) return NOT_SIGNATURE.test(transform.content.replace(/\s/g, '')) ? 'without_signature' : 'unknown';
  const canonicalization = CANONICALIZATIONS[algorithm];
  if (!canonicalization) return 'unknown';
  const prefixes = (transform.get('ec:InclusiveNamespaces', NAMES) as XmlElement | null)?.attr('PrefixList')?.value.split(/\s+/).filter(Boolean);
  return prefixes?.length ? { ...canonicalization, inclusiveNamespacePrefixes: prefixes } : canonicalization;
}
