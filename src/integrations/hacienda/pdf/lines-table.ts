import { EXONERATION_TYPES, nameOf, TAX_CODES } from '../catalogues/index.js';
import { Money } from '../../../core/money/index.js';
import type { PreparedLine, PreparedTax } from '../mapping/types.js';
import { money, quantity } from './format.js';
import type { PdfInput } from './render-pdf.js';
import { ACCENT, MUTED, type Sheet } from './sheet.js';

interface Column {
  title: string;
  width: number;
  figure?: boolean;
  of(line: PreparedLine): string;
}

const GAP = 6;
const SOLD: readonly Column[] = [
  { title: '#', width: 16, of: (line) => String(line.number) },
  { title: 'CABYS', width: 55, of: (line) => [line.cabys, ...line.codes.map(({ code }) => code)].filter(Boolean).join('\n') },
  { title: 'Descripción', width: 139, of: (line) => line.description },
  { title: 'Cantidad', width: 38, figure: true, of: (line) => quantity(line.quantity) },
  { title: 'Unidad', width: 30, of: (line) => line.commercial_unit ?? line.unit ?? '' },
  { title: 'Precio', width: 52, figure: true, of: (line) => money(line.unit_price, 5) },
  { title: 'Descuento', width: 44, figure: true, of: (line) => (line.discounts.length > 0 ? money(sumOf(line.discounts)) : '') },
  { title: 'Impuesto', width: 48, figure: true, of: (line) => money(line.net_tax) },
  { title: 'Total', width: 50, figure: true, of: (line) => money(line.total) },
];
const PAID: readonly Column[] = [
  { title: '#', width: 16, of: (line) => String(line.number) },
  { title: 'Detalle', width: 272, of: (line) => line.description },
  { title: 'Monto', width: 70, figure: true, of: (line) => money(line.amount) },
  { title: 'Impuesto', width: 66, figure: true, of: (line) => money(line.net_tax) },
  { title: 'Total', width: 72, figure: true, of: (line) => money(line.total) },
];

const SMALL = { size: 6.5, color: MUTED };

/** The lines, over as many pages as they need, the titles on each. */
export function drawLines(sheet: Sheet, { document }: PdfInput): void {
  if (document.lines.length === 0) return;
  const columns = document.document_type === 'REP' ? PAID : SOLD;
  const text = columns.findIndex(({ title }) => title.startsWith('De'));
  sheet.room(60);
  drawTitles(sheet, columns);
  for (const line of document.lines) {
    const notes = notesOf(line);
    const cells = columns.map((column) => column.of(line));
    const tall = columns.map((column, index) => (column.figure ? 10 : sheet.height(cells[index]!, column.width, { size: 7.5 }) + (index === text && notes ? sheet.height(notes, column.width, SMALL) + 1 : 0)));
    const height = Math.max(...tall) + 6;
    if (sheet.room(height)) drawTitles(sheet, columns);
    eachColumn(sheet, columns, (column, x, index) => {
      if (column.figure) return sheet.figure(cells[index]!, x, sheet.y, column.width, { size: 7.5 });
      const used = sheet.text(cells[index]!, x, sheet.y, column.width, { size: 7.5 });
      if (index === text && notes) sheet.text(notes, x, sheet.y + used + 1, column.width, SMALL);
    });
    sheet.y += height;
    sheet.rule(sheet.y - 3);
  }
  sheet.y += 8;
}

function drawTitles(sheet: Sheet, columns: readonly Column[]): void {
  sheet.box(sheet.left, sheet.y, sheet.width, 15, ACCENT);
  eachColumn(sheet, columns, (column, x) => {
    const style = { size: 7, bold: true, color: '#ffffff' };
    if (column.figure) sheet.figure(column.title, x, sheet.y + 4.5, column.width, style);
    else sheet.text(column.title, x, sheet.y + 4.5, column.width + GAP, style);
  });
  sheet.y += 20;
}

function eachColumn(sheet: Sheet, columns: readonly Column[], draw: (column: Column, x: number, index: number) => void): void {
  let x = sheet.left + 4;
  columns.forEach((column, index) => {
    draw(column, x, index);
    x += column.width + GAP;
  });
}

/** What is particular to a line: its taxes, exonerations, serial numbers. */
const notesOf = (line: PreparedLine): string =>
  [
    line.taxes.map(taxWords).join(' · '),
    ...line.taxes.flatMap(({ exoneration }) =>
      exoneration ? [`Exonerado ${quantity(exoneration.rate)} puntos (${money(exoneration.amount)}): ${nameOf(EXONERATION_TYPES, exoneration.document_type)}, ${exoneration.document_number}`] : []),
    ...(line.components ?? []).map((part) => `Contiene ${quantity(part.quantity)} ${part.commercial_unit ?? part.unit ?? ''} de ${part.description}: ${money(part.unit_price)} c/u, ${part.taxes.map(taxWords).join(' · ')}`),
    line.tax_assumed !== '0.00000' ? `Impuesto asumido por el emisor: ${money(line.tax_assumed)}` : '',
    line.serial_numbers.length > 0 ? `Serie: ${line.serial_numbers.join(', ')}` : '',
    line.tariff_heading ? `Partida arancelaria ${line.tariff_heading}` : '',
  ].filter(Boolean).join('\n');

export function taxWords({ code, code_other: other, rate_code: rateCode, rate, factor }: Pick<PreparedTax, 'code' | 'code_other' | 'rate_code' | 'rate' | 'factor'>): string {
  if (rateCode === '10') return 'Exento de IVA';
  const name = code === '01' ? 'IVA' : code === '99' ? other ?? 'Otro impuesto' : nameOf(TAX_CODES, code);
  return [name, factor ? `factor ${factor}` : rate === undefined ? '' : `${quantity(rate)}%`].filter(Boolean).join(' ');
}

const sumOf = (amounts: readonly { amount: string }[]): string => amounts.reduce((total, { amount }) => total.plus(amount), new Money(0)).toFixed(5);
