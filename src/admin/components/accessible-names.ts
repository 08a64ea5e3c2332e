import { word, type Language, type Word } from './words.js';

/** Parts of AdminJS's own pages that say nothing to a screen reader, and what each is called. None of them can be replaced alone. */
const NAMELESS: readonly [selector: string, name: Word][] = [
  ['thead .adminjs_Checkbox > input:not([aria-label])', 'name_select_all'],
  ['tbody .adminjs_Checkbox > input:not([aria-label])', 'name_select_row'],
  ['[data-css$="filter-drawer"] h3 + button:not([aria-label])', 'name_close'],
  ['[data-css="notice"] button:not([aria-label])', 'name_close'],
  ['[data-testid="actions-dropdown"]:not([aria-label])', 'name_actions'],
];

/** What AdminJS makes of an anchor without an address, and so out of the keyboard's reach, although it acts as a button. */
const NO_BUTTONS = 'a.adminjs_Button:not([href], [role])';

/** Names them, now and whenever the page changes: once for each picture that is drawn, however many changes led to it. */
export function nameTheNameless(): void {
  let waiting = false;
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'es';
  const name = (): void => {
    waiting = false;
    for (const [selector, of] of NAMELESS) for (const part of document.querySelectorAll(selector)) part.setAttribute('aria-label', word(language, of));
    for (const part of document.querySelectorAll<HTMLElement>(NO_BUTTONS)) Object.assign(part, { tabIndex: 0 }).setAttribute('role', 'button');
  };
  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(name);
    waiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener('keydown', (event) => {
    const part = (event.target as HTMLElement).closest<HTMLElement>('a[role="button"]:not([href])');
    if (!part || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    part.click();
  });
}
