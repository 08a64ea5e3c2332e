import { catalogue } from './catalogue.js';

const NOTES = { only: ['NC', 'ND'] } as const;

/** Note 8. */
export const TAX_CODES = catalogue('impuesto',
  ['01', 'Impuesto al Valor Agregado'], ['02', 'Impuesto Selectivo de Consumo'],
  ...([['03', 'Impuesto Único a los Combustibles'], ['04', 'Impuesto específico de Bebidas Alcohólicas'],
    ['05', 'Impuesto Específico sobre las bebidas envasadas sin contenido alcohólico y jabones de tocador'], ['06', 'Impuesto a los Productos de Tabaco'],
  ] as const).map(([code, name]) => [code, name, { only: ['FE', 'TE', 'NC', 'ND'] }] as const), // DatosImpuestoEspecifico exists in no other document
  ['07', 'IVA (cálculo especial)'], ['08', 'IVA Régimen de Bienes Usados (factor)'], ['12', 'Impuesto Específico al Cemento'], ['99', 'Otros'],
);

/** The value added tax in its three forms. */
export const VAT_CODES = new Set(['01', '07', '08']);
/** Taxes with a rate code. */
export const RATE_CODED = new Set(['01', '07']);
/** Taxes per unit, which need `specific`. */
export const SPECIFIC_TAXES = new Set(['03', '04', '05', '06']);
/** Taxes that the base of the value added tax includes (BaseImponible). */
export const TAXES_IN_BASE = new Set(['02', '04', '05', '12']);

/** Note 8.1. */
export const RATE_CODES = catalogue('tarifa del IVA',
  ['01', 'Tarifa 0% (artículo 32, num. 1, RLIVA)'], ['02', 'Tarifa reducida 1%'], ['03', 'Tarifa reducida 2%'], ['04', 'Tarifa reducida 4%'],
  ['05', 'Transitorio 0%', NOTES], ['06', 'Transitorio 4%', NOTES], ['07', 'Tarifa transitoria 8%', NOTES], ['08', 'Tarifa general 13%'],
  ['09', 'Tarifa reducida 0.5%'], ['10', 'Tarifa exenta'], ['11', 'Tarifa 0% sin derecho a crédito'],
);

/** Percent of each rate code. */
export const RATES: Record<string, string> = { '01': '0', '02': '1', '03': '2', '04': '4', '05': '0', '06': '4', '07': '8', '08': '13', '09': '0.5', '10': '0', '11': '0' };
/** Rate codes of what is not subject to the tax; 10 is what is exempt (TotalServNoSujeto, TotalServExentos). */
export const NOT_SUBJECT = new Set(['01', '11']);

/** Note 10.1. */
export const EXONERATION_TYPES = catalogue('documento de exoneración',
  ['01', 'Compras autorizadas por la Dirección General de Tributación', NOTES], ['02', 'Ventas exentas a diplomáticos'], ['03', 'Autorizado por ley especial'],
  ['04', 'Exenciones Dirección General de Hacienda, autorización local genérica'],
  ['05', 'Exenciones Dirección General de Hacienda, transitorio V (ingeniería, arquitectura, topografía, obra civil)', NOTES],
  ['06', 'Servicios turísticos inscritos ante el ICT', NOTES], ['07', 'Transitorio XVII (reciclaje)', NOTES], ['08', 'Exoneración a zona franca'],
  ['09', 'Servicios complementarios para la exportación, artículo 11 RLIVA'], ['10', 'Órgano de las corporaciones municipales'],
  ['11', 'Exenciones Dirección General de Hacienda, autorización de impuesto local concreta'], ['99', 'Otros'],
);

/** Exonerations by law, which must name its article (Articulo). */
export const EXONERATIONS_WITH_ARTICLE = new Set(['02', '03', '06', '07', '08']);

/** Note 23. */
export const INSTITUTIONS = catalogue('institución',
  ['01', 'Ministerio de Hacienda'], ['02', 'Ministerio de Relaciones Exteriores y Culto'], ['03', 'Ministerio de Agricultura y Ganadería'],
  ['04', 'Ministerio de Economía, Industria y Comercio'], ['05', 'Cruz Roja Costarricense'], ['06', 'Benemérito Cuerpo de Bomberos de Costa Rica'],
  ['07', 'Asociación Obras del Espíritu Santo'], ['08', 'Federación Cruzada Nacional de protección al Anciano (Fecrunapa)'],
  ['09', 'Escuela de Agricultura de la Región Húmeda (EARTH)'], ['10', 'Instituto Centroamericano de Administración de Empresas (INCAE)'],
  ['11', 'Junta de Protección Social (JPS)'], ['12', 'Autoridad Reguladora de los Servicios Públicos (Aresep)'], ['99', 'Otros'],
);

/** Note 18, of MensajeReceptor. */
export const TAX_CONDITIONS = catalogue('condición del impuesto',
  ['01', 'Genera crédito IVA'], ['02', 'Genera crédito parcial del IVA'], ['03', 'Bienes de capital'], ['04', 'Gasto corriente no genera crédito'], ['05', 'Proporcionalidad'],
);
