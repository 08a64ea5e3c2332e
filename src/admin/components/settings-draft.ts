import type { SettingField } from '../../core/integration/settings.js';

/** What a person is typing: text as typed, rows of a map, or a choice. */
export type Draft = string | [string, string][];

/** A stored value as it is typed. */
export function asDraft({ kind }: Pick<SettingField, 'kind'>, value: unknown): Draft {
  if (kind === 'map') return Object.entries((value ?? {}) as object).map(([key, item]) => [key, String(item)]);
  if (kind === 'numbers') return (value as unknown[]).join(', ');
  if (kind === 'list') return (value as unknown[]).join('\n');
  return String(value ?? '');
}

/** What was typed as the API takes it. What is no number is left as it is, for the server to refuse in words. */
export function fromDraft({ kind }: Pick<SettingField, 'kind'>, draft: Draft): unknown {
  if (typeof draft !== 'string') return Object.fromEntries(draft.filter(([key]) => key.trim() !== '').map(([key, value]) => [key.trim(), asNumber(value)]));
  switch (kind) {
    case 'number': return asNumber(draft);
    case 'numbers': return parts(draft, /[,;\s]+/).map(asNumber);
    case 'list': return parts(draft, '\n');
    case 'boolean': return draft === 'true';
    default: return draft;
  }
}

/** A value in a sentence: in the history, and as the default. */
export function inWords({ kind, optionWords }: Pick<SettingField, 'kind' | 'optionWords'>, value: unknown, language: 'es' | 'en', yesNo: (yes: boolean) => string): string {
  if (typeof value === 'boolean') return yesNo(value);
  if (kind === 'enum') return optionWords?.[String(value)]?.[language] ?? String(value);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, item]) => `${key}: ${String(item)}`).join(', ') || '—';
  return String(value);
}

const asNumber = (text: string): unknown => (text.trim() === '' || Number.isNaN(Number(text)) ? text.trim() : Number(text));
const parts = (text: string, by: string | RegExp): string[] => text.split(by).map((part) => part.trim()).filter(Boolean);
