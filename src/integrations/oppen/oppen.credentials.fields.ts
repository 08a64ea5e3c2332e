import type { CredentialField } from '../../core/integration/index.js';
import { TIPOS } from './mapping/tipos.js';

type Words = [es: string, en: string];
const field = (name: string, kind: CredentialField['kind'], [es, en]: Words, [helpEs, helpEn]: Words, more: Partial<CredentialField> = {}): CredentialField => ({
  name, kind, required: false, label: { es, en }, help: { es: helpEs, en: helpEn }, ...more,
});

/** The form and the docs of an Oppen credential. Defaults are those of the class. */
export const OPPEN_FIELDS: readonly CredentialField[] = [
  field('username', 'secret', ['Usuario de API', 'API user'], ['El usuario que Oppen dio para la API.', 'The user that Oppen gave for the API.'], { required: true }),
  field('password', 'secret', ['Contraseña', 'Password'], ['La contraseña de ese usuario.', 'The password of that user.'], { required: true }),
  field('api_name', 'text', ['Nombre de la API', 'API name'], ['La parte de la dirección entre /genericapi/ y /Invoice; cambia por empresa.', 'The part of the address between /genericapi/ and /Invoice; differs per tenant.'], { default: 'ApiNg' }),
  field('pos_padding', 'number', ['Cifras del punto de venta', 'Digits of the point of sale'], ['4 según la especificación; varias empresas exigen 5. Uno más largo se rechaza, nunca se recorta.', '4 by the specification; several tenants demand 5. A longer one is refused, never cut.'], { default: 4 }),
  field('sernr_mode', 'enum', ['Quién numera (SerNr)', 'Who numbers (SerNr)'], ['client: nuestra secuencia; server: Oppen. Si Oppen responde RANGEERR4, use server.', 'client: our sequence; server: Oppen. If Oppen answers RANGEERR4, use server.'], { default: 'client', options: ['client', 'server'] }),
  field('price_mode', 'enum', ['Precio', 'Price'], ['gross: el monto con IVA; net: sin IVA, para empresas donde Oppen lo suma.', 'gross: the amount with VAT; net: without, where Oppen adds it.'], { default: 'gross', options: ['gross', 'net'] }),
  field('vat_rate', 'text', ['Tasa de IVA', 'VAT rate'], ['Fracción que se descuenta con price_mode net: 0.21.', 'Share taken off with price_mode net: 0.21.'], { default: '0.21' }),
  field('price_decimals', 'number', ['Decimales del precio neto', 'Decimals of the net price'], ['Con 2, uno de cada seis totales vuelve con un centavo de diferencia; pruebe si Oppen acepta más.', 'With 2, one total in six comes back a cent off; try whether Oppen takes more.'], { default: 2 }),
  field('status', 'number', ['Estado (Status)', 'Status'], ['0: desaprobada; 1: aprobada.', '0: not approved; 1: approved.'], { default: 0 }),
  field('payment_days', 'number', ['Días de plazo', 'Payment days'], ['DueDate = fecha + estos días.', 'DueDate = date + these days.'], { default: 30 }),
  field('due_date_not_in_past', 'boolean', ['Vencimiento nunca pasado', 'Due date never past'], ['Si el vencimiento ya pasó, se usa hoy + días de plazo (Oppen lo rechaza con INVERTEDRANGEERR).', 'A due date in the past becomes today + payment days (Oppen refuses it with INVERTEDRANGEERR).'], { default: false }),
  field('cust_code', 'text', ['Cliente', 'Customer'], ['Código de cliente en Oppen.', 'Customer code in Oppen.'], { default: 'C00001' }),
  field('cust_code_by_shop', 'map', ['Cliente por local', 'Customer per shop'], ['{"MATRIZ": "CUIT0"}', '{"MATRIZ": "CUIT0"}'], { default: {} }),
  field('office', 'text', ['Sucursal (Office)', 'Office'], ['Código de sucursal en Oppen.', 'Office code in Oppen.'], { default: '100' }),
  field('office_by_type', 'map', ['Sucursal por tipo', 'Office per type'], ['{"CC": "200"}', '{"CC": "200"}'], { default: {} }),
  field('label_template', 'text', ['Etiqueta (Labels)', 'Label (Labels)'], ['{shop} se reemplaza por el local.', '{shop} is replaced by the shop.'], { default: 'Local|{shop}' }),
  field('label_by_shop', 'map', ['Etiqueta por local', 'Label per shop'], ['Código de etiqueta de Oppen: {"MATRIZ": "ALMF01"}; vale antes que la plantilla.', 'Label code of Oppen: {"MATRIZ": "ALMF01"}; goes before the template.'], { default: {} }),
  field('create_user', 'text', ['Usuario que crea', 'Creating user'], ['createUser de la factura.', 'createUser of the invoice.'], { default: 'API' }),
  field('art_code', 'text', ['Artículo', 'Item'], ['ArtCode del único renglón.', 'ArtCode of the only row.'], { default: '271240051' }),
  field('art_code_by_type', 'map', ['Artículo por tipo', 'Item per type'], ['{"CC": "OTR-ING"}', '{"CC": "OTR-ING"}'], { default: {} }),
  field('fields_by_type', 'map', ['Campos por tipo', 'Fields per type'], ['Otros campos de Oppen por tipo: {"A": {"VoucherCode": "001"}}.', 'Further fields of Oppen per type: {"A": {"VoucherCode": "001"}}.'], { default: { Z: { InvoiceType: 0 }, A: { InvoiceType: 1 }, B: { InvoiceType: 2 }, CC: { InvoiceType: 3 } } }),
  field('types', 'list', ['Tipos que se envían', 'Types that are sent'], ['Z, A, B, CC.', 'Z, A, B, CC.'], { default: [...TIPOS], options: TIPOS }),
  field('excluded_shops', 'list', ['Locales excluidos', 'Excluded shops'], ['Se auditan, pero sus facturas no se envían.', 'They are audited, but their invoices are not sent.'], { default: [] }),
];
