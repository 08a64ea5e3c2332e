import { TAX_CONDITIONS } from '../../catalogues/index.js';
import { amount, code, text } from './fields.js';
import { activity } from './party.js';
import { optional, schemaOf, type JsonSchema, type Rule } from './shape.js';

/** What we can say of a supplier's document, and its Mensaje (note 11). */
export const ANSWERS = { accept: 1, partial: 2, reject: 3 } as const;
export type Answer = keyof typeof ANSWERS;

const answer: Rule<Answer> = {
  schema: { type: 'string', enum: Object.keys(ANSWERS) },
  read: (value, path, { report }) =>
    typeof value === 'string' && Object.hasOwn(ANSWERS, value) ? (value as Answer) : void report(path, 'Debe ser accept (aceptar), partial (aceptar en parte) o reject (rechazar).'),
};

/** The body of `POST /api/hacienda/received/{id}/respond`. */
export const ANSWER = {
  answer,
  detail: optional(text({ min: 5, max: 160 })),
  activity_code: optional(activity),
  tax_condition: optional(code(TAX_CONDITIONS)),
  tax_to_credit: optional(amount()),
  applicable_expense: optional(amount()),
};

export const answerSchema: JsonSchema = schemaOf(ANSWER);
