import type { Language } from './words.js';

type Pair = readonly [es: string, en: string];

/** What a call does, from the first words of its event's name; the longest that fits wins. */
const VERBS: Record<string, Pair> = {
  'find': ['Buscar', 'Look for'], 'list': ['Leer', 'Read'], 'get': ['Leer', 'Read'], 'query': ['Leer', 'Read'], 'read': ['Consultar', 'Ask for'], 'create': ['Crear', 'Create'], 'update': ['Cambiar', 'Change'],
  'submit': ['Validar', 'Submit'], 'void': ['Anular', 'Void'], 'cancel': ['Anular', 'Cancel'], 'delete': ['Borrar', 'Delete'],
};

const NOUNS: Record<string, Pair> = {
  company: ['empresa', 'company'], taxes: ['impuestos', 'taxes'], items: ['artículos', 'items'], item: ['artículo', 'item'], contacts: ['contactos', 'contacts'], contact: ['contacto', 'contact'],
  invoices: ['facturas', 'invoices'], invoice: ['factura', 'invoice'], 'credit-notes': ['notas de crédito', 'credit notes'], 'credit-note': ['nota de crédito', 'credit note'],
  payments: ['pagos', 'payments'], payment: ['pago', 'payment'], status: ['estado', 'status'], versions: ['versión', 'version'], databases: ['base de datos', 'database'], 'data-sources': ['base de datos', 'data source'], pages: ['páginas', 'pages'],
  'sales-channels': ['canales de venta', 'sales channels'], documents: ['documentos', 'documents'], services: ['servicios', 'services'], students: ['estudiantes', 'students'], cohorts: ['grupos', 'cohorts'], enrolments: ['matrículas', 'enrolments'],
  'purchase-order': ['orden de compra', 'purchase order'], 'purchase-receipt': ['recibo de compra', 'purchase receipt'], 'delivery-note': ['nota de entrega', 'delivery note'],
  'serial-no': ['número de serie', 'serial number'], 'custom-field': ['campo propio', 'custom field'], warehouse: ['bodega', 'warehouse'], supplier: ['proveedor', 'supplier'], docfield: ['campos', 'fields'],
};

/** Events that follow no rule, or mean something of their own. */
const WHOLE: Record<string, Pair> = {
  'hacienda.issue': ['Emitir el comprobante', 'Issue the document'], 'hacienda.sign': ['Firmar el comprobante', 'Sign the document'], 'hacienda.submit': ['Enviar el comprobante a Hacienda', 'Send the document to Hacienda'],
  'hacienda.withdraw': ['Retirar la venta anulada', 'Withdraw the cancelled sale'],
  'hacienda.check_status': ['Preguntar a Hacienda por el comprobante', 'Ask Hacienda for the document'], 'hacienda.email': ['Enviar el comprobante por correo', 'E-mail the document'],
  'hacienda.respond': ['Responder un documento recibido', 'Answer a received document'], 'hacienda.check_response': ['Preguntar a Hacienda por nuestra respuesta', 'Ask Hacienda for our answer'],
  'hacienda.token': ['Pedir permiso de entrada a Hacienda', 'Ask Hacienda for access'], 'hacienda.logout': ['Cerrar la sesión en Hacienda', 'Sign out of Hacienda'], 'hacienda.submit-document': ['Entregar el documento a Hacienda', 'Hand the document to Hacienda'],
  'oppen.authenticate': ['Entrar en Oppen', 'Sign in to Oppen'], 'factura.enviar': ['Enviar la factura a Oppen', 'Send the invoice to Oppen'],
  'workflow.start': ['Ejecutar el flujo', 'Run the workflow'], 'workflow.cancel': ['Cancelar el flujo', 'Cancel the workflow'], 'instance.install_key_field': ['Instalar el campo de la clave', 'Install the key field'],
  'erpnext.who-am-i': ['Preguntar quién entra', 'Ask who signs in'], 'erpnext.has-permission': ['Preguntar por los permisos', 'Ask for permissions'],
  'sync.run': ['Sincronizar', 'Synchronise'], 'sync.record': ['Reprocesar un registro', 'Process a record again'], 'fourgeeks.login': ['Entrar en 4Geeks', 'Sign in to 4Geeks'], unknown: ['Documento desconocido', 'Unknown document'],
};

/** ERPNext's documents and what happened to them: `sales_invoice.on_submit`. */
const DOCTYPES: Record<string, Pair> = {
  sales_invoice: ['Factura de venta', 'Sales invoice'], pos_invoice: ['Factura de caja', 'POS invoice'], delivery_note: ['Nota de entrega', 'Delivery note'], payment_entry: ['Pago', 'Payment'], customer: ['Cliente', 'Customer'],
};
const HAPPENED: Record<string, Pair> = {
  on_submit: ['validada', 'submitted'], on_cancel: ['anulada', 'canceled'], on_update: ['guardada', 'saved'], on_update_after_submit: ['cambiada', 'changed'], after_insert: ['creada', 'created'], received: ['recibida', 'received'],
};

/** An event's name in people's words; as it is when nobody taught us. */
export function eventInWords(event: string, language: Language): string {
  const pick = ([es, en]: Pair): string => (language === 'es' ? es : en);
  const whole = WHOLE[event];
  if (whole) return pick(whole);
  const [head = '', tail = ''] = event.split(/\.(.*)/s);
  const doctype = DOCTYPES[head];
  if (doctype) return `${pick(doctype)}${HAPPENED[tail] ? ` ${pick(HAPPENED[tail])}` : ''}`;
  if (tail === 'probe') return pick(['Probar la conexión', 'Test the connection']);
  const [verb = '', noun = ''] = tail.split(/-(.*)/s);
  if (!VERBS[verb]) return event;
  return `${pick(VERBS[verb])} ${NOUNS[noun] ? pick(NOUNS[noun]) : noun.replaceAll('-', ' ')}`.trim();
}
