import type { DocumentType, PreparedLine, PreparedTax } from '../types.js';
import { each, leaf, node } from './element.js';

/** DetalleSurtido: what one unit of a kit is made of, every name with its own ending. An export leaves out what it leaves out of a line. */
export const writeKit = (components: readonly PreparedLine[], type: DocumentType): string =>
  node('DetalleSurtido', each(components, (component) => writeComponent(component, type === 'FEE')));

const writeComponent = (line: PreparedLine, exported: boolean): string =>
  node('LineaDetalleSurtido',
    leaf('CodigoCABYSSurtido', line.cabys),
    each(line.codes, ({ type, code }) => node('CodigoComercialSurtido', leaf('TipoSurtido', type), leaf('CodigoSurtido', code))),
    leaf('CantidadSurtido', line.quantity),
    leaf('UnidadMedidaSurtido', line.unit),
    leaf('UnidadMedidaComercialSurtido', line.commercial_unit),
    leaf('DetalleSurtido', line.description),
    leaf('PrecioUnitarioSurtido', line.unit_price),
    leaf('MontoTotalSurtido', line.amount),
    each(line.discounts, ({ amount, code, reason }) =>
      node('DescuentoSurtido', leaf('MontoDescuentoSurtido', amount), leaf('CodigoDescuentoSurtido', code), leaf('DescuentoSurtidoOtros', reason))),
    leaf('SubTotalSurtido', line.subtotal),
    leaf('IVACobradoFabricaSurtido', line.factory_vat),
    exported ? '' : leaf('BaseImponibleSurtido', line.taxable_base),
    each(line.taxes, writeTax),
  );

const writeTax = ({ specific, ...tax }: PreparedTax): string =>
  node('ImpuestoSurtido',
    leaf('CodigoImpuestoSurtido', tax.code),
    leaf('CodigoImpuestoOTROSurtido', tax.code_other),
    leaf('CodigoTarifaIVASurtido', tax.rate_code),
    leaf('TarifaSurtido', tax.rate),
    specific
      ? node('DatosImpuestoEspecificoSurtido',
          leaf('CantidadUnidadMedidaSurtido', specific.quantity), leaf('PorcentajeSurtido', specific.percentage), leaf('ProporcionSurtido', specific.proportion),
          leaf('VolumenUnidadConsumoSurtido', specific.volume), leaf('ImpuestoUnidadSurtido', specific.unit_tax))
      : '',
    leaf('MontoImpuestoSurtido', tax.amount),
  );
