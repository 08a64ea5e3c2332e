import type { DocumentLink, MadeFacts } from '../../../core/integration/definition.js';

/** Pages of Alegra's own application, by the field of the summary that holds the id. */
const PAGES = [
  { id: 'invoice_id', number: 'invoice_number', path: 'invoice' },
  { id: 'credit_note_id', number: 'credit_note_number', path: 'credit-note' },
];

/** Only what the real Alegra holds has a page there: a sandbox's ids would lead to a stranger's document. */
export function alegraLinks({ summary, base_url }: MadeFacts): DocumentLink[] {
  if (!base_url || !URL.canParse(base_url) || new URL(base_url).hostname !== 'api.alegra.com') return [];
  return PAGES.flatMap(({ id, number, path }) => {
    const given = summary[id];
    return typeof given === 'string' || typeof given === 'number' ? [{ label: String(summary[number] ?? given), href: `https://app.alegra.com/${path}/view/id/${encodeURIComponent(given)}` }] : [];
  });
}
