import { readHaciendaAnswer } from './read-answer.js';
import { CLAVE } from './samples.fixture.js';

const NS = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/mensajeHacienda';
const answer = (detail: string, { message = '3', prefix = '' } = {}) => {
  const tag = (name: string, value: string) => `<${prefix}${name}>${value}</${prefix}${name}>`;
  return `<?xml version="1.0" encoding="UTF-8"?><${prefix}MensajeHacienda xmlns${prefix && `:${prefix.slice(0, -1)}`}="${NS}">${tag('Clave', CLAVE)}${tag('NombreEmisor', 'Empresa')}${tag('Mensaje', message)}`
    + `${tag('EstadoMensaje', message === '1' ? 'Aceptado' : 'Rechazado')}${tag('DetalleMensaje', detail)}${tag('MontoTotalImpuesto', '130')}${tag('TotalFactura', '1130.5')}</${prefix}MensajeHacienda>`;
};
const BANNER = 'Este comprobante fue recibido en el ambiente de pruebas, por lo cual no tiene validez para fines tributarios.\n\n';
const list = (...rows: string[]) => `El comprobante electrónico tiene los siguientes errores: &#13;\n[&#13;\ncodigo, mensaje, fila, columna&#13;\n${rows.map((row) => `${row}&#13;\n`).join('')}]`;
const rowsOf = (detail: string) => readHaciendaAnswer(answer(detail)).rows.map(({ code, message, row, column }) => [code, message, row, column]);

it('accepted, with nothing to say', () => {
  expect(readHaciendaAnswer(answer('.', { message: '1' }))).toEqual({ clave: CLAVE, message: 1, estado: 'Aceptado', detail: '', rows: [], total_tax: '130.00000', total: '1130.50000' });
});

it('accepted in the sandbox is no warning', () => expect(readHaciendaAnswer(answer(BANNER, { message: '1' })).rows).toEqual([]));

it.each([
  ['rows', BANNER + list('-99, "La numeración ya existe.", 0, 0', '-37, "Los datos de provincia, cantón y distrito del \'emisor\' no concuerdan.", 3, 14'), [
    ['-99', 'La numeración ya existe.', 0, 0], ['-37', "Los datos de provincia, cantón y distrito del 'emisor' no concuerdan.", 3, 14],
  ]],
  ['doubled quotes', list('-53, ""La hora de emisión no es la oficial"", 0, 0'), [['-53', 'La hora de emisión no es la oficial', 0, 0]]],
  ['quotes and brackets within', list('-1, "cvc-pattern-valid: Value "x" is not facet-valid [a-z], sorry", 12, 5'), [['-1', 'cvc-pattern-valid: Value "x" is not facet-valid [a-z], sorry', 12, 5]]],
  ['a message over two lines', list('-1, "primera', 'segunda", 1, 2'), [['-1', 'primera segunda', 1, 2]]],
  ['rows on one line', `${list()} `.replace('columna&#13;\n]', 'columna -1, "uno", 0, 0 -2, "dos", 0, 0 ]'), [['-1', 'uno', 0, 0], ['-2', 'dos', 0, 0]]],
  ['a bare sentence among them', list('La firma del documento no tiene el Policy Id', '-111, "Total de mercancías", 0, 0'), [['La firma del documento no tiene el Policy Id'], ['-111', 'Total de mercancías', 0, 0]].map((row) => (row.length === 1 ? [null, row[0], null, null] : row))],
  ['a bare sentence alone', `${BANNER}La firma del comprobante electrónico no es válida (el XML fue modificado)`, [[null, 'La firma del comprobante electrónico no es válida (el XML fue modificado)', null, null]]],
])('%s', (_, detail, rows) => expect(rowsOf(detail)).toEqual(rows));

it('keeps the warnings of what was accepted', () => {
  expect(readHaciendaAnswer(answer(list('-37, "Ubicación", 0, 0'), { message: '1' }))).toMatchObject({ message: 1, rows: [{ code: '-37' }] });
});

it('reads by local names', () => expect(readHaciendaAnswer(Buffer.from(answer('.', { prefix: 'mh:' }))).clave).toBe(CLAVE));

it.each([
  ['no XML', 'hola', /bien formado/],
  ['another document', '<Otro/>', /Se esperaba un MensajeHacienda/],
  ['no verdict', answer('.', { message: '2' }), /aceptado/],
  ['a DTD', `<!DOCTYPE MensajeHacienda [<!ENTITY a "b">]>${answer('&a;').replace(/<\?xml[^>]*>/, '')}`, /DTD/],
])('refuses %s', (_, xml, why) => expect(() => readHaciendaAnswer(xml)).toThrow(why));
