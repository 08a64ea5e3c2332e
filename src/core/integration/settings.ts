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
  options?: readonly string[];
}

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
    help: { es: 'De 1 a 20, contando el primero. 1 = no se reintenta solo.', en: '1 to 20, the first included. 1 = no automatic retry.' },
    default: policy.maxAttempts,
  },
  {
    name: 'retry_delays_seconds',
    kind: 'numbers',
    label: { es: 'Esperas entre intentos', en: 'Waits between attempts' },
    help: {
      es: 'Segundos antes del segundo intento, del tercero…, cada uno de 0 a 86400; el último se repite.',
      en: 'Seconds before the second attempt, the third…, each 0 to 86400; the last one repeats.',
    },
    default: policy.delaysSeconds,
  },
];
