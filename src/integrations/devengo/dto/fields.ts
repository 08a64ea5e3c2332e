import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import type { Text } from '../../../core/i18n/index.js';
import { IsGiven, says } from '../../../core/problems/index.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const existsDay = (value: unknown): boolean => typeof value === 'string' && DAY.test(value) && isDay(value);
const isDay = (text: string): boolean => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;
// A month may be given by one of its days.
const toMonth = (value: unknown): unknown => (existsDay(value) ? (value as string).slice(0, 7) : value);
const isMonth = (value: unknown): boolean => typeof value === 'string' && MONTH.test(value);

const DAY_TEXT: Text = { es: 'debe ser una fecha que exista, AAAA-MM-DD, como 2024-03-20', en: 'must be a date that exists, YYYY-MM-DD, like 2024-03-20' };
const MONTH_TEXT: Text = { es: 'debe ser un mes, AAAA-MM, como 2024-03', en: 'must be a month, YYYY-MM, like 2024-03' };

const rule = (name: string, validate: (value: unknown) => boolean, text: Text): PropertyDecorator => ValidateBy({ name, validator: { validate } }, says(text));

/** A month, `YYYY-MM`; one of its days is taken for it. */
export const MonthField = (): PropertyDecorator => applyDecorators(ApiProperty({ example: '2024-03' }), Transform(({ value }) => toMonth(value)), rule('isMonth', isMonth, MONTH_TEXT));
export const OptionalMonthField = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ example: '2024-03' }), IsGiven(), Transform(({ value }) => toMonth(value)), rule('isMonth', isMonth, MONTH_TEXT));
/** A day, `YYYY-MM-DD`. */
export const DayField = (): PropertyDecorator => applyDecorators(ApiProperty({ example: '2024-03-20' }), rule('isDay', existsDay, DAY_TEXT));
export const OptionalDayField = (): PropertyDecorator => applyDecorators(ApiPropertyOptional({ example: '2024-03-20' }), IsGiven(), rule('isDay', existsDay, DAY_TEXT));
