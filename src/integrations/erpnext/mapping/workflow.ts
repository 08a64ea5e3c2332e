import type { Money } from '../../../core/money/index.js';

/** One article of a transfer. `rate` is what A pays, `transferRate` what B pays A; both per unit, at most two decimals. */
export interface Line {
  itemCode: string;
  qty: number;
  rate: Money;
  transferRate: Money;
  /** As many as `qty`, or none for an article without serial numbers. */
  serials: readonly string[];
}

/** A purchase in A and its transfer to B, as the body of start-workflow says it. */
export interface Workflow {
  instanceA: number;
  instanceB: number;
  supplier: string;
  companyA: string;
  /** null = the company that warehouse B belongs to. */
  companyB: string | null;
  customerInA: string;
  supplierInB: string;
  warehouseA: string;
  warehouseB: string;
  /** `YYYY-MM-DD`; null = today in the company's zone. */
  scheduleDate: string | null;
  /** null = what ERPNext chooses. */
  currency: string | null;
  lines: readonly Line[];
}

/**
 * One line per article and price: ERPNext refuses the same article twice unless the site allows it. Lines that differ in price stay
 * apart and were refused before.
 */
export function mergeLines(lines: readonly Line[]): Line[] {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const known = merged.get(line.itemCode);
    merged.set(line.itemCode, known ? { ...known, qty: known.qty + line.qty, serials: [...known.serials, ...line.serials] } : line);
  }
  return [...merged.values()];
}
