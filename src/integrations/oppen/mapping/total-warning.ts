import type { Warning } from '../../../core/errors/index.js';
import type { Money } from '../../../core/money/index.js';

/** Oppen's sum beside ours. Net prices of two decimals bring one total in six back a cent off (contract §3): told, never mended. */
export function totalWarning(monto: Money, total: Money | null): Warning | null {
  if (total === null) return { code: 'oppen.no_total', message: 'Oppen no dijo el total de la factura: compárelo allí.' };
  const difference = total.minus(monto);
  if (difference.isZero()) return null;
  return { code: 'oppen.total_differs', message: `Oppen calculó ${total.toFixed(2)} y la factura es de ${monto.toFixed(2)} (diferencia ${difference.toFixed(2)}).` };
}
