import { ValidateBy } from 'class-validator';
import { readDecimal } from '../../core/money/index.js';
import { says } from '../../core/problems/index.js';
import { TIPOS } from './mapping/tipos.js';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTipo = (value: string): boolean => (TIPOS as readonly string[]).includes(value);
const isCode = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= 100;
/** Oppen's codes are texts; people type numbers. */
export const texts = ({ value }: { value: unknown }): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, code]) => [key, typeof code === 'number' ? String(code) : code])) : value;

const rule = (name: string, validate: (value: unknown) => boolean, es: string, en: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate } }, says({ es, en }));

export const IsTextMap = (): PropertyDecorator =>
  rule('isTextMap', (value) => isFields(value) && Object.values(value).every(isCode), 'debe ser un mapa de local a código, por ejemplo {"MATRIZ": "ALMF01"}', 'must be a map from shop to code, such as {"MATRIZ": "ALMF01"}');

export const IsTypeMap = (): PropertyDecorator =>
  rule('isTypeMap', (value) => isFields(value) && Object.entries(value).every(([tipo, code]) => isTipo(tipo) && isCode(code)), 'debe ser un mapa de tipo (Z, A, B, CC) a código, por ejemplo {"CC": "200"}', 'must be a map from type (Z, A, B, CC) to code, such as {"CC": "200"}');

export const IsVatRate = (): PropertyDecorator =>
  rule('isVatRate', isRate, 'debe ser una fracción entre 0 y 1, por ejemplo 0.21', 'must be a share between 0 and 1, such as 0.21');

export const IsLabelTemplate = (): PropertyDecorator =>
  rule('isLabelTemplate', (value) => typeof value === 'string' && value.length <= 100 && value.trim() !== '', 'debe ser un texto; {shop} se reemplaza por el local', 'must be a text; {shop} is replaced by the shop');

// What ties our invoice to Oppen's may not be overwritten: without it a repetition could not be found.
const OURS = ['SerNr', 'OfficialSerNr', 'Items', 'TransDate'];
export const IsFieldsByType = (): PropertyDecorator =>
  rule(
    'isFieldsByType',
    (value) => isFields(value) && Object.entries(value).every(([tipo, fields]) => isTipo(tipo) && isFields(fields) && OURS.every((name) => !(name in fields))),
    `debe ser un mapa de tipo (Z, A, B, CC) a campos de Oppen, sin ${OURS.join(', ')}; por ejemplo {"A": {"VoucherCode": "001"}}`,
    `must be a map from type (Z, A, B, CC) to fields of Oppen, without ${OURS.join(', ')}; such as {"A": {"VoucherCode": "001"}}`,
  );

function isRate(value: unknown): boolean {
  const rate = typeof value === 'string' ? readDecimal(value) : undefined;
  return rate !== undefined && rate !== null && rate.gte(0) && rate.lte(1);
}
