import { XmlBufferInputProvider, XmlDocument, xmlRegisterInputProvider, XsdValidator } from 'libxml2-wasm';
import { revise } from './revise.js';
import type { SchemaRoot } from './official-files.js';

const SIGNATURE_URL = 'mem:///puente/xmldsig-core-schema.xsd';
/** Stands in where W3C's file is missing, or a document is not signed yet. What is in a signature is checked by `verifyXml`. */
const ANY_SIGNATURE =
  '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/09/xmldsig#"><element name="Signature"><complexType><sequence><any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></sequence><anyAttribute processContents="skip"/></complexType></element></schema>';

const memory = new XmlBufferInputProvider({});
xmlRegisterInputProvider(memory);

/** The files that matter, by root; `signature` is W3C's. */
export interface SchemaFiles {
  documents: ReadonlyMap<SchemaRoot, Buffer>;
  signature?: Buffer;
}

/**
 * A validator for documents with that root. Nothing is fetched: what a schema imports is given to it from memory.
 * Takes about 25 ms; the caller keeps it.
 * @throws for a file that is no schema
 */
export function compile({ documents, signature }: SchemaFiles, root: SchemaRoot): XsdValidator {
  const xsd = revise(documents.get(root)!.toString('utf8')).replace(/schemaLocation="[^"]*xmldsig-core-schema\.xsd"/, `schemaLocation="${SIGNATURE_URL}"`);
  memory.addBuffer(SIGNATURE_URL, withoutDoctype(signature) ?? Buffer.from(ANY_SIGNATURE));
  const document = XmlDocument.fromBuffer(Buffer.from(xsd), { url: `mem:///puente/${root}.xsd` });
  try {
    return XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
    memory.removeBuffer(SIGNATURE_URL);
  }
}

/** W3C's file names a DTD on the web. */
const withoutDoctype = (xsd: Buffer | undefined): Buffer | undefined => xsd && Buffer.from(xsd.toString('utf8').replace(/<!DOCTYPE[^>[]*(\[[^\]]*\])?[^>]*>/, ''));
