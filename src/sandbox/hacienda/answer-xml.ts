import { signXml } from '../../integrations/hacienda/signing/index.js';
import { authority } from './authority.js';
import type { PartyFacts } from './document-facts.js';
import type { ReceivedDocument } from './state.js';
import type { Row } from './verdict.js';

const NAMESPACE = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeHacienda';
const BANNER = 'Este comprobante fue recibido en el ambiente de pruebas, por lo cual no tiene validez para fines tributarios.';
const UNKNOWN: PartyFacts = { type: '01', number: '000000000', name: 'DESCONOCIDO' };

/** Hacienda's signed MensajeHacienda, shaped like the real ones (contract §8): carriage returns, rows in quotes, bare rows. */
export function answerXmlOf(document: ReceivedDocument): string {
  document.answerXml ??= signXml(compose(document), authority(), new Date(Math.max(document.answerAt, Date.now() - 1_000)));
  return document.answerXml;
}

function compose({ facts, verdict: { state, rows, unread } }: ReceivedDocument): string {
  const accepted = state === 'aceptado';
  const issuer = unread || facts.issuer.name === '' ? { ...UNKNOWN, ...(unread ? {} : { number: facts.issuer.number }) } : facts.issuer;
  const receiver = unread ? undefined : facts.receiver;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><MensajeHacienda xmlns="${NAMESPACE}">` +
    leaf('Clave', facts.clave) + leaf('NombreEmisor', issuer.name) + leaf('TipoIdentificacionEmisor', issuer.type || '01') + leaf('NumeroCedulaEmisor', issuer.number) +
    (receiver?.name ? leaf('NombreReceptor', receiver.name) : '') + (receiver?.type ? leaf('TipoIdentificacionReceptor', receiver.type) : '') + (receiver ? leaf('NumeroCedulaReceptor', receiver.number) : '') +
    leaf('Mensaje', accepted ? '1' : '3') + leaf('EstadoMensaje', accepted ? 'Aceptado' : 'Rechazado') + leaf('DetalleMensaje', detailOf(rows)) +
    (facts.totalTax && !unread ? leaf('MontoTotalImpuesto', facts.totalTax) : '') + leaf('TotalFactura', unread ? '0' : facts.total || '0') + '</MensajeHacienda>'
  );
}

function detailOf(rows: readonly Row[]): string {
  if (rows.length === 0) return '.';
  const lines = rows.map(({ code, message }) => (code === undefined ? message : `${code}, "${message.replaceAll('"', "'")}", 0, 0`));
  return `${BANNER}\n\nEl comprobante electrónico tiene los siguientes errores: \r\n[\r\ncodigo, mensaje, fila, columna\r\n${lines.join('\r\n')}\r\n]`;
}

const leaf = (name: string, text: string): string => `<${name}>${escape(text)}</${name}>`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
