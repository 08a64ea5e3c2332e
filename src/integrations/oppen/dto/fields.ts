import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { Text } from '../../../core/i18n/index.js';
import { IsGiven, says } from '../../../core/problems/index.js';
import { readFecha, readMonto, readNombre } from '../mapping/factura-row.js';

type Reader = (value: unknown) => string | Text;

const readMotivo: Reader = (value) => {
  const text = typeof value === 'string' ? value.trim() : '';
  return text !== '' && text.length <= 500 ? text : MOTIVO;
};

// The readers that judge a row of an import judge a field of a body too, and hand on what they made of it.
const read = (name: string, reader: Reader, text: Text): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => (typeof reader(value) === 'string' ? reader(value) : value)),
    ValidateBy({ name, validator: { validate: (value) => typeof reader(value) === 'string' } }, says(text)),
  );

const NOMBRE: Text = { es: 'debe ser un texto de 1 a 100 caracteres', en: 'must be a text of 1 to 100 characters' };
const FECHA: Text = { es: 'debe ser una fecha que exista, AAAA-MM-DD, como 2025-01-05', en: 'must be a date that exists, YYYY-MM-DD, like 2025-01-05' };
const MONTO: Text = { es: 'debe ser un monto mayor que 0 con dos decimales como mucho, como 1234.50', en: 'must be an amount above 0 with at most two decimals, like 1234.50' };
const MOTIVO: Text = { es: 'debe ser un texto de 1 a 500 caracteres', en: 'must be a text of 1 to 500 characters' };

/** A shop's name. */
export const NombreField = (): PropertyDecorator => applyDecorators(ApiProperty({ example: 'MATRIZ', maxLength: 100 }), read('isNombre', readNombre, NOMBRE));
/** A day, `YYYY-MM-DD`. */
export const FechaField = (): PropertyDecorator => applyDecorators(ApiProperty({ example: '2025-01-05' }), read('isFecha', readFecha, FECHA));
export const OptionalFechaField = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ example: '2025-01-05' }), IsGiven(), read('isFecha', readFecha, FECHA));
/** An amount above zero; a number or a text, kept as text. */
export const MontoField = (): PropertyDecorator => applyDecorators(ApiProperty({ example: '1234.50', oneOf: [{ type: 'string' }, { type: 'number' }] }), read('isMonto', readMonto, MONTO));
export const OptionalMontoField = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ example: '1234.50' }), IsGiven(), read('isMonto', readMonto, MONTO));
/** Why something was taken back; blanks are no reason. */
export const MotivoField = (): PropertyDecorator => applyDecorators(ApiProperty({ maxLength: 500 }), read('isMotivo', readMotivo, MOTIVO));
