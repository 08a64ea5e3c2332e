import type { DocumentType } from '../mapping/types.js';
import { catalogue } from './catalogue.js';

const NAMESPACE = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/';

export interface DocumentKind {
  /** Two digits of the consecutivo (annex 1, note 3). */
  code: string;
  name: string;
  /** Root element of its XML. */
  root: string;
  namespace: string;
}

const kind = (code: string, name: string, root: string): DocumentKind => ({ code, name, root, namespace: NAMESPACE + root[0]!.toLowerCase() + root.slice(1) });

export const DOCUMENT_KINDS: Record<DocumentType, DocumentKind> = {
  FE: kind('01', 'Factura electrónica', 'FacturaElectronica'),
  ND: kind('02', 'Nota de débito electrónica', 'NotaDebitoElectronica'),
  NC: kind('03', 'Nota de crédito electrónica', 'NotaCreditoElectronica'),
  TE: kind('04', 'Tiquete electrónico', 'TiqueteElectronico'),
  FEC: kind('08', 'Factura electrónica de compra', 'FacturaElectronicaCompra'),
  FEE: kind('09', 'Factura electrónica de exportación', 'FacturaElectronicaExportacion'),
  REP: kind('10', 'Recibo electrónico de pago', 'ReciboElectronicoPago'),
};

export const DOCUMENT_TYPES = Object.keys(DOCUMENT_KINDS) as DocumentType[];

/** Our answers to suppliers' documents; by MensajeReceptor's Mensaje (note 11). */
export const RECEIVER_MESSAGES: Record<1 | 2 | 3, { code: string; name: string }> = {
  1: { code: '05', name: 'Confirmación de aceptación' },
  2: { code: '06', name: 'Confirmación de aceptación parcial' },
  3: { code: '07', name: 'Confirmación de rechazo' },
};

export const MESSAGE_NAMESPACES = { MensajeReceptor: `${NAMESPACE}mensajeReceptor`, MensajeHacienda: `${NAMESPACE}mensajeHacienda` };

// The codes of 2026 come from the annexes published on 22 April 2026, optional then, mandatory since 1 November 2026.
const SINCE_2026 = { from: '2026-04-22' };

/** Note 10. */
export const REFERENCE_DOCUMENTS = catalogue('tipo de documento de referencia',
  ['01', 'Factura electrónica'], ['02', 'Nota de débito electrónica'], ['03', 'Nota de crédito electrónica'], ['04', 'Tiquete electrónico'],
  ['05', 'Nota de despacho'], ['06', 'Contrato'], ['07', 'Procedimiento'], ['08', 'Comprobante emitido en contingencia'],
  ['09', 'Devolución de mercadería', { only: ['NC', 'ND'] }], ['10', 'Comprobante electrónico rechazado por el Ministerio de Hacienda'],
  ['11', 'Sustituye factura rechazada por el receptor'], ['12', 'Sustituye factura de exportación'], ['13', 'Facturación mes vencido'],
  ['14', 'Comprobante aportado por contribuyente de régimen especial'], ['15', 'Sustituye una factura electrónica de compra'],
  ['16', 'Comprobante de proveedor no domiciliado', { only: ['FEC'] }], ['17', 'Nota de crédito a factura electrónica de compra'],
  ['18', 'Nota de débito a factura electrónica de compra'], ['19', 'Factura electrónica de exportación', SINCE_2026],
  ['20', 'Recibo electrónico de pago', SINCE_2026], ['99', 'Otros'],
);

/** Types whose number must be a clave (annex 1, Numero), and those of 2026 that name a document with one. */
export const REFERENCES_WITH_CLAVE = new Set(['01', '02', '03', '04', '09', '11', '12', '15', '19', '20']);
/** What a REP may refer to (annex 1, TipoDocIR). */
export const REFERENCES_OF_REP = new Set(['01', '02', '03', '04', '07', '08', '10', '20']);

/** Note 9; 03 does not exist. */
export const REFERENCE_CODES = catalogue('referencia',
  ['01', 'Anula documento de referencia'], ['02', 'Corrige monto'], ['04', 'Referencia a otro documento'],
  ['05', 'Sustituye comprobante provisional por contingencia'], ['06', 'Devolución de mercancía'], ['07', 'Sustituye comprobante electrónico'],
  ['08', 'Factura endosada'], ['09', 'Nota de crédito financiera', { only: ['NC'] }], ['10', 'Nota de débito financiera', { only: ['ND'] }], ['11', 'Proveedor no domiciliado'],
  ['12', 'Crédito por exoneración posterior a la facturación', { only: ['NC'] }],
  ['13', 'Anula documento por error material', SINCE_2026], ['14', 'Corrige monto por error material', SINCE_2026],
  ['15', 'Sustituye comprobante por error material', SINCE_2026], ['16', 'Sustituye comprobante rechazado', SINCE_2026],
  ['17', 'Pago', { ...SINCE_2026, only: ['REP'] }], ['99', 'Otros'],
);
