import { CHARGE_TYPES, CURRENCIES, IDENTIFICATION_TYPES, PAYMENT_TYPES, REFERENCE_CODES, REFERENCE_DOCUMENTS, SALE_CONDITIONS } from '../../catalogues/index.js';
import { DOCUMENT_TYPES } from '../../catalogues/documents.js';
import { amount, boolean, code, dayOrMoment, decimal, integer, moment, text } from './fields.js';
import { lines } from './line.js';
import { party } from './party.js';
import { list, object, optional, schemaOf, type JsonSchema, type Read, type Rule } from './shape.js';
import type { DocumentType } from '../types.js';

const other = text({ min: 5, max: 100 });

const documentType: Rule<DocumentType> = {
  schema: { type: 'string', enum: DOCUMENT_TYPES },
  read: (value, path, { report }) =>
    DOCUMENT_TYPES.find((type) => type === value) ?? void report(path, `Debe ser uno de: ${DOCUMENT_TYPES.join(', ')}.`),
};

const payment = { type: code(PAYMENT_TYPES), other: optional(text({ min: 3, max: 100 })), amount: optional(amount({ positive: true })) };

const charge = {
  document_type: code(CHARGE_TYPES),
  document_type_other: optional(other),
  third_party: optional(object({ identification_type: code(IDENTIFICATION_TYPES), identification: text({ max: 20 }), name: text({ min: 5, max: 100 }) })),
  description: text({ max: 160 }),
  percentage: optional(decimal({ whole: 4, places: 5 })),
  amount: amount({ positive: true }),
};

const reference = {
  document_type: code(REFERENCE_DOCUMENTS),
  document_type_other: optional(other),
  number: optional(text({ max: 50 })),
  issue_date: moment,
  code: optional(code(REFERENCE_CODES)),
  code_other: optional(other),
  reason: optional(text({ min: 3, max: 180 })),
};

/** The body of `POST /api/hacienda/documents`. */
export const DOCUMENT = {
  company: optional(text({ max: 63 })),
  draft: optional(boolean),
  auto: optional(boolean),
  document_type: documentType,
  issue_date: optional(dayOrMoment),
  receiver: optional(party),
  supplier: optional(party),
  sale_condition: code(SALE_CONDITIONS),
  sale_condition_other: optional(other),
  credit_days: optional(integer(0, 99_999)),
  payments: list(object(payment), { max: 4, what: 'medios de pago' }),
  currency: code(CURRENCIES),
  exchange_rate: optional(amount({ positive: true })),
  lines,
  other_charges: list(object(charge), { max: 15, what: 'otros cargos' }),
  references: list(object(reference), { max: 10, what: 'referencias' }),
};

export type DocumentInput = Read<typeof DOCUMENT>;

/** The same body for the OpenAPI description. */
export const documentSchema: JsonSchema = schemaOf(DOCUMENT);
