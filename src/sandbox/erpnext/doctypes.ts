/** What a site knows of a doctype: a small, true part of ERPNext's own definition. */
export interface Meta {
  /** Naming series of documents; masters take their name from the body. */
  series?: string;
  submittable?: boolean;
  /** Everything that is kept; what is not named here is dropped without a word, as Frappe does. */
  fields: readonly string[];
  links: Readonly<Record<string, string>>;
  /** Checked after ERPNext's own rules and defaults. */
  required: readonly string[];
  /** The child table `items`. */
  rows?: { doctype: string } & Pick<Meta, 'fields' | 'links' | 'required'>;
}

const PARENT = ['title', 'naming_series', 'company', 'currency', 'conversion_rate', 'ignore_pricing_rule', 'set_warehouse', 'total_qty', 'total', 'grand_total', 'status', 'amended_from', 'remarks'];
const ROW = ['item_code', 'item_name', 'qty', 'stock_qty', 'uom', 'stock_uom', 'conversion_factor', 'rate', 'amount', 'base_rate', 'base_amount', 'warehouse'];
const SERIAL = ['serial_no', 'serial_and_batch_bundle', 'use_serial_batch_fields', 'batch_no'];
const ROW_LINKS = { item_code: 'Item', warehouse: 'Warehouse' };
const BUYING = { supplier: 'Supplier', company: 'Company', currency: 'Currency' };

const DOCUMENTS: Record<string, Meta> = {
  'Purchase Order': {
    series: 'PUR-ORD-', submittable: true,
    fields: [...PARENT, 'supplier', 'transaction_date', 'schedule_date', 'order_confirmation_no', 'per_received'],
    links: BUYING, required: ['supplier', 'company', 'transaction_date', 'currency', 'items'],
    rows: {
      doctype: 'Purchase Order Item', fields: [...ROW, 'schedule_date', 'received_qty'], links: ROW_LINKS,
      required: ['item_code', 'schedule_date', 'qty'],
    },
  },
  'Purchase Receipt': {
    series: 'MAT-PRE-', submittable: true,
    fields: [...PARENT, 'supplier', 'posting_date', 'posting_time', 'set_posting_time', 'supplier_delivery_note', 'lr_no', 'inter_company_reference'],
    links: { ...BUYING, inter_company_reference: 'Delivery Note' }, required: ['supplier', 'company', 'currency', 'items'],
    rows: {
      doctype: 'Purchase Receipt Item', fields: [...ROW, ...SERIAL, 'received_qty', 'rejected_qty', 'purchase_order', 'purchase_order_item', 'delivery_note_item'],
      links: { ...ROW_LINKS, purchase_order: 'Purchase Order', serial_and_batch_bundle: 'Serial and Batch Bundle' }, required: ['item_code', 'received_qty'],
    },
  },
  'Delivery Note': {
    series: 'MAT-DN-', submittable: true,
    fields: [...PARENT, 'customer', 'posting_date', 'posting_time', 'set_posting_time', 'po_no', 'lr_no', 'selling_price_list', 'price_list_currency', 'plc_conversion_rate', 'inter_company_reference'],
    links: { customer: 'Customer', company: 'Company', currency: 'Currency', selling_price_list: 'Price List' },
    required: ['customer', 'company', 'currency', 'selling_price_list', 'items'],
    rows: {
      doctype: 'Delivery Note Item', fields: [...ROW, ...SERIAL, 'received_qty'],
      links: { ...ROW_LINKS, serial_and_batch_bundle: 'Serial and Batch Bundle' }, required: ['item_code', 'qty'],
    },
  },
};

const master = (fields: readonly string[], links: Record<string, string> = {}): Meta => ({ fields, links, required: [] });

const MASTERS: Record<string, Meta> = {
  Company: master(['abbr', 'default_currency']),
  Currency: master(['enabled']),
  'Price List': master(['enabled', 'buying', 'selling', 'currency']),
  Supplier: master(['supplier_name', 'disabled', 'on_hold', 'is_internal_supplier', 'represents_company']),
  Customer: master(['customer_name', 'disabled', 'is_internal_customer', 'represents_company']),
  Warehouse: master(['warehouse_name', 'company', 'is_group', 'disabled']),
  Item: master(['item_code', 'item_name', 'stock_uom', 'disabled', 'has_variants', 'has_serial_no', 'serial_no_series', 'is_stock_item', 'is_purchase_item', 'is_sales_item']),
  'Serial No': master(['item_code', 'company', 'warehouse', 'status', 'customer']),
  'Serial and Batch Bundle': { ...master(['item_code', 'company', 'warehouse', 'type_of_transaction', 'total_qty', 'voucher_type', 'voucher_no', 'entries']), series: 'SABB-' },
  'Selling Settings': master(['selling_price_list']),
  'Custom Field': master(['dt', 'fieldname', 'label', 'fieldtype', 'unique', 'no_copy', 'read_only', 'insert_after']),
};

export const DOCTYPES: Readonly<Record<string, Meta>> = { ...DOCUMENTS, ...MASTERS };
export const VOUCHERS = Object.keys(DOCUMENTS);

/** Fields of every document and row. */
export const STANDARD = ['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus', 'idx', 'doctype'];
