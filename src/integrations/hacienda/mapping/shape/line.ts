import {
  COMMERCIAL_CODES, DISCOUNT_CODES, EXONERATION_TYPES, FACTORY_VAT, INSTITUTIONS, RATE_CODES, TAX_CODES, TRANSACTION_TYPES, UNITS,
} from '../../catalogues/index.js';
import { amount, code, decimal, integer, moment, text } from './fields.js';
import { list, object, optional, type Read } from './shape.js';

const other = text({ min: 5, max: 100 });

const exoneration = {
  document_type: code(EXONERATION_TYPES),
  document_type_other: optional(other),
  document_number: text({ min: 3, max: 40 }),
  article: optional(integer(1, 999_999)),
  clause: optional(integer(1, 999_999)),
  institution: code(INSTITUTIONS),
  institution_other: optional(text({ min: 5, max: 160 })),
  issue_date: moment,
  rate: decimal({ whole: 2, places: 2, positive: true, help: 'Puntos de la tarifa que se exoneran' }),
};

const specific = {
  quantity: decimal({ whole: 5, places: 2, positive: true, help: 'Litros (03), mililitros del envase (04, 05) o unidades (06)' }),
  percentage: optional(decimal({ whole: 2, places: 2, positive: true, help: 'Porcentaje de alcohol por volumen (04)' })),
  volume: optional(decimal({ whole: 5, places: 2, positive: true, help: 'Mililitros o gramos de referencia (05)' })),
  unit_tax: amount({ positive: true }),
};

const tax = {
  code: code(TAX_CODES),
  code_other: optional(other),
  rate_code: optional(code(RATE_CODES)),
  rate: optional(decimal({ whole: 2, places: 2 })),
  factor: optional(decimal({ whole: 1, places: 4, positive: true, help: 'Factor del régimen de bienes usados (08)' })),
  specific: optional(object(specific)),
  export_amount: optional(amount()),
  exoneration: optional(object(exoneration)),
};

const discount = { amount: amount(), code: code(DISCOUNT_CODES), reason: optional(text({ min: 3, max: 80 })) };

const CABYS = { is: /^\d{13}$/, says: 'El código CABYS tiene 13 dígitos.' };
const HEADING = { is: /^\d{12}$/, says: 'La partida arancelaria tiene 12 dígitos.' };

/** What one unit of a kit is made of (LineaDetalleSurtido). */
const component = {
  cabys: optional(text({ max: 20, shape: CABYS })),
  codes: list(object({ type: code(COMMERCIAL_CODES), code: text({ max: 20 }) }), { max: 5, what: 'códigos' }),
  description: text({ min: 3, max: 200 }),
  quantity: optional(decimal({ whole: 13, places: 3, positive: true })),
  unit: optional(code(UNITS)),
  commercial_unit: optional(text({ max: 20 })),
  unit_price: optional(amount({ positive: true })),
  discounts: list(object(discount), { max: 5, what: 'descuentos' }),
  factory_vat: optional(code(FACTORY_VAT)),
  taxable_base: optional(amount({ positive: true, help: 'Solo con el impuesto 07 o con IVA cobrado en fábrica 01' })),
  taxes: list(object(tax), { max: 20, what: 'impuestos' }),
};

/** A line of any document; which fields a type asks for or refuses is in `rules/`. */
const line = {
  ...component,
  tariff_heading: optional(text({ max: 20, shape: HEADING })),
  transaction_type: optional(code(TRANSACTION_TYPES)),
  serial_numbers: list(text({ max: 17 }), { max: 1000, what: 'números de serie' }),
  medicine_registration: optional(text({ max: 100 })),
  pharmaceutical_form: optional(text({ max: 3 })),
  amount: optional(amount({ positive: true, help: 'Solo en un REP: lo que se paga, sin impuestos' })),
  components: list(object(component), { max: 20, what: 'componentes' }),
};

export const lines = list(object(line), { max: 1000, what: 'líneas' });
export type LineInput = Read<typeof line>;
export type ComponentInput = Read<typeof component>;
export type TaxInput = Read<typeof tax>;
export type ExonerationInput = Read<typeof exoneration>;
