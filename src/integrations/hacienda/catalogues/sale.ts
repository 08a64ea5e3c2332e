import { catalogue } from './catalogue.js';

// Everything but a receipt of payment.
const SALES = { only: ['FE', 'TE', 'NC', 'ND', 'FEC', 'FEE'] } as const;

/** Note 5. What each document may carry: annex 1 and the XSDs' lists. */
export const SALE_CONDITIONS = catalogue('condición de venta',
  ['01', 'Contado', SALES], ['02', 'Crédito', SALES],
  ['03', 'Consignación', SALES], ['04', 'Apartado', SALES],
  ['05', 'Arrendamiento con opción de compra', SALES],
  ['06', 'Arrendamiento en función financiera', SALES],
  ['07', 'Cobro a favor de un tercero', SALES],
  ['08', 'Servicios prestados al Estado', SALES],
  ['09', 'Pago de servicios prestados al Estado', { only: ['REP'] }],
  ['10', 'Venta a crédito en IVA hasta 90 días (artículo 27, LIVA)', SALES],
  ['11', 'Pago de venta a crédito en IVA hasta 90 días (artículo 27, LIVA)', { only: ['REP'] }],
  ['12', 'Venta de mercancía no nacionalizada', { only: ['FE', 'NC', 'ND'] }],
  ['13', 'Venta de bienes usados de no contribuyente', { only: ['FEC', 'NC', 'ND'] }],
  ['14', 'Arrendamiento operativo', SALES],
  ['15', 'Arrendamiento financiero', SALES], ['99', 'Otros', SALES],
);

/** Conditions that need the days of credit, and those that need no means of payment (PlazoCredito, MedioPago). */
export const CONDITIONS_WITH_DAYS = new Set(['02', '10']);
export const CONDITIONS_WITHOUT_PAYMENT = new Set(['02', '08', '10']);

/** Note 6. */
export const PAYMENT_TYPES = catalogue('medio de pago',
  ['01', 'Efectivo'], ['02', 'Tarjeta'], ['03', 'Cheque'], ['04', 'Transferencia – depósito bancario'], ['05', 'Recaudado por terceros'],
  ['06', 'SINPE Móvil'], ['07', 'Plataforma digital'], ['99', 'Otros'],
);

/** Note 16. */
export const CHARGE_TYPES = catalogue('otros cargos',
  ['01', 'Contribución parafiscal'], ['02', 'Timbre de la Cruz Roja'], ['03', 'Timbre de Benemérito Cuerpo de Bomberos de Costa Rica'],
  ['04', 'Cobro de un tercero'], ['05', 'Costos de exportación'], ['06', 'Impuesto de servicio 10%'], ['07', 'Timbre de colegios profesionales'],
  ['08', 'Depósitos de garantía'], ['09', 'Multas o penalizaciones'], ['10', 'Intereses moratorios'], ['99', 'Otros cargos'],
);

/** Charges that make a document without lines possible in FE, TE, NC, ND (DetalleServicio). */
export const CHARGES_WITHOUT_LINES = new Set(['04', '08', '09', '10']);

/** Note 13.1, "Codigodemoneda_V4.4" as the XSDs list it. */
export const CURRENCIES = catalogue('moneda', ...(
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK '
  + 'DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT '
  + 'LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRO MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR '
  + 'SBD SCR SDG SEK SGD SHP SLL SOS SRD SSP STD SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UZS VEF VND VUV WST XAF XCD XDR XOF XPF XSU XUA '
  + 'YER ZAR ZMW ZWL'
).split(' ').map((code) => [code, code] as const));
