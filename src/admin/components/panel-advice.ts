import { runbookOf, type RunbookEntry } from '../runbooks.js';
import type { Language } from './words.js';

/** What the runbook says about a failure: by its code, else by a sentence of the runbook that its message holds. Null when nothing. Pure. */
export function adviceFor(integration: string, code: string | null, message: string | null, language: Language): string | null {
  const own = (code ?? '').replace(`${integration}.`, '');
  const found = runbookOf(integration).find(({ codes = [] }) => codes.some((one) => fits(one, own)))
    ?? runbookOf(integration).find(({ sign }) => sign && message?.includes(sign[0]));
  return found ? textOf(found.todo, language) : null;
}

/** The runbook narrowed to the entries that hold every word of `wanted`. Pure. */
export function searchRunbook(integration: string, wanted: string, language: Language): RunbookEntry[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return runbookOf(integration).filter((entry) => {
    const text = [...(entry.codes ?? []), entry.sign && textOf(entry.sign, language), textOf(entry.todo, language)].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export const textOf = ([es, en]: readonly [string, string], language: Language): string => (language === 'es' ? es : en);

const fits = (pattern: string, code: string): boolean => (pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern);
