/** What other systems call things, and Hacienda's code for each. First match wins; the text is folded: no accents, no capitals. */
type Words = readonly (readonly [RegExp, string])[];

const UNITS: Words = [
  [/^(unidad(es)?|unid|und|un|u|nos|unit|each|pieza(s)?|pza|pcs?)\.?$/, 'Unid'],
  [/^(servicio(s)?( profesional(es)?)?|sp|service)$/, 'Sp'],
  [/^(hora(s)?|hour(s)?|h|hr)$/, 'h'],
  [/^(dia(s)?|day(s)?|d)$/, 'D'],
  [/^(kilo(gramo)?(s)?|kg)\.?$/, 'Kg'],
  [/^(gramo(s)?|g|gr)\.?$/, 'G'],
  [/^(litro(s)?|litre|liter|l|lt)\.?$/, 'L'],
  [/^(mililitro(s)?|ml)$/, 'mL'],
  [/^(metro(s)?|meter|m)$/, 'M'],
  [/^(metro(s)? cuadrado(s)?|square meter|m2|m²)$/, 'm²'],
  [/^(metro(s)? cubico(s)?|cubic meter|m3|m³)$/, 'm³'],
];

const PAYMENTS: Words = [
  [/sinpe/, '06'],
  [/tarjeta|datafono|card|credito|debito/, '02'],
  [/cheque|check/, '03'],
  [/transfer|deposito|wire|bank|banco/, '04'],
  [/efectivo|contado|cash/, '01'],
  [/paypal|plataforma|stripe/, '07'],
];

const IDENTIFICATIONS: Words = [
  [/^(01|cf|cedula fisica|fisica)$/, '01'],
  [/^(02|cj|cedula juridica|juridica)$/, '02'],
  [/^(03|dimex)$/, '03'],
  [/^(04|nite)$/, '04'],
];
/** Where nobody says the type, the number tells it: ten digits that begin otherwise could be a NITE or a typing error. */
const IDENTIFICATION_SHAPES: Words = [[/^[1-9]\d{8}$/, '01'], [/^[2-5]\d{9}$/, '02'], [/^[1-9]\d{10,11}$/, '03']];

/** Percent → rate code of the value added tax. */
const RATES: Readonly<Record<string, string>> = { '13': '08', '4': '04', '2': '03', '1': '02', '0.5': '09' };
/** Nothing to pay may be exempt, not subject, or taxed at zero, which Hacienda tells apart: only the tax's own name can say. */
const ZERO_RATES: Words = [[/exent|exempt|exoner/, '10'], [/no sujet|sin derecho/, '11'], [/tarifa 0|zero rate|art(iculo)?\.? 32/, '01']];

const fold = (text: string): string => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().trim();
const find = (words: Words, text: string | null): string | undefined => (text === null ? undefined : words.find(([word]) => word.test(fold(text)))?.[1]);

export const unitOf = (name: string | null): string | undefined => find(UNITS, name);
export const paymentOf = ({ mode, kind }: { mode: string | null; kind: string | null }): string | undefined => find(PAYMENTS, mode) ?? find(PAYMENTS, kind);
export const identificationTypeOf = (type: string | null, number: string): string | undefined => find(IDENTIFICATIONS, type) ?? find(IDENTIFICATION_SHAPES, number);
export const rateCodeOf = (rate: string, name: string | null): string | undefined => (Number(rate) === 0 ? find(ZERO_RATES, name) : RATES[rate]);
