import { DOCUMENT_KINDS, MESSAGE_NAMESPACES } from '../catalogues/index.js';
import type { DocumentNumbers, DocumentType, Issuer, MensajeReceptor, PreparedDocument } from './types.js';
import { each, leaf, node, root } from './xml/element.js';
import { writeLine } from './xml/line.js';
import { writeParty, type PartyParts } from './xml/parties.js';
import { writeCharge, writeReference, writeSummary } from './xml/summary.js';

/** The document in version 4.4, unsigned, without line breaks: what is signed must never be written anew. */
export function buildDocumentXml(document: PreparedDocument, issuer: Issuer, numbers: DocumentNumbers): string {
  const { document_type: type } = document;
  const { root: name, namespace } = DOCUMENT_KINDS[type];
  return root(name, namespace,
    leaf('Clave', numbers.clave),
    leaf('ProveedorSistemas', issuer.provider_system_id),
    writeActivities(document, issuer),
    leaf('NumeroConsecutivo', numbers.consecutive),
    leaf('FechaEmision', numbers.issuedAt),
    writeParties(document, issuer),
    leaf('CondicionVenta', document.sale_condition),
    leaf('CondicionVentaOtros', document.sale_condition_other),
    leaf('PlazoCredito', document.credit_days),
    node('DetalleServicio', each(document.lines, (line) => writeLine(line, type))),
    each(document.other_charges, writeCharge),
    writeSummary(document),
    each(document.references, writeReference),
  );
}

/** Documents that name the buyer's activity too. */
const WITH_BUYERS_ACTIVITY: readonly DocumentType[] = ['FE', 'NC', 'ND'];

function writeActivities({ document_type: type, receiver, supplier }: PreparedDocument, issuer: Issuer): string {
  if (type === 'REP') return '';
  if (type === 'FEC') return leaf('CodigoActividadEmisor', supplier?.activity_code) + leaf('CodigoActividadReceptor', issuer.activity_code);
  return leaf('CodigoActividadEmisor', issuer.activity_code) + (WITH_BUYERS_ACTIVITY.includes(type) ? leaf('CodigoActividadReceptor', receiver?.activity_code) : '');
}

const WHO: PartyParts = { commercialName: true, location: true, phone: true };

/** Emisor is who sells, Receptor who buys; in a FEC that is us. */
function writeParties({ document_type: type, receiver, supplier }: PreparedDocument, issuer: Issuer): string {
  if (type === 'FEC') return writeParty('Emisor', supplier!, { ...WHO, abroad: true }) + writeParty('Receptor', issuer, WHO);
  const ours: PartyParts = type === 'REP' ? {} : WHO;
  const theirs: PartyParts = type === 'REP' ? {} : { ...WHO, location: type !== 'FEE', abroad: true };
  return writeParty('Emisor', issuer, ours) + (receiver ? writeParty('Receptor', receiver, theirs) : '');
}

/** Our answer to a supplier's document, unsigned. */
export const buildMensajeReceptorXml = (message: MensajeReceptor): string =>
  root('MensajeReceptor', MESSAGE_NAMESPACES.MensajeReceptor,
    leaf('Clave', message.clave),
    leaf('NumeroCedulaEmisor', message.issuer_identification),
    leaf('FechaEmisionDoc', message.issued_at),
    leaf('Mensaje', message.message),
    leaf('DetalleMensaje', message.detail),
    leaf('MontoTotalImpuesto', message.total_tax),
    leaf('CodigoActividad', message.activity_code),
    leaf('CondicionImpuesto', message.tax_condition),
    leaf('MontoTotalImpuestoAcreditar', message.tax_to_credit),
    leaf('MontoTotalDeGastoAplicable', message.applicable_expense),
    leaf('TotalFactura', message.total),
    leaf('NumeroCedulaReceptor', message.receiver_identification),
    leaf('NumeroConsecutivoReceptor', message.consecutive),
  );
