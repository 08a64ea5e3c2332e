import PDFDocument from 'pdfkit';
import { printable } from './format.js';

export const INK = '#1c2530';
export const MUTED = '#5f6b7a';
export const RULE = '#d5dbe1';
export const ACCENT = '#1f4e79';

const MARGIN = 42;
/** Room for the line at the foot of each page. */
const FOOT = 28;

export interface TextStyle {
  size?: number;
  bold?: boolean;
  color?: string;
  align?: 'left' | 'right' | 'center';
}

/** A pdfkit document of letter pages with what our blocks need: places, styles, and page breaks. Points from the top left. */
export class Sheet {
  readonly left = MARGIN;
  readonly right: number;
  readonly width: number;
  y = MARGIN;

  private constructor(private readonly pdf: PDFKit.PDFDocument) {
    this.width = pdf.page.width - 2 * MARGIN;
    this.right = this.left + this.width;
  }

  /** Draws with `draw` and answers the finished file; `foot` is written on every page, with its number. */
  static make(info: { title: string; author: string; date: Date; foot: string }, draw: (sheet: Sheet) => void): Promise<Buffer> {
    const pdf = new PDFDocument({
      size: 'LETTER', margin: MARGIN, bufferPages: true, lang: 'es-CR', displayTitle: true,
      info: { Title: printable(info.title), Author: printable(info.author), CreationDate: info.date, Producer: 'Puente', Creator: 'Puente' },
    });
    const finished = new Promise<Buffer>((resolve, reject) => {
      const parts: Buffer[] = [];
      pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
    });
    const sheet = new Sheet(pdf);
    draw(sheet);
    sheet.foot(info.foot);
    pdf.end();
    return finished;
  }

  /** Text in a column; answers its height. */
  text(text: string, x: number, y: number, width: number, style: TextStyle = {}): number {
    const shown = this.styled(text, style);
    this.pdf.text(shown, x, y, { width, align: style.align ?? 'left', lineGap: 1 });
    return this.pdf.heightOfString(shown, { width, lineGap: 1 });
  }

  height(text: string, width: number, style: TextStyle = {}): number {
    return this.pdf.heightOfString(this.styled(text, style), { width, lineGap: 1 });
  }

  /** One line at the right edge of a column, set smaller when it would not fit. */
  figure(text: string, x: number, y: number, width: number, style: TextStyle = {}): void {
    const size = style.size ?? 8;
    const shown = this.styled(text, style);
    const needed = this.pdf.widthOfString(shown);
    if (needed > width) this.pdf.fontSize((size * width) / needed);
    this.pdf.text(shown, x + width - Math.min(needed, width), y, { lineBreak: false });
  }

  rule(y: number, x = this.left, width = this.width, color = RULE): void {
    this.pdf.moveTo(x, y).lineTo(x + width, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  box(x: number, y: number, width: number, height: number, fill: string): void {
    this.pdf.roundedRect(x, y, width, height, 3).fill(fill);
  }

  /** Makes sure that `height` points are left on the page; answers whether a new one was begun. */
  room(height: number): boolean {
    if (this.y + height <= this.pdf.page.height - MARGIN - FOOT) return false;
    this.pdf.addPage();
    this.y = MARGIN;
    return true;
  }

  private styled(text: string, { size = 8, bold = false, color = INK }: TextStyle): string {
    this.pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor(color);
    return printable(text);
  }

  private foot(text: string): void {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.pdf.switchToPage(page);
      // Below the margin pdfkit would begin a new page.
      this.pdf.page.margins.bottom = 0;
      const y = this.pdf.page.height - MARGIN - 10;
      this.rule(y - 5);
      this.text(text, this.left, y, this.width - 90, { size: 6.5, color: MUTED });
      this.figure(`Página ${page + 1} de ${count}`, this.right - 90, y, 90, { size: 6.5, color: MUTED });
    }
  }
}
