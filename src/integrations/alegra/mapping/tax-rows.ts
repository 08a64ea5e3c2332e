import { Money } from '../../../core/money/index.js';
import type { ErpnextItem, ErpnextTax } from './erpnext-rows.js';
import { mappedByName, type TaxBook, type WantedTax } from './taxes.js';
import type { Problem } from './problems.js';

/** The document's tax table, sorted by what each row is. */
export interface TaxRows {
  /** Percentage taxes on the lines. */
  taxes: { row: ErpnextTax; onCharges: boolean }[];
  /** Fixed amounts: freight, packing… */
  charges: ErpnextTax[];
  problems: Problem[];
}

/** ERPNext: https://docs.frappe.io/erpnext/user/manual/en/sales-taxes-and-charges-template (charge types). */
export function sortTaxRows(rows: readonly ErpnextTax[], book: TaxBook): TaxRows {
  const sorted: TaxRows = { taxes: [], charges: [], problems: [] };
  for (const row of rows) {
    const isMapped = mappedByName(book, row.accountHead) !== undefined;
    const isFixed = row.chargeType === 'Actual' || (row.chargeType === null && !row.rate?.gt(0));
    const isSimple = (row.chargeType === null || row.chargeType === 'On Net Total') && !row.rate?.isNegative();
    // A percentage of "net plus freight" is the same percentage on lines and freight.
    const isAfterCharges = row.chargeType === 'On Previous Row Total' && sorted.taxes.length === 0 && !row.rate?.isNegative();
    if (isFixed && !isMapped) {
      if (row.amount && !row.amount.isZero()) sorted.charges.push(row);
    } else if (isFixed && row.amount?.isZero()) continue;
    else if (isMapped || isSimple || isAfterCharges) sorted.taxes.push({ row, onCharges: isAfterCharges });
    else sorted.problems.push(unsupported(row));
  }
  return sorted;
}

const unsupported = ({ path, accountHead, chargeType, rate }: ErpnextTax): Problem => ({
  path,
  code: 'tax_unmapped',
  message: `El impuesto «${accountHead ?? ''}» (${chargeType ?? ''}, ${rate?.toString() ?? '?'} %) no es un porcentaje simple sobre las líneas. Agregue su cuenta a tax_map si un impuesto de Alegra le corresponde.`,
});

/** The taxes of one line, as ERPNext names them. Its own rate (an item tax template) wins over the row's. */
export function taxesOfLine(item: ErpnextItem, rows: TaxRows['taxes']): WantedTax[] {
  const path = item.path;
  if (item.taxTemplate !== null && !item.taxRates?.size) {
    return [{ path, accountHead: null, template: item.taxTemplate, percentage: percentageIn(item.taxTemplate) }];
  }
  const wanted: WantedTax[] =
    rows.length === 0
      ? [...(item.taxRates ?? [])].map(([accountHead, percentage]) => ({ path, accountHead, template: item.taxTemplate, percentage }))
      : rows.map(({ row }) => {
          const own = row.accountHead === null ? undefined : item.taxRates?.get(row.accountHead);
          const isOwn = own !== undefined && !(row.rate && own.eq(row.rate));
          return { path: isOwn ? path : row.path, accountHead: isOwn ? null : row.accountHead, template: isOwn ? item.taxTemplate : null, percentage: own ?? row.rate };
        });
  // ERPNext lists accounts at 0 % that only other lines use; they matter only where the line has no other tax.
  const positive = wanted.filter(({ percentage }) => percentage === null || !percentage.isZero());
  return positive.length > 0 ? positive : wanted.slice(0, 1);
}

/** Sum of the percentages that the line's price already includes. */
export function includedPercentage(item: ErpnextItem, rows: TaxRows['taxes']): Money {
  return rows
    .filter(({ row }) => row.includedInPrice)
    .reduce((total, { row }) => total.plus((row.accountHead !== null ? item.taxRates?.get(row.accountHead) : undefined) ?? row.rate ?? 0), new Money(0));
}

/** "IVA 4% - CT" tells its rate when the payload has no `item_tax_rate`. */
function percentageIn(template: string): Money | null {
  const digits = /(\d+(?:[.,]\d+)?)\s*%/.exec(template)?.[1];
  return digits === undefined ? null : new Money(digits.replace(',', '.'));
}
