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

const CELL = { size: 7.5 };
const SMALL = { size: 6.5, color: MUTED };
/** So many serial numbers a note: a line may have a thousand. */
const SERIALS = 15;

/** The lines, over as many pages as they need, the titles on each. */
export function drawLines(sheet: Sheet, { document }: PdfInput): void {
  if (document.lines.length === 0) return;
  const columns = document.document_type === 'REP' ? PAID : SOLD;
  const text = columns.findIndex(({ title }) => title.startsWith('De'));
  sheet.room(60);
  drawTitles(sheet, columns);
  for (const line of document.lines) {
    const cells = columns.map((column) => column.of(line));
    const heights = columns.map((column, index) => (column.figure ? 10 : sheet.height(cells[index]!, column.width, CELL)));
    const notes = notesOf(line);
    const below = heights[text]! + 1;
    const first = notes[0] ? below + sheet.height(notes[0], columns[text]!.width, SMALL) : 0;
    if (sheet.room(Math.max(...heights, first) + 6)) drawTitles(sheet, columns);
    const top = sheet.y;
    let place = sheet.left;
    eachColumn(sheet, columns, (column, x, index) => {
      if (index === text) place = x;
      if (column.figure) sheet.figure(cells[index]!, x, top, column.width, CELL);
      else sheet.text(cells[index]!, x, top, column.width, CELL);
    });
    sheet.y = top + below;
    const whole = drawNotes(sheet, notes, columns, { x: place, width: columns[text]!.width });
    sheet.y = (whole ? Math.max(sheet.y, top + Math.max(...heights)) : sheet.y) + 6;
    sheet.rule(sheet.y - 3);
  }
  sheet.y += 8;
}

/** Under the description, and on to the next page when there are many; answers whether they stayed on this one. */
function drawNotes(sheet: Sheet, notes: readonly string[], columns: readonly Column[], { x, width }: { x: number; width: number }): boolean {
  let stayed = true;
  for (const note of notes) {
    if (sheet.room(sheet.height(note, width, SMALL) + 6)) {
      drawTitles(sheet, columns);
      stayed = false;
    }
    sheet.y += sheet.text(note, x, sheet.y, width, SMALL);
  }
  return stayed;
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

/** What is particular to a line: its taxes, exonerations, what a kit is made of, serial numbers. */
const notesOf = (line: PreparedLine): string[] =>
  [
    // A kit's taxes have their rates in its components.
    line.components ? '' : line.taxes.map(taxWords).join(' · '),
    ...line.taxes.flatMap(({ exoneration }) =>
      exoneration ? [`Exonerado ${quantity(exoneration.rate)} puntos (${money(exoneration.amount)}): ${nameOf(EXONERATION_TYPES, exoneration.document_type)}, ${exoneration.document_number}`] : []),
    ...(line.components ?? []).map((part) => `Contiene ${quantity(part.quantity)} ${part.commercial_unit ?? part.unit ?? ''} de ${part.description}: ${money(part.unit_price, 5)} c/u, ${part.taxes.map(taxWords).join(' · ')}`),
    line.tax_assumed !== '0.00000' ? `Impuesto asumido por el emisor: ${money(line.tax_assumed)}` : '',
    ...inGroups(line.serial_numbers).map((numbers, index) => `${index === 0 ? 'Serie: ' : ''}${numbers.join(', ')}`),
    line.tariff_heading ? `Partida arancelaria ${line.tariff_heading}` : '',
  ].filter(Boolean);

const inGroups = (numbers: readonly string[]): string[][] => Array.from({ length: Math.ceil(numbers.length / SERIALS) }, (_, index) => numbers.slice(index * SERIALS, (index + 1) * SERIALS));

export function taxWords({ code, code_other: other, rate_code: rateCode, rate, factor }: Pick<PreparedTax, 'code' | 'code_other' | 'rate_code' | 'rate' | 'factor'>): string {
  if (rateCode === '10') return 'Exento de IVA';
  const name = code === '01' ? 'IVA' : code === '99' ? other ?? 'Otro impuesto' : nameOf(TAX_CODES, code);
  return [name, factor ? `factor ${factor}` : rate === undefined ? '' : `${quantity(rate)}%`].filter(Boolean).join(' ');
}

const sumOf = (amounts: readonly { amount: string }[]): string => amounts.reduce((total, { amount }) => total.plus(amount), new Money(0)).toFixed(5);
