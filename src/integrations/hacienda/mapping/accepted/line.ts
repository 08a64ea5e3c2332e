import type { AcceptedLine } from '../../../../core/events/accepted-invoice.js';
import { readDecimal } from '../../../../core/money/index.js';
import { decimalAt, type Report } from './decimal-at.js';
import { rateCodeOf, unitOf } from './words.js';

/** A line as Hacienda wants it; what it lacks is reported by its path in the sale. */
export function lineOf(line: AcceptedLine, at: string, cabysOf: Readonly<Record<string, string>>, report: Report): Record<string, unknown> {
  const label = `«${line.code ?? line.description ?? at}»`;
  const cabys = line.catalogue_code ?? (line.code === null ? undefined : cabysOf[line.code]);
  if (!cabys) report(`${at}.catalogue_code`, `Falta el código CABYS de ${label}: póngalo en el artículo (custom_cabys en ERPNext) o en el ajuste «item_cabys».`);
  const unit = unitOf(line.unit);
  if (!unit) report(`${at}.unit`, `La unidad «${line.unit ?? ''}» de ${label} no tiene una de Hacienda: use Unid, Sp, h, Kg, L, M…`);
  const [quantity, net] = [decimalAt(line.quantity, `${at}.quantity`, report), decimalAt(line.net, `${at}.net`, report)];
  return {
    cabys, unit, quantity: quantity.toFixed(),
    description: (line.description ?? line.code ?? '').slice(0, 200),
    // Discounts are in the price already: ERPNext's own amount is what was agreed.
    unit_price: quantity.isZero() ? '0' : net.div(quantity).toDecimalPlaces(5).toFixed(),
    ...(line.code ? { codes: [{ type: '01', code: line.code.slice(0, 20) }] } : {}),
    discounts: [],
    taxes: taxesOf(line, at, label, report),
  };
}

function taxesOf({ taxes }: AcceptedLine, at: string, label: string, report: Report): Record<string, unknown>[] {
  if (taxes.length === 0) report(`${at}.taxes`, `${label} no dice su IVA: lo exento lleva un impuesto de 0 % que lo diga en su nombre.`);
  return taxes.flatMap(({ name, rate }, index) => {
    const percent = readDecimal(rate);
    const code = percent ? rateCodeOf(percent.toFixed(), name) : undefined;
    if (code) return [{ code: '01', rate_code: code, rate: percent!.toFixed() }];
    report(`${at}.taxes[${index}]`, percent?.isZero()
      ? `El impuesto «${name ?? ''}» de ${label} es de 0 %: su nombre debe decir si es exento, no sujeto o tarifa 0.`
      : `El impuesto «${name ?? ''}» (${rate ?? '?'} %) de ${label} no es una tarifa del IVA: 13, 4, 2, 1 o 0.5.`);
    return [];
  });
}
