import { word, type Language, type Word } from './words.js';

/** Parts of AdminJS's own pages that say nothing to a screen reader, and what each is called. None of them can be replaced alone. */
const NAMELESS: readonly [selector: string, name: Word][] = [
  ['thead .adminjs_Checkbox > input:not([aria-label])', 'name_select_all'],
  ['tbody .adminjs_Checkbox > input:not([aria-label])', 'name_select_row'],
  ['[data-css$="filter-drawer"] h3 + button:not([aria-label])', 'name_close'],
  ['[data-css="notice"] button:not([aria-label])', 'name_close'],
  ['[data-testid="actions-dropdown"]:not([aria-label])', 'name_actions'],
];

/** Names them, now and whenever the page changes: once for each picture that is drawn, however many changes led to it. */
export function nameTheNameless(): void {
  let waiting = false;
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'es';
  const name = (): void => {
    waiting = false;
    for (const [selector, of] of NAMELESS) for (const part of document.querySelectorAll(selector)) part.setAttribute('aria-label', word(language, of));
  };
  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(name);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
}
