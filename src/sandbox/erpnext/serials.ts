import { frappeThrow } from './frappe-error.js';
import { isEmpty, numberOf, type Doc, type Row, type Site } from './site.js';

/** One row's movement of serial numbers, checked and not yet done. */
export interface Movement {
  row: Row;
  serials: string[];
  /** By the server itself, first in first out. */
  picked: boolean;
}

/** Newline or comma separated, as every version reads it. */
export const serialsOf = (row: Row): string[] => String(row.serial_no ?? '').split(/[\n,]/).map((serial) => serial.trim()).filter(Boolean);

const isSerialised = (site: Site, row: Row): boolean => Boolean(site.get('Item', row.item_code).has_serial_no);

/** Goods coming in: every serial must be free. */
export function checkInward(site: Site, doc: Doc): Movement[] {
  return doc.items!.map((row) => {
    const serials = site.settings.serialText === 'used' ? serialsOf(row) : [];
    if (!isSerialised(site, row)) return { row, serials: refuseSerials(row, serials), picked: false };
    if (serials.length === 0) frappeThrow('ValidationError', `Serial and Batch Bundle not set for item ${String(row.item_code)}`, `Paquete de serie y lote no establecido para el producto ${String(row.item_code)}`);
    checkCount(site, row, serials);
    for (const serial of serials) checkFree(site, row, serial);
    return { row, serials, picked: false };
  });
}

function checkFree(site: Site, row: Row, serial: string): void {
  const known = site.find('Serial No', serial);
  if (!known) return;
  if (known.item_code !== row.item_code) frappeThrow('ValidationError', `Serial Nos <strong>${serial}</strong> does not belong to Item ${String(row.item_code)}`, `El número de serie <strong>${serial}</strong> no pertenece al producto ${String(row.item_code)}`);
  if (!isEmpty(known.warehouse)) frappeThrow('SerialNoDuplicateError', `Serial No <strong>${serial}</strong> is already present in the warehouse <strong>${String(known.warehouse)}</strong>.`, `El número de serie <strong>${serial}</strong> ya está presente en el almacén <strong>${String(known.warehouse)}</strong>.`);
  if (site.settings.version >= 15 && !site.settings.allowExistingSerialNo) frappeThrow('ValidationError', `You can't process the serial number ${serial} as it has already been used`, `No puede procesar el número de serie ${serial} porque ya se usó`);
}

/** Goods going out: every serial must lie in the row's warehouse. */
export function checkOutward(site: Site, doc: Doc): Movement[] {
  const taken = new Set<string>();
  return doc.items!.map((row) => {
    const given = site.settings.serialText === 'used' ? serialsOf(row) : [];
    if (site.stock(row.item_code, row.warehouse) < numberOf(row.qty)) {
      frappeThrow('NegativeStockError', `${numberOf(row.qty)} units of <a href="/app/item/x">Item ${String(row.item_code)}</a> needed in Warehouse ${String(row.warehouse)} to complete this transaction.`, `Se necesitan ${numberOf(row.qty)} unidades de <a href="/app/item/x">${String(row.item_code)}</a> en el almacén ${String(row.warehouse)} para completar esta transacción.`);
    }
    if (!isSerialised(site, row)) return { row, serials: refuseSerials(row, given), picked: false };
    if (given.length === 0 && site.settings.version < 15) frappeThrow('SerialNoRequiredError', `Serial Nos Required for Serialized Item ${String(row.item_code)}`, `Números de serie requeridos para el producto ${String(row.item_code)}`);
    const serials = given.length > 0 ? given : firstIn(site, row, taken);
    checkCount(site, row, serials);
    for (const serial of serials) {
      const known = site.find('Serial No', serial);
      if (!known || known.item_code !== row.item_code || known.warehouse !== row.warehouse) {
        frappeThrow('SerialNoWarehouseError', `You cannot outward following Serial No <strong>${serial}</strong>: it does not belong to Warehouse ${String(row.warehouse)}`, `El número de serie <strong>${serial}</strong> no pertenece al almacén ${String(row.warehouse)}`);
      }
      taken.add(serial);
    }
    return { row, serials, picked: given.length === 0 };
  });
}

// auto_create_serial_and_batch_bundle_for_outward: a lost serial number ships another unit without a word.
function firstIn(site: Site, row: Row, taken: ReadonlySet<string>): string[] {
  const here = [...site.table('Serial No').values()].filter((known) => known.item_code === row.item_code && known.warehouse === row.warehouse && !taken.has(known.name));
  return here.slice(0, numberOf(row.qty)).map(({ name }) => name);
}

function refuseSerials(row: Row, serials: string[]): string[] {
  if (serials.length > 0) frappeThrow('ValidationError', `Item ${String(row.item_code)} is not setup for Serial Nos. Column must be blank`, `El producto ${String(row.item_code)} no lleva números de serie: la columna debe quedar vacía`);
  return serials;
}

function checkCount(site: Site, row: Row, serials: string[]): void {
  const distinct = new Set(serials.map((serial) => serial.toLowerCase()));
  if (distinct.size === numberOf(row.qty) && distinct.size === serials.length) return;
  if (site.settings.version >= 15) frappeThrow('ValidationError', `Total quantity ${distinct.size} in the Serial and Batch Bundle does not match with the quantity ${numberOf(row.qty)} for the Item ${String(row.item_code)}`, `La cantidad total ${distinct.size} del paquete de serie y lote no coincide con la cantidad ${numberOf(row.qty)} del producto ${String(row.item_code)}`);
  frappeThrow('SerialNoQtyError', `${numberOf(row.qty)} Serial Numbers required for Item ${String(row.item_code)}. You have provided ${distinct.size}.`, `Se requieren ${numberOf(row.qty)} números de serie para ${String(row.item_code)}. Ha dado ${distinct.size}.`);
}

/** Does what was checked: stock, serial numbers and, from v15 on, the bundle. */
export function move(site: Site, doc: Doc, movements: Movement[], direction: 1 | -1): void {
  for (const { row, serials } of movements) {
    site.moveStock(row.item_code, row.warehouse, direction * numberOf(row.qty));
    for (const serial of serials) placeSerial(site, doc, row, serial, direction);
    if (serials.length > 0 && site.settings.version >= 15) row.serial_and_batch_bundle = bundle(site, doc, row, serials, direction);
  }
}

function placeSerial(site: Site, doc: Doc, row: Row, serial: string, direction: 1 | -1): void {
  const known = site.find('Serial No', serial);
  const at = direction === 1 ? { warehouse: row.warehouse, company: doc.company, status: 'Active' } : { warehouse: null, status: doc.docstatus === 2 ? 'Inactive' : 'Delivered', customer: doc.customer ?? null };
  const stamp = site.now();
  site.put({ ...(known ?? { name: serial, doctype: 'Serial No', docstatus: 0, item_code: row.item_code, creation: stamp }), ...at, modified: stamp } as Doc);
}

function bundle(site: Site, doc: Doc, row: Row, serials: string[], direction: 1 | -1): string {
  const name = site.nextName('SABB-');
  const stamp = site.now();
  const entries = serials.map((serial_no, index) => ({ name: site.rowName(), idx: index + 1, serial_no, qty: direction, warehouse: row.warehouse }));
  site.put({
    doctype: 'Serial and Batch Bundle', name, docstatus: 1, modified: stamp, creation: stamp, item_code: row.item_code, company: doc.company, warehouse: row.warehouse,
    type_of_transaction: direction === 1 ? 'Inward' : 'Outward', total_qty: direction * serials.length, voucher_type: doc.doctype, voucher_no: doc.name, entries,
  } as Doc);
  return name;
}

/** The serials that a submitted row really moved. */
export function movedSerials(site: Site, row: Row): string[] {
  const entries = site.find('Serial and Batch Bundle', row.serial_and_batch_bundle)?.entries as { serial_no: string }[] | undefined;
  return entries ? entries.map(({ serial_no }) => serial_no) : site.settings.serialText === 'used' ? serialsOf(row) : [];
}

/** Takes a movement back; refused when the goods have moved on. */
export function undo(site: Site, doc: Doc, wasInward: boolean): void {
  const rows = doc.items!.map((row) => ({ row, serials: movedSerials(site, row), picked: false }));
  for (const { row, serials } of rows) {
    if (wasInward && site.stock(row.item_code, row.warehouse) < numberOf(row.qty)) frappeThrow('NegativeStockError', `${numberOf(row.qty)} units of Item ${String(row.item_code)} needed in Warehouse ${String(row.warehouse)}`, `Faltan ${numberOf(row.qty)} unidades de ${String(row.item_code)} en el almacén ${String(row.warehouse)}`);
    for (const serial of serials) {
      const at = site.find('Serial No', serial)?.warehouse;
      const stillThere = wasInward ? at === row.warehouse : isEmpty(at);
      if (!stillThere) frappeThrow('SerialNoExistsInFutureTransactionError', `Serial No <strong>${serial}</strong> exists in a future transaction`, `El número de serie <strong>${serial}</strong> existe en una transacción posterior`);
    }
  }
  for (const { row, serials } of rows) {
    site.moveStock(row.item_code, row.warehouse, (wasInward ? -1 : 1) * numberOf(row.qty));
    for (const serial of serials) placeSerial(site, doc, row, serial, wasInward ? -1 : 1);
    const made = site.find('Serial and Batch Bundle', row.serial_and_batch_bundle);
    if (made) made.docstatus = 2;
  }
}
