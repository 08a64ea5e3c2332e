import { DOCUMENT_KINDS } from '../catalogues/index.js';
import { readStrictly, UnreadableXml } from '../signing/read-strictly.js';
import { costaRicaMoment } from './dates.js';
import type { ReceivedDocument } from './types.js';
import { Reader } from './xml/read.js';

const ROOTS = new Set(Object.values(DOCUMENT_KINDS).map(({ root }) => root));
/** 4.3 is still legal for notes that adjust documents of its time. */
const NAMESPACE = /^https:\/\/cdn\.comprobanteselectronicos\.go\.cr\/xml-schemas\/v4\.[34]\//;

/**
 * A supplier's document, as far as we need it to answer. It may come from anybody: no DTD, nothing fetched, no field twice.
 * Its signature is another question (`verifyXml`).
 * @throws UnreadableXml with a sentence for the person who handed it in.
 */
export function readReceivedDocument(xml: Buffer): ReceivedDocument {
  using parsed = readStrictly(xml);
  const document = Reader.of(parsed);
  if (!ROOTS.has(document.name) || !NAMESPACE.test(document.namespace)) {
    throw new UnreadableXml(`No es un comprobante electrónico de Hacienda (4.3 o 4.4): su raíz es <${document.name.slice(0, 60)}>`);
  }
  const receiver = document.child('Receptor');
  const total = document.amount('ResumenFactura', 'TotalComprobante');
  const read: ReceivedDocument = {
    root: document.name,
    clave: document.text('Clave'),
    consecutive: document.text('NumeroConsecutivo'),
    issued_at: document.text('FechaEmision'),
    issuer: { name: document.text('Emisor', 'Nombre'), identification_type: document.text('Emisor', 'Identificacion', 'Tipo'), identification: document.text('Emisor', 'Identificacion', 'Numero') },
    ...(receiver && { receiver: { name: receiver.text('Nombre'), identification_type: receiver.text('Identificacion', 'Tipo'), identification: receiver.text('Identificacion', 'Numero') } }),
    currency: document.text('ResumenFactura', 'CodigoTipoMoneda', 'CodigoMoneda') || 'CRC',
    total_tax: document.amount('ResumenFactura', 'TotalImpuesto') ?? '0.00000',
    total: total ?? '0.00000',
    warnings: [],
  };
  // Letters since companies' numbers may have them (2026).
  if (!/^[\dA-Z]{50}$/.test(read.clave)) throw new UnreadableXml('La clave del comprobante no tiene 50 caracteres');
  if (total === null) throw new UnreadableXml('El comprobante no tiene un TotalComprobante que se pueda leer');
  if (!costaRicaMoment(read.issued_at)) throw new UnreadableXml('El comprobante no tiene una FechaEmision que se pueda leer');
  if (!read.issuer.identification) throw new UnreadableXml('El comprobante no dice quién lo emite');
  return { ...read, warnings: [...contradictions(read)] };
}

/** The clave says who, when and which number; a document that says otherwise was tampered with or badly made. */
function* contradictions({ clave, consecutive, issued_at: issuedAt, issuer, receiver, root }: ReceivedDocument): Generator<string> {
  const day = costaRicaMoment(issuedAt)!.slice(0, 10);
  if (clave.slice(0, 3) !== '506') yield 'La clave no empieza con 506, el código de Costa Rica.';
  if (clave.slice(3, 9) !== day.slice(8) + day.slice(5, 7) + day.slice(2, 4)) yield `La fecha de la clave no es la de emisión (${day}).`;
  if (clave.slice(21, 41) !== consecutive) yield 'El consecutivo no es el de la clave.';
  // In a purchase the buyer issues and signs.
  const signer = root === DOCUMENT_KINDS.FEC.root ? receiver?.identification : issuer.identification;
  if (clave.slice(9, 21) !== signer?.padStart(12, '0')) yield 'La identificación en la clave no es la del emisor.';
}
