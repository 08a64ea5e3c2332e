import type { Type } from '@nestjs/common';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsInt, Max, Min } from 'class-validator';
import { IsGiven } from '../problems/index.js';
import type { Text } from '../i18n/index.js';
import type { CallLimits } from './definition.js';
import type { RetryPolicy } from './retry-policy.js';

/** One setting of a company for an integration, as data for the form and the docs. */
export interface SettingField {
  name: string;
  kind: 'number' | 'numbers' | 'text' | 'boolean' | 'enum' | 'map' | 'list';
  label: Text;
  help: Text;
  default: unknown;
  /** What its numbers count: `UNITS`. */
  unit?: Text;
  /** Least and most that its number, or each of its numbers, may be: the same as the class judges by. */
  range?: { min: number; max: number };
  options?: readonly string[];
  /** Each option as people read it. */
  optionWords?: Readonly<Record<string, Text>>;
}

/** What numbers count, in words. */
export const UNITS = {
  seconds: { es: 'segundos', en: 'seconds' },
  minutes: { es: 'minutos', en: 'minutes' },
  hours: { es: 'horas', en: 'hours' },
  days: { es: 'días', en: 'days' },
  months: { es: 'meses', en: 'months' },
  attempts: { es: 'intentos', en: 'attempts' },
  documents: { es: 'documentos', en: 'documents' },
  batches: { es: 'lotes', en: 'batches' },
} satisfies Record<string, Text>;

/** What every integration lets a company set. An integration with more of its own extends this class. */
export class CompanySettings {
  /** Tries in all, the first included. */
  @IsGiven() @IsInt() @Min(1) @Max(20)
  retry_max_attempts?: number;

  /** Seconds before attempt 2, 3, …; the last one repeats. */
  @IsGiven() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(20) @IsInt({ each: true }) @Min(0, { each: true }) @Max(86_400, { each: true })
  retry_delays_seconds?: number[];
}

/** The settings of an integration beyond the retries: a class that judges them, and what people read about each. */
export interface SettingsDefinition {
  type: Type<CompanySettings>;
  fields: readonly SettingField[];
  /** Where settings of its own bear upon the retries: the policy as this company has it. Pure; `set` is as stored. */
  policy?(policy: RetryPolicy, set: Record<string, unknown>): RetryPolicy;
  /** The same for the limits of its calls. */
  limits?(limits: CallLimits, set: Record<string, unknown>): CallLimits;
}

export const retryFields = (policy: RetryPolicy): SettingField[] => [
  {
    name: 'retry_max_attempts',
    kind: 'number',
    label: { es: 'Intentos en total', en: 'Attempts in all' },
    help: { es: 'Contando el primero. 1 = no se reintenta solo.', en: 'The first included. 1 = no automatic retry.' },
    unit: UNITS.attempts,
    range: { min: 1, max: 20 },
    default: policy.maxAttempts,
  },
  {
    name: 'retry_delays_seconds',
    kind: 'numbers',
    label: { es: 'Esperas entre intentos', en: 'Waits between attempts' },
    help: {
      es: 'Antes del segundo intento, del tercero…; el último se repite.',
      en: 'Before the second attempt, the third…; the last one repeats.',
    },
    unit: UNITS.seconds,
    range: { min: 0, max: 86_400 },
    default: policy.delaysSeconds,
  },
];
