import type { XmlElement } from 'libxml2-wasm';

export interface PartyFacts {
  type: string;
  /** As written. */
  number: string;
  name: string;
}

/** What of a document its reception needs. Texts are '' where the XML has nothing. */
export interface DocumentFacts {
  root: string;
  clave: string;
  consecutive: string;
  issuedAt: string;
  issuer: PartyFacts;
  receiver?: PartyFacts;
  totalTax: string;
  total: string;
  /** Names and descriptions where a test may leave a word for the sandbox. */
  words: string;
}

/** The text of the first element at `path` below `element`, by local names. */
export const textAt = (element: XmlElement, path: string): string => element.get(localPath(path))?.content.trim() ?? '';
export const elementsAt = (element: XmlElement, path: string): XmlElement[] => element.find(localPath(path)) as XmlElement[];
const localPath = (path: string): string => path.split('/').map((name) => `*[local-name() = "${name}"]`).join('/');

export function readFacts(root: XmlElement): DocumentFacts {
  const at = (path: string): string => textAt(root, path);
  if (root.name === 'MensajeReceptor') {
    return {
      root: root.name, clave: at('Clave'), consecutive: at('NumeroConsecutivoReceptor'), issuedAt: at('FechaEmisionDoc'),
      issuer: { type: '', number: at('NumeroCedulaEmisor'), name: '' }, receiver: { type: '', number: at('NumeroCedulaReceptor'), name: '' },
      totalTax: at('MontoTotalImpuesto'), total: at('TotalFactura'), words: at('DetalleMensaje'),
    };
  }
  const party = (name: string): PartyFacts => ({ type: at(`${name}/Identificacion/Tipo`), number: at(`${name}/Identificacion/Numero`), name: at(`${name}/Nombre`) });
  const receiver = party('Receptor');
  return {
    root: root.name, clave: at('Clave'), consecutive: at('NumeroConsecutivo'), issuedAt: at('FechaEmision'),
    issuer: party('Emisor'), ...(receiver.name || receiver.number ? { receiver } : {}),
    totalTax: at('ResumenFactura/TotalImpuesto'), total: at('ResumenFactura/TotalComprobante'),
    words: [receiver.name, ...elementsAt(root, 'DetalleServicio/LineaDetalle/Detalle').map(({ content }) => content)].join('\n'),
  };
}

/** Who sends and signs: the issuer, but the buyer of a FacturaElectronicaCompra and who answers with a MensajeReceptor. */
export const senderOf = ({ root, issuer, receiver }: DocumentFacts): PartyFacts =>
  (root === 'FacturaElectronicaCompra' || root === 'MensajeReceptor') && receiver ? receiver : issuer;

export const plain = (number: string): string => number.replace(/^0+/, '');
