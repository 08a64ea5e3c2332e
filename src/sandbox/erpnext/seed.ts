import { VOUCHERS } from './doctypes.js';
import { fieldsOf, Site, type ApiUser, type Doc, type Fields, type SiteSettings } from './site.js';

export const DEFAULT_SETTINGS: SiteSettings = {
  version: 15, language: 'en', traceback: true, defaultCompany: 'Empresa A', sellingPriceList: 'Standard Selling',
  allowMultipleItems: false, poRequired: false, allowExistingSerialNo: true, serialText: 'used',
};

export const KEY_FIELD = 'custom_transfer_key';

/** Two sites with the same masters; each has a user of full rights. All names are invented. */
export const DEFAULT_USERS: Readonly<Record<string, ApiUser>> = {
  a: { key: 'sandbox-key-a', secret: 'sandbox-secret-a', email: 'api@empresa-a.example', systemManager: true, denied: [] },
  b: { key: 'sandbox-key-b', secret: 'sandbox-secret-b', email: 'api@empresa-b.example', systemManager: true, denied: [] },
};

export function firstDay(id: string): Site {
  const site = new Site(id, { ...DEFAULT_SETTINGS }, [structuredClone(DEFAULT_USERS[id]!)]);
  addMasters(site, MASTERS);
  for (const dt of VOUCHERS) addMasters(site, { 'Custom Field': [{ name: `${dt}-${KEY_FIELD}`, dt, fieldname: KEY_FIELD, label: 'Transfer Key', fieldtype: 'Data', unique: 1, no_copy: 1, read_only: 1 }] });
  return site;
}

const goods = (item_code: string, has_serial_no: 0 | 1, more: Fields = {}): Fields => ({
  name: item_code, item_code, item_name: `Artículo ${item_code}`, stock_uom: 'Unidad', disabled: 0, has_variants: 0, has_serial_no, is_stock_item: 1, is_purchase_item: 1, is_sales_item: 1, ...more,
});

const MASTERS: Record<string, Fields[]> = {
  Company: [{ name: 'Empresa A', abbr: 'EA', default_currency: 'CRC' }, { name: 'Empresa B', abbr: 'EB', default_currency: 'CRC' }],
  Currency: [{ name: 'CRC', enabled: 1 }, { name: 'USD', enabled: 1 }],
  'Price List': [{ name: 'Standard Selling', selling: 1, enabled: 1, currency: 'CRC' }],
  Supplier: [{ name: 'Liberty CR', supplier_name: 'Liberty CR', disabled: 0 }, { name: 'Empresa A', supplier_name: 'Empresa A', disabled: 0, is_internal_supplier: 1, represents_company: 'Empresa A' }],
  Customer: [{ name: 'Empresa B', customer_name: 'Empresa B', disabled: 0, is_internal_customer: 1, represents_company: 'Empresa B' }],
  Warehouse: [
    { name: 'Bodega A - EA', warehouse_name: 'Bodega A', company: 'Empresa A', is_group: 0, disabled: 0 },
    { name: 'Bodega B - EB', warehouse_name: 'Bodega B', company: 'Empresa B', is_group: 0, disabled: 0 },
    { name: 'Todas - EA', warehouse_name: 'Todas', company: 'Empresa A', is_group: 1, disabled: 0 },
  ],
  Item: [goods('PIN-5000', 1), goods('PIN-10000', 1), goods('CABLE-USB', 0), goods('PIN-VIEJO', 1, { disabled: 1 })],
  'Selling Settings': [{ name: 'Selling Settings', selling_price_list: 'Standard Selling' }],
};

export function addMasters(site: Site, masters: Record<string, Fields[]>): void {
  for (const [doctype, rows] of Object.entries(masters)) {
    for (const row of rows) {
      const stamp = site.now();
      const known = site.find(doctype, row.name);
      site.put({ ...known, docstatus: 0, owner: 'Administrator', creation: stamp, ...row, doctype, modified: stamp } as Doc);
      if (doctype === 'Serial No' && row.warehouse) site.moveStock(row.item_code, row.warehouse, 1);
    }
  }
}

/**
 * `POST /__seed`: `{site?: "a"|"b", settings?: {…SiteSettings}, user?: {denied?, systemManager?}, key_field?: true | "not_unique" | false,
 * masters?: {<doctype>: [{name, …}]}, remove?: {<doctype>: [names]}, stock?: {"<item>|<warehouse>": quantity}}`
 */
export function seed(site: Site, body: unknown): unknown {
  const { settings, user, key_field, masters, remove, stock } = fieldsOf(body);
  Object.assign(site.settings, settings);
  Object.assign(site.users[0]!, user);
  if (key_field !== undefined) {
    for (const dt of VOUCHERS) {
      if (key_field === false) site.table('Custom Field').delete(`${dt}-${KEY_FIELD}`.toLowerCase());
      else addMasters(site, { 'Custom Field': [{ name: `${dt}-${KEY_FIELD}`, dt, fieldname: KEY_FIELD, label: 'Transfer Key', fieldtype: 'Data', unique: key_field === 'not_unique' ? 0 : 1 }] });
    }
  }
  if (settings && 'sellingPriceList' in fieldsOf(settings)) addMasters(site, { 'Selling Settings': [{ name: 'Selling Settings', selling_price_list: site.settings.sellingPriceList }] });
  addMasters(site, (masters ?? {}) as Record<string, Fields[]>);
  for (const [doctype, names] of Object.entries(fieldsOf(remove))) for (const name of names as string[]) site.table(doctype).delete(name.toLowerCase());
  for (const [place, quantity] of Object.entries(fieldsOf(stock))) site.bins.set(place, Number(quantity));
  return { site: site.id, settings: site.settings };
}

/** What a test looks at: documents by kind, serial numbers with their place, and what each row really moved. */
export function reportState(site: Site): Fields {
  const all = (doctype: string): Doc[] => [...site.table(doctype).values()];
  return {
    site: site.id,
    purchase_orders: all('Purchase Order'),
    purchase_receipts: all('Purchase Receipt'),
    delivery_notes: all('Delivery Note'),
    serials: all('Serial No').map(({ name, item_code, warehouse, company, status }) => ({ name, item_code, warehouse: warehouse ?? null, company, status })),
    bundles: all('Serial and Batch Bundle'),
    stock: Object.fromEntries(site.bins),
  };
}
