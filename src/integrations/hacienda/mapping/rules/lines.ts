import { Money } from '../../../../core/money/index.js';
import type { ComponentInput, Draft, LineInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';
import type { DocumentDraft, DocumentRule, RuleContext } from './context.js';
import { judgeKit } from './kit.js';
import { judgeTaxes } from './taxes.js';

type Field = keyof LineInput;

/** Fields of a line and the only documents whose XML has a place for them. */
const PLACES: readonly (readonly [Field, readonly DocumentType[]])[] = [
  ['tariff_heading', ['FEE', 'NC', 'ND']],
  ['transaction_type', ['FE', 'NC', 'ND', 'FEC', 'FEE']],
  ['factory_vat', ['FE', 'TE', 'NC', 'ND']],
  ['taxable_base', ['FE', 'TE', 'NC', 'ND', 'FEC']],
  ['amount', ['REP']],
];

const GOODS_AND_SERVICES: readonly (keyof ComponentInput)[] = ['quantity', 'unit', 'unit_price'];
/** A receipt of payment has only these. */
const OF_A_RECEIPT: readonly Field[] = ['description', 'amount', 'taxes'];
const FINANCIAL = new Set(['09', '10']);

export const judgeLines: DocumentRule = (document, context) =>
  document.lines?.forEach((line, index) => line && judgeLine(line, `lines[${index}]`, document, context));

function judgeLine(line: Draft<LineInput>, at: string, document: DocumentDraft, context: RuleContext): void {
  const { type, report } = context;
  if (type === 'REP') judgeReceiptLine(line, at, report);
  else judgeSoldLine(line, at, document, context);
  if (!line.components?.length || type === 'REP') return judgeTaxes(line, at, context);
  judgeKit(line, at, context);
  line.components.forEach((component, index) => {
    if (!component) return;
    judgeItem(component, `${at}.components[${index}]`, document, context);
    judgeTaxes(component, `${at}.components[${index}]`, context);
  });
}

function judgeReceiptLine(line: Draft<LineInput>, at: string, report: RuleContext['report']): void {
  if (!line.amount) report(`${at}.amount`, 'Es obligatorio en un REP: lo que se paga, sin impuestos.');
  for (const [name, value] of Object.entries(line)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0) || OF_A_RECEIPT.includes(name as Field)) continue;
    report(`${at}.${name}`, 'Una línea de REP no lleva este campo.');
  }
}

function judgeSoldLine(line: Draft<LineInput>, at: string, document: DocumentDraft, context: RuleContext): void {
  const { type, report } = context;
  if (type === 'FEE' && line.cabys && isGoods(line.cabys) && !line.tariff_heading) report(`${at}.tariff_heading`, 'Una mercancía exportada lleva su partida arancelaria, de 12 dígitos.');
  judgeItem(line, at, document, context);
}

/** What is sold, in a line or within a kit. */
function judgeItem(item: Draft<LineInput> | Draft<ComponentInput>, at: string, document: DocumentDraft, { type, report }: RuleContext): void {
  const isKit = 'components' in item && Boolean(item.components?.length);
  for (const [name, types] of PLACES) {
    if ((item as Draft<LineInput>)[name] && !types.includes(type)) report(`${at}.${name}`, `Solo se admite en ${types.join(', ')}.`);
  }
  for (const name of GOODS_AND_SERVICES) {
    // A kit costs what its components cost.
    if (!item[name] && !(isKit && name === 'unit_price')) report(`${at}.${name}`, 'Es obligatorio.');
  }
  const financial = (type === 'NC' || type === 'ND') && document.references?.some((reference) => FINANCIAL.has(reference?.code ?? ''));
  if (!item.cabys && !financial) report(`${at}.cabys`, 'Es obligatorio: el código CABYS, de 13 dígitos.');
  if (item.taxable_base && !isKit && item.factory_vat !== '01' && !item.taxes?.some((tax) => tax?.code === '07')) {
    report(`${at}.taxable_base`, 'La base imponible solo se indica con el impuesto 07 o con IVA cobrado en fábrica 01; en los demás casos se calcula.');
  }
  if (item.factory_vat === '01' && !item.taxable_base) report(`${at}.taxable_base`, 'Con IVA cobrado en fábrica 01 se indica la base imponible, mayor que cero.');
  if (!isKit) judgeDiscounts(item, at, report);
}

function judgeDiscounts({ discounts = [], quantity, unit_price: price }: Draft<ComponentInput>, at: string, report: RuleContext['report']): void {
  discounts.forEach((discount, index) => {
    if (discount?.code === '99' && (discount.reason?.length ?? 0) < 5) report(`${at}.discounts[${index}].reason`, 'El descuento 99 se describe, con 5 a 80 caracteres.');
  });
  if (!quantity || !price || discounts.length === 0) return;
  const total = discounts.reduce((sum, discount) => sum.plus(discount?.amount ?? 0), new Money(0));
  const whole = quantity.times(price).toDecimalPlaces(5);
  if (total.gt(whole)) report(`${at}.discounts`, `Los descuentos (${total}) son mayores que el monto de la línea (${whole}).`);
}

/** CABYS: 0 to 4 goods, 5 to 9 services. It, not the unit, decides (rejections -110, -111). */
export const isGoods = (cabys: string): boolean => cabys[0]! < '5';
