import { XmlElement } from 'libxml2-wasm';

/** Which children an element has, in order: `?` at most one, `*` any, `{0,4}` so many. From the official XSDs, version 4.4. */
interface DocumentModel {
  /** Digits 30 and 31 of the clave. */
  types: readonly string[];
  root: string;
  line?: string;
  summary?: string;
}

const SALE = 'CondicionVenta CondicionVentaOtros? PlazoCredito?';
const GOODS = 'UnidadMedidaComercial? Detalle NumeroVINoSerie* RegistroMedicamento? FormaFarmaceutica? DetalleSurtido?';
const AMOUNTS = 'PrecioUnitario MontoTotal Descuento{0,5} SubTotal';
const NET = 'ImpuestoNeto MontoTotalLinea';
const BUCKETS = 'TotalServGravados? TotalServExentos? TotalServExonerado? TotalServNoSujeto? TotalMercanciasGravadas? TotalMercanciasExentas? TotalMercExonerada? TotalMercNoSujeta? TotalGravado? TotalExento? TotalExonerado? TotalNoSujeto?';
const TAXES = 'TotalDesgloseImpuesto* TotalImpuesto? TotalImpAsumEmisorFabrica?';
const SUMMARY = `CodigoTipoMoneda ${BUCKETS} TotalVenta TotalDescuentos? TotalVentaNeta ${TAXES} TotalIVADevuelto? TotalOtrosCargos? MedioPago{0,4} TotalComprobante`;
const NOTE: Omit<DocumentModel, 'types'> = {
  root: `Clave ProveedorSistemas CodigoActividadEmisor? CodigoActividadReceptor? NumeroConsecutivo FechaEmision Emisor Receptor? ${SALE} DetalleServicio? OtrosCargos{0,15} ResumenFactura InformacionReferencia{1,10} Otros? Signature`,
  line: `NumeroLinea PartidaArancelaria? CodigoCABYS? CodigoComercial{0,5} Cantidad UnidadMedida TipoTransaccion? ${GOODS} ${AMOUNTS} IVACobradoFabrica? BaseImponible Impuesto+ ImpuestoAsumidoEmisorFabrica? ${NET}`,
  summary: SUMMARY,
};

export const DOCUMENT_MODELS: Readonly<Record<string, DocumentModel>> = {
  FacturaElectronica: {
    types: ['01'],
    root: `Clave ProveedorSistemas CodigoActividadEmisor CodigoActividadReceptor? NumeroConsecutivo FechaEmision Emisor Receptor ${SALE} DetalleServicio? OtrosCargos{0,15} ResumenFactura InformacionReferencia{0,10} Otros? Signature`,
    line: `NumeroLinea CodigoCABYS CodigoComercial{0,5} Cantidad UnidadMedida TipoTransaccion? ${GOODS} ${AMOUNTS} IVACobradoFabrica? BaseImponible Impuesto+ ImpuestoAsumidoEmisorFabrica ${NET}`,
    summary: SUMMARY,
  },
  NotaDebitoElectronica: { types: ['02'], ...NOTE },
  NotaCreditoElectronica: { types: ['03'], ...NOTE },
  TiqueteElectronico: {
    types: ['04'],
    root: `Clave ProveedorSistemas CodigoActividadEmisor NumeroConsecutivo FechaEmision Emisor Receptor? ${SALE} DetalleServicio? OtrosCargos{0,15} ResumenFactura InformacionReferencia{0,10} Otros? Signature`,
    line: `NumeroLinea CodigoCABYS CodigoComercial{0,5} Cantidad UnidadMedida ${GOODS} ${AMOUNTS} IVACobradoFabrica? BaseImponible Impuesto+ ImpuestoAsumidoEmisorFabrica ${NET}`,
    summary: SUMMARY,
  },
  FacturaElectronicaCompra: {
    types: ['08'],
    root: `Clave ProveedorSistemas CodigoActividadEmisor? CodigoActividadReceptor NumeroConsecutivo FechaEmision Emisor Receptor ${SALE} DetalleServicio OtrosCargos{0,15} ResumenFactura InformacionReferencia{1,10} Otros? Signature`,
    line: `NumeroLinea CodigoCABYS CodigoComercial{0,5} Cantidad UnidadMedida TipoTransaccion? ${GOODS.replace(' DetalleSurtido?', '')} ${AMOUNTS} BaseImponible Impuesto+ ${NET}`,
    summary: SUMMARY.replace(' TotalIVADevuelto?', ''),
  },
  FacturaElectronicaExportacion: {
    types: ['09'],
    root: `Clave ProveedorSistemas CodigoActividadEmisor NumeroConsecutivo FechaEmision Emisor Receptor? ${SALE} DetalleServicio OtrosCargos{0,15} ResumenFactura InformacionReferencia{0,10} Otros? Signature`,
    line: `NumeroLinea PartidaArancelaria? CodigoCABYS CodigoComercial{0,5} Cantidad UnidadMedida TipoTransaccion? ${GOODS} ${AMOUNTS} Impuesto+ MontoTotalLinea`,
    summary: `CodigoTipoMoneda TotalServGravados? TotalServExentos? TotalMercanciasGravadas? TotalMercanciasExentas? TotalGravado? TotalExento? TotalVenta TotalDescuentos? TotalVentaNeta ${TAXES} TotalOtrosCargos? MedioPago{0,4} TotalComprobante`,
  },
  ReciboElectronicoPago: {
    types: ['10'],
    root: 'Clave ProveedorSistemas NumeroConsecutivo FechaEmision Emisor Receptor CondicionVenta DetalleServicio ResumenFactura InformacionReferencia{1,10} Signature',
    line: `NumeroLinea Detalle MontoTotal SubTotal Impuesto* ${NET}`,
    summary: 'CodigoTipoMoneda TotalVenta TotalVentaNeta TotalDesgloseImpuesto* TotalImpuesto? MedioPago{1,4} TotalComprobante',
  },
  MensajeReceptor: {
    types: ['05', '06', '07'],
    root: 'Clave NumeroCedulaEmisor FechaEmisionDoc Mensaje DetalleMensaje? MontoTotalImpuesto? CodigoActividad? CondicionImpuesto? MontoTotalImpuestoAcreditar? MontoTotalDeGastoAplicable? TotalFactura NumeroCedulaReceptor NumeroConsecutivoReceptor Signature',
  },
};

const NAMESPACE = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/';
const AMOUNT = /^\d{1,13}(\.\d{1,5})?$/;
/** Leaves whose text has a shape; the first pattern that fits the name counts. */
const SHAPES: readonly (readonly [name: RegExp, shape: RegExp])[] = [
  [/^Clave$/, /^[a-zA-Z0-9]{50}$/],
  [/^NumeroConsecutivo(Receptor)?$/, /^\d{20}$/],
  [/^CodigoActividad(Emisor|Receptor)?$/, /^.{1,6}$/],
  [/^CodigoCABYS$/, /^\d{13}$/],
  [/^FechaEmision(Doc)?$/, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/],
  [/^Cantidad$/, /^\d{1,13}(\.\d{1,3})?$/],
  [/^(Monto\w*|SubTotal|PrecioUnitario|BaseImponible|ImpuestoNeto|ImpuestoAsumidoEmisorFabrica|Total\w+|TipoCambio)$/, AMOUNT],
];

/** What is wrong with the structure, in the words of Hacienda's validator (Xerces); the first of it. */
export function structureProblem(root: XmlElement): string | undefined {
  const model = DOCUMENT_MODELS[root.name];
  if (!model || !root.namespaceUri.startsWith(NAMESPACE)) return `cvc-elt.1: Cannot find the declaration of element '${root.name}'.`;
  const parts: [XmlElement[], string | undefined][] = [
    [[root], model.root],
    [named(root, 'DetalleServicio').flatMap(childrenOf).filter(({ name }) => name === 'LineaDetalle'), model.line],
    [named(root, 'ResumenFactura'), model.summary],
  ];
  for (const [elements, children] of parts) {
    const problem = children && elements.map((element) => orderProblem(childrenOf(element).map(({ name }) => name), children)).find(Boolean);
    if (problem) return problem;
  }
  if (named(root, 'DetalleServicio').some((detail) => childrenOf(detail).length > 1_000)) return "cvc-complex-type.2.4.f: 'LineaDetalle' can occur a maximum of '1000' times in the current sequence. This limit was exceeded.";
  return shapeProblem(root);
}

function orderProblem(children: readonly string[], model: string): string | undefined {
  let at = 0;
  for (const { name, least, most } of model.split(' ').map(readItem)) {
    let count = 0;
    for (; children[at] === name && count < most; at++) count++;
    if (count >= least) continue;
    return children[at] === undefined
      ? `cvc-complex-type.2.4.b: The content of the element is not complete. One of '{${name}}' is expected.`
      : `cvc-complex-type.2.4.a: Invalid content was found starting with element '${children[at]}'. One of '{${name}}' is expected.`;
  }
  return at < children.length ? `cvc-complex-type.2.4.d: Invalid content was found starting with element '${children[at]}'. No child element is expected at this point.` : undefined;
}

function readItem(item: string): { name: string; least: number; most: number } {
  const [, name = '', suffix = '', least, most] = /^(\w+)(\?|\*|\+|\{(\d+),(\d+)\})?$/.exec(item)!;
  const counts: Record<string, [number, number]> = { '': [1, 1], '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] };
  const [from, to] = counts[suffix] ?? [Number(least), Number(most)];
  return { name, least: from, most: to };
}

function shapeProblem(element: XmlElement): string | undefined {
  const children = childrenOf(element).filter(({ name }) => name !== 'Signature' && name !== 'Otros');
  if (children.length > 0) return children.map(shapeProblem).find(Boolean);
  const shape = SHAPES.find(([name]) => name.test(element.name))?.[1];
  return !shape || shape.test(element.content) ? undefined : `cvc-pattern-valid: Value '${element.content}' is not facet-valid with respect to pattern '${shape.source}' for type of element '${element.name}'.`;
}

export function childrenOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = element.firstChild; child; child = child.next) if (child instanceof XmlElement) found.push(child);
  return found;
}

const named = (element: XmlElement, name: string): XmlElement[] => childrenOf(element).filter((child) => child.name === name);
