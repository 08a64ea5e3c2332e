import { type AlegraItem, fieldsOf, idOf, textOf } from '../client/alegra.types.js';
import type { AlegraMetadata } from '../alegra.credentials.js';
import type { ErpnextDocument } from './erpnext-document.js';
import type { ErpnextItem } from './erpnext-rows.js';
import { lookUp } from './maps.js';
import type { Problem } from './problems.js';

type Settings = Pick<AlegraMetadata, 'item_map' | 'default_item_id'>;
/** Ids that a search by reference found, by item code. */
export type FoundItems = ReadonlyMap<string, string>;

/** Alegra's item of a line: its own `alegra_id`, else the map, else what was found, else the default. Never a line without id. */
export function resolveItem(item: ErpnextItem, settings: Settings, found?: FoundItems): string | Problem {
  const id = ownId(item, settings) ?? (item.code === null ? undefined : found?.get(item.code)) ?? settings.default_item_id;
  if (id !== undefined) return id;
  const name = item.code ?? item.name ?? item.path;
  return { path: item.path, code: 'item_unmapped', message: `El producto «${name}» no tiene un producto de Alegra: agréguelo a item_map, envíe items[].alegra_id o configure default_item_id.` };
}

/** Codes of the lines that neither carry an id nor are in the map: worth a search by reference. */
export function unmappedCodes(document: Pick<ErpnextDocument, 'items'>, settings: Settings): string[] {
  const codes = document.items.filter((item) => ownId(item, settings) === undefined).map(({ code }) => code);
  return [...new Set(codes.filter((code) => code !== null))];
}

/** The one active row whose reference is exactly the code; null when there is none or more than one. */
export function matchItem(rows: readonly AlegraItem[], code: string): string | null {
  const same = rows.filter(({ reference, status }) => status !== 'inactive' && (textOf(reference) ?? textOf(fieldsOf(reference).reference)) === code);
  return same.length === 1 ? idOf(same[0]) : null;
}

const ownId = (item: ErpnextItem, { item_map: map }: Settings): string | undefined => item.alegraId ?? lookUp(map, item.code);
