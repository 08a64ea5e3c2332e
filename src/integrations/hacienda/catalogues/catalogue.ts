import type { DocumentType } from '../mapping/types.js';

export interface Entry {
  /** Always text: `01`, never 1. */
  code: string;
  /** What people read, also in the PDF (annex 1, note 7). */
  name: string;
  /** First and last day it may be used, `yyyy-mm-dd`; absent: always. */
  from?: string;
  until?: string;
  /** The only documents that may carry it. */
  only?: readonly DocumentType[];
}

export interface Catalogue {
  /** `condición de venta`. */
  title: string;
  entries: ReadonlyMap<string, Entry>;
}

type Limits = Pick<Entry, 'from' | 'until' | 'only'>;

/** `catalogue('condición de venta', ['01', 'Contado'], ['11', 'Pago…', { only: ['REP'] }])` */
export const catalogue = (title: string, ...rows: readonly (readonly [code: string, name: string, limits?: Limits])[]): Catalogue => ({
  title,
  entries: new Map(rows.map(([code, name, limits]) => [code, { code, name, ...limits }])),
});

export const nameOf = (list: Catalogue, code: string | undefined): string => (code && list.entries.get(code)?.name) || (code ?? '');

/** Why `code` may not stand in a document of this type and day, as a sentence; nothing when it may. */
export function whyNot(list: Catalogue, code: string, day: string, type?: DocumentType): string | undefined {
  const entry = list.entries.get(code);
  if (!entry) return `«${code.slice(0, 20)}» no es un código de ${list.title}: ${choices(list, day, type)}.`;
  if (entry.from && day < entry.from) return `El código ${code} (${entry.name}) rige desde el ${entry.from}.`;
  if (entry.until && day > entry.until) return `El código ${code} (${entry.name}) rigió hasta el ${entry.until}.`;
  if (entry.only && type && !entry.only.includes(type)) return `El código ${code} (${entry.name}) solo se admite en ${entry.only.join(', ')}.`;
  return undefined;
}

function choices(list: Catalogue, day: string, type?: DocumentType): string {
  const codes = [...list.entries.keys()].filter((code) => !whyNot(list, code, day, type));
  return codes.length <= 25 ? `use ${codes.join(', ')}` : 'véalo en el catálogo de Hacienda';
}
