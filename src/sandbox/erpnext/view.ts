import type { Doc, Fields, Site } from './site.js';

/** A document as the API answers it: from v15 on without nulls; when read, never with them. */
export function viewDoc(site: Site, doc: Doc, { read }: { read: boolean }): Fields {
  const whole = { ...doc, ...(doc.items ? { items: doc.items.map((row) => ({ ...row, docstatus: doc.docstatus, parent: doc.name })) } : {}) };
  return read || site.settings.version >= 15 ? withoutNulls(whole) : whole;
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, name === 'items' ? (value as Fields[]).map(withoutNulls) : value]),
  );
}
