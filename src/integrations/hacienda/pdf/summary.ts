import { CHARGE_TYPES, nameOf, RATE_CODES, REFERENCE_CODES, REFERENCE_DOCUMENTS, TAX_CODES } from '../catalogues/index.js';
import type { PreparedDocument, Totals } from '../mapping/types.js';
import { moment, money } from './format.js';
import type { PdfInput } from './render-pdf.js';
import { ACCENT, MUTED, type Sheet } from './sheet.js';

type Row = [label: string, amount: string];

/** Figures of the summary in the order people read them; those of zero are left out but for the ones that make the sum. */
const FIGURES: readonly [label: string, figure: Exclude<keyof Totals, 'tax_breakdown'>, always?: boolean][] = [
  ['Gravado', 'total_taxed'], ['Exento', 'total_exempt'], ['Exonerado', 'total_exonerated'], ['No sujeto', 'total_not_subject'],
  ['Total venta', 'total_sale', true], ['Descuentos', 'total_discounts'], ['Venta neta', 'total_net_sale', true], ['Impuestos', 'total_tax', true],
  ['Otros cargos', 'total_other_charges'], ['IVA devuelto', 'total_vat_returned'],
];
const SUBTRACTED = new Set(['total_discounts', 'total_vat_returned']);

const WIDE = 210;

export function drawSummary(sheet: Sheet, { document }: PdfInput): void {
  const { totals, currency } = document;
  const figures = FIGURES.filter(([, figure, always]) => always || totals[figure] !== '0.00000')
    .map(([label, figure]): Row => [label, `${SUBTRACTED.has(figure) ? '-' : ''}${money(totals[figure])}`]);
  const left = sheet.width - WIDE - 30;
  sheet.room(Math.max(figures.length * 13 + 34, (totals.tax_breakdown.length + document.other_charges.length + 4) * 13));
  const top = sheet.y;

  let y = top;
  for (const [label, amount] of figures) {
    sheet.text(label, sheet.right - WIDE, y, 100, { size: 8.5, color: MUTED });
    sheet.figure(amount, sheet.right - 110, y, 110, { size: 8.5 });
    y += 13;
  }
  sheet.box(sheet.right - WIDE - 6, y + 2, WIDE + 6, 22, ACCENT);
  sheet.text(`Total ${currency}`, sheet.right - WIDE, y + 8.5, 90, { size: 10, bold: true, color: '#ffffff' });
  sheet.figure(money(totals.total), sheet.right - 126, y + 8, 120, { size: 11, bold: true, color: '#ffffff' });
  const right = y + 30;

  y = drawRows(sheet, 'Impuestos por tarifa', totals.tax_breakdown.map(({ code, rate_code: rate, amount }): Row => [rate ? nameOf(RATE_CODES, rate) : nameOf(TAX_CODES, code), money(amount)]), top, left);
  if (totals.total_tax_assumed !== '0.00000') y = drawRows(sheet, '', [['Impuesto asumido por el emisor', money(totals.total_tax_assumed)]], y - 4, left);
  y = drawRows(sheet, 'Otros cargos', document.other_charges.map((charge): Row => [chargeWords(charge), money(charge.amount)]), y, left);
  sheet.y = Math.max(right, y) + 6;
}

const chargeWords = ({ document_type: type, document_type_other: other, third_party: third, description }: PreparedDocument['other_charges'][number]): string => {
  const kind = type === '99' ? other ?? 'Otros cargos' : nameOf(CHARGE_TYPES, type);
  return `${description.startsWith(kind) ? '' : `${kind}: `}${description}${third ? ` (${third.name}, ${third.identification})` : ''}`;
};

function drawRows(sheet: Sheet, title: string, rows: readonly Row[], top: number, width: number): number {
  if (rows.length === 0) return top;
  let y = top;
  if (title) {
    sheet.text(title.toUpperCase(), sheet.left, y, width, { size: 7, bold: true, color: ACCENT });
    sheet.rule(y + 11, sheet.left, width, ACCENT);
    y += 16;
  }
  for (const [label, amount] of rows) {
    sheet.figure(amount, sheet.left + width - 80, y, 80);
    y += sheet.text(label, sheet.left, y, width - 90) + 2;
  }
  return y + 8;
}

/** Documents this one refers to, by their descriptions (annex 1, notes 7, 9 and 10). */
export function drawReferences(sheet: Sheet, { document }: PdfInput): void {
  if (document.references.length === 0) return;
  sheet.room(46);
  sheet.text('DOCUMENTOS DE REFERENCIA', sheet.left, sheet.y, sheet.width, { size: 7, bold: true, color: ACCENT });
  sheet.rule(sheet.y + 11, sheet.left, sheet.width, ACCENT);
  sheet.y += 16;
  for (const { document_type: type, document_type_other: other, number, issue_date: date, code, code_other: otherCode, reason } of document.references) {
    const what = [type === '99' ? other : nameOf(REFERENCE_DOCUMENTS, type), number, `del ${moment(date)}`].filter(Boolean).join(' ');
    const why = [code === '99' ? otherCode : nameOf(REFERENCE_CODES, code), reason].filter(Boolean).join(': ');
    sheet.room(26);
    sheet.y += sheet.text(what, sheet.left, sheet.y, sheet.width, { size: 8 });
    if (why) sheet.y += sheet.text(why, sheet.left, sheet.y, sheet.width, { size: 7.5, color: MUTED });
    sheet.y += 4;
  }
}
