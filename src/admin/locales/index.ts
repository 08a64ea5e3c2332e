import type { Locale as AdminLocale } from 'adminjs';
import type { Locale } from '../../core/i18n/index.js';
import { columnNames } from './columns.js';
import { FRAME } from './frame.js';
import { resourceNames, withIntegrationValues } from './integrations.js';
import { VALUES } from './values.js';

// Pages are called by what they show, not «Lista» and «Ver».
const pageTitles = (labels: Record<string, string>, one: Record<string, string>, columns: Record<string, string>) =>
  Object.fromEntries(Object.entries(one).map(([id, show]) => [id, { actions: { list: labels[id], show }, properties: ownColumns(id, columns) }]));

const ownColumns = (resource: string, columns: Record<string, string>) =>
  Object.fromEntries(Object.entries(columns).filter(([name]) => name.startsWith(`${resource}.`)).map(([name, text]) => [name.slice(resource.length + 1), text]));

/** Everything AdminJS says, in the language of whoever reads. One language a page: the switch loads it anew. */
export function adminLocale(locale: Locale, integrations: readonly { id: string; label: string }[]): AdminLocale {
  const labels = Object.fromEntries(integrations.map(({ id, label }) => [id, label]));
  const values = withIntegrationValues(locale, VALUES[locale]);
  const own = resourceNames(locale);
  const columns = columnNames(locale);
  const frame = FRAME[locale];
  return {
    language: locale,
    availableLanguages: [locale],
    localeDetection: false,
    debug: false,
    translations: {
      [locale]: {
        ...frame,
        actions: { ...frame.actions, ...own.actions },
        // A group of the navigation is called as its integration.
        labels: { ...frame.labels, ...own.labels, ...labels, ...values, integration: labels, integration_name: labels },
        properties: columns,
        resources: pageTitles({ ...frame.labels, ...own.labels }, { ...frame.one, ...own.one }, columns),
      },
    },
  };
}
