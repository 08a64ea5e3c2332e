/** The doctypes of the workflow. */
export const DOCTYPES = ['Purchase Order', 'Purchase Receipt', 'Delivery Note'] as const;
export type Doctype = (typeof DOCTYPES)[number];

/** A child row as ERPNext answers it; only what is looked at. */
export interface ErpnextRow {
  name: string;
  idx: number;
  item_code: string;
  warehouse?: string;
  qty?: number;
  serial_no?: string;
  serial_and_batch_bundle?: string;
}

/** A document as ERPNext answers it. Nulls are left out by newer versions. */
export interface ErpnextDocument {
  name: string;
  /** 0 draft, 1 submitted, 2 cancelled. */
  docstatus: 0 | 1 | 2;
  items?: ErpnextRow[];
  [field: string]: unknown;
}

/** `[field, operator, value]`. */
export type Filter = readonly [string, string, unknown];

export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
