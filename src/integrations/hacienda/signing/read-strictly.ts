import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm';

/** Why an XML was not even read; for people. */
export class UnreadableXml extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UnreadableXml';
  }
}

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * The document of an XML that anybody may have written: no DTD (so no entities that grow and no files of ours in it), nothing
 * fetched. Give it back with `dispose()`.
 * @throws UnreadableXml
 */
export function readStrictly(xml: Uint8Array): XmlDocument {
  if (xml.byteLength > MAX_BYTES) throw new UnreadableXml('El XML pasa de 10 MB');
  const document = parse(xml);
  if (document.dtd === null) return document;
  document.dispose();
  throw new UnreadableXml('El XML trae una DTD; no se acepta');
}

function parse(xml: Uint8Array): XmlDocument {
  // Looked for before parsing too: entities are read with the DTD, wherever they are used.
  if (Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).includes('<!DOCTYPE')) throw new UnreadableXml('El XML trae una DTD; no se acepta');
  try {
    return XmlDocument.fromBuffer(xml, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
  } catch (cause) {
    const [detail] = cause instanceof XmlLibError ? cause.details : [];
    throw new UnreadableXml(`El XML no está bien formado${detail ? `: ${detail.message.trim()} (línea ${detail.line})` : ''}`, { cause });
  }
}
