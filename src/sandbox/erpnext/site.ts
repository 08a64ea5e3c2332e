import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { type Meta, DOCTYPES, STANDARD } from './doctypes.js';
import { frappeThrow, type Manner } from './frappe-error.js';

export type Fields = Record<string, unknown>;
export type Row = Fields & { name: string; idx: number };
export type Doc = Fields & { name: string; doctype: string; docstatus: 0 | 1 | 2; modified: string; items?: Row[] };

export interface SiteSettings extends Manner {
  defaultCompany: string | null;
  /** Selling Settings: without one a Delivery Note is refused. */
  sellingPriceList: string | null;
  /** Buying Settings. */
  allowMultipleItems: boolean;
  poRequired: boolean;
  /** Stock Settings, v15+. */
  allowExistingSerialNo: boolean;
  /** The first releases of v15 ignored the text field `serial_no`. */
  serialText: 'used' | 'ignored';
}

export interface ApiUser {
  key: string;
  secret: string;
  email: string;
  systemManager: boolean;
  /** Taken away, as `<doctype>:<permission>`. */
  denied: string[];
}

const ZONE = 'America/Costa_Rica';

/** One Frappe site: its masters, documents and settings. */
export class Site {
  readonly tables = new Map<string, Map<string, Doc>>();
  /** Quantity by `item|warehouse`. */
  readonly bins = new Map<string, number>();
  private readonly counters = new Map<string, number>();
  private clock = 0n;

  constructor(
    readonly id: string,
    readonly settings: SiteSettings,
    readonly users: ApiUser[],
  ) {}

  meta(doctype: string): Meta {
    return DOCTYPES[doctype] ?? frappeThrow('DoesNotExistError', `DocType ${doctype} not found`, `DocType ${doctype} no encontrado`);
  }

  table(doctype: string): Map<string, Doc> {
    let table = this.tables.get(doctype);
    if (!table) this.tables.set(doctype, (table = new Map()));
    return table;
  }

  find(doctype: string, name: unknown): Doc | undefined {
    return this.table(doctype).get(keyOf(name));
  }

  get(doctype: string, name: unknown): Doc {
    return this.find(doctype, name) ?? frappeThrow('DoesNotExistError', `${doctype} ${String(name)} not found`, `${doctype} ${String(name)} no encontrado`);
  }

  put(doc: Doc): void {
    this.table(doc.doctype).set(keyOf(doc.name), doc);
  }

  remove({ doctype, name }: Doc): void {
    this.table(doctype).delete(keyOf(name));
  }

  customFields(doctype: string): Doc[] {
    return [...this.table('Custom Field').values()].filter(({ dt }) => dt === doctype);
  }

  knows(doctype: string, field: string): boolean {
    return [...STANDARD, ...this.meta(doctype).fields].includes(field) || this.customFields(doctype).some(({ fieldname }) => fieldname === field);
  }

  nextName(series: string): string {
    const prefix = series === 'SABB-' ? series : `${series}${this.today().slice(0, 4)}-`;
    const next = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, next);
    return prefix + String(next).padStart(series === 'SABB-' ? 8 : 5, '0');
  }

  rowName(): string {
    return randomBytes(5).toString('hex');
  }

  today(): string {
    return DateTime.now().setZone(ZONE).toISODate()!;
  }

  /** In the site's zone, to the microsecond, never the same twice. */
  now(): string {
    const micros = BigInt(Date.now()) * 1000n;
    this.clock = micros > this.clock ? micros : this.clock + 1n;
    const text = DateTime.fromMillis(Number(this.clock / 1000n)).setZone(ZONE).toFormat('yyyy-MM-dd HH:mm:ss.SSS');
    return text + String(this.clock % 1000n).padStart(3, '0');
  }

  stock(item: unknown, warehouse: unknown): number {
    return this.bins.get(`${String(item)}|${String(warehouse)}`) ?? 0;
  }

  moveStock(item: unknown, warehouse: unknown, change: number): void {
    this.bins.set(`${String(item)}|${String(warehouse)}`, this.stock(item, warehouse) + change);
  }
}

// MariaDB compares names without case and trailing blanks.
const keyOf = (name: unknown): string => String(name).trimEnd().toLowerCase();

export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
export const numberOf = (value: unknown): number => Number(value ?? 0) || 0;
