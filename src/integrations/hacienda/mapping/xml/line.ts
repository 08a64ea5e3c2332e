import type { DocumentType, PreparedExoneration, PreparedLine, PreparedTax } from '../types.js';
import { each, leaf, node } from './element.js';
import { writeKit } from './kit.js';

/** LineaDetalle, in the order of the official schemas; the types differ in what they leave out. */
export function writeLine(line: PreparedLine, type: DocumentType): string {
  if (type === 'REP') return writeReceiptLine(line);
  const exported = type === 'FEE';
  return node('LineaDetalle',
    leaf('NumeroLinea', line.number),
    leaf('PartidaArancelaria', line.tariff_heading),
    leaf('CodigoCABYS', line.cabys),
    each(line.codes, ({ type: kind, code }) => node('CodigoComercial', leaf('Tipo', kind), leaf('Codigo', code))),
    leaf('Cantidad', line.quantity),
    leaf('UnidadMedida', line.unit),
    leaf('TipoTransaccion', line.transaction_type),
    leaf('UnidadMedidaComercial', line.commercial_unit),
    leaf('Detalle', line.description),
    each(line.serial_numbers, (number) => leaf('NumeroVINoSerie', number)),
    leaf('RegistroMedicamento', line.medicine_registration),
    leaf('FormaFarmaceutica', line.pharmaceutical_form),
    writeKit(line.components ?? [], type),
    leaf('PrecioUnitario', line.unit_price),
    leaf('MontoTotal', line.amount),
    each(line.discounts, writeDiscount),
    leaf('SubTotal', line.subtotal),
    leaf('IVACobradoFabrica', line.factory_vat),
    exported ? '' : leaf('BaseImponible', line.taxable_base),
    each(line.taxes, writeTax),
    exported || type === 'FEC' ? '' : leaf('ImpuestoAsumidoEmisorFabrica', line.tax_assumed),
    exported ? '' : leaf('ImpuestoNeto', line.net_tax),
    leaf('MontoTotalLinea', line.total),
  );
}

const writeReceiptLine = (line: PreparedLine): string =>
  node('LineaDetalle',
    leaf('NumeroLinea', line.number),
    leaf('Detalle', line.description),
    leaf('MontoTotal', line.amount),
    leaf('SubTotal', line.subtotal),
    each(line.taxes, writeTax),
    leaf('ImpuestoNeto', line.net_tax),
    leaf('MontoTotalLinea', line.total),
  );

// The one description of ours says both what kind of discount 99 is and its nature.
const writeDiscount = ({ amount, code, reason }: PreparedLine['discounts'][number]): string =>
  node('Descuento',
    leaf('MontoDescuento', amount),
    leaf('CodigoDescuento', code),
    leaf('CodigoDescuentoOTRO', code === '99' ? reason : undefined),
    leaf('NaturalezaDescuento', reason),
  );

const writeTax = (tax: PreparedTax): string =>
  node('Impuesto',
    leaf('Codigo', tax.code),
    leaf('CodigoImpuestoOTRO', tax.code_other),
    leaf('CodigoTarifaIVA', tax.rate_code),
    leaf('Tarifa', tax.rate),
    leaf('FactorCalculoIVA', tax.factor),
    tax.specific
      ? node('DatosImpuestoEspecifico',
          leaf('CantidadUnidadMedida', tax.specific.quantity), leaf('Porcentaje', tax.specific.percentage), leaf('Proporcion', tax.specific.proportion),
          leaf('VolumenUnidadConsumo', tax.specific.volume), leaf('ImpuestoUnidad', tax.specific.unit_tax))
      : '',
    leaf('Monto', tax.amount),
    leaf('MontoExportacion', tax.export_amount),
    tax.exoneration ? writeExoneration(tax.exoneration) : '',
  );

const writeExoneration = (exoneration: PreparedExoneration): string =>
  node('Exoneracion',
    leaf('TipoDocumentoEX1', exoneration.document_type),
    leaf('TipoDocumentoOTRO', exoneration.document_type_other),
    leaf('NumeroDocumento', exoneration.document_number),
    leaf('Articulo', exoneration.article),
    leaf('Inciso', exoneration.clause),
    leaf('NombreInstitucion', exoneration.institution),
    leaf('NombreInstitucionOtros', exoneration.institution_other),
    leaf('FechaEmisionEX', exoneration.issue_date),
    leaf('TarifaExonerada', exoneration.rate),
    leaf('MontoExoneracion', exoneration.amount),
  );
