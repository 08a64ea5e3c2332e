import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParseOption, XmlBufferInputProvider, xmlCleanupInputProvider, XmlDocument, xmlRegisterInputProvider, XmlValidateError, XsdValidator } from 'libxml2-wasm';

const DIRECTORY = process.env.HACIENDA_XSD_DIR;
const AT = 'mem:///xsd/';
const CORE = 'xmldsig-core-schema.xsd';
// The schemas ask for a signature; documents are judged here before they have one.
const SIGNATURE =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="x"/><ds:SignatureMethod Algorithm="x"/>'
  + '<ds:Reference><ds:DigestMethod Algorithm="x"/><ds:DigestValue>AA==</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AA==</ds:SignatureValue></ds:Signature>';

let told = false;
const validators = new Map<string, XsdValidator>();

/** What the official schema of `root` says against an unsigned document; without HACIENDA_XSD_DIR nothing, and one line that says so. */
export function schemaErrors(xml: string, root: string): string[] {
  if (!DIRECTORY) {
    if (!told) process.stderr.write('HACIENDA_XSD_DIR is not set: documents were not checked against the official schemas.\n');
    told = true;
    return [];
  }
  const validator = validators.get(root) ?? compile(DIRECTORY, root);
  validators.set(root, validator);
  using document = XmlDocument.fromString(xml.replace(`</${root}>`, `${SIGNATURE}</${root}>`));
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim());
    throw error;
  }
}

function compile(directory: string, root: string): XsdValidator {
  const main = `2024/v4.4/${root}_V4.4.xsd`;
  // W3C's file names a DTD on the network; nothing is fetched.
  const core = readFileSync(join(directory, CORE), 'utf8').replace(/<!DOCTYPE[\s\S]*?\]>/, '');
  xmlRegisterInputProvider(new XmlBufferInputProvider({ [AT + main]: readFileSync(join(directory, main)), [AT + CORE]: Buffer.from(core) }));
  try {
    using schema = XmlDocument.fromBuffer(readFileSync(join(directory, main)), { url: AT + main, option: ParseOption.XML_PARSE_NONET });
    return XsdValidator.fromDoc(schema);
  } finally {
    xmlCleanupInputProvider();
  }
}
