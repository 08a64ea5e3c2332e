import { ValidateBy, type ValidationArguments } from 'class-validator';
import { says } from '../../core/problems/index.js';

const rule = (name: string, validate: (value: unknown, owner: Record<string, unknown>) => boolean, es: string, en: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: (value: unknown, args?: ValidationArguments) => validate(value, (args?.object ?? {}) as Record<string, unknown>) } }, says({ es, en }));

/** People paste numbers with dashes and blanks, and JSON may bring them as numbers. */
export const plainNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'number' || typeof value === 'string' ? String(value).replace(/[\s-]/g, '') : value;

/** `1` is branch `001`. */
export const padded = (digits: number) => ({ value }: { value: unknown }): unknown =>
  (typeof value === 'number' || typeof value === 'string') && /^\d+$/.test(String(value)) ? String(value).padStart(digits, '0') : value;

export const text = ({ value }: { value: unknown }): unknown => (typeof value === 'number' ? String(value) : value);

// An empty box of a form is a box not filled in.
export const filled = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);

/** Who may issue, by type (nota 4): física, jurídica (since 2026 also with letters), DIMEX, NITE. */
const IDENTIFICATIONS: Readonly<Record<string, RegExp>> = { '01': /^[1-9]\d{8}$/, '02': /^[\dA-Z]{10}$/, '03': /^\d{11,12}$/, '04': /^\d{10}$/ };
export const ISSUER_TYPES = Object.keys(IDENTIFICATIONS);

export const IsIdentification = (): PropertyDecorator =>
  rule(
    'isIdentification',
    (value, { identification_type: type }) => typeof value === 'string' && (IDENTIFICATIONS[String(type)]?.test(value) ?? true),
    'no corresponde al tipo: física (01) 9 cifras sin cero adelante, jurídica (02) 10, DIMEX (03) 11 o 12, NITE (04) 10',
    'does not fit its type: person (01) 9 digits without a leading zero, company (02) 10, DIMEX (03) 11 or 12, NITE (04) 10',
  );

export const IsActivityCode = (): PropertyDecorator =>
  rule('isActivityCode', (value) => typeof value === 'string' && /^(\d{4}\.\d|\d{6})$/.test(value), 'debe tener 6 caracteres, como está en el RUT: 4719.9', 'must have 6 characters, as in the RUT: 4719.9');

export const IsP12 = (): PropertyDecorator =>
  rule(
    'isP12',
    // A DER sequence begins with 0x30.
    (value) => typeof value === 'string' && value.length <= 100_000 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value) && Buffer.from(value, 'base64')[0] === 0x30,
    'debe ser el archivo .p12 completo en base64 (por ejemplo: base64 -w0 llave.p12)',
    'must be the whole .p12 file in base64 (such as: base64 -w0 key.p12)',
  );

/** The password goes there: never unprotected over the internet. */
export const IsTokenUrl = (): PropertyDecorator =>
  rule(
    'isTokenUrl',
    (value) => typeof value === 'string' && URL.canParse(value) && isProtected(new URL(value)),
    'debe ser una dirección https:// completa, sin usuario ni ?',
    'must be a complete https:// address, without user or ?',
  );

const isProtected = ({ protocol, hostname, username, search, hash }: URL): boolean =>
  username === '' && search === '' && hash === '' && (protocol === 'https:' || (protocol === 'http:' && /^(\[.*\]|[\d.]+|[\w-]+)$/.test(hostname)));
