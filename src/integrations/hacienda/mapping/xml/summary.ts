import type { PreparedCharge, PreparedDocument, PreparedReference, Totals } from '../types.js';
import { each, leaf, node } from './element.js';
import { identification } from './parties.js';

type Figure = Exclude<keyof Totals, 'tax_breakdown'>;

/** The totals by bucket, whose official names are irregular; an export has no exonerated nor not-subject ones. */
const BUCKETS: readonly [element: string, figure: Figure, exported: boolean][] = [
  ['TotalServGravados', 'services_taxed', true], ['TotalServExentos', 'services_exempt', true],
  ['TotalServExonerado', 'services_exonerated', false], ['TotalServNoSujeto', 'services_not_subject', false],
  ['TotalMercanciasGravadas', 'goods_taxed', true], ['TotalMercanciasExentas', 'goods_exempt', true],
  ['TotalMercExonerada', 'goods_exonerated', false], ['TotalMercNoSujeta', 'goods_not_subject', false],
  ['TotalGravado', 'total_taxed', true], ['TotalExento', 'total_exempt', true], ['TotalExonerado', 'total_exonerated', false], ['TotalNoSujeto', 'total_not_subject', false],
];

/** ResumenFactura. */
export function writeSummary({ document_type: type, totals, payments, ...document }: PreparedDocument): string {
  const receipt = type === 'REP';
  const buckets = receipt ? [] : BUCKETS.filter(([, , exported]) => exported || type !== 'FEE');
  return node('ResumenFactura',
    node('CodigoTipoMoneda', leaf('CodigoMoneda', document.currency), leaf('TipoCambio', document.exchange_rate)),
    each(buckets, ([element, figure]) => leaf(element, totals[figure])),
    leaf('TotalVenta', totals.total_sale),
    receipt ? '' : leaf('TotalDescuentos', totals.total_discounts),
    leaf('TotalVentaNeta', totals.total_net_sale),
    each(totals.tax_breakdown, ({ code, rate_code: rate, amount }) => node('TotalDesgloseImpuesto', leaf('Codigo', code), leaf('CodigoTarifaIVA', rate), leaf('TotalMontoImpuesto', amount))),
    leaf('TotalImpuesto', totals.total_tax),
    writeUnlessZero('TotalImpAsumEmisorFabrica', totals.total_tax_assumed),
    writeUnlessZero('TotalIVADevuelto', totals.total_vat_returned),
    writeUnlessZero('TotalOtrosCargos', totals.total_other_charges),
    each(payments, ({ type: kind, other, amount }) => node('MedioPago', leaf('TipoMedioPago', kind), leaf('MedioPagoOtros', other), leaf('TotalMedioPago', amount))),
    leaf('TotalComprobante', totals.total),
  );
}

const writeUnlessZero = (element: string, amount: string): string => (amount === '0.00000' ? '' : leaf(element, amount));

export const writeCharge = (charge: PreparedCharge): string =>
  node('OtrosCargos',
    leaf('TipoDocumentoOC', charge.document_type),
    leaf('TipoDocumentoOTROS', charge.document_type_other),
    charge.third_party ? identification('IdentificacionTercero', charge.third_party.identification_type, charge.third_party.identification) : '',
    leaf('NombreTercero', charge.third_party?.name),
    leaf('Detalle', charge.description),
    leaf('PorcentajeOC', charge.percentage),
    leaf('MontoCargo', charge.amount),
  );

export const writeReference = (reference: PreparedReference): string =>
  node('InformacionReferencia',
    leaf('TipoDocIR', reference.document_type),
    leaf('TipoDocRefOTRO', reference.document_type_other),
    leaf('Numero', reference.number),
    leaf('FechaEmisionIR', reference.issue_date),
    leaf('Codigo', reference.code),
    leaf('CodigoReferenciaOTRO', reference.code_other),
    leaf('Razon', reference.reason),
  );
