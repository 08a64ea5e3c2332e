import { catalogue } from './catalogue.js';

/** Note 12. */
export const COMMERCIAL_CODES = catalogue('tipo de código comercial',
  ['01', 'Código del producto del vendedor'], ['02', 'Código del producto del comprador'], ['03', 'Código del producto asignado por el fabricante'],
  ['04', 'Código de uso interno'], ['99', 'Otros'],
);

/** Note 20. */
export const DISCOUNT_CODES = catalogue('descuento',
  ['01', 'Descuento por regalía'], ['02', 'Descuento por regalía o bonificaciones con IVA cobrado al cliente'], ['03', 'Descuento por bonificación'],
  ['04', 'Descuento por volumen'], ['05', 'Descuento por temporada'], ['06', 'Descuento promocional'], ['07', 'Descuento comercial'],
  ['08', 'Descuento por frecuencia'], ['09', 'Descuento sostenido'], ['99', 'Otros descuentos'],
);
/** Gifts: the tax is of the price before the discount, and the issuer bears it. */
export const GIFT_DISCOUNTS = new Set(['01', '03']);

/** Note 21. */
export const FACTORY_VAT = catalogue('IVA cobrado a nivel de fábrica', ['01', 'Venta con IVA cobrado a nivel de fábrica'], ['02', 'Venta exenta: el IVA se cobró en fábrica']);

/** Note 22. */
export const TRANSACTION_TYPES = catalogue('tipo de transacción',
  ['01', 'Venta normal de bienes y servicios'], ['02', 'Mercancía de autoconsumo exento'], ['03', 'Mercancía de autoconsumo gravado'],
  ['04', 'Servicio de autoconsumo exento'], ['05', 'Servicio de autoconsumo gravado'], ['06', 'Cuota de afiliación'], ['07', 'Cuota de afiliación exenta'],
  ['08', 'Bienes de capital para el emisor'], ['09', 'Bienes de capital para el receptor'], ['10', 'Bienes de capital para el emisor y el receptor'],
  ['11', 'Bienes de capital de autoconsumo exento para el emisor'], ['12', 'Bienes de capital sin contraprestación a terceros, exento para el emisor'],
  ['13', 'Sin contraprestación a terceros'],
);

/** Note 15. Capitals matter: `s` is siemens, `S` second. */
export const UNITS = catalogue('unidad de medida', ...(
  '1 ´ ´´ °C 1/m A A/m A/m² Acv Al Alc B Bq C C/kg C/m² C/m³ Cc Cd cd/m² Cm cm Cu D eV F F/m Fa G Gal Gy Gy/s h H H/m Hz I J J/(kg·K) J/(mol·K) J/K J/kg J/m³ J/mol K Kat '
  + 'kat/m³ Kg kg/m³ Km Kw kWh L Lm Ln Lx M m/s m/s² m² m³ Min mL Mm Mol mol/m³ N N/m N·m Np º Os Otros Oz Pa Pa·s Qq Rad rad/s rad/s² S s Sp Spe Sr St Sv t T U Ua Unid '
  + 'V V/m W W/(m·K) W/(m²·sr) W/m² W/sr Wb Ω'
).split(' ').map((symbol) => [symbol, symbol] as const));
