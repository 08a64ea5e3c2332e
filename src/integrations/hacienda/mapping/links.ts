import type { DocumentLink, MadeFacts } from '../../../core/integration/definition.js';

const PAGES: Record<string, string> = { document: 'hacienda-documents', received: 'hacienda-received' };

/** The page of the document here: Hacienda shows taxpayers none. The order key names it from the first moment on. */
export function haciendaLinks({ order_key, external_reference, summary }: MadeFacts): DocumentLink[] {
  const [, kind = '', id = ''] = /^(document|received):([\w-]+)$/.exec(order_key ?? '') ?? [];
  const resource = PAGES[kind];
  return resource ? [{ label: String(summary.consecutive ?? summary.clave ?? external_reference ?? id), href: `/admin/resources/${resource}/records/${id}/show` }] : [];
}
