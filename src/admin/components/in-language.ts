import type { Language } from './words.js';

/** What is kept in both languages as one text, `Lee / reads`: the reader's half; all of it where it has one half. */
export function inLanguage(text: string, language: Language): string {
  const halves = text.split(' / ');
  return halves.length === 2 ? halves[language === 'es' ? 0 : 1]! : text;
}
