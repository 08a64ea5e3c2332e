import type { Locale } from '../../core/i18n/index.js';
import { HACIENDA_WORDS } from '../../integrations/hacienda/hacienda.admin-words.js';
import { ALEGRA_WORDS } from '../../integrations/alegra/alegra.admin-words.js';
import { DEVENGO_WORDS } from '../../integrations/devengo/devengo.admin-words.js';
import { ERPNEXT_WORDS } from '../../integrations/erpnext/erpnext.admin-words.js';
import { DEVENGO_SYNC_WORDS } from '../../integrations/devengo/devengo.sync.admin-words.js';
import { OPPEN_WORDS } from '../../integrations/oppen/oppen.admin-words.js';
import { ADMINISTRATION_WORDS } from './administration.js';
import { SANDBOX_WORDS } from './sandbox.js';

/** What an integration's own resources are called in the back-office. Plain data: the page's bundle carries it too. */
export interface IntegrationWords {
  /** Of each resource by id: many of them, and one. Spanish, English. */
  resources: Record<string, { many: [string, string]; one: [string, string] }>;
  /** Pages of its own, by id. */
  pages?: Record<string, [string, string]>;
  /** Its own actions on resources, by name. */
  actions?: Record<string, [string, string]>;
  /** Columns that the house does not know; `<resource>.<column>` where that resource calls it otherwise than the others do. */
  columns: Record<string, [string, string]>;
  /** Closed vocabularies, by column and value; `<resource>.<column>` where other tables use the same words otherwise. */
  values: Record<string, Record<string, [string, string]>>;
}

export const INTEGRATION_WORDS: readonly IntegrationWords[] = [ALEGRA_WORDS, ERPNEXT_WORDS, OPPEN_WORDS, HACIENDA_WORDS, DEVENGO_SYNC_WORDS, DEVENGO_WORDS, ADMINISTRATION_WORDS, SANDBOX_WORDS];

const pick = (locale: Locale) => ([es, en]: [string, string]): string => (locale === 'es' ? es : en);
const words = (entries: Record<string, [string, string]>, locale: Locale) => Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, pick(locale)(text)]));

/** Names of pages, resources and actions: `labels` for the navigation, `one` for a record's page. */
export function resourceNames(locale: Locale): Record<'labels' | 'one' | 'actions', Record<string, string>> {
  const all = INTEGRATION_WORDS.flatMap(({ resources }) => Object.entries(resources));
  return {
    labels: { ...own('pages', locale), ...Object.fromEntries(all.map(([id, { many }]) => [id, pick(locale)(many)])) },
    actions: own('actions', locale),
    one: Object.fromEntries(all.map(([id, { one }]) => [id, pick(locale)(one)])),
  };
}

const own = (part: 'pages' | 'actions', locale: Locale): Record<string, string> => Object.assign({}, ...INTEGRATION_WORDS.map((all) => words(all[part] ?? {}, locale))) as Record<string, string>;

/** The house's vocabularies with those of the integrations among them. */
export function withIntegrationValues(locale: Locale, house: Record<string, Record<string, string>>): Record<string, Record<string, string>> {
  const merged = { ...house };
  for (const { values } of INTEGRATION_WORDS) for (const [column, entries] of Object.entries(values)) merged[column] = { ...merged[column], ...words(entries, locale) };
  return merged;
}
