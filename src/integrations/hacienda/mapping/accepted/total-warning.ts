import type { AcceptedInvoice } from '../../../../core/events/index.js';
import type { Warning } from '../../../../core/errors/index.js';
import { Money, readDecimal } from '../../../../core/money/index.js';
import type { PreparedDocument } from '../types.js';

/** Both sides round every line, and once more at the end. */
const A_LINE = new Money('0.01');

/** What the sale says it comes to and what its e-invoice comes to are two sums of the same lines. */
export function totalWarning({ total, lines }: Pick<AcceptedInvoice, 'total' | 'lines'>, { totals, currency }: Pick<PreparedDocument, 'totals' | 'currency'>): Warning[] {
  const [told, issued] = [readDecimal(total), readDecimal(totals.total)];
  const allowed = A_LINE.times(lines.length + 1);
  if (!told || !issued || told.minus(issued).abs().lte(allowed)) return [];
  return [{ code: 'hacienda.total_differs', message: `La venta suma ${told.toFixed(2)} ${currency} y su comprobante electrónico ${issued.toFixed(2)}: revise impuestos, cargos y redondeo; si el comprobante está mal, corríjalo con una nota.` }];
}
