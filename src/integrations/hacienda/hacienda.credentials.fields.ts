import type { CredentialField } from '../../core/integration/index.js';
import { ISSUER_TYPES } from './hacienda.credentials.rules.js';
import { RECEIPT_TOTALS } from './mapping/compute/totals.js';
import { POLICY_44 } from './signing/policy.js';

type Words = [es: string, en: string];
const field = (name: string, kind: CredentialField['kind'], [es, en]: Words, [helpEs, helpEn]: Words, more: Partial<CredentialField> = {}): CredentialField => ({
  name, kind, required: false, label: { es, en }, help: { es: helpEs, en: helpEn }, ...more,
});
const REQUIRED = { required: true };

/** The form and the docs of a Hacienda credential. Defaults are those of the class. */
export const HACIENDA_FIELDS: readonly CredentialField[] = [
  field('username', 'secret', ['Usuario de la API', 'API user'], ['El que generó el portal de Hacienda: cpj-3-101-123456@stag… en pruebas, @prod… en producción.', 'The one that Hacienda’s portal made: cpj-3-101-123456@stag… for tests, @prod… in production.'], REQUIRED),
  field('password', 'secret', ['Contraseña de la API', 'API password'], ['La que generó el portal para ese usuario; no es la del portal.', 'The one that the portal made for that user; not the one of the portal itself.'], REQUIRED),
  field('p12_base64', 'secret', ['Llave criptográfica (.p12)', 'Signing key (.p12)'], ['El archivo .p12 en base64: base64 -w0 llave.p12. Hay una por ambiente y vence a los dos años.', 'The .p12 file in base64: base64 -w0 key.p12. There is one per environment, valid for two years.'], REQUIRED),
  field('p12_pin', 'secret', ['PIN de la llave', 'PIN of the key'], ['Los 4 dígitos que se eligieron al generar la llave.', 'The 4 digits chosen when the key was made.'], REQUIRED),
  field('identification_type', 'enum', ['Tipo de identificación', 'Identification type'], ['01 física, 02 jurídica, 03 DIMEX, 04 NITE.', '01 person, 02 company, 03 DIMEX, 04 NITE.'], { required: true, options: ISSUER_TYPES }),
  field('identification', 'text', ['Identificación', 'Identification'], ['La del emisor, sin guiones: 3101123456. Debe ser la dueña de la llave.', 'The issuer’s, without dashes: 3101123456. The key must be its own.'], REQUIRED),
  field('name', 'text', ['Nombre o razón social', 'Name'], ['Como está inscrito en Hacienda.', 'As registered with Hacienda.'], REQUIRED),
  field('commercial_name', 'text', ['Nombre comercial', 'Trade name'], ['Si tiene uno inscrito.', 'If one is registered.']),
  field('activity_code', 'text', ['Código de actividad', 'Activity code'], ['Como está en el RUT, con su punto: 4719.9. Es un texto, nunca un número.', 'As in the RUT, with its dot: 4719.9. A text, never a number.'], REQUIRED),
  field('provider_system_id', 'text', ['Proveedor del sistema', 'Software provider'], ['Identificación del proveedor del sistema, inscrita en el RUT. Vacío: el propio emisor.', 'Identification of the software’s provider, as in the RUT. Empty: the issuer itself.']),
  field('location', 'map', ['Ubicación', 'Location'], ['Códigos de Hacienda y señas: {"province": "1", "canton": "01", "district": "01", "neighbourhood": "Amón", "other": "100 m norte del parque"}.', 'Hacienda’s codes and the address: {"province": "1", "canton": "01", "district": "01", "neighbourhood": "Amón", "other": "100 m norte del parque"}.'], REQUIRED),
  field('email', 'text', ['Correo del emisor', 'Issuer’s e-mail'], ['Va en cada comprobante.', 'Goes into every document.'], REQUIRED),
  field('phone', 'text', ['Teléfono', 'Phone'], ['8 cifras; con +código si no es de Costa Rica.', '8 digits; with +code when not of Costa Rica.']),
  field('branch', 'text', ['Sucursal', 'Branch'], ['3 cifras del consecutivo; 001 es la casa matriz.', '3 digits of the consecutive number; 001 is the head office.'], { default: '001' }),
  field('terminal', 'text', ['Terminal', 'Terminal'], ['5 cifras del consecutivo.', '5 digits of the consecutive number.'], { default: '00001' }),
  field('environment', 'enum', ['Ambiente de Hacienda', 'Hacienda environment'], ['Vacío: el de la credencial. Decide la dirección de los tokens y el client_id.', 'Empty: that of the credential. Decides the token address and the client_id.'], { options: ['sandbox', 'production'] }),
  field('token_url', 'text', ['Dirección de los tokens', 'Token address'], ['Vacío: la de Hacienda para el ambiente.', 'Empty: Hacienda’s for the environment.']),
  field('client_id', 'text', ['client_id', 'client_id'], ['Vacío: api-stag en pruebas, api-prod en producción.', 'Empty: api-stag for tests, api-prod in production.']),
  field('policy_identifier', 'text', ['Política de firma', 'Signature policy'], ['La resolución que la firma nombra (XAdES-EPES).', 'The resolution that the signature names (XAdES-EPES).'], { default: POLICY_44.identifier }),
  field('policy_hash', 'text', ['Resumen de la política', 'Policy hash'], ['SHA-256 en base64 del PDF de la resolución; cambia si Hacienda reemplaza el PDF.', 'SHA-256 in base64 of the resolution’s PDF; changes when Hacienda replaces it.'], { default: POLICY_44.hash }),
  field('rep_total', 'enum', ['Total de un REP', 'Total of a receipt of payment'], ['with_tax: venta neta más impuesto, como dice el XSD. sale_only: solo la venta, como dice el anexo. Cámbielo si Hacienda rechaza los recibos por su total.', 'with_tax: net sale plus tax, as the XSD says. sale_only: the sale alone, as the annex says. Change it when Hacienda refuses receipts for their total.'], { options: RECEIPT_TOTALS, default: 'with_tax' }),
];
