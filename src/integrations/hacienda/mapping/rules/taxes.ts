import { EXONERATIONS_WITH_ARTICLE, nameOf, RATE_CODED, RATE_CODES, RATES, SPECIFIC_TAXES, VAT_CODES } from '../../catalogues/index.js';
import { dayAfter } from '../dates.js';
import type { ComponentInput, Draft, ExonerationInput, TaxInput } from '../shape/index.js';
import type { DocumentType } from '../types.js';
import type { RuleContext } from './context.js';

const EXPORTED: readonly DocumentType[] = ['FEE', 'NC', 'ND'];
const EXONERABLE: readonly DocumentType[] = ['FE', 'TE', 'NC', 'ND', 'FEC'];
/** Taxes with a rate of their own, given by the sender: 02, 99 free, 12 always 5%. */
const WITH_RATE = new Set(['02', '12', '99']);

/** Annex 1, Impuesto and Exoneracion. */
export function judgeTaxes(line: Draft<ComponentInput>, at: string, context: RuleContext): void {
  const { report } = context;
  const taxes = line.taxes ?? [];
  if (taxes.length === 0) report(`${at}.taxes`, 'Cada línea lleva al menos un impuesto; lo exento lleva el 01 con tarifa 10.');
  const seen = new Set<string>();
  taxes.forEach((tax, index) => {
    if (!tax?.code) return;
    const here = `${at}.taxes[${index}]`;
    // Two value added taxes, or one tax twice, would count the line twice in the breakdown.
    const kind = VAT_CODES.has(tax.code) ? 'IVA' : tax.code;
    if (seen.has(kind) && kind !== '99') report(`${here}.code`, kind === 'IVA' ? 'Una línea lleva un solo IVA (01, 07 u 08).' : `El impuesto ${kind} está repetido.`);
    seen.add(kind);
    judgeTax(tax, tax.code, here, context);
    if (line.factory_vat === '02' && kind === 'IVA' && tax.rate_code !== '10') report(`${here}.rate_code`, 'Con IVA cobrado en fábrica 02 la línea es exenta: use la tarifa 10.');
  });
}

function judgeTax(tax: Draft<TaxInput>, code: string, at: string, context: RuleContext): void {
  const { report, type } = context;
  const { rate_code: rateCode, rate, specific } = tax;
  if (code === '99' && !tax.code_other) report(`${at}.code_other`, 'El impuesto 99 se describe, con 5 a 100 caracteres.');
  if (RATE_CODED.has(code)) {
    if (!rateCode) report(`${at}.rate_code`, `El impuesto ${code} lleva el código de tarifa del IVA.`);
    else if (rate && !rate.eq(RATES[rateCode]!)) {
      report(`${at}.rate`, `La tarifa ${rate} no es la del código ${rateCode} (${nameOf(RATE_CODES, rateCode)}): es ${RATES[rateCode]}.`);
    }
  } else if (rateCode) report(`${at}.rate_code`, 'Solo los impuestos 01 y 07 llevan código de tarifa.');
  if (WITH_RATE.has(code) && !rate) report(`${at}.rate`, `El impuesto ${code} lleva su tarifa.`);
  if (code === '12' && rate && !rate.eq(5)) report(`${at}.rate`, 'La tarifa del impuesto al cemento es 5.');
  if (code === '08' && !tax.factor) report(`${at}.factor`, 'El IVA de bienes usados (08) lleva el factor establecido por Hacienda.');
  if (code !== '08' && tax.factor) report(`${at}.factor`, 'Solo el impuesto 08 lleva factor.');
  if (tax.export_amount && !EXPORTED.includes(type)) report(`${at}.export_amount`, `Solo se admite en ${EXPORTED.join(', ')}.`);
  if (SPECIFIC_TAXES.has(code)) judgeSpecific(specific, code, `${at}.specific`, report);
  else if (specific) report(`${at}.specific`, 'Solo los impuestos 03, 04, 05 y 06 llevan estos datos.');
  if (tax.exoneration) judgeExoneration(tax.exoneration, tax, `${at}.exoneration`, context);
}

function judgeSpecific(specific: Draft<TaxInput['specific']>, code: string, at: string, report: RuleContext['report']): void {
  if (!specific) return report(at, `El impuesto ${code} se calcula por unidad: indique cantidad e impuesto por unidad.`);
  if (code === '04' && !specific.percentage) report(`${at}.percentage`, 'El impuesto 04 lleva el porcentaje de alcohol.');
  if (specific.quantity && specific.percentage?.times(specific.quantity).gte(100_000)) report(at, 'Los mililitros de alcohol (cantidad por porcentaje) no pueden llegar a 1000.');
  if (code === '05' && !specific.volume) report(`${at}.volume`, 'El impuesto 05 lleva el volumen por unidad de consumo.');
}

function judgeExoneration(exoneration: Draft<ExonerationInput>, tax: Draft<TaxInput>, at: string, { type, today, report }: RuleContext): void {
  const { document_type: kind, institution, rate } = exoneration;
  if (!EXONERABLE.includes(type)) report(at, `Solo se admite en ${EXONERABLE.join(', ')}.`);
  if (kind === '99' && !exoneration.document_type_other) report(`${at}.document_type_other`, 'El documento 99 se describe, con 5 a 100 caracteres.');
  if (institution === '99' && !exoneration.institution_other) report(`${at}.institution_other`, 'La institución 99 se nombra, con 5 a 160 caracteres.');
  if (kind && EXONERATIONS_WITH_ARTICLE.has(kind) && !exoneration.article) report(`${at}.article`, `El documento de tipo ${kind} lleva el artículo de la ley.`);
  if (exoneration.issue_date && exoneration.issue_date.slice(0, 10) > dayAfter(today)) report(`${at}.issue_date`, 'No puede ser posterior a hoy.');
  const full = tax.rate ?? (tax.rate_code ? RATES[tax.rate_code] : undefined);
  if (full === undefined) report(at, 'Solo se exonera un impuesto con tarifa.');
  else if (rate?.gt(full)) report(`${at}.rate`, `La tarifa exonerada (${rate}) no puede ser mayor que la del impuesto (${full}).`);
}
