import { IsNumber, Max, Min } from 'class-validator';
import { CompanySettings, UNITS, type SettingsDefinition } from '../../core/integration/index.js';
import { IsGiven } from '../../core/problems/index.js';

export const DEFAULT_BUDGET_SECONDS = 20;

/** What a company may set for Oppen beyond the retries. */
class OppenSettings extends CompanySettings {
  @IsGiven() @IsNumber() @Min(0) @Max(120)
  sync_budget_seconds?: number;
}

export const OPPEN_SETTINGS: SettingsDefinition = {
  type: OppenSettings,
  fields: [
    {
      name: 'sync_budget_seconds',
      kind: 'number',
      label: { es: 'Espera al auditar', en: 'Wait when auditing' },
      help: {
        es: 'Cuánto espera «marcar auditado» a que las facturas lleguen a Oppen; lo que falte sigue en segundo plano.',
        en: 'How long an audit waits for its invoices to reach Oppen; the rest goes on in the background.',
      },
      unit: UNITS.seconds,
      range: { min: 0, max: 120 },
      default: DEFAULT_BUDGET_SECONDS,
    },
  ],
};
