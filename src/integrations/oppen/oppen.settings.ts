import { IsNumber, Max, Min } from 'class-validator';
import { CompanySettings, type SettingsDefinition } from '../../core/integration/index.js';
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
      label: { es: 'Espera al auditar (segundos)', en: 'Wait when auditing (seconds)' },
      help: {
        es: 'Cuánto espera «marcar auditado» a que las facturas lleguen a Oppen; lo que falte sigue en segundo plano. De 0 a 120.',
        en: 'How long an audit waits for its invoices to reach Oppen; the rest goes on in the background. 0 to 120.',
      },
      default: DEFAULT_BUDGET_SECONDS,
    },
  ],
};
