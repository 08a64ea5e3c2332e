import type { XmlElement } from 'libxml2-wasm';
import { Money } from '../../core/money/index.js';
import { elementsAt, textAt } from './document-facts.js';
import type { Row } from './verdict.js';

/** The official tolerance is not published; rounding of two decimals over some lines stays within it. */
const TOLERANCE = '0.05';

const money = (text: string): Money => new Money(text || '0');
const sum = (amounts: readonly Money[]): Money => amounts.reduce((total, amount) => total.plus(amount), new Money(0));
const differ = (one: Money, other: Money): boolean => one.minus(other).abs().gt(TOLERANCE);

/** Amounts that do not add up, as rows of the answer. Our own arithmetic: nothing here is shared with the code that wrote them. */
export function amountRows(root: XmlElement): Row[] {
  const summary = elementsAt(root, 'ResumenFactura')[0];
  if (!summary) return [];
  const lines = elementsAt(root, 'DetalleServicio/LineaDetalle');
  const total = (...names: string[]): Money => sum(names.map((name) => money(textAt(summary, name))));
  const rows: Row[] = lines.flatMap(lineRows);
  if (root.name !== 'ReciboElectronicoPago') {
    rows.push(...kindRows(lines, total));
    if (differ(total('TotalGravado', 'TotalExento', 'TotalExonerado', 'TotalNoSujeto'), total('TotalVenta'))) rows.push({ message: 'El campo TotalVenta no coincide con la suma de gravado, exento, exonerado y no sujeto.' });
    if (differ(total('TotalVenta').minus(total('TotalDescuentos')), total('TotalVentaNeta'))) rows.push({ message: 'El campo TotalVentaNeta no coincide con TotalVenta menos TotalDescuentos.' });
    const expected = total('TotalVentaNeta', 'TotalImpuesto', 'TotalOtrosCargos').minus(total('TotalIVADevuelto'));
    if (differ(expected, total('TotalComprobante'))) rows.push({ message: 'El campo TotalComprobante no coincide con la suma de sus componentes.' });
  }
  const breakdown = sum(elementsAt(summary, 'TotalDesgloseImpuesto').map((part) => money(textAt(part, 'TotalMontoImpuesto'))));
  if (differ(breakdown, total('TotalImpuesto'))) rows.push({ code: -488, message: 'El desglose de impuestos no coincide con el total de impuestos de las líneas.' });
  const payments = elementsAt(summary, 'MedioPago');
  if (payments.length > 1 && differ(sum(payments.map((payment) => money(textAt(payment, 'TotalMedioPago')))), total('TotalComprobante'))) rows.push({ message: 'La suma de los medios de pago no coincide con TotalComprobante.' });
  return rows;
}

/** The first digit of the CABYS tells goods (0–4) from services (5–9), not the unit. */
function kindRows(lines: readonly XmlElement[], total: (...names: string[]) => Money): Row[] {
  // Collected at the factory counts in no total of sales; notes may leave the CABYS out.
  if (lines.some((line) => textAt(line, 'IVACobradoFabrica') !== '' || textAt(line, 'CodigoCABYS') === '')) return [];
  const of = (isService: boolean): Money => sum(lines.filter((line) => textAt(line, 'CodigoCABYS') >= '5' === isService).map((line) => money(textAt(line, 'MontoTotal'))));
  const rows: Row[] = [];
  if (differ(of(true), total('TotalServGravados', 'TotalServExentos', 'TotalServExonerado', 'TotalServNoSujeto'))) rows.push({ code: -110, message: 'El total de servicios no coincide con la suma de las líneas de servicios.' });
  if (differ(of(false), total('TotalMercanciasGravadas', 'TotalMercanciasExentas', 'TotalMercExonerada', 'TotalMercNoSujeta'))) rows.push({ code: -111, message: 'El total de mercancías no coincide con la suma de las líneas de mercancías.' });
  return rows;
}

function lineRows(line: XmlElement): Row[] {
  const at = (name: string): Money => money(textAt(line, name));
  const number = textAt(line, 'NumeroLinea');
  const rows: Row[] = [];
  const quantity = textAt(line, 'Cantidad');
  if (quantity !== '' && differ(at('Cantidad').times(at('PrecioUnitario')), at('MontoTotal'))) rows.push({ message: `El MontoTotal de la línea ${number} no es Cantidad por PrecioUnitario.` });
  const discounts = sum(elementsAt(line, 'Descuento/MontoDescuento').map(({ content }) => money(content)));
  if (differ(at('MontoTotal').minus(discounts), at('SubTotal'))) rows.push({ message: `El SubTotal de la línea ${number} no es MontoTotal menos descuentos.` });
  const net = textAt(line, 'ImpuestoNeto') === '' ? sum(elementsAt(line, 'Impuesto/Monto').map(({ content }) => money(content))) : at('ImpuestoNeto');
  if (differ(at('SubTotal').plus(net), at('MontoTotalLinea'))) rows.push({ message: `El MontoTotalLinea de la línea ${number} no es SubTotal más ImpuestoNeto.` });
  return [...rows, ...kitRows(line)];
}

/** A kit's components make one unit: times the line's quantity they are the line. */
function kitRows(line: XmlElement): Row[] {
  const components = elementsAt(line, 'DetalleSurtido/LineaDetalleSurtido');
  if (components.length === 0) return [];
  const number = textAt(line, 'NumeroLinea');
  const times = (amounts: readonly Money[]): Money => sum(amounts).times(textAt(line, 'Cantidad'));
  const rows: Row[] = [];
  if (differ(times(components.map((component) => money(textAt(component, 'SubTotalSurtido')))), money(textAt(line, 'SubTotal')))) rows.push({ message: `El SubTotal de la línea ${number} no es la suma de los componentes del surtido por la cantidad.` });
  for (const tax of elementsAt(line, 'Impuesto')) {
    const code = textAt(tax, 'Codigo');
    if (textAt(tax, 'Tarifa') !== '' || textAt(tax, 'CodigoTarifaIVA') !== '') rows.push({ message: `El impuesto de la línea ${number} no lleva tarifa: la llevan los componentes del surtido.` });
    const parts = components.flatMap((component) => elementsAt(component, 'ImpuestoSurtido')).filter((part) => textAt(part, 'CodigoImpuestoSurtido') === code);
    if (differ(times(parts.map((part) => money(textAt(part, 'MontoImpuestoSurtido')))), money(textAt(tax, 'Monto')))) rows.push({ message: `El impuesto ${code} de la línea ${number} no es la suma de los componentes del surtido por la cantidad.` });
  }
  return rows;
}
