const NAMESPACE = 'https://cdn.comprobanteselectronicos.go.cr/xml-schemas/v4.4/';

export interface InvoiceOptions {
  /** `3101123456` of a company. */
  issuer?: string;
  receiverName?: string;
  receiver?: { identification_type: string; identification: string };
  /** The number of the consecutive, 1…; unique per issuer and type. */
  number?: number;
  issuedAt?: Date;
  /** Changes the finished XML before it is signed. */
  change?: (xml: string) => string;
}

export interface Invoice {
  clave: string;
  consecutive: string;
  /** `…-06:00`, as in the XML. */
  issuedAt: string;
  issuer: { identification_type: string; identification: string };
  receiver: { identification_type: string; identification: string };
  xml: string;
}

/** Costa Rica's clock: UTC−6, no daylight saving. */
const inCostaRica = (date: Date): string => `${new Date(date.getTime() - 6 * 3_600_000).toISOString().slice(0, 19)}-06:00`;

/** A small Factura electrónica 4.4, written by hand: a service at 13 % and exempt goods, 1130 + 500 colones. Not signed. */
export function invoiceXml({ issuer = '3101123456', receiverName = 'Cliente Demo', receiver = { identification_type: '01', identification: '102340567' }, number = 1, issuedAt = new Date(), change = (xml) => xml }: InvoiceOptions = {}): Invoice {
  const at = inCostaRica(issuedAt);
  const consecutive = `0010000101${String(number).padStart(10, '0')}`;
  const [year, month, day] = at.slice(0, 10).split('-') as [string, string, string];
  const clave = `506${day}${month}${year.slice(2)}${issuer.padStart(12, '0')}${consecutive}112345678`;
  const party = (type: string, id: string, name: string): string => `<Nombre>${name}</Nombre><Identificacion><Tipo>${type}</Tipo><Numero>${id}</Numero></Identificacion>`;
  const line = (at: number, cabys: string, detail: string, amount: string, rate: [code: string, rate: string], tax: string, total: string): string =>
    `<LineaDetalle><NumeroLinea>${at}</NumeroLinea><CodigoCABYS>${cabys}</CodigoCABYS><Cantidad>1.000</Cantidad><UnidadMedida>Unid</UnidadMedida><Detalle>${detail}</Detalle><PrecioUnitario>${amount}</PrecioUnitario><MontoTotal>${amount}</MontoTotal><SubTotal>${amount}</SubTotal><BaseImponible>${amount}</BaseImponible>` +
    `<Impuesto><Codigo>01</Codigo><CodigoTarifaIVA>${rate[0]}</CodigoTarifaIVA><Tarifa>${rate[1]}</Tarifa><Monto>${tax}</Monto></Impuesto><ImpuestoAsumidoEmisorFabrica>0.00000</ImpuestoAsumidoEmisorFabrica><ImpuestoNeto>${tax}</ImpuestoNeto><MontoTotalLinea>${total}</MontoTotalLinea></LineaDetalle>`;
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?><FacturaElectronica xmlns="${NAMESPACE}facturaElectronica"><Clave>${clave}</Clave><ProveedorSistemas>${issuer}</ProveedorSistemas><CodigoActividadEmisor>4719.9</CodigoActividadEmisor><NumeroConsecutivo>${consecutive}</NumeroConsecutivo><FechaEmision>${at}</FechaEmision>` +
    `<Emisor>${party('02', issuer, 'Empresa de Prueba S.A.')}<Ubicacion><Provincia>1</Provincia><Canton>01</Canton><Distrito>01</Distrito><OtrasSenas>100 m norte</OtrasSenas></Ubicacion><CorreoElectronico>facturas@empresa.example</CorreoElectronico></Emisor>` +
    `<Receptor>${party(receiver.identification_type, receiver.identification, receiverName)}</Receptor><CondicionVenta>01</CondicionVenta><DetalleServicio>` +
    line(1, '8399000000000', 'Servicio de prueba', '1000.00000', ['08', '13.00'], '130.00000', '1130.00000') +
    line(2, '2399999000000', 'Café molido', '500.00000', ['10', '0.00'], '0.00000', '500.00000') +
    '</DetalleServicio><ResumenFactura><CodigoTipoMoneda><CodigoMoneda>CRC</CodigoMoneda><TipoCambio>1.00000</TipoCambio></CodigoTipoMoneda><TotalServGravados>1000.00000</TotalServGravados><TotalMercanciasExentas>500.00000</TotalMercanciasExentas><TotalGravado>1000.00000</TotalGravado><TotalExento>500.00000</TotalExento>' +
    '<TotalVenta>1500.00000</TotalVenta><TotalVentaNeta>1500.00000</TotalVentaNeta><TotalDesgloseImpuesto><Codigo>01</Codigo><CodigoTarifaIVA>08</CodigoTarifaIVA><TotalMontoImpuesto>130.00000</TotalMontoImpuesto></TotalDesgloseImpuesto><TotalDesgloseImpuesto><Codigo>01</Codigo><CodigoTarifaIVA>10</CodigoTarifaIVA><TotalMontoImpuesto>0.00000</TotalMontoImpuesto></TotalDesgloseImpuesto>' +
    '<TotalImpuesto>130.00000</TotalImpuesto><MedioPago><TipoMedioPago>01</TipoMedioPago></MedioPago><TotalComprobante>1630.00000</TotalComprobante></ResumenFactura></FacturaElectronica>';
  return { clave, consecutive, issuedAt: at, issuer: { identification_type: '02', identification: issuer }, receiver, xml: change(xml) };
}
