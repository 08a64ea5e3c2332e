import { readStrictly, UnreadableXml } from '../signing/read-strictly.js';
import type { AnswerRow, HaciendaAnswer } from './types.js';
import { Reader } from './xml/read.js';

/**
 * MensajeHacienda, Hacienda's answer about one document.
 * @throws UnreadableXml for what is no XML, has a DTD, or is no MensajeHacienda.
 */
export function readHaciendaAnswer(xml: string | Buffer): HaciendaAnswer {
  using document = readStrictly(typeof xml === 'string' ? Buffer.from(xml) : xml);
  const answer = Reader.of(document);
  if (answer.name !== 'MensajeHacienda') throw new UnreadableXml(`Se esperaba un MensajeHacienda y llegó un <${answer.name.slice(0, 60)}>`);
  const message = Number(answer.text('Mensaje'));
  if (message !== 1 && message !== 3) throw new UnreadableXml('El MensajeHacienda no dice si el comprobante fue aceptado (1) o rechazado (3)');
  const detail = answer.text('DetalleMensaje').replace(/\r\n?/g, '\n');
  const saysNothing = detail === '.' || detail === '';
  return {
    clave: answer.text('Clave'),
    message,
    estado: answer.text('EstadoMensaje') || (message === 1 ? 'Aceptado' : 'Rechazado'),
    detail: saysNothing ? '' : detail,
    rows: saysNothing ? [] : detailRows(detail),
    total_tax: answer.amount('MontoTotalImpuesto'),
    total: answer.amount('TotalFactura'),
  };
}

// What stands around the list, of no interest to whom mends a document.
const AROUND = [/^este comprobante fue recibido en el ambiente de pruebas/i, /^el comprobante electr[oó]nico tiene los siguientes errores/i, /^[[\].]?$/];
const HEADER = /c[oó]digo\s*,\s*mensaje\s*,\s*fila\s*,\s*columna/i;
/** A row begins with its code; a message may go over several lines. */
const BEGINS = /^-?\d+\s*,\s*"/;
const ROW = /^(-?\d+)\s*,\s*"{1,2}(.*?)"{1,2}\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*,?$/s;

/** `-99, "La numeración…", 0, 0` and the bare sentences among them. */
export function detailRows(detail: string): AnswerRow[] {
  const rows: string[] = [];
  const [before, after] = split(detail);
  const bare = before.split('\n').map((line) => line.trim()).filter((line) => !AROUND.some((known) => known.test(line)));
  for (const line of after.split(/\n|(?<=\d)\s+(?=-\d+\s*,\s*")/).map((text) => text.trim())) {
    const open = rows.length > 0 && BEGINS.test(rows.at(-1)!) && !ROW.test(rows.at(-1)!);
    if (open && !BEGINS.test(line)) rows.push(`${rows.pop()!} ${line}`);
    else if (!AROUND.some((known) => known.test(line))) rows.push(line);
  }
  return [...bare, ...rows].map(toRow);
}

/** What stands before the list, and the list. */
function split(detail: string): [before: string, list: string] {
  const header = HEADER.exec(detail);
  if (!header) return [detail, ''];
  const list = detail.slice(header.index + header[0].length).trimEnd();
  return [detail.slice(0, header.index).replace(/\[\s*$/, ''), list.endsWith(']') ? list.slice(0, -1) : list];
}

function toRow(text: string): AnswerRow {
  const [, code, message, row, column] = ROW.exec(text) ?? [];
  return code === undefined ? { code: null, message: text, row: null, column: null } : { code, message: message!.trim(), row: Number(row), column: Number(column) };
}
