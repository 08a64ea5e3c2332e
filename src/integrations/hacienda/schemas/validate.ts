import { XmlDocument, type XmlElement, XmlValidateError, type XsdValidator } from 'libxml2-wasm';
import { compile, type SchemaFiles } from './compile.js';
import { SCHEMA_ROOTS, type SchemaRoot } from './official-files.js';
import { readFolder } from './read-folder.js';

interface Compiled {
  files: SchemaFiles;
  validators: Map<string, XsdValidator>;
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';

const folders = new Map<string, Promise<Compiled>>();

/**
 * What Hacienda's schema has against a document, signed or not yet; empty when nothing. Undefined: there is no folder, or no schema
 * for this root in it. Files are read and compiled once: new ones count after a restart.
 */
export async function validateBySchema(xml: string | Buffer, rootElement: string, folder: string | undefined): Promise<string[] | undefined> {
  const root = SCHEMA_ROOTS.find((name) => name === rootElement);
  if (!folder || !root) return undefined;
  const compiled = await compiledIn(folder);
  if (!compiled.files.documents.has(root)) return undefined;
  const document = XmlDocument.fromBuffer(Buffer.from(xml));
  try {
    return problemsOf(document, validatorFor(compiled, root, standInForSignature(document)));
  } finally {
    document.dispose();
  }
}

/** A document that is not signed yet gets an empty signature, so that nothing else is wrong with it. Answers whether it did. */
function standInForSignature({ root }: XmlDocument): boolean {
  if (root.get('ds:Signature', { ds: DS })) return false;
  root.addNsDeclaration(DS, 'ds');
  root.addElement('Signature', 'ds');
  return true;
}

function validatorFor({ files, validators }: Compiled, root: SchemaRoot, unsigned: boolean): XsdValidator {
  const key = `${root} ${unsigned}`;
  if (!validators.has(key)) validators.set(key, compile(unsigned ? { documents: files.documents } : files, root));
  return validators.get(key)!;
}

function compiledIn(folder: string): Promise<Compiled> {
  const known = folders.get(folder);
  if (known) return known;
  const read = readFolder(folder).then((files): Compiled => ({ files, validators: new Map() }));
  // A folder that could not be read may be there the next time.
  read.catch(() => folders.delete(folder));
  folders.set(folder, read);
  return read;
}

function problemsOf(document: XmlDocument, validator: XsdValidator): string[] {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message, xpath }) => `${whereIs(document, xpath)}${message.replace(/\{[^}]*\}/g, '').trim()}`);
  }
}

/** `DetalleServicio/LineaDetalle[2]: `, for a place that the validator gives by position. */
function whereIs(document: XmlDocument, xpath: string | undefined): string {
  const steps: string[] = [];
  // The validator's path has the document's own prefixes, which nobody declared here.
  const place = xpath?.replace(/[\w-]+:([\w-]+)/g, '*[local-name() = "$1"]');
  for (let element = place ? (document.get(place) as XmlElement | null) : null; element?.parent; element = element.parent) steps.unshift(stepOf(element));
  return steps.length > 0 ? `${steps.join('/')}: ` : '';
}

function stepOf(element: XmlElement): string {
  const twins = element.parent!.find(`*[local-name() = "${element.name}"]`);
  return twins.length > 1 ? `${element.name}[${twins.findIndex((twin) => twin.isSameNode(element)) + 1}]` : element.name;
}
