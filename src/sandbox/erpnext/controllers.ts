import { FrappeError, frappeThrow } from './frappe-error.js';
import { checkInward, checkOutward, move, undo } from './serials.js';
import { isEmpty, numberOf, type Doc, type Row, type Site } from './site.js';

/** ERPNext's own code beside a doctype. Checks come before the first change, so that a refusal leaves nothing behind. */
export interface Controller {
  /** Fills what the server fills and refuses what it refuses, on every save. */
  validate(site: Site, doc: Doc): void;
  submit(site: Site, doc: Doc): void;
  cancel(site: Site, doc: Doc): void;
}

export const CONTROLLERS: Readonly<Record<string, Controller>> = {
  'Purchase Order': {
    validate(site, doc) {
      fill(site, doc, 'supplier');
      doc.transaction_date ??= site.today();
      const dates = [doc.schedule_date, ...(doc.items ?? []).map((row) => row.schedule_date)].filter((date) => !isEmpty(date));
      if (dates.length === 0) frappeThrow('ValidationError', 'Please enter Reqd by Date', 'Por favor, introduzca la fecha requerida');
      doc.schedule_date ??= dates[0];
      for (const row of doc.items ?? []) row.schedule_date ??= doc.schedule_date;
      if (dates.some((date) => String(date) < String(doc.transaction_date))) frappeThrow('ValidationError', 'Expected Date cannot be before Transaction Date', 'La fecha prevista no puede ser anterior a la fecha de la transacción');
      checkRows(site, doc, 'is_purchase_item');
      const codes = (doc.items ?? []).map((row) => row.item_code);
      if (!site.settings.allowMultipleItems && new Set(codes).size < codes.length) frappeThrow('ValidationError', 'Same item cannot be entered multiple times.', 'El mismo artículo no se puede introducir varias veces.');
    },
    submit(_site, doc) {
      Object.assign(doc, { status: 'To Receive and Bill', per_received: 0 });
      for (const row of doc.items!) row.received_qty = 0;
    },
    cancel(site, doc) {
      for (const receipt of site.table('Purchase Receipt').values()) {
        if (receipt.docstatus !== 1 || !receipt.items!.some((row) => row.purchase_order === doc.name)) continue;
        frappeThrow('LinkExistsError', `Cannot delete or cancel because Purchase Order <a href="/app/purchase-order/${doc.name}">${doc.name}</a> is linked with Purchase Receipt <a href="/app/purchase-receipt/${receipt.name}">${receipt.name}</a>`, `No se puede eliminar o cancelar porque la Orden de compra <a href="/app/purchase-order/${doc.name}">${doc.name}</a> está vinculada con el Recibo de compra <a href="/app/purchase-receipt/${receipt.name}">${receipt.name}</a>`);
      }
      doc.status = 'Cancelled';
    },
  },
  'Purchase Receipt': {
    validate(site, doc) {
      fill(site, doc, 'supplier');
      posting(site, doc);
      for (const row of doc.items ?? []) row.received_qty ??= numberOf(row.qty) + numberOf(row.rejected_qty);
      checkRows(site, doc, 'is_purchase_item');
      for (const row of doc.items ?? []) checkAgainstOrder(site, doc, row);
    },
    submit(site, doc) {
      const movements = checkInward(site, doc);
      for (const row of doc.items!) checkNotOver(site, row);
      move(site, doc, movements, 1);
      for (const row of doc.items!) receive(site, row, 1);
      doc.status = 'To Bill';
    },
    cancel(site, doc) {
      undo(site, doc, true);
      for (const row of doc.items!) receive(site, row, -1);
      doc.status = 'Cancelled';
    },
  },
  'Delivery Note': {
    validate(site, doc) {
      fill(site, doc, 'customer');
      posting(site, doc);
      doc.selling_price_list ??= site.settings.sellingPriceList;
      checkRows(site, doc, 'is_sales_item');
    },
    submit(site, doc) {
      move(site, doc, checkOutward(site, doc), -1);
      doc.status = 'To Bill';
    },
    cancel(site, doc) {
      undo(site, doc, false);
      doc.status = 'Cancelled';
    },
  },
};

function fill(site: Site, doc: Doc, party: 'supplier' | 'customer'): void {
  doc.company ??= site.settings.defaultCompany;
  doc.currency ??= site.find('Company', doc.company)?.default_currency ?? null;
  doc.conversion_rate ??= 1;
  doc.title ??= doc[party] ?? null;
  doc.status ??= 'Draft';
  const [label, rotulo] = party === 'supplier' ? ['Supplier', 'Proveedor'] : ['Customer', 'Cliente'];
  const found = isEmpty(doc[party]) ? undefined : site.find(label!, doc[party]);
  if (found?.disabled) frappeThrow('PartyDisabled', `${label} ${found.name} is disabled`, `${rotulo} ${found.name} está deshabilitado`);
  let total = 0;
  for (const row of doc.items ?? []) {
    row.amount = row.base_amount = Math.round(numberOf(row.qty) * numberOf(row.rate) * 100) / 100;
    row.base_rate = numberOf(row.rate);
    total += row.amount as number;
  }
  Object.assign(doc, { total, grand_total: total, total_qty: (doc.items ?? []).reduce((sum, row) => sum + numberOf(row.qty), 0) });
}

function posting(site: Site, doc: Doc): void {
  if (doc.set_posting_time && !isEmpty(doc.posting_date)) {
    if (String(doc.posting_date) > site.today()) frappeThrow('ValidationError', 'Posting Date cannot be future date', 'La fecha de publicación no puede ser futura');
    return;
  }
  const [date, time] = site.now().split(' ');
  Object.assign(doc, { posting_date: date, posting_time: time });
}

function checkRows(site: Site, doc: Doc, use: 'is_purchase_item' | 'is_sales_item'): void {
  for (const row of doc.items ?? []) {
    const item = site.find('Item', row.item_code);
    if (!item) continue;
    Object.assign(row, { item_name: row.item_name ?? item.item_name, uom: row.uom ?? item.stock_uom, stock_uom: item.stock_uom, conversion_factor: row.conversion_factor ?? 1, stock_qty: row.qty });
    if (item.disabled) frappeThrow('ValidationError', `Item ${item.name} is disabled`, `El producto ${item.name} está deshabilitado`);
    if (item.has_variants) frappeThrow('ItemTemplateCannotHaveStock', `Item ${item.name} is a template, please select one of its variants`, `El producto ${item.name} es una plantilla; elija una de sus variantes`);
    if (!item[use]) frappeThrow('ValidationError', `Item ${item.name} must be a ${use === 'is_purchase_item' ? 'Purchase' : 'Sales'} Item`, `El producto ${item.name} debe ser un producto de ${use === 'is_purchase_item' ? 'compra' : 'venta'}`);
    if (!item.is_stock_item) continue;
    if (isEmpty(row.warehouse)) frappeThrow('ValidationError', `Warehouse is mandatory for stock Item ${item.name} in row ${row.idx}`, `El almacén es obligatorio para el producto ${item.name} en la fila ${row.idx}`);
    const warehouse = site.get('Warehouse', row.warehouse);
    if (warehouse.company !== doc.company) frappeThrow('InvalidWarehouseCompany', `Warehouse <strong>${warehouse.name}</strong> does not belong to company ${String(doc.company)}`, `El almacén <strong>${warehouse.name}</strong> no pertenece a la compañía ${String(doc.company)}`);
    if (warehouse.is_group || warehouse.disabled) frappeThrow('ValidationError', `Warehouse ${warehouse.name} cannot be used in transactions`, `El almacén ${warehouse.name} no se puede usar en transacciones`);
  }
}

function checkAgainstOrder(site: Site, doc: Doc, row: Row): void {
  if (isEmpty(row.purchase_order)) {
    if (site.settings.poRequired) frappeThrow('ValidationError', `Purchase Order number required for Item ${String(row.item_code)}`, `Se requiere el número de orden de compra para el producto ${String(row.item_code)}`);
    return;
  }
  const order = site.get('Purchase Order', row.purchase_order);
  if (order.docstatus === 2) frappeThrow('CancelledLinkError', `Cannot link cancelled document: Row #${row.idx}: Purchase Order: ${order.name}`, `No se puede vincular un documento cancelado: fila #${row.idx}: Orden de compra: ${order.name}`);
  if (order.docstatus === 0) frappeThrow('ValidationError', `Purchase Order ${order.name} is not submitted`, `La orden de compra ${order.name} no está validada`);
  for (const field of ['supplier', 'company', 'currency']) {
    if (doc[field] !== order[field]) frappeThrow('ValidationError', `Incorrect value: ${field} must be equal to '${String(order[field])}'`, `Valor incorrecto: ${field} debe ser igual a «${String(order[field])}»`);
  }
  const line = orderLine(site, row);
  if (!isEmpty(row.purchase_order_item) && line?.item_code !== row.item_code) frappeThrow('ValidationError', `Row #${row.idx}: Incorrect value: Item Code must be equal to '${String(line?.item_code)}'`, `Fila #${row.idx}: valor incorrecto: el código debe ser igual a «${String(line?.item_code)}»`);
}

// The status updater joins on the row's name: without it the order never learns of its receipt.
const orderLine = (site: Site, row: Row): Row | undefined => site.find('Purchase Order', row.purchase_order)?.items!.find(({ name }) => name === row.purchase_order_item);

function checkNotOver(site: Site, row: Row): void {
  const line = orderLine(site, row);
  if (!line || numberOf(line.received_qty) + numberOf(row.qty) <= numberOf(line.qty)) return;
  throw new FrappeError('OverAllowanceError', [{
    en: `This document is over limit by Qty for item <strong>${String(row.item_code)}</strong>. Are you making another Purchase Receipt against the same Purchase Order?`,
    es: `Este documento excede el límite de cantidad del producto <strong>${String(row.item_code)}</strong>. ¿Está haciendo otro Recibo de compra contra la misma Orden de compra?`,
  }]);
}

function receive(site: Site, row: Row, direction: 1 | -1): void {
  const line = orderLine(site, row);
  if (!line) return;
  line.received_qty = numberOf(line.received_qty) + direction * numberOf(row.qty);
  const order = site.get('Purchase Order', row.purchase_order);
  const [received, wanted] = order.items!.reduce(([got, all], each) => [got + numberOf(each.received_qty), all + numberOf(each.qty)] as [number, number], [0, 0]);
  Object.assign(order, { per_received: Math.round((received / wanted) * 100), status: received >= wanted ? 'To Bill' : 'To Receive and Bill', modified: site.now() });
}
