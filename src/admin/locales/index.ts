import type { Locale as AdminLocale } from 'adminjs';
import type { Locale } from '../../core/i18n/index.js';
import { columnNames } from './columns.js';
import { FRAME } from './frame.js';
import { VALUES } from './values.js';

/** Everything AdminJS says, in the language of whoever reads. One language a page: the switch loads it anew. */
export function adminLocale(locale: Locale, integrations: readonly { id: string; label: string }[]): AdminLocale {
  const labels = Object.fromEntries(integrations.map(({ id, label }) => [id, label]));
  const values = VALUES[locale];
  const frame = FRAME[locale];
  return {
    language: locale,
    availableLanguages: [locale],
    localeDetection: false,
    debug: false,
    translations: {
      [locale]: {
        ...frame,
        labels: { ...frame.labels, ...values, integration: labels, integration_name: labels },
        properties: columnNames(locale),
      },
    },
  };
}
