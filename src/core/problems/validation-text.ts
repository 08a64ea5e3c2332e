import type { Text } from '../i18n/index.js';

/** The numbers or the list that class-validator wrote at the end of its English sentence. */
const numbers = (message: string): string => message.match(/-?\d+(\.\d+)?/g)?.at(-1) ?? '';
const listed = (message: string): string => message.split(/(?:values|allowed values): ?/)[1] ?? '';

/** Spanish of class-validator's constraints, by their names; the English sentence gives the figures. */
const SPANISH: Record<string, (message: string) => string> = {
  whitelistValidation: () => 'no es un campo conocido',
  isDefined: () => 'es obligatorio',
  isNotEmpty: () => 'no puede quedar vacío',
  isString: () => 'debe ser un texto',
  isInt: () => 'debe ser un número entero',
  isNumber: () => 'debe ser un número',
  isNumberString: () => 'debe ser un número escrito como texto',
  isBoolean: () => 'debe ser verdadero o falso',
  isArray: () => 'debe ser una lista',
  isObject: () => 'debe ser un objeto',
  nestedValidation: () => 'debe ser un objeto o una lista de objetos',
  isEmail: () => 'debe ser un correo electrónico',
  isUrl: () => 'debe ser una dirección web',
  isUuid: () => 'debe ser un UUID',
  isDateString: () => 'debe ser una fecha ISO 8601',
  isISO8601: () => 'debe ser una fecha ISO 8601',
  isDate: () => 'debe ser una fecha',
  isIn: (message) => `debe ser uno de: ${listed(message)}`,
  isEnum: (message) => `debe ser uno de: ${listed(message)}`,
  min: (message) => `no puede ser menor que ${numbers(message)}`,
  max: (message) => `no puede ser mayor que ${numbers(message)}`,
  minLength: (message) => `debe tener al menos ${numbers(message)} caracteres`,
  maxLength: (message) => `debe tener como mucho ${numbers(message)} caracteres`,
  arrayNotEmpty: () => 'no puede ser una lista vacía',
  arrayMinSize: (message) => `debe tener al menos ${numbers(message)} elementos`,
  arrayMaxSize: (message) => `debe tener como mucho ${numbers(message)} elementos`,
  arrayUnique: () => 'no puede repetir elementos',
  isISO31661Alpha2: () => 'debe ser un país ISO 3166 de dos letras',
  isISO4217CurrencyCode: () => 'debe ser una moneda ISO 4217',
  isUppercase: () => 'debe ir en mayúsculas',
  matches: () => 'no tiene la forma esperada',
};

/** Options of a class-validator decorator whose sentence is our own, in both languages. */
export const says = (text: Text): { message: string; context: Text } => ({ message: text.en, context: text });

/** The sentence of one broken constraint; `context` is what `says()` left there. */
export function constraintText(name: string, message: string, context: unknown): Text {
  if (isText(context)) return context;
  return { es: SPANISH[name]?.(message) ?? message, en: message };
}

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'es' in value && 'en' in value;
