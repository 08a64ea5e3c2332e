import { Money } from '../../../../core/money/index.js';
import type { Draft, LineInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';
import type { RuleContext } from './context.js';

const WITH_KITS: readonly DocumentType[] = ['FE', 'TE', 'NC', 'ND', 'FEE'];
/** Given by the manufacturer (note 12): what a kit is known by. */
const MANUFACTURERS_CODE = '03';
const LEAST = 2;
/** Descuento may be repeated so often. */
const MOST_DISCOUNTS = 5;

/** A line that sells a kit, packet or combo with what is in it: annex 1, DetalleSurtido and its footnote 8. */
export function judgeKit(line: Draft<LineInput>, at: string, { type, report }: RuleContext): void {
  const components = line.components ?? [];
  if (!WITH_KITS.includes(type)) return report(`${at}.components`, `Solo se admite en ${WITH_KITS.join(', ')}.`);
  if (components.length < LEAST) report(`${at}.components`, `Un surtido tiene al menos ${LEAST} componentes.`);
  if (!line.codes?.some((code) => code?.type === MANUFACTURERS_CODE && (code.code?.length ?? 0) >= 3)) {
    report(`${at}.codes`, 'Un surtido lleva su código comercial de tipo 03 (SKU, GTIN o equivalente), con al menos 3 caracteres.');
  }
  if (line.quantity && !line.quantity.isInteger()) report(`${at}.quantity`, 'Un surtido se vende por unidades enteras.');
  for (const name of ['taxes', 'discounts'] as const) {
    if (line[name]?.length) report(`${at}.${name}`, 'En un surtido va en cada componente; el de la línea se calcula.');
  }
  for (const name of ['factory_vat', 'taxable_base'] as const) {
    if (line[name]) report(`${at}.${name}`, 'En un surtido va en cada componente.');
  }
  components.forEach((component, index) => component?.taxes?.forEach((tax, position) => {
    const here = `${at}.components[${index}].taxes[${position}]`;
    if (tax?.code === '08') report(`${here}.code`, 'Los componentes de un surtido no admiten el IVA de bienes usados (08).');
    if (tax?.exoneration) report(`${here}.exoneration`, 'Un componente no puede llevar exoneración: ponga lo exonerado en una línea propia.');
    if (tax?.export_amount) report(`${here}.export_amount`, 'Un componente no lleva monto de exportación.');
  }));
  judgeSums(line, at, report);
}

function judgeSums({ components = [], unit_price: price }: Draft<LineInput>, at: string, report: RuleContext['report']): void {
  const kinds = new Set(components.flatMap((component) => component?.discounts ?? []).map((discount) => `${discount?.code} ${discount?.code === '99' ? discount.reason : ''}`));
  if (kinds.size > MOST_DISCOUNTS) report(`${at}.components`, `Los componentes de un surtido admiten ${MOST_DISCOUNTS} clases de descuento entre todos.`);
  if (!price || components.some((component) => !component?.quantity || !component.unit_price)) return;
  const sum = components.reduce((total, component) => total.plus(component!.quantity!.times(component!.unit_price!).toDecimalPlaces(5, Money.ROUND_HALF_UP)), new Money(0));
  if (!sum.eq(price)) report(`${at}.unit_price`, `No es la suma de sus componentes (${sum}); puede omitirse.`);
}
