import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import type { Text } from '../../core/i18n/index.js';
import { CompanySettings, UNITS, type SettingsDefinition } from '../../core/integration/index.js';
import { IsGiven } from '../../core/problems/index.js';
import { DEFAULT_POLICIES } from './mapping/accruals/policies.js';

/** Where a company's policies are kept: `company.settings.holded`, the integration whose documents become revenue. */
export const POLICIES_OF = 'holded';

const METHODS = ['days', 'sessions'] as const;
const ON_DROP = ['recognise_remainder', 'hold'] as const;
const EXPIRE = ['recognise', 'hold'] as const;
const RESIGNED = ['notify', 'recognise'] as const;
const LATE = ['catch_up', 'prospective'] as const;

const RECOGNISE: Text = { es: 'Devengar', en: 'Recognise' };
const HOLD: Text = { es: 'Dejar diferido', en: 'Leave deferred' };

/** The accrual policies of a company: its accountant confirms them (README). */
export class DevengoSettings extends CompanySettings {
  @IsGiven() @IsIn(METHODS) accrual_method?: (typeof METHODS)[number];
  @IsGiven() @IsIn(ON_DROP) on_drop?: (typeof ON_DROP)[number];
  @IsGiven() @IsIn(EXPIRE) expire_postponed?: (typeof EXPIRE)[number];
  @IsGiven() @IsInt() @Min(1) @Max(24) postponed_max_months?: number;
  @IsGiven() @IsIn(RESIGNED) resigned?: (typeof RESIGNED)[number];
  @IsGiven() @IsInt() @Min(0) @Max(90) recent_days?: number;
  @IsGiven() @IsIn(LATE) late_invoices?: (typeof LATE)[number];
  @IsGiven() @IsBoolean() accrual_notices?: boolean;
}

/** Named in the definition of `holded`. A change counts for the open months only; a closed month keeps what it was closed with. */
export const DEVENGO_SETTINGS: SettingsDefinition = {
  type: DevengoSettings,
  fields: [
    {
      name: 'accrual_method', kind: 'enum', options: METHODS, default: DEFAULT_POLICIES.accrual_method,
      optionWords: { days: { es: 'Por días', en: 'By days' }, sessions: { es: 'Por clases', en: 'By classes' } },
      label: { es: 'Método de devengo', en: 'Accrual method' },
      help: {
        es: 'Por días: cada día del curso lo mismo. Por clases: las de cada mes redondeadas según las clases por semana y el total del servicio. Cuenta para los meses abiertos.',
        en: 'By days: every day of the course the same. By classes: rounded in each month, from the service’s classes per week and total. It counts for open months.',
      },
    },
    {
      name: 'on_drop', kind: 'enum', options: ON_DROP, default: DEFAULT_POLICIES.on_drop,
      optionWords: { recognise_remainder: { es: 'Devengar el resto', en: 'Recognise the remainder' }, hold: HOLD },
      label: { es: 'Baja: lo no impartido', en: 'Drop-out: what was not taught' },
      help: {
        es: 'Devengar el resto: entero en el mes de la baja (solo si el precio no se devuelve). Dejar diferido: hasta un abono o una liberación manual.',
        en: 'Recognise the remainder: revenue of the month of the drop (only where the price is not refundable). Leave deferred: until a credit note or a manual release.',
      },
    },
    {
      name: 'expire_postponed', kind: 'enum', options: EXPIRE, default: DEFAULT_POLICIES.expire_postponed,
      optionWords: { recognise: RECOGNISE, hold: HOLD },
      label: { es: 'Pausa demasiado larga', en: 'Pause that is too long' },
      help: {
        es: 'Devengar: pasado el máximo sin curso posterior, se devenga el resto. Dejar diferido: elíjalo si el contrato permite volver más tarde.',
        en: 'Recognise: past the maximum without a later course, the rest becomes revenue. Leave deferred: choose it where the contract lets the student return later.',
      },
    },
    {
      name: 'postponed_max_months', kind: 'number', unit: UNITS.months, range: { min: 1, max: 24 }, default: DEFAULT_POLICIES.postponed_max_months,
      label: { es: 'Meses de pausa como máximo', en: 'Months of pause at most' },
      help: { es: 'Meses completos desde la pausa hasta el día 1 del mes que se devenga.', en: 'Whole months from the pause to the first of the month.' },
    },
    {
      name: 'resigned', kind: 'enum', options: RESIGNED, default: DEFAULT_POLICIES.resigned,
      optionWords: { notify: { es: 'Solo avisar', en: 'Only tell people' }, recognise: RECOGNISE },
      label: { es: 'Contrato sin cursos y cliente sin ficha', en: 'Contract without courses, client without record' },
      help: {
        es: 'Devengar: entero, y únicamente tras una lectura completa y correcta de Notion posterior al mes.',
        en: 'Recognise: revenue at once, and only after a whole reading of Notion later than the month.',
      },
    },
    {
      name: 'recent_days', kind: 'number', unit: UNITS.days, range: { min: 0, max: 90 }, default: DEFAULT_POLICIES.recent_days,
      label: { es: 'Días de un contrato reciente', en: 'Days of a recent contract' },
      help: { es: 'Un contrato sin cursos que a fin de mes tiene como mucho estos días no se da por renunciado.', en: 'A contract without courses that is no older at the end of the month is not taken for resigned.' },
    },
    {
      name: 'late_invoices', kind: 'enum', options: LATE, default: DEFAULT_POLICIES.late_invoices,
      optionWords: { catch_up: { es: 'Ponerse al día', en: 'Catch up' }, prospective: { es: 'Repartir en lo que queda', en: 'Spread over the rest' } },
      label: { es: 'Factura en un curso empezado', en: 'Invoice on a course that runs' },
      help: {
        es: 'Ponerse al día: la parte ya impartida se devenga en el mes de la factura. Repartir: todo va en lo que queda de curso.',
        en: 'Catch up: the part already taught is revenue of the invoice month. Spread: all of it goes over the rest of the course.',
      },
    },
    {
      name: 'accrual_notices', kind: 'boolean', default: true,
      label: { es: 'Avisar de lo que revisar', en: 'Tell people what to look at' },
      help: { es: 'Un aviso por mes devengado con los contratos que necesitan a una persona.', en: 'One notice per accrued month with the contracts that need a person.' },
    },
  ],
};
