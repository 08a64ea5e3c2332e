import { eventInWords } from './event-words.js';

it.each([
  ['alegra.find-contacts', 'Buscar contactos'], ['alegra.create-credit-note', 'Crear nota de crédito'], ['erpnext.submit-purchase-order', 'Validar orden de compra'], ['hacienda.submit-document', 'Entregar el documento a Hacienda'],
  ['sales_invoice.on_submit', 'Factura de venta validada'], ['oppen.probe', 'Probar la conexión'], ['holded.list-sales-channels', 'Leer canales de venta'], ['hacienda.check_status', 'Preguntar a Hacienda por el comprobante'],
])('says %s as «%s»', (event, words) => expect(eventInWords(event, 'es')).toBe(words));

it('speaks English too, and leaves alone what it does not know', () => {
  expect(eventInWords('alegra.create-invoice', 'en')).toBe('Create invoice');
  expect(eventInWords('erpnext.create-stock-entry', 'en')).toBe('Create stock entry');
  expect(eventInWords('toy.shake', 'es')).toBe('toy.shake');
  expect(eventInWords('', 'es')).toBe('');
});
