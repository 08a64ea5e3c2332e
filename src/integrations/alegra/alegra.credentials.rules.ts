import { ValidateBy } from 'class-validator';
import { says } from '../../core/problems/index.js';
import { countryOf, PAYMENT_METHODS } from './mapping/countries.js';
import { readDecimal } from '../../core/money/index.js';

export const GENERIC_CONTACT_MODES = ['auto', 'always', 'never'] as const;
export const ALEGRA_ID_MODES = ['verify', 'trust'] as const;
export const INVOICE_STATUSES = ['open', 'draft'] as const;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : value);

/** An emptied form field means: not set. */
export const filled = ({ value }: { value: unknown }): unknown => (value === '' || value === null ? undefined : value);

/** Alegra's ids come as number or text; people type them either way. Kept as text. */
export const idText = ({ value }: { value: unknown }): unknown => filled({ value: text(value) });

/** The same for every value of a map. */
export const idTexts = ({ value }: { value: unknown }): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, id]) => [key, text(id)])) : value;

/** `Costa Rica`, `costarica` or `cr` → `CR`. What is not known stays as it is, to be refused. */
export const countryCode = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? (countryOf(value)?.code ?? filled({ value })) : value);

const isId = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{1,60}$/.test(value);

function rule(name: string, validate: (value: unknown) => boolean, es: string, en: string): PropertyDecorator {
  return ValidateBy({ name, validator: { validate } }, says({ es, en }));
}

export const IsId = (): PropertyDecorator => rule('isAlegraId', isId, 'debe ser un id de Alegra (número o texto)', 'must be an Alegra id (number or text)');

export const IsIdMap = (): PropertyDecorator =>
  rule(
    'isAlegraIdMap',
    (value) => isFields(value) && Object.values(value).every(isId),
    'debe ser un mapa de textos a ids de Alegra, por ejemplo {"Efectivo": "5"}',
    'must be a map from texts to Alegra ids, such as {"Cash": "5"}',
  );

/** Either vocabulary: `credit-card` of payments, or the upper-case fiscal list of the country. */
export const isMethod = (value: unknown): boolean =>
  typeof value === 'string' && ((PAYMENT_METHODS as readonly string[]).includes(value) || /^[A-Z][A-Z_]+$/.test(value));

const isMethodPair = (value: unknown): boolean =>
  isFields(value) && Object.keys(value).length > 0 && Object.entries(value).every(([key, method]) => ['payment', 'invoice'].includes(key) && isMethod(method));

const METHODS = PAYMENT_METHODS.join(', ');

export const IsMethod = (): PropertyDecorator =>
  rule('isAlegraMethod', isMethod, `debe ser uno de ${METHODS}, o una clave fiscal como CASH`, `must be one of ${METHODS}, or a fiscal key such as CASH`);

export const IsMethodMap = (): PropertyDecorator =>
  rule(
    'isAlegraMethodMap',
    (value) => isFields(value) && Object.values(value).every((one) => isMethod(one) || isMethodPair(one)),
    `cada valor debe ser uno de ${METHODS}, una clave fiscal como CASH, o {"payment": …, "invoice": …}`,
    `each value must be one of ${METHODS}, a fiscal key such as CASH, or {"payment": …, "invoice": …}`,
  );

export const IsCountry = (): PropertyDecorator =>
  rule(
    'isAlegraCountry',
    (value) => typeof value === 'string' && countryOf(value)?.code === value,
    'debe ser un país con edición de Alegra: CO, CR, PE, MX, AR, DO, CL, PA o ES',
    'must be a country with an edition of Alegra: CO, CR, PE, MX, AR, DO, CL, PA or ES',
  );

export const IsDecimal = (): PropertyDecorator =>
  rule('isDecimalAmount', (value) => readDecimal(value)?.gte(0) === true, 'debe ser un número mayor o igual a cero', 'must be a number of zero or more');
